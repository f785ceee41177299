"""Counting rows by state, for operators."""

from typing import Any

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.questions import is_open
from storage.queues.tables import Delivery, Inbox, KnownTrouble
from storage.tables import Question

Counts = dict[tuple[str, str], int]
UNSETTLED: dict[Any, Any] = {
    Inbox: col(Inbox.state).in_(("waiting", "parked")),
    Delivery: col(Delivery.state).in_(("waiting", "claimed", "unknown", "parked", "refused")),
    Question: is_open(),
}


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
