"""Moments from the future: a clock that was wrong for a while leaves them behind, and everything would wait for them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import lease_clock
from storage.queues.claiming.claims import LEASE_SECONDS
from storage.queues.deliveries import PENDING
from storage.queues.tables import Delivery, Destination, Inbox, KnownGroup, KnownTrouble, PageCursor

CLOCKS_DIFFER = timedelta(minutes=2)  # replicas' clocks
READ_AGAIN = timedelta(days=1)  # what a page's watermark goes back to: reading twice changes nothing


async def heal(session: AsyncSession, now: datetime) -> int:
    """Bring back what was noted later than now; returns how many rows that were."""
    future = now + CLOCKS_DIFFER
    leases = await lease_clock(session) + timedelta(seconds=LEASE_SECONDS) + CLOCKS_DIFFER  # the database's own clock
    mended = (
        update(Destination)
        .where(col(Destination.noted_at) > future)
        .values(free_at=now, paced_until=now, noted_at=now),
        update(Delivery)
        .where(col(Delivery.state).in_(PENDING), col(Delivery.ordered_at) > future)
        .values(ordered_at=now, due_at=now),
        update(Delivery)
        .where(col(Delivery.state) == "claimed", col(Delivery.lease_until) > leases)
        .values(lease_until=leases - CLOCKS_DIFFER),
        update(Inbox)
        .where(col(Inbox.state) == "waiting", col(Inbox.received_at) > future)
        .values(received_at=now, due_at=now),
        update(PageCursor).where(col(PageCursor.watermark) > future).values(watermark=now - READ_AGAIN),
        update(PageCursor).where(col(PageCursor.full_at) > future).values(full_at=now - READ_AGAIN),
        update(PageCursor).where(col(PageCursor.reader_until) > leases).values(reader="", reader_until=None),
        update(PageCursor).where(col(PageCursor.last_event_at) > future).values(last_event_at=now),
        # Rather a day too much that is ours to answer than a citizen too few.
        update(PageCursor).where(col(PageCursor.horizon) > future).values(horizon=now - READ_AGAIN),
        update(KnownTrouble).where(col(KnownTrouble.since) > future).values(since=now),
        update(KnownTrouble).where(col(KnownTrouble.said_at) > future).values(said_at=now),
        update(KnownTrouble).where(col(KnownTrouble.over_at) > future).values(over_at=now),
        update(KnownGroup).where(col(KnownGroup.seen_at) > future).values(seen_at=now),
    )
    return sum([await _changed(session, statement) for statement in mended])


async def _changed(session: AsyncSession, statement: Any) -> int:
    result = await session.exec(statement)
    return result.rowcount if isinstance(result, CursorResult) else 0
