"""The days that no law closes and most houses do: has the municipality said what it does on them? Pure.

Asked in March, before Easter, and in November, before Christmas. Single working days between a holiday and a
weekend are open unless they are listed, so nobody is asked about those.
"""

from collections.abc import Iterator
from datetime import date

from bot.rules.calendar import ONE_DAY, OpeningHours
from bot.rules.year.holidays import easter

MARCH, NOVEMBER = 3, 11
BEFORE_EASTER = 4  # days: the Wednesday before Maundy Thursday


def unsettled_days(today: date, hours: OpeningHours) -> tuple[date, ...]:
    """The coming special days that count as ordinary ones, because the municipality has not listed them.

    Empty outside March and November. A day on which the house is open as usual is settled by listing its usual hours.
    """
    return tuple(day for day in _special_days(today) if day > today and _is_unsettled(day, hours))


def _special_days(today: date) -> Iterator[date]:
    if today.month == NOVEMBER:
        yield date(today.year, 12, 24)
        yield date(today.year, 12, 31)
    if today.month == MARCH:
        yield easter(today.year) - BEFORE_EASTER * ONE_DAY


def _is_unsettled(day: date, hours: OpeningHours) -> bool:
    return hours.closure(day) is None and not hours.is_listed(day)
