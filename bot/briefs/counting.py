"""Counting a span of time: what the store tells, made into rounds and figures."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.figures import Figures, Span, count
from bot.rules.promise import deadline
from bot.rules.rounds import rounds_of
from bot.work import House
from storage.span import told_since


async def figures_of(
    session: AsyncSession, house: House, pages: Sequence[str], since: datetime, until: datetime
) -> Figures:
    """The figures of some pages from `since` to `until`, which lies now or shortly before."""
    told = await told_since(session, pages, since)
    hours = {page: house.hours(page) for page in pages}
    rounds = [
        one
        for question in told.questions
        for one in rounds_of(
            question,
            told.history.get(question.id or 0, ()),
            told.promises.get(question.id or 0, ()),
            partial(deadline, hours=hours[question.page], rules=house.municipality.promise),
        )
    ]
    return count(rounds, Span(since, until, ZoneInfo(house.municipality.municipality.time_zone)))
