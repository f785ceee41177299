"""Slack's events in our words."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.ports.happenings import LookedIn, Said, SaidBeside, StaffChanged, Unsaid
from handlers.slack.hear.reader import read
from tests.handlers.slack.events import CARD, CHANNEL, REPLY, callback, card, changed, deleted, message, reply

EDITED = {"edited": {"user": "U0OLA00001", "ts": "1700000090.000000"}}


def only(body: dict[str, Any]) -> Any:
    (happening,) = read(body)
    return happening


def test_a_reply_in_a_thread_is_said() -> None:
    at = datetime(2023, 11, 14, 22, 14, 20, 200, tzinfo=UTC)

    assert only(message()) == Said(CHANNEL, CARD, REPLY, "U0OLA00001", "Vi åpner lørdag", at)


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message"])
def test_a_reply_with_a_picture_or_shown_in_the_channel_is_said_too(subtype: str) -> None:
    assert only(message(subtype=subtype)).text == "Vi åpner lørdag"


@pytest.mark.parametrize(
    "body",
    [
        callback({"type": "message", "user": "U0OLA00001", "text": "prat", "ts": REPLY, "channel_type": "im"}),
        message(subtype="bot_message", bot_id="B0ANNEN", user=None),
        callback(card() | {"channel": CHANNEL}),
        callback(card() | {"channel": CHANNEL, "ts": REPLY, "thread_ts": CARD}),
        message(subtype="channel_join"),
        message(text=""),
        callback({"type": "reaction_added", "user": "U0OLA00001"}),
        callback({"type": "app_home_opened", "user": "U0ANNE0001", "tab": "messages", "event_ts": CARD}),
        {"type": "event_callback"},
    ],
)
def test_what_is_none_of_our_business_is_nothing(body: dict[str, Any]) -> None:
    assert read(body) == ()


def test_what_another_program_writes_in_a_persons_name_is_said_and_marked() -> None:
    said = only(message(bot_id="B0ANNEN"))

    assert (said.person_id, said.by_app) == ("U0OLA00001", True)


@pytest.mark.parametrize("thread", [{}, {"thread_ts": REPLY}], ids=["alone", "with replies"])
def test_what_stands_in_the_channel_itself_is_said_beside(thread: dict[str, str]) -> None:
    said = only(beside(thread))

    assert isinstance(said, SaidBeside)
    assert (said.id, said.text, said.is_gone) == (REPLY, "prat", False)


def test_what_another_program_writes_in_the_channel_itself_is_nothing() -> None:
    assert read(beside({"bot_id": "B0ANNEN"})) == ()


def test_a_message_beside_the_thread_that_is_edited_or_deleted_is_followed() -> None:
    before = beside({})["event"]
    edit = {"type": "message", "subtype": "message_changed", "channel": CHANNEL, "channel_type": "channel"}
    edited = only(
        callback(edit | {"message": before | {"text": "nytt"} | EDITED, "previous_message": before, "event_ts": CARD})
    )
    gone = edit | {"subtype": "message_deleted", "deleted_ts": REPLY, "previous_message": before, "event_ts": CARD}

    assert (edited.text, edited.edited_at.timestamp()) == ("nytt", 1700000090)
    assert only(callback(gone)).is_gone


def beside(more: dict[str, str]) -> dict[str, Any]:
    said = {"type": "message", "user": "U0OLA00001", "text": "prat", "ts": REPLY, "channel": CHANNEL}
    return callback(said | {"channel_type": "channel"} | more)


def test_an_edit_is_said_again_with_its_moment() -> None:
    said = only(changed(reply("Vi åpner søndag") | EDITED, reply()))

    assert (said.text, said.id, said.edited_at.timestamp()) == ("Vi åpner søndag", REPLY, 1700000090)


def test_an_unfolded_link_is_no_edit() -> None:
    assert read(changed(reply() | {"attachments": [{"title": "x"}]}, reply())) == ()


def test_an_edit_of_an_earlier_edit_that_only_unfolds_is_no_edit() -> None:
    assert read(changed(reply() | EDITED, reply() | EDITED)) == ()


def test_an_edit_is_heard_even_when_slack_keeps_the_old_words_to_itself() -> None:
    assert only(changed(reply("Vi åpner søndag") | EDITED, None)).text == "Vi åpner søndag"


def test_the_bots_own_redrawing_is_nothing() -> None:
    assert read(changed(card() | {"text": "Ny"}, card())) == ()


def test_a_deleted_reply_is_unsaid() -> None:
    assert only(deleted(reply(), REPLY)) == Unsaid(CHANNEL, REPLY, datetime(2023, 11, 14, 22, 14, 59, 300, tzinfo=UTC))


def test_a_deleted_card_is_unsaid() -> None:
    assert only(deleted(card(), CARD)).id == CARD


def test_the_tombstone_of_a_deleted_card_is_unsaid() -> None:
    tombstone = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "ts": CARD, "thread_ts": CARD}

    assert only(changed(tombstone, card() | {"thread_ts": CARD})).id == CARD


def test_somebody_elses_deleted_message_in_the_channel_is_nothing() -> None:
    assert read(deleted({"type": "message", "user": "U0OLA00001", "text": "prat", "ts": REPLY}, REPLY)) == ()


def test_opening_the_home_tab_is_looking_in() -> None:
    body = callback({"type": "app_home_opened", "user": "U0ANNE0001", "tab": "home", "event_ts": "1700000000.000000"})

    assert only(body) == LookedIn("U0ANNE0001", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC))


@pytest.mark.parametrize(
    ("event", "heard"),
    [
        ({"type": "subteam_members_changed", "subteam_id": "S0FRONT001"}, [StaffChanged(group="S0FRONT001")]),
        ({"type": "subteam_updated", "subteam": {"id": "S0FRONT001"}}, [StaffChanged(group="S0FRONT001")]),
        ({"type": "user_change", "user": {"id": "U0ANNE0001", "deleted": True}}, [StaffChanged("U0ANNE0001")]),
        ({"type": "user_change", "user": {"id": "U0ANNE0001", "deleted": False}}, []),
        ({"type": "user_change"}, []),
        ({"type": "member_left_channel", "user": "U0ANNE0001", "channel": "C0SPORSMAL"}, [StaffChanged("U0ANNE0001")]),
    ],
)
def test_who_leaves_and_whose_group_changes_is_heard_and_a_new_picture_is_not(
    event: dict[str, object], heard: list[StaffChanged]
) -> None:
    assert list(read(callback(event))) == heard
