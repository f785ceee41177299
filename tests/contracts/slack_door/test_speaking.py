"""What the bot says through the Slack door, and how it finds again what it may have said."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports.card import Thumbnail
from bot.ports.chat import MessageRef
from bot.ports.failures import Reason, Refused, TryLater, Unknown
from bot.ports.picture import Picture, PictureType
from sandbox.people import APP
from tests.contracts.slack_door.scene import CARD, posted
from tests.handlers.slack.stage import ANNE, CHANNEL, INGRID, OLA, TURID, Stage


async def test_a_card_stands_in_the_channel_as_it_was_drawn(http: Stage) -> None:
    card = await posted(http)

    (message,) = http.sandbox.slack.messages(CHANNEL)
    assert (message.ts, message.text) == (card.id, "Nytt spørsmål")
    assert message.buttons() == [("take", "Ta"), ("ask", "Spør fagperson")]
    assert message.metadata == {"event_type": "svarvakt_delivery", "event_payload": {"key": "card:12"}}


async def test_a_redrawn_card_stays_findable_and_calls_nobody(http: Stage) -> None:
    card = await posted(http)

    await http.door.chat.update_card(card, replace(CARD, title="Tatt av Anne"))

    (message,) = http.sandbox.slack.messages(CHANNEL)
    assert "Tatt av Anne" in json.dumps(message.blocks)
    assert OLA not in json.dumps(message.blocks)
    assert message.metadata


async def test_a_card_whose_picture_slack_does_not_have_stands_without_it(http: Stage) -> None:
    lost = replace(CARD, thumbnail=Thumbnail("F0LOST0001", "Bilde fra Kari", "Bildet ligger i tråden."))

    card = await http.door.chat.post_card(CHANNEL, lost, "card:13")
    await http.door.chat.update_card(card, lost)

    (message,) = http.sandbox.slack.messages(CHANNEL)
    assert "Bildet ligger i tråden." in json.dumps(message.blocks, ensure_ascii=False)
    assert "slack_file" not in json.dumps(message.blocks)


async def test_a_picture_that_slack_has_stands_small_on_the_card(http: Stage) -> None:
    card = await posted(http)
    picture = Picture(b"\x89PNG", PictureType.PNG, "bilde", "Bilde fra Kari")
    file = await http.door.chat.post_picture(CHANNEL, card.id, picture, "picture:1")

    shows = replace(CARD, thumbnail=Thumbnail(file.id, "Bilde fra Kari", "Bildet ligger i tråden."))
    await http.door.chat.update_card(card, shows)

    message = http.sandbox.slack.message(CHANNEL, card.id)
    assert message
    (small,) = [block["accessory"] for block in message.blocks if "accessory" in block]
    assert small == {"type": "image", "slack_file": {"id": file.id}, "alt_text": "Bilde fra Kari"}


async def test_redrawing_a_deleted_card_says_that_it_is_gone(http: Stage) -> None:
    card = await posted(http)
    await http.sandbox.slack.delete_card(CHANNEL, card.id)

    with pytest.raises(Refused) as refused:
        await http.door.chat.update_card(card, CARD)

    assert refused.value.reason is Reason.GONE


async def test_a_note_stands_in_the_thread_and_aloud_in_the_channel_too(http: Stage) -> None:
    card = await posted(http)

    quiet = await http.door.chat.say(card, CARD, "note:1")
    loud = await http.door.chat.say(card, CARD, "note:2", aloud=True)

    assert [m.ts for m in http.sandbox.slack.thread(CHANNEL, card.id)] == [quiet.id, loud.id]
    assert quiet == MessageRef(CHANNEL, quiet.id, card.id)
    assert loud.id in [m.ts for m in http.sandbox.slack.messages(CHANNEL)]


async def test_a_note_in_reply_to_a_note_stands_in_the_same_thread(http: Stage) -> None:
    card = await posted(http)
    first = await http.door.chat.say(card, CARD, "note:1")

    assert (await http.door.chat.say(first, CARD, "note:2")).thread == card.id


@pytest.mark.parametrize("fault", ["slack.post_then_cut", "slack.post_then_fatal", "slack.post_then_503"])
async def test_a_post_with_an_unclear_end_is_found_and_not_repeated(http: Stage, fault: str) -> None:
    since = http.sandbox.clock.now()
    http.sandbox.faults.arm(fault)
    with pytest.raises(Unknown):
        await posted(http)
    http.sandbox.clock.move(timedelta(seconds=5))

    found = await http.door.chat.find_own(CHANNEL, "", "card:12", since)

    (message,) = http.sandbox.slack.messages(CHANNEL)
    assert found == MessageRef(CHANNEL, message.ts)
    assert http.calls_of("chat.postMessage") == 1


async def test_a_note_with_an_unclear_end_is_found_in_its_thread(http: Stage) -> None:
    card, since = await posted(http), http.sandbox.clock.now()
    http.sandbox.faults.arm("slack.post_then_cut")
    with pytest.raises(Unknown):
        await http.door.chat.say(card, CARD, "note:1")
    http.sandbox.clock.move(timedelta(seconds=5))

    found = await http.door.chat.find_own(CHANNEL, card.id, "note:1", since)

    (note,) = http.sandbox.slack.thread(CHANNEL, card.id)
    assert found == MessageRef(CHANNEL, note.ts, card.id)


async def test_of_several_posts_with_one_key_the_newest_is_found(http: Stage) -> None:
    since = http.sandbox.clock.now() - timedelta(seconds=5)
    await posted(http)
    newest = await posted(http)

    assert await http.door.chat.find_own(CHANNEL, "", "card:12", since) == newest


async def test_a_post_that_never_happened_is_not_found(http: Stage) -> None:
    since = http.sandbox.clock.now() - timedelta(seconds=5)
    await posted(http, "card:13")

    assert await http.door.chat.find_own(CHANNEL, "", "card:12", since) is None


async def test_nobody_looks_before_slack_has_had_a_moment(http: Stage) -> None:
    with pytest.raises(TryLater):
        await http.door.chat.find_own(CHANNEL, "", "card:12", http.sandbox.clock.now())


async def test_looking_goes_through_every_page(http: Stage) -> None:
    http.sandbox.slack.pace.enabled = False
    card = await posted(http)
    since = http.sandbox.clock.now() - timedelta(seconds=5)
    first = await http.door.chat.say(card, CARD, "note:0")
    for number in range(1, 210):
        await http.sandbox.slack.say(OLA, CHANNEL, f"Prat {number}", thread_ts=card.id)

    last = await http.door.chat.say(card, CARD, "note:210")

    assert await http.door.chat.find_own(CHANNEL, card.id, "note:0", since) == first
    assert await http.door.chat.find_own(CHANNEL, card.id, "note:210", since) == last


async def test_a_look_that_failed_is_no_look(http: Stage) -> None:
    http.sandbox.faults.arm("slack.http_503", match="conversations.history")

    with pytest.raises(TryLater):
        await http.door.chat.find_own(CHANNEL, "", "card:12", http.sandbox.clock.now() - timedelta(seconds=9))


async def test_throttling_is_passed_on_with_its_pause(http: Stage) -> None:
    http.sandbox.faults.arm("slack.rate_limited", match="chat.postMessage")

    with pytest.raises(TryLater) as later:
        await posted(http)

    assert later.value.whole_scope
    assert later.value.after
    assert later.value.after > timedelta(0)


async def test_a_thread_is_read_back_as_people_wrote_it(http: Stage) -> None:
    card = await posted(http)
    await http.door.chat.say(card, CARD, "note:1")
    ts = await http.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)

    (said,) = await http.door.chat.read_thread(card, http.sandbox.clock.now() - timedelta(minutes=1))

    assert (said.id, said.text, said.thread) == (ts, "Vi åpner lørdag", card.id)


async def test_people_are_called_in_and_strangers_are_passed_over(http: Stage) -> None:
    await http.sandbox.slack.remove(INGRID, CHANNEL)

    await http.door.chat.call_in(CHANNEL, [INGRID, OLA, "U0UKJENT01", APP.slack_bot_user_id])

    assert {INGRID, OLA} <= http.sandbox.slack.members(CHANNEL)


@pytest.mark.parametrize(
    "code",
    [
        "no_external_invite_permission",
        "invitee_cant_see_channel",
        "external_channel_migrating",
        "app_cannot_join_channel",
        "a_code_nobody_has_seen",
    ],
)
@pytest.mark.parametrize("people", [[INGRID, OLA], [OLA, INGRID]])
async def test_one_who_cannot_be_added_keeps_nobody_out_and_is_named(http: Stage, code: str, people: list[str]) -> None:
    for person in people:
        await http.sandbox.slack.remove(person, CHANNEL)
    http.sandbox.slack.invite_failures[INGRID] = code

    left_out = await http.door.chat.call_in(CHANNEL, people)

    assert left_out == {INGRID: code}
    assert OLA in http.sandbox.slack.members(CHANNEL)


async def test_when_nobody_but_the_one_is_called_in_the_reason_is_told_too(http: Stage) -> None:
    await http.sandbox.slack.remove(INGRID, CHANNEL)
    http.sandbox.slack.invite_failures[INGRID] = "invitee_cant_see_channel"

    assert await http.door.chat.call_in(CHANNEL, [INGRID]) == {INGRID: "invitee_cant_see_channel"}


async def test_colleagues_who_are_all_there_are_asked_for_once_and_not_one_by_one(http: Stage) -> None:
    assert await http.door.chat.call_in(CHANNEL, [OLA, INGRID, "U0UKJENT01"]) == {"U0UKJENT01": "user_not_found"}

    assert [call.method for call in http.sandbox.slack.calls].count("conversations.invite") == 1


async def test_calling_in_people_who_are_there_changes_nothing(http: Stage) -> None:
    before = http.sandbox.slack.members(CHANNEL)

    await http.door.chat.call_in(CHANNEL, [OLA])
    await http.door.chat.call_in(CHANNEL, [])

    assert http.sandbox.slack.members(CHANNEL) == before


async def test_a_user_groups_members_are_known(http: Stage) -> None:
    assert set(await http.door.chat.members("S0TEKNISK1")) == {OLA, INGRID}


async def test_a_home_full_of_cards_is_shown(http: Stage) -> None:
    await http.door.chat.show_home(ANNE, [CARD] * 60)

    home = http.sandbox.slack.home_of(ANNE)
    assert home
    assert len(home.blocks) <= 100


async def test_links_need_no_call(http: Stage) -> None:
    before = len(http.sandbox.slack.calls)

    link = http.door.chat.link(MessageRef(CHANNEL, "1700000060.000200", "1700000000.000100"))

    assert link.endswith(f"/archives/{CHANNEL}/p1700000060000200?thread_ts=1700000000.000100&cid={CHANNEL}")
    assert len(http.sandbox.slack.calls) == before


async def test_somebody_outside_the_channel_cannot_be_told_there(http: Stage) -> None:
    await http.sandbox.slack.remove(TURID, CHANNEL)

    with pytest.raises(Refused) as refused:
        await http.door.chat.tell(CHANNEL, "", TURID, "Hei")

    assert refused.value.reason is Reason.UNREACHABLE


async def test_half_a_character_in_a_thread_that_is_read_becomes_one_that_every_store_can_keep(http: Stage) -> None:
    card = await posted(http)
    await http.sandbox.slack.say(OLA, CHANNEL, "Vi åpner \ud83d lørdag", thread_ts=card.id)

    (said,) = await http.door.chat.read_thread(card, http.sandbox.clock.now() - timedelta(minutes=1))

    assert said.text == "Vi åpner \ufffd lørdag"
