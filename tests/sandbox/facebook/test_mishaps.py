"""Every fault by name: it strikes as announced, and only there."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from sandbox.facebook.acts.meddling import BY_HAND
from sandbox.facebook.faults import AFTER_WRITE as DENIALS
from sandbox.facebook.faults import REFUSALS
from sandbox.facebook.wire import signatures
from sandbox.server import Sandbox
from tests.sandbox.facebook.outsiders import AHMED, KARI, Caller, Listener
from tests.waiting import eventually

AFTER_WRITE = ["facebook.cut_after_write", "facebook.bad_gateway_after_write", *DENIALS]


def _values(bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry["changes"][0]["value"] for body in bodies for entry in body["entry"]]


def _verbs(bodies: list[dict[str, Any]]) -> list[str]:
    return [value["verb"] for value in _values(bodies)]


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

    assert (status in (0, 400, 500, 502, 503), sandbox.facebook.public_texts("main")) == (True, ["I dag."])


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


# --- people at the worst moment


async def test_the_author_may_delete_just_before_the_answer_is_written(sandbox: Sandbox, graph: Caller) -> None:
    question = sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.faults.arm("facebook.author_deletes")
    await graph.get(f"{question}/comments")

    answer = await graph.ask("POST", f"{question}/comments", data={"message": "I dag."})

    error = answer.json()["error"]
    assert (error["code"], error["error_subcode"]) == (100, 33)
    assert (sandbox.facebook.find(question), sandbox.facebook.public_texts("main")) == (None, [])


async def test_staff_may_answer_just_before_the_bot_looks(sandbox: Sandbox, graph: Caller) -> None:
    question = sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.faults.arm("facebook.staff_answers")

    (found,) = (await graph.get(f"{question}/comments", fields="message,from"))["data"]

    assert (found["message"], found["from"]["id"]) == (BY_HAND, "100200300400500")


async def test_staff_may_hide_a_comment_and_show_it_again(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.faults.arm("facebook.hidden_and_shown")
    question = sandbox.facebook.comment("main", KARI, "Hei")

    assert _verbs(await listener.heard(3)) == ["add", "hide", "unhide"]
    assert (found := sandbox.facebook.find(question))
    assert not found.hidden


async def test_somebody_else_may_leave_a_sticker_only(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.faults.arm("facebook.sticker")
    sandbox.facebook.comment("main", KARI, "Hei")

    comment, sticker = _values(await listener.heard(2))
    assert "message" not in sticker
    assert sticker["photo"]
    assert comment["from"] != sticker["from"]


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


async def test_an_event_may_carry_fields_nobody_knows(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.faults.arm("facebook.webhook.extra_fields")
    sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.facebook.comment("main", KARI, "Hei igjen")

    strange, usual = _values(await listener.heard(2))
    assert set(strange) - set(usual) == {"glow", "is_shimmering"}


async def test_an_event_may_spell_the_post_in_another_way(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.faults.arm("facebook.webhook.foreign_parent")
    sandbox.facebook.comment("main", KARI, "Hei")

    (value,) = _values(await listener.heard())
    assert value["parent_id"] != value["post_id"]
    assert value["parent_id"].split("_")[1] == value["post_id"].split("_")[1]


async def test_an_event_may_keep_its_author_to_itself(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.faults.arm("facebook.webhook.no_author")
    sandbox.facebook.comment("main", KARI, "Hei")

    assert "from" not in _values(await listener.heard())[0]


async def test_undisturbed_nothing_is_left_over(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.facebook.comment("main", KARI, "Hei")

    await eventually(lambda: sandbox.facebook.sender.undelivered == 0)
    assert len(listener.bodies) == 1
