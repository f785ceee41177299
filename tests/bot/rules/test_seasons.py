"""In March and November somebody is asked about the days that no law closes."""

import pytest

from bot.rules.year.seasons import unsettled_days
from tests.bot.houses import day, house

LISTED = ("2026-12-24", "2026-12-31")


@pytest.mark.parametrize(
    ("today", "unsettled"),
    [
        ("2025-11-03", ["2025-12-24", "2025-12-31"]),  # both are Wednesdays
        ("2022-11-01", []),  # Saturdays: closed anyway
        ("2029-03-01", ["2029-03-28"]),  # Maundy Thursday is 29 March
        ("2028-03-31", ["2028-04-12"]),  # and on 13 April this year
        ("2029-03-28", []),  # on the day itself it is too late to ask
        ("2027-10-31", []),
        ("2027-12-01", []),
    ],
)
def test_days_that_nobody_has_listed_are_asked_about_before_their_season(today: str, unsettled: list[str]) -> None:
    assert unsettled_days(day(today), house()) == tuple(map(day, unsettled))


def test_days_that_are_listed_are_not_asked_about() -> None:
    assert unsettled_days(day("2026-11-02"), house(closed=LISTED)) == ()


def test_an_early_closing_settles_a_day_too() -> None:
    assert unsettled_days(day("2026-03-02"), house()) == ()  # 1 April closes at 12
