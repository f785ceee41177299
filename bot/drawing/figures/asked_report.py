"""The figures of a span that somebody asks for in the chat: «rapport», «rapport 30», «rapport 1.1.2026 31.1.2026»."""

import re
from datetime import date, datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.counting import DAYS, Counted, Trend, trends_of, week_of
from bot.drawing.figures.week_card import in_words, week_card
from bot.ports.card import Card, Fact
from bot.rules.calendar import opening_hours
from bot.work import House

MOST_DAYS = 3650
FIGURES = (
    "came",
    "answered",
    "answered_late",
    "open",
    "promises_kept",
    "extended",
    "promises_late",
    "redirected",
    "closed",
)
_DAYS = re.compile(r"(\d{1,4})(?:\s+[^\W\d]+)?")  # «30», «30 dager»
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})")


async def report_card(session: AsyncSession, house: House, now: datetime, asked_for: str = "") -> Card:
    """The figures of what was asked for beside those of the same length of time before; the last seven days for nothing."""
    if not asked_for:
        week = await week_of(session, house, tuple(house.municipality.pages), now)
        return week_card(house, week, house.day(now - DAYS), house.day(now))
    span = span_of(asked_for, now, house)
    if isinstance(span, str):
        text = house.say(f"report.{span}")
        return Card(summary=text, body=text)
    since, until = span
    trend = (await trends_of(session, house, since, until))[""]
    return _card(house, trend, since, until)


def span_of(text: str, now: datetime, house: House) -> tuple[datetime, datetime] | str:
    """From the morning of the first day to the night of the last, never beyond now; else what is wrong, by its key below "report."."""
    if days := _DAYS.fullmatch(text.strip()):
        length = int(days[1])
        return _fit(now - timedelta(days=min(length, MOST_DAYS + 1)), now) if length else "which_span"
    dates = [_date(found) for found in _DATE.finditer(text)]
    if not 1 <= len(dates) <= 2 or re.search(r"\d", _DATE.sub("", text)):
        return "too_long" if re.fullmatch(r"\d{5,}(?:\s+[^\W\d]+)?", text.strip()) else "which_span"
    days_there = [day for day in dates if day]
    if len(days_there) < len(dates):
        return "no_such_day"
    first, last = days_there[0], days_there[1] if len(days_there) == 2 else None
    if last and last < first:
        return "wrong_order"
    return _fit(_midnight(first, house), min(now, _midnight(last + timedelta(days=1), house)) if last else now)


def day_of(text: str) -> date | None:
    """The day that is written here, alone; None for what is no day in the calendar."""
    found = _DATE.fullmatch(text)
    return _date(found) if found else None


def _fit(since: datetime, until: datetime) -> tuple[datetime, datetime] | str:
    if since >= until:
        return "not_begun"
    return (since, until) if until - since <= timedelta(days=MOST_DAYS) else "too_long"


def _midnight(day: date, house: House) -> datetime:
    return datetime.combine(day, time(), opening_hours(house.municipality).zone)


def _date(found: re.Match[str]) -> date | None:
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _card(house: House, trend: Trend, since: datetime, until: datetime) -> Card:
    """As the week's, with the promises, what was done by hand, and how quickly it went in open hours."""
    last = until - timedelta(microseconds=1)  # a span that ends at midnight does not hold the day that begins then
    title, told = (
        house.say("report.asked_title"),
        house.say("report.span", since=house.day(since), until=house.day(last)),
    )
    now, before = _told(house, trend.now), _told(house, trend.before)
    facts = tuple(
        Fact(house.say(f"report.{name}"), house.say("report.beside_before", now=value, before=before[name]))
        for name, value in now.items()
    )
    return Card(summary=f"{title}. {told}", title=title, lead=told, facts=facts)


def _told(house: House, counted: Counted) -> dict[str, str]:
    """Each figure in words, in the order of telling."""
    figures, speed = counted.figures, counted.speed
    numbers = {name: str(getattr(figures, name)) for name in FIGURES} | {"by_hand": str(speed.by_hand)}
    halves = {"reaction_half": speed.reaction.half, "answer_half": speed.answer.half}
    return numbers | {name: _length(house, half) for name, half in halves.items()}


def _length(house: House, length: timedelta | None) -> str:
    return house.say("report.no_wait") if length is None else in_words(length, house.municipality.language)
