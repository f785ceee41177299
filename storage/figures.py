"""Counting rows by state, for operators."""

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Delivery, Inbox, KnownTrouble, Question


async def rows_by_state(session: AsyncSession) -> dict[tuple[str, str], int]:
    """How many questions, deliveries and inbox rows stand in which state, and how many troubles are open."""
    counts: dict[tuple[str, str], int] = {}
    for table in (Inbox, Question, Delivery):
        query = select(table.state, func.count()).group_by(table.state)
        for state, count in (await session.exec(query)).all():
            counts[str(table.__tablename__), state] = count
    troubles = select(func.count()).select_from(KnownTrouble).where(col(KnownTrouble.is_open))
    if count := (await session.exec(troubles)).one():
        counts[str(KnownTrouble.__tablename__), "open"] = count
    return counts
