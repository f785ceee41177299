"""When the week is summed up: two open hours before its last closing, whichever day that is."""

import pytest

from bot.briefs.briefing import summaries
from tests.bot.houses import day, house, oslo


@pytest.mark.parametrize(
    ("today", "moment"),
    [
        ("2026-02-09", "2026-02-13 13:30"),  # Monday → Friday
        ("2026-02-15", "2026-02-13 13:30"),  # Sunday still belongs to that week
        ("2026-06-15", "2026-06-19 13:00"),  # the house closes at 15 in summer
        ("2026-03-30", "2026-04-01 10:00"),  # before Easter: Wednesday is the last open day, and closes at 12
        ("2026-05-11", "2026-05-15 13:00"),  # Ascension Day is a Thursday, Friday is open
        ("2026-12-21", "2026-12-23 13:30"),  # Christmas Eve is listed as closed
    ],
)
def test_the_summary_comes_on_the_last_open_day_of_the_week(today: str, moment: str) -> None:
    assert next(summaries(house(), day(today))) == oslo(moment)


def test_a_week_without_an_open_day_has_no_summary() -> None:
    closed = tuple(f"2026-07-{number}" for number in range(13, 18))

    assert next(summaries(house(closed=closed), day("2026-07-13"))) == oslo("2026-07-24 13:00")


def test_a_day_that_is_open_for_less_than_two_hours_is_summed_up_when_it_opens() -> None:
    short = house(short_dates={"2026-02-13": ["09:00-10:00"]})

    assert next(summaries(short, day("2026-02-09"))) == oslo("2026-02-13 09:00")
