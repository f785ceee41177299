from typing import Any

import pytest

from sandbox.people import APP
from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from tests.sandbox.slack.api import ANNE, CHANNEL, INGRID, OLA, Api

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Hei"}}
METADATA = {"event_type": "question_card", "event_payload": {"key": "q1"}}


def shown(sandbox: Sandbox, ts: str) -> SimMessage:
    message = sandbox.slack.message(CHANNEL, ts)
    assert message is not None
    return message


async def test_a_posted_message_stands_in_the_channel(sandbox: Sandbox, api: Api) -> None:
    ts = await api.post("Ny henvendelse", blocks=[SECTION])

    assert [(message.ts, message.text) for message in sandbox.slack.messages(CHANNEL)] == [(ts, "Ny henvendelse")]


async def test_stamps_are_text_from_the_sandboxs_clock_and_strictly_increasing(sandbox: Sandbox, api: Api) -> None:
    sandbox.clock.set_rate(0)

    stamps = [await api.post() for _ in range(4)]

    assert stamps == sorted(set(stamps))
    assert {stamp.split(".")[0] for stamp in stamps} == {str(int(sandbox.clock.now().timestamp()))}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0UNKNOWN", "text": "x"}, "channel_not_found"),
        ({"channel": CHANNEL}, "no_text"),
        ({"channel": CHANNEL, "text": "  "}, "no_text"),
        ({"channel": CHANNEL, "text": "x", "thread_ts": "1700000000.000100"}, "thread_not_found"),
        ({"channel": CHANNEL, "text": "x", "thread_ts": 1700000000.0001}, "invalid_thread_ts"),
        ({"channel": CHANNEL, "text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
        ({"channel": CHANNEL, "text": "x", "blocks": [{"type": "nonsense"}]}, "invalid_blocks"),
        ({"channel": CHANNEL, "text": "x", "blocks": [SECTION] * 51}, "invalid_blocks"),
        ({"text": "x"}, "invalid_arguments"),
    ],
)
async def test_a_faulty_post_is_refused_by_name(api: Api, arguments: dict[str, Any], error: str) -> None:
    answer = await api("chat.postMessage", **arguments)

    assert (answer["ok"], answer["error"]) == (False, error)


async def test_blocks_near_thirteen_thousand_characters_are_too_long_together(api: Api) -> None:
    long = {"type": "section", "text": {"type": "plain_text", "text": "å" * 2900}}

    assert (await api("chat.postMessage", channel=CHANNEL, blocks=[long] * 4))["ok"]
    assert (await api("chat.postMessage", channel=CHANNEL, blocks=[long] * 5))["error"] == "msg_blocks_too_long"


async def test_the_bot_must_be_a_member(sandbox: Sandbox, api: Api) -> None:
    await sandbox.slack.remove(APP.slack_bot_user_id, CHANNEL)

    assert (await api("chat.postMessage", channel=CHANNEL, text="x"))["error"] == "not_in_channel"


async def test_an_archived_channel_takes_no_more(sandbox: Sandbox, api: Api) -> None:
    await sandbox.slack.archive(CHANNEL)

    assert (await api("chat.postMessage", channel=CHANNEL, text="x"))["error"] == "is_archived"


async def test_a_reply_stands_in_the_thread_and_not_in_the_channel(sandbox: Sandbox, api: Api) -> None:
    card = await api.post()

    reply = await api.post("svar", thread_ts=card)

    assert [message.ts for message in sandbox.slack.thread(CHANNEL, card)] == [reply]
    assert [message.ts for message in sandbox.slack.messages(CHANNEL)] == [card]


async def test_a_reply_to_a_reply_is_refused(api: Api) -> None:
    reply = await api.post(thread_ts=await api.post())

    assert (await api("chat.postMessage", channel=CHANNEL, text="x", thread_ts=reply))[
        "error"
    ] == "cannot_reply_to_message"


async def test_a_broadcast_reply_stands_in_both(sandbox: Sandbox, api: Api) -> None:
    card = await api.post()

    reply = await api.post("frist", thread_ts=card, reply_broadcast=True)

    assert [message.ts for message in sandbox.slack.messages(CHANNEL)] == [card, reply]
    assert [message.ts for message in sandbox.slack.thread(CHANNEL, card)] == [reply]


