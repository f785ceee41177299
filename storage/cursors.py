"""How far each page has been read, and whose turn it is to read it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, bindparam, update
from sqlmodel import col, or_
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import lease, lease_clock
from storage.engine.core import run
from storage.engine.insert import insert_once
from storage.engine.types import UtcDateTime, table_of
from storage.queues.tables import PageCursor

TURN_SECONDS = 90

_SEEN = (
    update(table_of(PageCursor))
    .where(col(PageCursor.page) == bindparam("its_page"))
    .values(last_event_at=bindparam("at", type_=UtcDateTime()))
    .returning(col(PageCursor.horizon))
)


async def passes(session: AsyncSession, page: str) -> tuple[datetime | None, datetime | None]:
    """The starts of the last complete pass over a page and of the last that went to every end, whoever made them."""
    cursor = await session.get(PageCursor, page)
    return (cursor.watermark, cursor.full_at) if cursor else (None, None)


async def pass_complete(
    session: AsyncSession, page: str, started_at: datetime, repaired: int, before_we_came: timedelta, *, full: bool
) -> datetime | None:
    """Record a complete pass and what it repaired; returns the start of the complete pass before, if there was one."""
    cursor = await _cursor(session, page)
    before = cursor.watermark
    cursor.horizon = cursor.horizon or (before or started_at) - before_we_came
    cursor.watermark, cursor.repaired = started_at, cursor.repaired + repaired
    if full:
        cursor.full_at = started_at
    session.add(cursor)
    return before


async def take_turn(session: AsyncSession, page: str, who: str, former_ids: Collection[str], *, alone: bool) -> bool:
    """Take or keep the turn to read a page for the time of a lease; False if it is another's.

    The turns of dead predecessors are free, all of them when nobody else can exist.
    """
    await _cursor(session, page)
    now = await lease_clock(session)
    reader, until = col(PageCursor.reader), col(PageCursor.reader_until)
    free = reader.in_(("", who, *former_ids)) if not alone else col(PageCursor.page) == page
    turn = update(PageCursor).where(col(PageCursor.page) == page, or_(free, until < now))
    taken = turn.values(reader=who, reader_until=lease(now, TURN_SECONDS))
    return _one(await session.exec(taken, execution_options={"synchronize_session": False}))


async def end_turn(session: AsyncSession, page: str, who: str) -> None:
    """Give the turn back, if it is still ours."""
    mine = update(PageCursor).where(col(PageCursor.page) == page, col(PageCursor.reader) == who)
    await session.exec(mine.values(reader="", reader_until=None))


async def horizon(session: AsyncSession, page: str) -> datetime | None:
    """Since when what citizens write on a page is ours to answer; None before the first event."""
    cursor = await session.get(PageCursor, page)
    return cursor.horizon if cursor else None


async def event_seen(session: AsyncSession, page: str, at: datetime, before_we_came: timedelta) -> datetime:
    """Note that the page has sent an event; returns the page's horizon.

    It is set once, by the first event or the first complete pass: a page that was quiet when we came is ours all the same.
    """
    seen: datetime | None = (await run(session, _SEEN, {"its_page": page, "at": at})).scalar()
    if seen is None:
        cursor = await _cursor(session, page)
        cursor.last_event_at = at
        seen = cursor.horizon = (cursor.watermark or at) - before_we_came
        session.add(cursor)
    return seen


def _one(result: Any) -> bool:
    return isinstance(result, CursorResult) and result.rowcount == 1


async def _cursor(session: AsyncSession, page: str) -> PageCursor:
    if cursor := await session.get(PageCursor, page):
        return cursor
    await insert_once(session, PageCursor, {"page": page}, unique=("page",))
    return await session.get_one(PageCursor, page)
