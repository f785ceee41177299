"""Counting rows by state, for operators."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.questions import is_open, wants_answer
from storage.queues.tables import Delivery, Inbox, KnownTrouble, PageCursor
from storage.tables import Question

Counts = dict[tuple[str, str], int]
UNSETTLED: dict[Any, Any] = {
    Inbox: col(Inbox.state).in_(("waiting", "parked")),
    Delivery: col(Delivery.state).in_(("waiting", "claimed", "unknown", "parked", "refused")),
    Question: is_open(),
}


@dataclass(frozen=True)
class Standing:
    """How things stand now. `oldest` is how long the citizen who waits longest has waited, by the clock.

    The lags tell how late the first event is that waits to be read, and the first delivery that waits to be made;
    `repaired` how much was found by reading each page that should have been told to us, since the page is ours.
    """

    rows: Counts
    overdue: int
    oldest: timedelta
    inbox_lag: timedelta
    delivery_lag: timedelta
    repaired: Mapping[str, int] = field(default_factory=dict)


async def standing(session: AsyncSession, now: datetime) -> Standing:
    """What an operator watches; as quick after years as on the first day."""
    asked = func.min(func.coalesce(Question.round_at, Question.asked_at))
    oldest = (await session.exec(select(asked).where(is_open()))).one()
    is_overdue = (is_open(), col(Question.due_at) <= now, wants_answer())
    overdue = (await session.exec(select(func.count()).select_from(Question).where(*is_overdue))).one()
    return Standing(
        rows=await unsettled(session),
        overdue=overdue,
        oldest=_since(oldest, now),
        inbox_lag=await _lag(session, Inbox, now),
        delivery_lag=await _lag(session, Delivery, now),
        repaired=dict((await session.exec(select(PageCursor.page, PageCursor.repaired))).all()),
    )


async def _lag(session: AsyncSession, table: Any, now: datetime) -> timedelta:
    query = select(func.min(table.due_at)).where(col(table.state) == "waiting")
    return _since((await session.exec(query)).one(), now)


def _since(moment: datetime | None, now: datetime) -> timedelta:
    return max(now - moment, timedelta(0)) if moment else timedelta(0)


async def rows_by_state(session: AsyncSession) -> Counts:
    """How many questions, deliveries and inbox rows stand in which state; takes longer with every year."""
    counts: Counts = {}
    for table in UNSETTLED:
        counts |= await _counted(session, table)
    return counts | await _open_troubles(session)


async def unsettled(session: AsyncSession) -> Counts:
    """The same of what is not settled yet, and so may need somebody: as quick after years as on the first day."""
    counts: Counts = {}
    for table, where in UNSETTLED.items():
        counts |= await _counted(session, table, where)
    return counts | await _open_troubles(session)


async def _counted(session: AsyncSession, table: Any, *where: Any) -> Counts:
    query = select(table.state, func.count()).where(*where).group_by(table.state)
    return {(str(table.__tablename__), state): count for state, count in (await session.exec(query)).all()}


async def _open_troubles(session: AsyncSession) -> Counts:
    query = select(func.count()).select_from(KnownTrouble).where(col(KnownTrouble.is_open))
    count = (await session.exec(query)).one()
    return {(str(KnownTrouble.__tablename__), "open"): count} if count else {}
