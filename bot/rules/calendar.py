"""When a house is open. Pure: no clock is read here, every moment is an argument.

Moments come in aware and go out in UTC, so that differences count real time across both clock changes;
days are days of the municipality's own time zone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.municipality.hours import Hours, Span
from bot.municipality.shape import Municipality
from bot.rules.year.holidays import holidays_on

ZERO = timedelta(0)
ONE_DAY = timedelta(days=1)
FURTHEST = 800  # days; a house that stays closed longer than this is a mistake in the file


class NeverOpen(ValueError):
    """There is no opening within more than two years: the hours are wrong."""


class Closure(StrEnum):
    """Why a day is closed."""

    WEEKDAY = "weekday"  # the house is not open on this day of the week
    HOLIDAY = "holiday"
    LISTED = "listed"  # the municipality has listed the day as closed


@dataclass(frozen=True)
class Interval:
    """An unbroken open time, from `start` to (not with) `end`, both in UTC."""

    start: datetime
    end: datetime


class OpeningHours:
    """The opening hours of one house, with its holidays and special days."""

    def __init__(self, hours: Hours, zone: ZoneInfo) -> None:
        self.zone = zone
        self._hours = hours
        self._known: dict[date, tuple[Interval, ...]] = {}

    def local_date(self, moment: datetime) -> date:
        """The day it is here at that moment."""
        return moment.astimezone(self.zone).date()

    def intervals(self, day: date) -> tuple[Interval, ...]:
        """The open times of a day, in order; empty when it is closed."""
        if day not in self._known:
            self._known[day] = tuple(self._intervals(day))
        return self._known[day]

    def closure(self, day: date) -> Closure | None:
        """Why the day is closed, or None if it is open."""
        if self.intervals(day):
            return None
        if day in (self._hours.closed_dates or ()):
            return Closure.LISTED
        return Closure.HOLIDAY if holidays_on(day) and self._hours.closed_on_holidays else Closure.WEEKDAY

    def is_short(self, day: date) -> bool:
        """Does the day have other hours than its weekday?"""
        return bool(self.intervals(day)) and day in (self._hours.short_dates or {})

    def is_listed(self, day: date) -> bool:
        """Has the municipality said something of its own about this day?"""
        return day in (self._hours.closed_dates or ()) or day in (self._hours.short_dates or {})

    def is_open(self, moment: datetime) -> bool:
        """Is the house open at this moment? At the minute of closing it is not."""
        return any(one.start <= moment < one.end for one in self.intervals(self.local_date(moment)))

    def next_opening(self, moment: datetime) -> datetime:
        """The first time at or after `moment` that the doors are opened."""
        return next(one.start for one in self._from(self.local_date(moment)) if one.start >= moment)

    def closing_of(self, day: date) -> datetime | None:
        """When the house closes for the day, or None if it is closed all day."""
        intervals = self.intervals(day)
        return intervals[-1].end if intervals else None

    def next_open_day(self, day: date) -> date:
        """The first open day on or after `day`."""
        return self.local_date(next(self._from(day)).start)

    def add_open(self, moment: datetime, length: timedelta) -> datetime:
        """The moment at which `length` of open time has passed since `moment`."""
        left = length
        for one in self._from(self.local_date(moment)):
            start = max(one.start, moment.astimezone(UTC))
            if start <= one.end and left <= one.end - start:
                return start + left
            left -= max(one.end - start, ZERO)
        raise NeverOpen

    def subtract_open(self, moment: datetime, length: timedelta) -> datetime:
        """The moment after which `length` of open time is left until `moment`."""
        left = length
        for one in self._back_from(self.local_date(moment)):
            end = min(one.end, moment.astimezone(UTC))
            if one.start <= end and left <= end - one.start:
                return end - left
            left -= max(end - one.start, ZERO)
        raise NeverOpen

    def open_between(self, earlier: datetime, later: datetime) -> timedelta:
        """How much open time lies between two moments; nothing if they stand the other way round."""
        if later <= earlier:
            return ZERO
        near = takewhile(lambda one: one.start < later, self._days_of(earlier, later))
        return sum((max(min(one.end, later) - max(one.start, earlier), ZERO) for one in near), ZERO)

    def _days_of(self, earlier: datetime, later: datetime) -> Iterator[Interval]:
        first = self.local_date(earlier)
        for step in range((self.local_date(later) - first).days + 1):
            yield from self.intervals(first + step * ONE_DAY)

    def _from(self, day: date) -> Iterator[Interval]:
        for step in range(FURTHEST):
            yield from self.intervals(day + step * ONE_DAY)
        raise NeverOpen

    def _back_from(self, day: date) -> Iterator[Interval]:
        for step in range(FURTHEST):
            yield from reversed(self.intervals(day - step * ONE_DAY))
        raise NeverOpen

    def _intervals(self, day: date) -> Iterator[Interval]:
        for span in self._spans(day):
            interval = Interval(self._moment(day, span.start), self._moment(day, span.end))
            if interval.start < interval.end:  # an hour that the clock skips in spring is no open time
                yield interval

    def _spans(self, day: date) -> tuple[Span, ...]:
        if day in (self._hours.closed_dates or ()):
            return ()
        short = (self._hours.short_dates or {}).get(day)
        if short and short.closes is None:
            return short.spans
        if self._hours.closed_on_holidays and holidays_on(day):
            return ()
        usual = self._usual(day)
        return _until(usual, short.closes) if short and short.closes is not None else usual

    def _usual(self, day: date) -> tuple[Span, ...]:
        season = next((one for one in self._hours.seasons.values() if one.holds(day)), None)
        return season.week[day.weekday()] if season else ()

    def _moment(self, day: date, minute: int) -> datetime:
        whole_days, rest = divmod(minute, 24 * 60)
        local = datetime.combine(day + whole_days * ONE_DAY, time(rest // 60, rest % 60), self.zone)
        return local.astimezone(UTC)


@lru_cache(maxsize=64)
def opening_hours(municipality: Municipality, page: str | None = None) -> OpeningHours:
    """The opening hours of a page, or of the house itself when no page is named."""
    hours = municipality.page_hours(page) if page else municipality.hours
    return OpeningHours(hours, ZoneInfo(municipality.municipality.time_zone))


def _until(spans: tuple[Span, ...], closes: int) -> tuple[Span, ...]:
    return tuple(Span(one.start, min(one.end, closes)) for one in spans if one.start < closes)
