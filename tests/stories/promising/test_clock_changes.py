"""The two nights in which the clock is put forward or back: words, promises and reminders go by the clock on the wall."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.clocks import BorrowedClock
from tests.stories.days import Days, oslo
from tests.town import AHMED, ANNE, FAST, KARI, OLA, shown, town
from tests.waiting import eventually


@pytest.mark.parametrize(
    ("asked_at", "until", "closing_in_utc"),
    [
        ("2026-03-27 10:00", "2026-03-30", datetime(2026, 3, 30, 13, 30, tzinfo=UTC)),  # summer time begins on the 29th
        ("2026-10-23 10:00", "2026-10-26", datetime(2026, 10, 26, 14, 30, tzinfo=UTC)),  # winter time on the 25th
    ],
)
async def test_a_promise_across_the_change_is_kept_by_the_clock_on_the_wall(
    asked_at: str, until: str, closing_in_utc: datetime
) -> None:
    async with town(start=oslo(asked_at), rate=10) as solvik:
        days = Days(solvik)
        asked, card = await solvik.asked(KARI, "Når kommer asfalten?")
        await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding"})
        await solvik.page_answers(asked, "du får svar her innen mandag kl. 15.30.")
        await solvik.card_shows(card, "lovet svar innen mandag kl. 15.30")
        day = f"{until[8:]}.{until[5:7]}"

        for moment, step in (("08:00", "morning"), ("13:30", "before")):
            days.move_to(f"{until} {moment}")
            await days.hears(card, f"{day} {moment} {step}")
        assert "fristen var" not in shown(solvik.now(card))

        days.move_to(f"{until} 15:30")
        assert solvik.clock.now() - closing_in_utc < timedelta(minutes=5)
        await days.hears(card, f"{day} 15:30 at_deadline")
        await solvik.card_shows(card, "fristen var")


@pytest.mark.parametrize("half_past_two", ["2026-10-25T00:30", "2026-10-25T01:30"])  # in UTC: it strikes twice
async def test_who_asks_in_the_hour_that_comes_twice_has_the_same_deadline(half_past_two: str) -> None:
    async with town(start=datetime.fromisoformat(f"{half_past_two}+00:00"), rate=10) as solvik:
        days = Days(solvik)
        _, card = await solvik.asked(KARI, "Hvor mye er klokka?")
        assert "Svar eller foreløpig svar innen mandag kl. 10.00" in shown(card)
        assert "svar innen tirsdag kl. 15.30" in shown(card)

        await days.quiet_at(card, "2026-10-25 12:00")
        days.move_to("2026-10-26 08:30")
        await days.hears(card, "26.10 08:30 not_taken")
        days.move_to("2026-10-26 10:00")
        await days.hears(card, "26.10 10:00 no_reaction")
        days.move_to("2026-10-27 13:30")
        await days.hears(card, "27.10 13:30 before")


async def test_a_clock_that_runs_a_day_ahead_for_a_moment_leaves_nothing_waiting_for_tomorrow() -> None:
    async with town() as solvik:
        await solvik.asked(KARI, "Hva er klokka?")
        clock = solvik.app.clock
        assert isinstance(clock, BorrowedClock)
        ahead = clock.now() + timedelta(days=1)  # the machine's own time, not the town's
        clock._follow({"now": ahead.isoformat(), "rate": FAST})
        await solvik.asked(AHMED, "Er det i morgen alt?")

        solvik.clock.move(timedelta(seconds=1))  # the next news of the time sets it right
        await eventually(lambda: clock.now() < solvik.clock.now() + timedelta(hours=1))

        asked, card = await solvik.asked(KARI, "Er det i dag igjen?")
        proposal = await solvik.proposed(OLA, card, "Ja, hele dagen.")
        await solvik.press(ANNE, proposal, "publish")
        await solvik.page_answers(asked, "Ja, hele dagen.")
