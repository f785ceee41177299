"""Taking away what is settled: events that were handled, effects that were made. Little by little, so that nobody waits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queues.tables import Copy, Delivery, Inbox

AT_ONCE = 500  # rows in one transaction: a few milliseconds


async def handled_events(session: AsyncSession, before: datetime) -> int:
    """Take away some events that were handled and came before then; returns how many. Parked ones stay, and requests to
    forget a person.
    """
    old = select(Inbox.id).where(
        Inbox.state == "done", col(Inbox.due_at) < before, ~col(Inbox.key).startswith("forget:")
    )
    return await _without(session, Inbox, Inbox.id, (await session.exec(old.limit(AT_ONCE))).all())


async def settled_effects(session: AsyncSession, before: datetime) -> int:
    """Take away some effects that were made or refused before then; returns how many. Parked ones stay."""
    old = select(Delivery.id).where(col(Delivery.finished_at) < before, col(Delivery.state).in_(("done", "refused")))
    ids = (await session.exec(old.limit(AT_ONCE))).all()
    await _without(session, Copy, Copy.delivery_id, ids)
    return await _without(session, Delivery, Delivery.id, ids)


async def _without(session: AsyncSession, table: Any, column: Any, ids: Sequence[int | None]) -> int:
    if not ids:
        return 0
    result = await session.exec(delete(table).where(col(column).in_(ids)))
    return result.rowcount if isinstance(result, CursorResult) else 0
