"""Counting a span of time: what the store tells, made into rounds and figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.figures import Figures, Span, Speed, Week, count, speed_of
from bot.rules.promise import deadline
from bot.rules.rounds import Round, as_of, rounds_of
from bot.work import House
from storage import troubles
from storage.span import told_since

DAYS = timedelta(days=7)


@dataclass(frozen=True)
class Counted:
    """A span in figures, with how quickly things went in open hours."""

    figures: Figures
    speed: Speed


@dataclass(frozen=True)
class Trend:
    """A span, and the one of the same length before it."""

    now: Counted
    before: Counted


async def trends_of(
    session: AsyncSession, house: House, since: datetime, until: datetime, *, department: str = ""
) -> dict[str, Trend]:
    """Page → what happened from `since` to `until`; "" for all pages together. With a `department`, of its questions alone.

    Questions belong to the department that has them now. What has been erased since then still counts: no words are read.
    """
    first, pages = since - (until - since), tuple(house.municipality.pages)
    rounds = [one for one in await _rounds(session, house, pages, first) if department in ("", one.department)]
    return {
        page: _trend(house, [one for one in rounds if page in ("", one.page)], since, until) for page in ("", *pages)
    }


def _trend(house: House, rounds: Sequence[Round], since: datetime, until: datetime) -> Trend:
    spans = (_span(house, since, until), _span(house, since - (until - since), since))
    now, before = (_counted(house, [as_of(one, span.until) for one in rounds], span) for span in spans)
    return Trend(now, before)


def _counted(house: House, rounds: Sequence[Round], span: Span) -> Counted:
    return Counted(count(rounds, span), speed_of(rounds, span, house.hours))


async def week_of(session: AsyncSession, house: House, pages: Sequence[str], until: datetime) -> Week:
    """The seven days up to `until`, which lies now or shortly before, with the seven before them beside them."""
    middle, first = until - DAYS, until - 2 * DAYS
    rounds = await _rounds(session, house, pages, first)
    now, before = count(rounds, _span(house, middle, until)), count(rounds, _span(house, first, middle))
    return Week(now, before, unread=len(await troubles.parked_events(session)))


async def _rounds(session: AsyncSession, house: House, pages: Sequence[str], since: datetime) -> list[Round]:
    told = await told_since(session, pages, since)
    hours = {page: house.hours(page) for page in pages}
    return [
        one
        for question in told.questions
        for one in rounds_of(
            question,
            told.history.get(question.id or 0, ()),
            told.promises.get(question.id or 0, ()),
            partial(deadline, hours=hours[question.page], rules=house.municipality.promise),
        )
    ]


def _span(house: House, since: datetime, until: datetime) -> Span:
    return Span(since, until, ZoneInfo(house.municipality.municipality.time_zone))
