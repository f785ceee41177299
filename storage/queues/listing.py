"""What an operator looks up and puts back to work: events and effects that did not get through."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queues.tables import Delivery, Inbox

REFUSED_SHOWN = timedelta(days=7)  # a refusal was told to people at once; after that it is history


async def stuck_events(session: AsyncSession) -> Sequence[Inbox]:
    """Events that wait for the operator, and those that failed and are tried again; oldest first."""
    failed = and_(col(Inbox.state) == "waiting", col(Inbox.attempts) > 0)
    query = select(Inbox).where(or_(col(Inbox.state) == "parked", failed)).order_by(col(Inbox.id))
    return (await session.exec(query)).all()


async def stuck_deliveries(session: AsyncSession, now: datetime) -> Sequence[Delivery]:
    """Effects that are parked, uncertain, failed at least once, or were refused in the last seven days; oldest first."""
    return (await session.exec(select(Delivery).where(_is_stuck(now)).order_by(col(Delivery.id)))).all()


async def retry_events(session: AsyncSession, now: datetime, event_id: int | None = None) -> list[int]:
    """Let stuck events be handled at once, all of them or one; returns whose turn it is. Empty if that one is not stuck."""
    rows = [row for row in await stuck_events(session) if event_id in (None, row.id)]
    for row in rows:
        row.state, row.attempts, row.due_at, row.error = "waiting", 0, now, ""
        session.add(row)
    return [row.id or 0 for row in rows]


async def retry_deliveries(session: AsyncSession, now: datetime, delivery_id: int | None = None) -> list[int]:
    """Let stuck effects be made at once, all of them or one; returns whose turn it is. Empty if that one is not stuck.

    What was refused was surely not made and simply waits again. What is parked may have been made long after the last
    look, so it becomes *unknown*: looked for first, and made again only if it is not found.
    """
    rows = [row for row in await stuck_deliveries(session, now) if delivery_id in (None, row.id)]
    for row in rows:
        _put_back(row, now)
        session.add(row)
    return [row.id or 0 for row in rows]


def _put_back(row: Delivery, now: datetime) -> None:
    # `attempts` is the fence against a late outcome of an earlier attempt, so it only ever grows.
    if row.state == "parked":
        row.state, row.looks, row.sends = "unknown", 0, 0
    elif row.state == "refused":
        row.state = "waiting"
    row.due_at, row.finished_at = now, None


def _is_stuck(now: datetime) -> ColumnElement[bool]:
    failed = and_(col(Delivery.state) == "waiting", col(Delivery.error) != "")
    refused = and_(col(Delivery.state) == "refused", col(Delivery.finished_at) >= now - REFUSED_SHOWN)
    return or_(col(Delivery.state).in_(("parked", "unknown")), failed, refused)
