"""Messages to citizens: windows, tags, limits, and the one private reply."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.facebook.sim import FacebookSim
from sandbox.server import Sandbox
from tests.sandbox.facebook.outsiders import AHMED, KARI, MAIN, Caller

HUMAN_AGENT = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}


async def _reply_privately(graph: Caller, comment_id: str, **more: Any) -> Any:
    body = {"recipient": {"comment_id": comment_id}, "message": {"text": "Vi svarer deg her."}} | more
    return (await graph.ask("POST", f"{MAIN}/messages", json=body)).json()


async def test_a_message_reaches_the_citizen(facebook: FacebookSim, graph: Caller) -> None:
    facebook.message("main", KARI, "Er svømmehallen åpen?")

    sent = await graph.send("Ja, til kl. 20.")

    newest = facebook.conversation("main", KARI)[-1]
    assert (sent, newest.text) == ({"recipient_id": KARI, "message_id": newest.id}, "Ja, til kl. 20.")


async def test_form_bodies_carry_objects_as_json_text(facebook: FacebookSim, graph: Caller) -> None:
    facebook.message("main", KARI, "Hei")

    await graph.post(f"{MAIN}/messages", recipient=f'{{"id":"{KARI}"}}', message='{"text":"Hei!"}')

    assert facebook.conversation("main", KARI)[-1].text == "Hei!"


async def test_a_stranger_cannot_be_written_to(facebook: FacebookSim, graph: Caller) -> None:
    facebook.comment("main", KARI, "Bare en kommentar")

    assert (await graph.send("Hei"))["error"]["error_subcode"] == 2018001


async def test_the_window_closes_after_a_day(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.facebook.message("main", KARI, "Hei")
    sandbox.clock.move(timedelta(hours=24, minutes=1))

    error = (await graph.send("Hei"))["error"]

    assert (error["code"], error["error_subcode"]) == (10, 2018278)


async def test_a_comment_does_not_open_the_window(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.facebook.message("main", KARI, "Hei")
    sandbox.clock.move(timedelta(hours=25))
    sandbox.facebook.comment("main", KARI, "Hallo?")

    assert (await graph.send("Hei"))["error"]["code"] == 10


async def test_the_tag_is_no_help_without_the_feature(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.facebook.message("main", KARI, "Hei")
    sandbox.clock.move(timedelta(days=2))

    assert (await graph.send("Hei", **HUMAN_AGENT))["error"]["code"] == 10


async def test_a_human_agent_may_write_for_seven_days(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.facebook.switches.human_agent = True
    sandbox.facebook.message("main", KARI, "Hei")
    sandbox.clock.move(timedelta(days=6))
    within = await graph.send("Hei", **HUMAN_AGENT)
    sandbox.clock.move(timedelta(days=2))

    assert "message_id" in within
    assert (await graph.send("Hei", **HUMAN_AGENT))["error"]["code"] == 10


@pytest.mark.parametrize("tag", ["ACCOUNT_UPDATE", "CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE"])
async def test_the_older_tags_are_dead(facebook: FacebookSim, graph: Caller, tag: str) -> None:
    facebook.message("main", KARI, "Hei")

    assert (await graph.send("Hei", messaging_type="MESSAGE_TAG", tag=tag))["error"]["code"] == 100


@pytest.mark.parametrize("message", [{"text": "x" * 2000}, {"text": "Hei", "metadata": "x" * 1000}, {"text": ""}])
async def test_overlong_and_empty_messages_are_refused(facebook: FacebookSim, graph: Caller, message: Any) -> None:
    facebook.message("main", KARI, "Hei")

    assert (await graph.send("", message=message))["error"]["code"] == 100


async def test_whoever_blocks_the_page_cannot_be_reached(facebook: FacebookSim, graph: Caller) -> None:
    facebook.message("main", KARI, "Hei")
    facebook.block(KARI)

    error = (await graph.send("Hei"))["error"]

    assert (error["code"], error["error_subcode"]) == (551, 1545041)


async def test_a_sign_comes_without_a_message(facebook: FacebookSim, graph: Caller) -> None:
    facebook.message("main", KARI, "Hei")
    body = {"recipient": {"id": KARI}, "sender_action": "typing_on"}

    alone = await graph.ask("POST", f"{MAIN}/messages", json=body)
    together = await graph.ask("POST", f"{MAIN}/messages", json=body | {"message": {"text": "Hei"}})

    assert (alone.json(), together.status_code) == ({"recipient_id": KARI}, 400)


async def test_a_private_reply_reaches_the_author(facebook: FacebookSim, graph: Caller) -> None:
    written_id = facebook.comment("main", KARI, "Barnet mitt har ikke fått plass")

    sent = await _reply_privately(graph, written_id)

    assert sent["recipient_id"] == KARI
    assert facebook.conversation("main", KARI)[-1].text == "Vi svarer deg her."


async def test_a_comment_is_answered_in_private_only_once(facebook: FacebookSim, graph: Caller) -> None:
    written_id = facebook.comment("main", KARI, "Hei")
    await _reply_privately(graph, written_id)

    assert (await _reply_privately(graph, written_id))["error"]["code"] == 10900


async def test_staff_use_up_the_private_reply(facebook: FacebookSim, graph: Caller) -> None:
    written_id = facebook.comment("main", KARI, "Hei")
    facebook.staff_private_reply("main", written_id, "Ring oss gjerne.")

    assert (await _reply_privately(graph, written_id))["error"]["code"] == 10900


async def test_whether_a_private_reply_is_possible_can_be_read(facebook: FacebookSim, graph: Caller) -> None:
    fields = "can_reply_privately,private_reply_conversation{id}"
    written_id = facebook.comment("main", KARI, "Hei")
    before = await graph.get(written_id, fields=fields)
    await _reply_privately(graph, written_id)
    after = await graph.get(written_id, fields=fields)

    assert (before["can_reply_privately"], "private_reply_conversation" in before) == (True, False)
    assert (after["can_reply_privately"], "private_reply_conversation" in after) == (False, True)


async def test_a_private_reply_comes_within_seven_days(sandbox: Sandbox, graph: Caller) -> None:
    written_id = sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.clock.move(timedelta(days=7, minutes=1))

    assert (await _reply_privately(graph, written_id))["error"]["error_subcode"] == 2534025


async def test_a_private_reply_takes_no_messaging_type(facebook: FacebookSim, graph: Caller) -> None:
    written_id = facebook.comment("main", KARI, "Hei")

    assert (await _reply_privately(graph, written_id, messaging_type="RESPONSE"))["error"]["code"] == 100


async def test_a_private_reply_does_not_open_the_window(facebook: FacebookSim, graph: Caller) -> None:
    await _reply_privately(graph, facebook.comment("main", AHMED, "Hei"))

    assert (await graph.send("Hei igjen", to=AHMED))["error"]["error_subcode"] == 2018001


async def test_messages_need_the_pages_own_token(facebook: FacebookSim, graph: Caller) -> None:
    facebook.message("main", KARI, "Hei")

    answer = await graph.get(f"{MAIN}/conversations", token="USER-TOKEN-admin")

    assert answer["error"]["error_subcode"] == 2069032


async def test_conversations_can_be_asked_for_from_a_moment_on(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.facebook.message("main", KARI, "Hei")
    later = int((datetime.now(UTC) + timedelta(hours=1)).timestamp() * 1000)

    assert (await graph.get(f"{MAIN}/conversations", updated_after_ms=later))["data"] == []
