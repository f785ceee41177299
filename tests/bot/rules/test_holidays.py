"""Norway's public holidays, held to the `holidays` package."""

from datetime import date, timedelta

import holidays
import pytest

from bot.rules.year.holidays import easter, holidays_on
from bot.texts.wording import LANGUAGES, pattern

FIRST, LAST = date(1990, 1, 1), date(2099, 12, 31)
DAYS = [FIRST + timedelta(days=count) for count in range((LAST - FIRST).days + 1)]


def test_every_day_of_a_hundred_years_has_the_holidays_that_the_package_knows() -> None:
    known = holidays.country_holidays("NO", language="no", years=range(FIRST.year, LAST.year + 1))
    theirs = {day: sorted(known[day].split("; ")) for day in known}

    ours = {day: sorted(pattern(f"holiday.{one}", "nb") for one in holidays_on(day)) for day in DAYS}

    assert {day: names for day, names in ours.items() if names} == theirs


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2026, date(2026, 4, 5)),
        (2008, date(2008, 3, 23)),  # early
        (2038, date(2038, 4, 25)),  # the latest there is
        (2049, date(2049, 4, 18)),  # the moon would be full on the 18th, a Sunday: held to be full on the 17th
    ],
)
def test_easter_is_the_sunday_after_the_full_moon_of_spring(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_holidays_on_one_day_both_have_a_name(language: str) -> None:
    names = [pattern(f"holiday.{one}", language) for one in holidays_on(date(2027, 5, 17))]

    assert len(set(names)) == 2
