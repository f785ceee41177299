"""What the door answers to whatever Teams may send: heard means stored, and never a 5xx."""

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from bot.ports.happenings import Said, SaidBeside, StaffChanged, Unsaid
from handlers.teams.door import TeamsDoor, read
from tests.handlers.recording import Recording
from tests.handlers.teams.stage import ANNE, APP, CHANNEL, CHANNEL_ID, ROOT, TENANT, Clock, Teams, activity, post

MENTION = {"type": "mention", "text": "<at>Svarvakt</at>", "mentioned": {"id": f"28:{APP}", "name": "Svarvakt"}}
TYPES = ("message", "messageUpdate", "messageDelete", "messageReaction", "conversationUpdate", "installationUpdate")
TYPES += ("invoke", "event", "typing", "endOfConversation", "contactRelationUpdate", "hologram", "", "handoff")
NAMES = (
    "adaptiveCard/action",
    "task/fetch",
    "task/submit",
    "composeExtension/fetchTask",
    "composeExtension/submitAction",
)
NAMES += (
    "composeExtension/query",
    "signin/verifyState",
    "fileConsent/invoke",
    "actionableMessage/executeAction",
    "x",
    "",
)
NOTHING: tuple[Any, ...] = (None, "", 7, [], {}, [None], {"id": None}, "\ud800", {"id": {}}, True)
PARTS = (
    "id",
    "timestamp",
    "from",
    "recipient",
    "conversation",
    "text",
    "attachments",
    "entities",
    "channelData",
    "value",
)


def heard(calls: Recording) -> list[Any]:
    return [each for event in calls.heard.values() for each in read(event.body)]


async def test_a_reply_in_a_thread_is_said(app: Starlette, calls: Recording) -> None:
    await post(app, activity())
    (said,) = heard(calls)
    assert isinstance(said, Said)
    assert (said.channel, said.thread, said.person_id) == (CHANNEL, ROOT, ANNE["aadObjectId"])
    assert said.text == "Hallen er åpen lørdag."


async def test_an_edit_and_a_deletion_follow(app: Starlette, calls: Recording) -> None:
    await post(app, activity("messageUpdate", text="Hallen er stengt.", timestamp="2026-02-09T08:01:00Z"))
    await post(app, activity("messageDelete", timestamp="2026-02-09T08:02:00Z"))
    edited, gone = heard(calls)
    assert edited.edited_at is not None
    assert edited.text == "Hallen er stengt."
    assert isinstance(gone, Unsaid)
    assert gone.id == edited.id


def in_the_channel(kind: str = "message", **more: Any) -> dict[str, Any]:
    own = activity(kind, **more)
    return own | {"conversation": own["conversation"] | {"id": f"{CHANNEL_ID};messageid={own['id']}"}}


async def test_what_may_be_an_answer_beside_its_thread_is_kept_and_other_talk_is_not(
    app: Starlette, calls: Recording
) -> None:
    await post(app, in_the_channel(text="Takk for sist!"))
    await post(app, in_the_channel(text="Det er åpent i hallen."))
    (said,) = heard(calls)
    assert isinstance(said, SaidBeside)
    assert (said.channel, said.text, said.edited_at) == (CHANNEL, "Det er åpent i hallen.", None)


async def test_what_began_a_thread_and_is_deleted_may_be_a_card_or_an_answer(app: Starlette, calls: Recording) -> None:
    await post(app, in_the_channel("messageDelete"))
    gone, beside = heard(calls)
    assert isinstance(gone, Unsaid)
    assert isinstance(beside, SaidBeside)
    assert beside.is_gone


async def test_the_same_activity_twice_is_one(app: Starlette, calls: Recording) -> None:
    await post(app, activity())
    await post(app, activity())
    assert len(calls.heard) == 1


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"conversation": {"id": "19:another@thread.tacv2;messageid=1", "conversationType": "channel"}},
        {"conversation": {"id": CHANNEL_ID, "conversationType": "channel"}},
        {"from": {"id": f"28:{APP}", "name": "Svarvakt"}},
    ],
)
async def test_what_is_not_said_in_a_thread_of_ours_is_not_kept(
    app: Starlette, calls: Recording, elsewhere: dict[str, Any]
) -> None:
    assert (await post(app, activity(**elsewhere))).status_code == 200
    assert not calls.heard


async def test_when_the_store_is_down_nothing_is_acknowledged_and_it_is_no_5xx(
    app: Starlette, calls: Recording
) -> None:
    calls.broken = True
    assert (await post(app, activity())).status_code == 429
    calls.broken = False
    assert (await post(app, activity())).status_code == 200
    assert len(heard(calls)) == 1


