"""How far each page has been read."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.insert import insert_once
from storage.tables import PageCursor


async def watermark(session: AsyncSession, page: str) -> datetime | None:
    """The start of the last complete pass over a page; None if there was none."""
    cursor = await session.get(PageCursor, page)
    return cursor.watermark if cursor else None


async def pass_complete(session: AsyncSession, page: str, started_at: datetime, repaired: int) -> None:
    """Record a complete pass and what it repaired."""
    cursor = await _cursor(session, page)
    cursor.watermark, cursor.repaired = started_at, cursor.repaired + repaired
    session.add(cursor)


async def event_seen(session: AsyncSession, page: str, at: datetime, first_horizon: datetime) -> datetime:
    """Note that the page has sent an event; returns the page's horizon, which is set once, by its first event."""
    cursor = await _cursor(session, page)
    cursor.last_event_at = at
    cursor.horizon = cursor.horizon or first_horizon
    session.add(cursor)
    return cursor.horizon


async def _cursor(session: AsyncSession, page: str) -> PageCursor:
    if cursor := await session.get(PageCursor, page):
        return cursor
    await insert_once(session, PageCursor, {"page": page}, unique=("page",))
    return await session.get_one(PageCursor, page)
