"""What is said to Teams: where our token goes, what each failure means, and that nothing is repeated that may have been done."""

import json
from datetime import timedelta

import httpx
import pytest

from bot.ports.card import Action, Card
from bot.ports.chat import MessageRef
from bot.ports.failures import Reason, Refused, TryLater, Unknown
from handlers.teams.door import TeamsDoor
from handlers.teams.speak.cards import carrier
from tests.handlers.teams.stage import ANNE, CHANNEL, CHANNEL_ID, ROOT, SERVICE, TENANT, Clock, Teams

CARD = Card("Nytt spørsmål", body="Når åpner hallen?")
REF = MessageRef(CHANNEL, ROOT)


def refusing(status: int, code: str = "", **headers: str) -> httpx.Response:
    return httpx.Response(status, json={"error": {"code": code, "message": "x"}}, headers=headers)


async def test_a_card_begins_a_thread_in_its_channel_and_carries_its_key(teams: Teams, door: TeamsDoor) -> None:
    teams.answer = lambda _: httpx.Response(201, json={"id": f"{CHANNEL_ID};messageid=77", "activityId": "77"})
    ref = await door.chat.post_card(CHANNEL, CARD, "key")
    assert ref == MessageRef(CHANNEL, "77")
    (asked,) = teams.asked
    body = json.loads(asked.content)
    assert str(asked.url) == f"{SERVICE}/v3/conversations"
    assert asked.headers["authorization"] == "Bearer t1"
    assert (body["isGroup"], body["tenantId"], body["channelData"]) == (True, TENANT, {"channel": {"id": CHANNEL_ID}})
    assert "text" not in body["activity"], "a text beside a card would split it in two"
    assert carrier("key") in json.dumps(body["activity"])


async def test_a_reply_goes_into_the_thread(teams: Teams, door: TeamsDoor) -> None:
    ref = await door.chat.say(REF, CARD, "key")
    assert ref == MessageRef(CHANNEL, "1", ROOT)
    assert f"%3Bmessageid%3D{ROOT}/activities" in str(teams.asked[0].url)


async def test_the_token_is_asked_for_once_an_hour_and_anew_when_it_is_refused(
    teams: Teams, door: TeamsDoor, clock: Clock
) -> None:
    for _ in range(3):
        await door.chat.update_card(REF, CARD)
    assert teams.token_reads == 1
    clock.moment += timedelta(minutes=56)
    await door.chat.update_card(REF, CARD)
    assert teams.token_reads == 2

    answers = [refusing(401), httpx.Response(200, json={"id": "1"})]
    teams.answer = lambda _: answers.pop(0)
    await door.chat.update_card(REF, CARD)
    assert teams.token_reads == 3


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (400, "BadSyntax", Reason.INVALID),
        (403, "BotNotInConversationRoster", Reason.NOT_ALLOWED),
        (404, "ActivityNotFoundInConversation", Reason.GONE),
        (413, "MessageSizeTooBig", Reason.TOO_LONG),
    ],
)
async def test_what_teams_refuses_is_refused_for_good(
    teams: Teams, door: TeamsDoor, status: int, code: str, reason: Reason
) -> None:
    teams.answer = lambda _: refusing(status, code)
    with pytest.raises(Refused) as failed:
        await door.chat.post_card(CHANNEL, CARD, "key")
    assert (failed.value.reason, failed.value.detail) == (reason, code)
    assert len(teams.asked) == 1


@pytest.mark.parametrize("status", [412, 503])
async def test_what_surely_was_not_done_may_be_tried_later(teams: Teams, door: TeamsDoor, status: int) -> None:
    teams.answer = lambda _: refusing(status, "PreconditionFailed")
    with pytest.raises(TryLater):
        await door.chat.post_card(CHANNEL, CARD, "key")


async def test_who_is_told_to_wait_waits_with_everything_for_that_channel(teams: Teams, door: TeamsDoor) -> None:
    teams.answer = lambda _: refusing(429, "Throttled", **{"Retry-After": "7"})
    with pytest.raises(TryLater) as failed:
        await door.chat.post_card(CHANNEL, CARD, "key")
    assert (failed.value.after, failed.value.whole_scope) == (timedelta(seconds=7), True)


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_of_a_post_that_broke_nobody_knows_but_a_redrawing_is_tried_again(
    teams: Teams, door: TeamsDoor, status: int
) -> None:
    teams.answer = lambda _: httpx.Response(status, text="<html>")
    with pytest.raises(Unknown):
        await door.chat.post_card(CHANNEL, CARD, "key")
    with pytest.raises(TryLater):
        await door.chat.update_card(REF, CARD)


async def test_a_post_without_an_answer_is_unknown_and_one_that_never_left_is_not(
    teams: Teams, door: TeamsDoor
) -> None:
    def fails(error: type[httpx.TransportError]) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            raise error("x", request=request)

        teams.answer = answer

    fails(httpx.ReadTimeout)
    with pytest.raises(Unknown):
        await door.chat.post_card(CHANNEL, CARD, "key")
    fails(httpx.ConnectError)
    with pytest.raises(TryLater):
        await door.chat.post_card(CHANNEL, CARD, "key")


async def test_a_post_without_an_id_in_its_answer_is_unknown(teams: Teams, door: TeamsDoor) -> None:
    teams.answer = lambda _: httpx.Response(202)
    with pytest.raises(Unknown):
        await door.chat.post_card(CHANNEL, CARD, "key")


async def test_what_is_gone_already_need_not_be_taken_away(teams: Teams, door: TeamsDoor) -> None:
    teams.answer = lambda _: refusing(404, "ActivityNotFoundInConversation")
    await door.chat.unsay(REF)
    with pytest.raises(Refused):
        await door.chat.update_card(REF, CARD)


async def test_without_the_right_to_read_nobody_knows_whether_it_stands(
    teams: Teams, door: TeamsDoor, clock: Clock
) -> None:
    teams.answer = lambda _: refusing(403, "Forbidden")
    with pytest.raises(TryLater, match="cannot look"):
        await door.chat.find_own(CHANNEL, "", "key", clock.now() - timedelta(minutes=1))


async def test_a_person_is_told_in_her_own_chat_with_the_way_back_and_what_can_be_done(
    teams: Teams, door: TeamsDoor
) -> None:
    person = ANNE["aadObjectId"]
    await door.chat.tell(CHANNEL, ROOT, person, "Kan angres.", actions=[Action("undo", "Angre", "12:3")])
    opened, said = [json.loads(one.content) for one in teams.asked if one.method == "POST"]
    assert opened["isGroup"] is False
    assert "Kan angres." in json.dumps(said, ensure_ascii=False)
    assert '"do": "undo"' in json.dumps(said)
    assert f"/{ROOT}?" in json.dumps(said)


async def test_who_is_not_in_the_team_is_named_and_keeps_no_other_out(teams: Teams, door: TeamsDoor) -> None:
    there = {"id": "29:1", "aadObjectId": "a", "name": "Ola"}
    teams.answer = lambda r: (
        refusing(404, "MemberNotFoundInConversation") if "members/b" in str(r.url) else httpx.Response(200, json=there)
    )
    assert await door.chat.call_in(CHANNEL, ["a", "b"]) == {"b": "not_in_team"}
    assert door.chat.name("a") == "Ola"