async def test_a_mention_outside_a_thread_asks_for_a_list(
    app: Starlette, calls: Recording, teams: Teams, door: TeamsDoor
) -> None:
    there = {"id": CHANNEL_ID, "conversationType": "channel", "tenantId": TENANT}
    await post(app, activity(conversation=there, text="<at>Svarvakt</at> mine", entities=[MENTION]))
    await door.receiver.finish()
    assert calls.commands == [(ANNE["aadObjectId"], "mine")]
    (asked,) = [one for one in teams.asked if one.method == "POST"]
    assert asked.url.path.endswith(f"{CHANNEL_ID};messageid=1795325121716/activities")


async def test_a_list_that_cannot_be_made_is_answered_in_words(
    app: Starlette, calls: Recording, teams: Teams, door: TeamsDoor
) -> None:
    calls.broken = True
    there = {"id": CHANNEL_ID, "conversationType": "channel", "tenantId": TENANT}
    await post(app, activity(conversation=there, text="<at>Svarvakt</at> mine", entities=[MENTION]))
    await door.receiver.finish()
    (asked,) = [one for one in teams.asked if one.method == "POST"]
    assert "try_again" in asked.content.decode()


@pytest.mark.parametrize("place", [{"conversationType": "channel"}, {"conversationType": "groupChat"}, {}])
async def test_where_no_cards_stand_no_list_is_shown(
    app: Starlette, calls: Recording, teams: Teams, door: TeamsDoor, place: dict[str, str]
) -> None:
    there = {"id": "19:another@thread.tacv2", "tenantId": TENANT, **place}
    await post(app, activity(conversation=there, text="<at>Svarvakt</at> mine", entities=[MENTION]))
    await door.receiver.finish()
    assert not calls.commands
    (asked,) = [one for one in teams.asked if one.method == "POST"]
    assert "not_here" in asked.content.decode()


async def test_our_token_goes_only_where_teams_answers(app: Starlette, teams: Teams, door: TeamsDoor) -> None:
    stranger = "https://smba.trafficmanager.net.ond.example/emea"
    from tests.handlers.teams.stage import token

    signed = f"Bearer {token(serviceurl=stranger)}"
    there = {"id": CHANNEL_ID, "conversationType": "channel", "tenantId": TENANT}
    said = activity(conversation=there, text="<at>Svarvakt</at>", entities=[MENTION], serviceUrl=stranger)
    assert (await post(app, said, signed)).status_code == 200
    await door.receiver.finish()
    assert {one.url.host for one in teams.asked} == {"smba.trafficmanager.net"}


def odd_activities() -> list[dict[str, Any]]:
    """Every type with every name, and every part missing or of a wrong shape: some hundreds."""
    kinds = [activity(kind, name=name) for kind, name in itertools.product(TYPES, NAMES)]
    misshapen = [
        activity(kind, **{part: wrong, "name": "task/fetch"})
        for kind, part, wrong in itertools.product(("message", "invoke", "messageDelete"), PARTS, NOTHING)
    ]
    missing = [
        {name: value for name, value in activity(kind, name="task/submit").items() if name != part}
        for kind, part in itertools.product(("message", "invoke", "messageUpdate"), PARTS)
    ]
    return kinds + misshapen + missing


async def test_no_odd_activity_ever_gives_a_5xx(app: Starlette, calls: Recording) -> None:
    odd = odd_activities()
    assert len(odd) >= 300
    statuses = [(await post(app, one)).status_code for one in odd]
    assert max(statuses) < 500
    assert all(status == 200 for status in statuses), "what is signed is answered, whatever it is"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    body=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
async def test_no_json_ever_gives_a_5xx(app: Starlette, body: object) -> None:
    assert (await post(app, body)).status_code < 500


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b'{"a":' * 5000])
async def test_what_is_no_json_is_refused(app: Starlette, body: bytes) -> None:
    assert (await post(app, body)).status_code == 400


async def test_the_time_is_asked_of_the_clock(app: Starlette, clock: Clock) -> None:
    clock.moment = clock.moment.replace(year=2027)
    assert (await post(app, activity())).status_code == 401


@pytest.mark.parametrize("told", [{"id": ANNE["id"], "aadObjectId": ANNE["aadObjectId"]}, {"id": ANNE["id"]}])
async def test_who_leaves_the_team_is_heard_by_either_id(
    app: Starlette, calls: Recording, told: dict[str, str]
) -> None:
    await post(app, activity())  # by which the bot has learnt who Anne is

    await post(app, activity("conversationUpdate", id="f:1", membersRemoved=[told, {"id": f"28:{APP}"}, None]))

    assert [one for one in heard(calls) if isinstance(one, StaffChanged)] == [StaffChanged(ANNE["aadObjectId"])]
