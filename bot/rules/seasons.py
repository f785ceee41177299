"""The days that no law closes and most houses do: has the municipality said what it does on them? Pure.

Asked in March, before Easter, and in November, before Christmas. Single working days between a holiday and a
weekend are open unless they are listed, so nobody is asked about those.
"""

from collections.abc import Iterator
from datetime import date

from bot.rules.calendar import ONE_DAY, OpeningHours

MARCH, NOVEMBER, THURSDAY = 3, 11, 3


def unsettled_days(today: date, hours: OpeningHours) -> tuple[date, ...]:
    """The coming special days that count as ordinary ones, because the municipality has not listed them.

    Empty outside March and November. A day on which the house is open as usual is settled by listing its usual hours.
    """
    return tuple(day for day in _special_days(today, hours) if day > today and _is_unsettled(day, hours))


def _special_days(today: date, hours: OpeningHours) -> Iterator[date]:
    if today.month == NOVEMBER:
        yield date(today.year, 12, 24)
        yield date(today.year, 12, 31)
    if today.month == MARCH:
        yield _before_easter(today.year, hours)


def _before_easter(year: int, hours: OpeningHours) -> date:
    """The Wednesday before Maundy Thursday, which is the one Thursday in spring whose Friday is a holiday as well."""
    day = date(year, MARCH, 1)
    while not (day.weekday() == THURSDAY and hours.holiday(day) and hours.holiday(day + ONE_DAY)):
        day += ONE_DAY
    return day - ONE_DAY


def _is_unsettled(day: date, hours: OpeningHours) -> bool:
    return hours.closure(day) is None and not hours.is_listed(day)