async def test_an_update_with_text_alone_removes_the_blocks(sandbox: Sandbox, api: Api) -> None:
    card = await api.post(blocks=[SECTION])

    await api("chat.update", channel=CHANNEL, ts=card, text="bare tekst")

    assert shown(sandbox, card).blocks == ()


async def test_an_update_keeps_the_metadata_unless_told_otherwise(sandbox: Sandbox, api: Api) -> None:
    card = await api.post(metadata=METADATA)

    await api("chat.update", channel=CHANNEL, ts=card, text="ny")
    kept = shown(sandbox, card).metadata
    await api("chat.update", channel=CHANNEL, ts=card, text="ny", metadata={})

    assert (kept, shown(sandbox, card).metadata) == (METADATA, None)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"ts": "1700000000.000100", "text": "x"}, "message_not_found"),
        ({"text": "x" * 4001}, "msg_too_long"),
        ({}, "no_text"),
    ],
)
async def test_a_faulty_update_is_refused_by_name(api: Api, change: dict[str, Any], error: str) -> None:
    card = await api.post()

    assert (await api("chat.update", **({"channel": CHANNEL, "ts": card} | change)))["error"] == error


async def test_the_bot_may_not_change_or_delete_what_people_wrote(sandbox: Sandbox, api: Api) -> None:
    ts = await sandbox.slack.say(OLA, CHANNEL, "Hei")

    assert (await api("chat.update", channel=CHANNEL, ts=ts, text="x"))["error"] == "cant_update_message"
    assert (await api("chat.delete", channel=CHANNEL, ts=ts))["error"] == "cant_delete_message"


async def test_a_deleted_card_is_not_found_any_more(sandbox: Sandbox, api: Api) -> None:
    card = await api.post()

    await sandbox.slack.delete_card(CHANNEL, card)

    assert sandbox.slack.messages(CHANNEL) == []
    assert (await api("chat.update", channel=CHANNEL, ts=card, text="x"))["error"] == "message_not_found"


async def test_a_card_deleted_under_its_replies_leaves_a_tombstone(sandbox: Sandbox, api: Api) -> None:
    card = await api.post()
    await sandbox.slack.say(OLA, CHANNEL, "svar", thread_ts=card)

    await sandbox.slack.delete_card(CHANNEL, card)

    assert shown(sandbox, card).subtype == "tombstone"
    assert (await api("chat.update", channel=CHANNEL, ts=card, text="x"))["error"] == "message_not_found"


async def test_an_ephemeral_message_is_seen_by_its_reader_alone(sandbox: Sandbox, api: Api) -> None:
    await api("chat.postEphemeral", channel=CHANNEL, user=ANNE, text="Bare du")

    assert [message.text for message in sandbox.slack.ephemerals(ANNE)] == ["Bare du"]
    assert (sandbox.slack.messages(CHANNEL), sandbox.slack.ephemerals(OLA)) == ([], [])


async def test_an_ephemeral_message_needs_its_reader_in_the_channel(api: Api) -> None:
    answer = await api("chat.postEphemeral", channel=CHANNEL, user=INGRID, text="Hei")

    assert answer["error"] == "user_not_in_channel"


async def test_the_permalink_of_a_reply_names_its_thread(api: Api) -> None:
    card = await api.post()
    reply = await api.post(thread_ts=card)

    link = (await api("chat.getPermalink", channel=CHANNEL, message_ts=reply))["permalink"]

    assert (
        link == f"https://solvik.slack.com/archives/{CHANNEL}/p{reply.replace('.', '')}?thread_ts={card}&cid={CHANNEL}"
    )


async def test_a_reaction_counts_once(sandbox: Sandbox, api: Api) -> None:
    card = await api.post()
    reaction = {"channel": CHANNEL, "timestamp": card, "name": "eyes"}

    first, second = await api("reactions.add", **reaction), await api("reactions.add", **reaction)

    assert (first["ok"], second["error"]) == (True, "already_reacted")
    assert shown(sandbox, card).reactions == (("eyes", APP.slack_bot_user_id),)


async def test_a_message_to_a_person_goes_to_the_direct_conversation(sandbox: Sandbox, api: Api) -> None:
    answer = await api("chat.postMessage", channel=ANNE, text="Hei Anne")

    assert answer["channel"] == (await api("conversations.open", users=ANNE))["channel"]["id"]
    assert [message.text for message in sandbox.slack.messages(answer["channel"])] == ["Hei Anne"]
