"""Norway's public holidays. Pure.

Lov om helligdager (1995) § 2 and lov om 1. og 17. mai (1947): five days have their date, the others hang on Easter. A holiday
on a Sunday is not moved. Christmas Eve and New Year's Eve are working days by law.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Holiday(StrEnum):
    """A public holiday; what people call it stands in the texts under `patterns.holiday`."""

    NEW_YEAR = "new_year"
    MAUNDY_THURSDAY = "maundy_thursday"
    GOOD_FRIDAY = "good_friday"
    EASTER_SUNDAY = "easter_sunday"
    EASTER_MONDAY = "easter_monday"
    LABOUR_DAY = "labour_day"
    ASCENSION = "ascension"
    CONSTITUTION_DAY = "constitution_day"
    WHIT_SUNDAY = "whit_sunday"
    WHIT_MONDAY = "whit_monday"
    CHRISTMAS_DAY = "christmas_day"
    SECOND_CHRISTMAS_DAY = "second_christmas_day"


_DATED = {
    (1, 1): Holiday.NEW_YEAR,
    (5, 1): Holiday.LABOUR_DAY,
    (5, 17): Holiday.CONSTITUTION_DAY,
    (12, 25): Holiday.CHRISTMAS_DAY,
    (12, 26): Holiday.SECOND_CHRISTMAS_DAY,
}
_FROM_EASTER = {
    -3: Holiday.MAUNDY_THURSDAY,
    -2: Holiday.GOOD_FRIDAY,
    0: Holiday.EASTER_SUNDAY,
    1: Holiday.EASTER_MONDAY,
    39: Holiday.ASCENSION,
    49: Holiday.WHIT_SUNDAY,
    50: Holiday.WHIT_MONDAY,
}


def holidays_on(day: date) -> tuple[Holiday, ...]:
    """The holidays that fall on a day: as a rule none, now and then two (17 May 2027)."""
    return tuple(_on(day))


def _on(day: date) -> Iterator[Holiday]:
    if dated := _DATED.get((day.month, day.day)):
        yield dated
    if moving := _FROM_EASTER.get((day - easter(day.year)).days):
        yield moving


@lru_cache(maxsize=32)
def easter(year: int) -> date:
    """Easter Sunday: the first Sunday after the first full moon of spring, as the Gregorian calendar reckons both (Oudin 1940)."""
    century = year // 100
    golden = year % 19  # the moon's phases come back on the same dates after nineteen years
    leap_days_left_out = century - century // 4
    moon_drift = (8 * century + 13) // 25
    age = (leap_days_left_out - moon_drift + 19 * golden + 15) % 30
    if age == 29 or (age == 28 and golden > 10):  # the rule of the church: no full moon of spring after 18 April
        age -= 1
    weekday = (year + year // 4 + age + 2 - leap_days_left_out) % 7
    return date(year, 3, 28) + timedelta(days=age - weekday)
