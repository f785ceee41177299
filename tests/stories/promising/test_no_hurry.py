"""Thanks and praise as somebody's first words: nobody is reminded, nothing falls overdue, and nothing is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.slack.state.values import SimMessage
from tests.chats import called
from tests.town import ANNE, CHANNEL, KARI, OLA, Town, buttons, shown, town
from tests.waiting import eventually

MONDAY_TEN = datetime(2026, 2, 9, 9, 0, tzinfo=UTC)
A_QUESTION = "Når stenger badet i dag?"


def _calls(solvik: Town, card: SimMessage) -> list[SimMessage]:
    return [message for message in solvik.slack.thread(CHANNEL, card.ts) if called(message)]


async def _until(solvik: Town, oslo_time: str) -> None:
    """Let the days pass one by one, and let the bot see each of them: few enough questions for one page of the list."""
    end = datetime.fromisoformat(f"2026-02-{oslo_time}+01:00")
    while solvik.clock.now() < end:
        solvik.clock.move_to(min(end, solvik.clock.now() + timedelta(days=1)))
        await solvik.everything_is_heard()


@pytest.mark.parametrize("words", ["Takk for fin info!", "Fint bilde 😍"])
async def test_thanks_and_praise_are_never_overdue_and_stay_in_the_list(words: str) -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        _, card = await solvik.asked(KARI, words)
        assert "trenger kanskje ikke svar" in shown(card)

        await _until(solvik, "13T09:00")

        assert _calls(solvik, card) == []
        assert "fristen var" not in shown(solvik.now(card))
        assert "apologise" not in buttons(solvik.now(card))
        listed = shown(await solvik.listed(ANNE))
        assert words in listed
        assert words not in shown(await solvik.listed(ANNE, "forfalt"))


async def test_from_her_first_question_on_the_time_runs() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        thanks, card = await solvik.asked(KARI, "Takk for fin info!")
        solvik.clock.move_to(datetime.fromisoformat("2026-02-12T10:00+01:00"))

        solvik.asks(KARI, A_QUESTION, parent_id=thanks)

        asked = await solvik.card_shows(card, A_QUESTION)
        assert "svar innen mandag" in shown(asked)
        assert "fristen var" not in shown(asked)
        solvik.clock.move_to(datetime.fromisoformat("2026-02-12T10:45+01:00"))
        await eventually(lambda: [m for m in _calls(solvik, card) if "Ingen har tatt" in shown(m)], within=8)


async def test_an_edit_that_asks_starts_the_time_too() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        thanks, card = await solvik.asked(KARI, "Takk for fin info!")
        solvik.clock.move_to(datetime.fromisoformat("2026-02-12T10:00+01:00"))

        solvik.facebook.edit(thanks, A_QUESTION)

        assert "svar innen mandag" in shown(await solvik.card_shows(card, A_QUESTION))


async def test_thanks_behind_a_question_do_not_take_it_back() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        asked, card = await solvik.asked(KARI, A_QUESTION)
        solvik.asks(KARI, "Tusen takk!", parent_id=asked)
        await solvik.card_shows(card, "Tusen takk!")

        solvik.clock.move_to(datetime.fromisoformat("2026-02-12T08:01+01:00"))

        await solvik.card_shows(card, "fristen var")


async def test_what_is_closed_and_reopened_by_the_desk_has_a_clock_from_then_on() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        _, card = await solvik.asked(KARI, "Takk for fin info!")
        await solvik.press(ANNE, card, "no_answer")
        await solvik.card_shows(card, "Avsluttet uten svar")
        solvik.clock.move_to(datetime.fromisoformat("2026-02-12T10:00+01:00"))

        await solvik.press_and_fill(ANNE, card, "whole", {"way": "reopen"})

        assert "svar innen mandag" in shown(await solvik.card_shows(card, "svar innen"))


async def test_whoever_is_asked_after_the_deadline_has_the_time_of_a_new_question() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        _, card = await solvik.asked(KARI, "Takk for fin info!")
        solvik.clock.move_to(datetime.fromisoformat("2026-02-12T10:00+01:00"))

        await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})

        assert "svar innen mandag" in shown(await solvik.card_shows(card, "Venter på svar fra Teknisk drift"))


async def test_an_expert_who_writes_under_it_after_the_deadline_makes_nobody_late() -> None:
    async with town(start=MONDAY_TEN, rate=5) as solvik:
        _, card = await solvik.asked(KARI, "Takk for fin info!")
        solvik.clock.move_to(datetime.fromisoformat("2026-02-12T10:00+01:00"))

        await solvik.proposed(OLA, card, "Vi brøyter Lia før klokka sju i morgen.")

        assert "svar innen mandag" in shown(await solvik.card_shows(card, "Et svar er klart"))
