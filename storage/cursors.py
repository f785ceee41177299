"""How far each page has been read."""

from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.insert import insert_once
from storage.tables import PageCursor


async def watermark(session: AsyncSession, page: str) -> datetime | None:
    """The start of the last complete pass over a page; None if there was none."""
    cursor = await session.get(PageCursor, page)
    return cursor.watermark if cursor else None


async def pass_complete(
    session: AsyncSession, page: str, started_at: datetime, repaired: int, before_we_came: timedelta
) -> datetime | None:
    """Record a complete pass and what it repaired; returns the start of the complete pass before, if there was one."""
    cursor = await _cursor(session, page)
    before = cursor.watermark
    cursor.horizon = cursor.horizon or (before or started_at) - before_we_came
    cursor.watermark, cursor.repaired = started_at, cursor.repaired + repaired
    session.add(cursor)
    return before


async def horizon(session: AsyncSession, page: str) -> datetime | None:
    """Since when what citizens write on a page is ours to answer; None before the first event."""
    cursor = await session.get(PageCursor, page)
    return cursor.horizon if cursor else None


async def event_seen(session: AsyncSession, page: str, at: datetime, before_we_came: timedelta) -> datetime:
    """Note that the page has sent an event; returns the page's horizon.

    It is set once, by the first event or the first complete pass: a page that was quiet when we came is ours all the same.
    """
    cursor = await _cursor(session, page)
    cursor.last_event_at = at
    cursor.horizon = cursor.horizon or (cursor.watermark or at) - before_we_came
    session.add(cursor)
    return cursor.horizon


async def _cursor(session: AsyncSession, page: str) -> PageCursor:
    if cursor := await session.get(PageCursor, page):
        return cursor
    await insert_once(session, PageCursor, {"page": page}, unique=("page",))
    return await session.get_one(PageCursor, page)
