"""When a house is open, and how that is written in the municipality's file: "08:00-15:30", "09-15", "monday-friday"."""

import re
from datetime import date
from itertools import pairwise
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from bot.municipality.section import Section

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class MonthDay(NamedTuple):
    """A day of any year."""

    month: int
    day: int


class Span(NamedTuple):
    """Open from one minute of the local day to another; 1440 is midnight at its end."""

    start: int
    end: int


class ShortDay(NamedTuple):
    """A day with other hours: either it closes early (`closes`, a minute of the day) or it has hours of its own (`spans`)."""

    closes: int | None
    spans: tuple[Span, ...]


Week = tuple[tuple[Span, ...], ...]


def month_day(value: Any) -> MonthDay:
    """Read "09-15" (month and day)."""
    if isinstance(value, MonthDay):
        return value
    match = re.fullmatch(r"(\d\d)-(\d\d)", str(value))
    month, day = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= month <= 12 or not 1 <= day <= LONGEST_MONTH[month - 1]:
        raise PydanticCustomError("month_day", "month_day")
    return MonthDay(month, day)


def minute(value: str) -> int:
    """Read "15:30" as a minute of the day; "24:00" is the last one."""
    match = re.fullmatch(r"(\d\d?)[:.](\d\d)", value.strip())
    hour, minutes = (int(match[1]), int(match[2])) if match else (99, 0)
    if minutes > 59 or hour * 60 + minutes > 24 * 60:
        raise PydanticCustomError("clock_time", "clock_time")
    return hour * 60 + minutes


def spans(value: Any) -> tuple[Span, ...]:
    """Read one or several "08:00-15:30", in order and apart from each other."""
    written = [value] if isinstance(value, str) else value
    if not isinstance(written, list | tuple):
        raise PydanticCustomError("time_span", "time_span")
    read = tuple(_span(one) for one in written)
    if any(later.start < earlier.end for earlier, later in pairwise(read)):
        raise PydanticCustomError("spans_overlap", "spans_overlap")
    return read


def _span(value: Any) -> Span:
    start, dash, end = str(value).replace("–", "-").partition("-")
    if not dash:
        raise PydanticCustomError("time_span", "time_span")
    span = Span(minute(start), minute(end))
    if span.start >= span.end:
        raise PydanticCustomError("time_span", "time_span")
    return span


def week(value: Any) -> Week:
    """Read a table of days or ranges of days; what is not named is closed."""
    if isinstance(value, tuple):
        return value
    if not isinstance(value, dict):
        raise PydanticCustomError("week", "week")
    read: list[tuple[Span, ...]] = [()] * 7
    for name, written in value.items():
        for day in _days(name):
            read[day] = spans(written)
    return tuple(read)


def _days(name: str) -> range:
    first, _, last = name.partition("-")
    if first not in DAYS or (last or first) not in DAYS:
        raise PydanticCustomError("weekday", "weekday", {"found": name})
    return range(DAYS.index(first), DAYS.index(last or first) + 1)


def short_day(value: Any) -> ShortDay:
    """Read "12:00" (closes then) or a list of hours that replace the day's own."""
    if isinstance(value, ShortDay):
        return value
    if isinstance(value, str) and "-" not in value:
        return ShortDay(minute(value), ())
    return ShortDay(None, spans(value))


WrittenMonthDay = Annotated[MonthDay, BeforeValidator(month_day)]
WrittenWeek = Annotated[Week, BeforeValidator(week)]
WrittenShortDay = Annotated[ShortDay, BeforeValidator(short_day)]


class Season(Section):
    """A part of the year with its own week. Both ends belong to it; it may run over New Year."""

    starts: WrittenMonthDay = Field(MonthDay(1, 1), alias="from", examples=["09-15"])
    ends: WrittenMonthDay = Field(MonthDay(12, 31), alias="to", examples=["05-14"])
    week: WrittenWeek = Field(examples=[{"monday-friday": ["08:00-15:30"]}])

    def holds(self, day: date) -> bool:
        """Does this day of the year belong to the season?"""
        today = MonthDay(day.month, day.day)
        if self.starts <= self.ends:
            return self.starts <= today <= self.ends
        return today >= self.starts or today <= self.ends


USUAL_SEASONS = {"hele_aaret": {"week": {"monday-friday": ["08:00-15:30"]}}}


class Hours(Section):
    """When a house is open: a week per season, and the days that are different.

    `closed_dates` and `short_dates` of a page are those of the municipality when they are left out.
    """

    seasons: dict[str, Season] = Field(min_length=1, examples=[USUAL_SEASONS])
    closed_on_holidays: bool = Field(default=True, examples=[True])
    closed_dates: tuple[date, ...] | None = Field(None, examples=[["2026-12-24"]])
    short_dates: dict[date, WrittenShortDay] | None = Field(None, examples=[{"2026-04-01": "12:00"}])
