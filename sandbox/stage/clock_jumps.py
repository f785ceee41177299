"""Where the demo page's clock can jump to: the next closing time, and the next deadline. Pure functions of moments.

The sandbox does not know the bot. These are the simple rules of Solvik's own hours (`solvik.toml`), worked out from
what stands on Facebook alone; the page shows where a jump leads before anybody makes it.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

OSLO = ZoneInfo("Europe/Oslo")
DAYS_TO_ANSWER = timedelta(days=2)
WINTER_CLOSING, SUMMER_CLOSING = time(15, 30), time(15, 0)
MORNING, QUARTER_PAST_TEN, AFTERNOON = time(8), time(10, 15), time(13)
SUMMER_FROM, SUMMER_TO = (5, 15), (9, 14)
ALSO_CLOSED = ((12, 24), (12, 31))


def next_closing(now: datetime) -> datetime:
    """The first closing time after `now` (aware); the answer is in Oslo time."""
    today = now.astimezone(OSLO).date()
    closing = _closing(_open_day(today))
    return closing if closing > now else _closing(_open_day(today + timedelta(days=1)))


def working_moment(now: datetime) -> datetime:
    """`now` itself in the house's working hours, else the next working day at a quarter past ten: nobody tries a closed house."""
    local = now.astimezone(OSLO)
    if _open_day(local.date()) == local.date() and MORNING <= local.time() <= AFTERNOON:
        return now
    day = _open_day(local.date() if local.time() < MORNING else local.date() + timedelta(days=1))
    return datetime.combine(day, QUARTER_PAST_TEN, OSLO)


def deadline(asked_at: datetime) -> datetime:
    """Until when a question asked then (aware) shall be answered: two days on at closing time, moved to an open day."""
    return _closing(_open_day(asked_at.astimezone(OSLO).date() + DAYS_TO_ANSWER))


def next_deadline(asked: Iterable[datetime], now: datetime) -> datetime:
    """The first deadline after `now` among questions asked at these moments; with none, that of one asked now."""
    return min((due for due in map(deadline, asked) if due > now), default=deadline(now))


def _closing(day: date) -> datetime:
    summer = SUMMER_FROM <= (day.month, day.day) <= SUMMER_TO
    return datetime.combine(day, SUMMER_CLOSING if summer else WINTER_CLOSING, OSLO)


def _open_day(day: date) -> date:
    while day.weekday() > 4 or (day.month, day.day) in ALSO_CLOSED or day in _holidays():
        day += timedelta(days=1)
    return day


@cache
def _holidays() -> holidays.HolidayBase:
    """Norway's public holidays; a year is worked out when it is first asked for."""
    return holidays.country_holidays("NO")
