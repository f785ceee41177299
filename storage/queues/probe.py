"""Trying whether the queues take what is written, without leaving anything behind."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine.insert import insert_once
from storage.engine.types import table_of
from storage.queues.tables import Delivery, Inbox

ROOM = 64 * 1024  # characters; few events are larger
NAME = "probe"


async def write(session: AsyncSession, now: datetime) -> None:
    """Put something of an event's size into both queues, and take it back. Raises what the driver raises."""
    body = {"room": "x" * ROOM}
    event = {"door": NAME, "key": NAME, "body": body, "received_at": now, "due_at": now}
    effect = {"key": NAME, "kind": NAME, "lane": NAME, "scope": NAME, "due_at": now, "ordered_at": now}
    await insert_once(session, Inbox, event, unique=("door", "key"))
    await insert_once(session, Delivery, effect, unique=("key",))
    await session.exec(delete(table_of(Inbox)).where(col(Inbox.door) == NAME))
    await session.exec(delete(table_of(Delivery)).where(col(Delivery.key) == NAME))
