"""Every fault by name: it strikes as announced, and only there."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from sandbox.facebook.faults import FAULTS, REFUSALS
from sandbox.facebook.wire import signatures
from sandbox.server import Sandbox
from tests.sandbox.facebook.outsiders import AHMED, KARI, Caller, Listener
from tests.waiting import eventually

AFTER_WRITE = ["facebook.cut_after_write", "facebook.unavailable_after_write", "facebook.bad_gateway_after_write"]


def _values(bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry["changes"][0]["value"] for body in bodies for entry in body["entry"]]


def _verbs(bodies: list[dict[str, Any]]) -> list[str]:
    return [value["verb"] for value in _values(bodies)]


def test_every_fault_says_what_it_does() -> None:
    assert all(name.startswith("facebook.") and meaning for name, meaning in FAULTS.items())


@pytest.mark.parametrize("name", sorted(REFUSALS))
async def test_a_refusal_does_nothing(sandbox: Sandbox, graph: Caller, name: str) -> None:
    question = sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.faults.arm(name)

    answer = await graph.ask("POST", f"{question}/comments", data={"message": "I dag."})

    assert (answer.status_code >= 400, sandbox.facebook.public_texts("main")) == (True, [])


async def test_a_staged_block_tells_when_it_ends(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.faults.arm("facebook.throttled")

    answer = await graph.ask("GET", "me")

    (usage,) = json.loads(answer.headers["X-Business-Use-Case-Usage"])["100200300400500"]
    assert (answer.json()["error"]["code"], usage["estimated_time_to_regain_access"]) == (80001, 5)


async def test_a_fault_can_be_aimed_at_one_page(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.faults.arm("facebook.token_expired", times=None, match="kino")

    assert "error" not in await graph.get("me")
    assert (await graph.get("me", token="PAGE-TOKEN-kino"))["error"]["error_subcode"] == 463


@pytest.mark.parametrize("name", AFTER_WRITE)
async def test_a_write_may_be_done_without_an_answer(sandbox: Sandbox, graph: Caller, name: str) -> None:
    question = sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.faults.arm(name)

    try:
        status = (await graph.ask("POST", f"{question}/comments", data={"message": "I dag."})).status_code
    except httpx.TransportError:
        status = 0

    assert (status in (0, 502, 503), sandbox.facebook.public_texts("main")) == (True, ["I dag."])


async def test_a_cut_connection_is_seen_as_cut(sandbox: Sandbox, graph: Caller) -> None:
    question = sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.faults.arm("facebook.cut_after_write")

    with pytest.raises(httpx.TransportError):
        await graph.post(f"{question}/comments", message="I dag.")


async def test_a_connection_may_be_cut_before_anything_is_done(sandbox: Sandbox, graph: Caller) -> None:
    question = sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.faults.arm("facebook.cut")

    with pytest.raises(httpx.TransportError):
        await graph.post(f"{question}/comments", message="I dag.")
    assert sandbox.facebook.public_texts("main") == []


async def test_reading_does_not_use_up_a_fault_of_writing(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.faults.arm("facebook.cut_after_write")

    assert "id" in await graph.get("me")
    assert len(sandbox.faults.armed()) == 1


async def test_a_write_may_be_answered_without_an_id(sandbox: Sandbox, graph: Caller) -> None:
    question = sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.faults.arm("facebook.no_id")

    answer = await graph.ask("POST", f"{question}/comments", data={"message": "I dag."})

    assert (answer.status_code, answer.json(), sandbox.facebook.public_texts("main")) == (200, {}, ["I dag."])


async def test_a_proxy_answers_with_a_web_page(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.faults.arm("facebook.bad_gateway")

    answer = await graph.ask("GET", "me")

    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (502, "text/html")


async def test_a_slow_call_is_done_before_it_is_answered(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.facebook.switches.slow_answer_seconds = 30
    question = sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.faults.arm("facebook.slow")

    with pytest.raises(httpx.ReadTimeout):
        await graph.ask("POST", f"{question}/comments", data={"message": "I dag."}, timeout=0.3)
    assert sandbox.facebook.public_texts("main") == ["I dag."]


# --- webhooks


async def test_an_event_may_come_twice(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.faults.arm("facebook.webhook.duplicate")
    sandbox.facebook.comment("main", KARI, "Hei")
    await listener.heard(2)

    assert listener.bodies[0] == listener.bodies[1]


async def test_an_event_may_be_overtaken_by_the_next(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.faults.arm("facebook.webhook.reorder", match="comment add")
    written_id = sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.facebook.edit(written_id, "Hei!")

    assert _verbs(await listener.heard(2)) == ["edited", "add"]


async def test_an_event_may_get_lost(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.faults.arm("facebook.webhook.drop")
    written_id = sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.facebook.edit(written_id, "Hei!")

    assert _verbs(await listener.heard()) == ["edited"]


async def test_an_event_may_come_late(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.faults.arm("facebook.webhook.delay", match="comment add")
    sandbox.facebook.delete(sandbox.facebook.comment("main", KARI, "Hei"))
    await listener.heard()
    sandbox.clock.move(timedelta(minutes=11))

    assert _verbs(await listener.heard(2)) == ["remove", "add"]


async def test_events_of_several_pages_may_share_one_post(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.faults.arm("facebook.webhook.together")
    sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.facebook.comment("kino", AHMED, "Hei")

    (body,) = await listener.heard()

    assert [entry["id"] for entry in body["entry"]] == ["100200300400500", "100200300400504"]


async def test_a_wrong_signature_is_right_the_next_time(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.faults.arm("facebook.webhook.wrong_signature")
    listener.status = 403
    sandbox.facebook.comment("main", KARI, "Hei")
    await listener.heard(2)

    sent = [headers["X-Hub-Signature-256"] for headers in listener.headers[:2]]
    right = signatures("sandbox-app-secret", listener.bodies[0])["X-Hub-Signature-256"]
    assert [signature == right for signature in sent] == [False, True]


async def test_an_event_of_an_unknown_kind_may_come_along(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.faults.arm("facebook.webhook.strange")
    sandbox.facebook.comment("main", KARI, "Hei")

    assert [value["item"] for value in _values(await listener.heard(2))] == ["comment", "hologram"]


async def test_undisturbed_nothing_is_left_over(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.facebook.comment("main", KARI, "Hei")

    await eventually(lambda: sandbox.facebook.sender.undelivered == 0)
    assert len(listener.bodies) == 1
