"""Counting a span of time: what the store tells, made into rounds and figures."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.figures import Figures, Span, Week, count
from bot.rules.promise import deadline
from bot.rules.rounds import Round, rounds_of
from bot.work import House
from storage import troubles
from storage.span import told_since

DAYS = timedelta(days=7)


async def figures_of(
    session: AsyncSession, house: House, pages: Sequence[str], since: datetime, until: datetime
) -> Figures:
    """The figures of some pages from `since` to `until`, which lies now or shortly before."""
    return count(await _rounds(session, house, pages, since), _span(house, since, until))


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
