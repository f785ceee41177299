"""The expert is away: somebody stands in, and the manager is the second line."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from sandbox.slack.state.values import SimMessage
from tests.chats import called, only_in_slack
from tests.stories.days import Days, oslo
from tests.town import ANNE, INGRID, JONAS, KARI, KJELL, OLA, SIRI, SOLVIK, Town, buttons, town
from tests.waiting import eventually

GROUP = 'group = "S0TEKNISK1"'
INGRIDS, SIRIS = 'deputies = ["U0INGRID01"]', 'deputies = ["U0SIRI0001"]'


@asynccontextmanager
async def siri_stands_in(*, group: str = GROUP) -> AsyncIterator[tuple[Town, Days]]:
    """Monday at ten in a Solvik where Siri, of another department, stands in for Teknisk drift, a user group or none."""
    text = SOLVIK.read_text(encoding="utf-8")
    assert text.count(INGRIDS) == text.count(GROUP) == 1
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "solvik.toml"
        file.write_text(
            text.replace(INGRIDS, SIRIS).replace(GROUP, group) + "\n[brief]\nmorning = false\nfriday = false\n",
            encoding="utf-8",
        )
        async with town(
            start=oslo("2026-02-09 10:00"), rate=10, environment={"MUNICIPALITY_FILE": str(file)}
        ) as solvik:
            yield solvik, Days(solvik)


async def asked_of_teknisk(solvik: Town, holding: str = "holding") -> tuple[str, SimMessage]:
    """Kari asks, and Anne asks Teknisk drift."""
    asked, card = await solvik.asked(KARI, "Når brøyter dere Lia?")
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": holding})
    return asked, await solvik.card_shows(card, "Venter på svar fra Teknisk drift.")


async def test_the_reminder_of_a_silent_expert_calls_the_deputy_who_answers_in_the_thread() -> None:
    async with siri_stands_in() as (solvik, days):
        asked, card = await asked_of_teknisk(solvik)
        days.move_to("2026-02-10 12:50")
        reminder = await days.hears(card, "10.02 12:50 expert_silent")
        assert SIRI in reminder
        assert KJELL not in reminder

        proposal = await solvik.proposed(SIRI, card, "Plogen kommer i kveld.")
        await solvik.press(ANNE, proposal, "publish")

        await solvik.page_answers(asked, "Plogen kommer i kveld.")


async def test_the_desk_calls_the_deputy_with_one_click() -> None:
    async with siri_stands_in() as (solvik, _):
        _, card = await asked_of_teknisk(solvik)
        assert not [said for said in solvik.slack.thread(card.channel, card.ts) if SIRI in called(said)]

        await solvik.press(ANNE, card, "ask_deputy")

        call = await solvik.thread_shows(card, "Anne Berg spør Teknisk drift: Den som pleier å svare, er borte.")
        assert SIRI in called(call)
        assert OLA not in called(call)
        assert SIRI in solvik.slack.members(card.channel)
        await solvik.offers_no_longer(card, "ask_deputy")


async def test_a_deputy_who_was_asked_with_the_others_is_not_offered_to_be_asked_again(solvik: Town) -> None:
    _, card = await asked_of_teknisk(solvik)  # in Solvik Ingrid is of the group that is called, and stands in for it

    waiting = solvik.now(card)

    assert "ask_deputy" not in buttons(waiting)
    assert "call_manager" in buttons(waiting)


async def test_of_two_who_call_the_deputy_the_second_is_told() -> None:
    async with siri_stands_in() as (solvik, days):
        _, card = await asked_of_teknisk(solvik)
        await solvik.press(ANNE, card, "ask_deputy")

        await solvik.press(JONAS, card, "ask_deputy")

        await solvik.was_told(JONAS, "Det er allerede spurt. Se i tråden.")
        await solvik.thread_shows(card, "Den som pleier å svare, er borte.")
        await days.sign_of_life()
        assert len(solvik.in_thread(card, "Den som pleier å svare, er borte.")) == 1


async def test_a_holding_reply_for_an_expert_who_is_away_calls_the_deputy_at_once() -> None:
    async with siri_stands_in() as (solvik, _):
        asked, card = await asked_of_teknisk(solvik, "holding_away")

        await solvik.page_answers(asked, "Den som kan svare, er ikke på jobb akkurat nå.")
        call = await solvik.thread_shows(card, "Anne Berg spør Teknisk drift")
        assert called(call) == {SIRI}
        await solvik.offers_no_longer(card, "ask_deputy")


async def test_the_deputy_has_time_of_her_own_before_she_is_reminded() -> None:
    async with siri_stands_in() as (solvik, days):
        _, card = await asked_of_teknisk(solvik)
        days.move_to("2026-02-10 12:50")
        await days.hears(card, "10.02 12:50 expert_silent")

        await solvik.press(ANNE, card, "ask_deputy")

        await days.quiet_at(card, "2026-02-10 15:00")
        days.move_to("2026-02-11 10:25")  # half of the ten open hours that were left until the aim
        assert SIRI in await days.hears(card, "11.02 10:25 expert_silent")


async def test_the_manager_is_the_second_line() -> None:
    async with siri_stands_in() as (solvik, days):
        _, card = await asked_of_teknisk(solvik)

        await solvik.press(ANNE, card, "call_manager")
        call = await solvik.thread_shows(card, "Anne Berg spør lederen i Teknisk drift")
        assert KJELL in called(call)
        await solvik.offers_no_longer(card, "call_manager")

        days.move_to("2026-02-11 13:30")
        reminder = await days.hears(card, "11.02 13:30 before")
        assert KJELL in reminder
        assert SIRI in reminder
        await solvik.proposed(KJELL, card, "Plogen går klokka fem.")


async def test_nobody_is_offered_to_stand_in_where_nobody_is_listed() -> None:
    async with siri_stands_in() as (solvik, _):
        _, card = await solvik.asked(KARI, "Når åpner barnehagen?")
        await solvik.press_and_fill(ANNE, card, "ask", {"department": "barnehage", "holding": "none"})

        waiting = await solvik.card_shows(card, "Venter på svar fra Barnehagekontoret.")

        assert "ask_deputy" not in buttons(waiting)
        assert "call_manager" in buttons(waiting)


@only_in_slack("the sandbox's Teams has no accounts that are closed")
async def test_an_expert_whose_account_is_closed_is_called_no_longer_and_the_deputy_is() -> None:
    async with siri_stands_in(group="") as (solvik, _):
        solvik.slack.deactivated.update((OLA, INGRID))
        solvik.clock.move(timedelta(minutes=11))
        await eventually(lambda: {OLA, INGRID} <= solvik.app.office.house.left)

        _, card = await asked_of_teknisk(solvik)

        call = await solvik.thread_shows(card, "Anne Berg spør Teknisk drift: Den som pleier å svare, er borte.")
        assert called(call) == {SIRI}
