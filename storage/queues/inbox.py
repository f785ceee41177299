"""The inbox: what was heard, kept until it has been handled. Nothing is ever dropped from here by an error."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import bindparam, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import col, delete, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import one_at_a_time
from storage.engine.core import run
from storage.engine.insert import insert_new, insert_once
from storage.engine.types import UtcDateTime, table_of
from storage.queues.tables import Inbox

HANDLING = 711_840_114  # any number, the same in every process

_NEXT_WAITING = (
    select(Inbox)
    .where(Inbox.state == "waiting", col(Inbox.due_at) <= bindparam("now", type_=UtcDateTime()))
    .order_by(col(Inbox.id))
    .limit(1)
    .with_for_update(skip_locked=True)
)
_DONE = update(table_of(Inbox)).where(col(Inbox.id) == bindparam("its_id"))
_NEXT_DUE = select(Inbox.due_at).where(Inbox.state == "waiting").order_by(col(Inbox.due_at)).limit(1)


class Heard(Protocol):
    """One event as it came: the door that understands it, the key that makes a repetition recognisable, and what it says."""

    @property
    def door(self) -> str: ...  # noqa: D102

    @property
    def key(self) -> str: ...  # noqa: D102

    @property
    def body(self) -> Mapping[str, Any]: ...  # noqa: D102


async def keep(session: AsyncSession, events: Sequence[Heard], now: datetime) -> None:
    """Store events; a repetition is no second row."""
    when = {"received_at": now, "due_at": now}
    rows = [{"door": event.door, "key": event.key, "body": dict(event.body), **when} for event in events]
    await insert_new(session, Inbox, rows, unique=("door", "key"))


async def is_first(session: AsyncSession, door: str, key: str, now: datetime) -> bool:
    """Note that something of this key has its effect now; False when it had that before. Waits for who does it just now."""
    values = {"door": door, "key": key, "body": {}, "received_at": now, "due_at": now, "state": "done"}
    return await insert_once(session, Inbox, values, unique=("door", "key"))


async def forget(session: AsyncSession, door: str, key: str) -> None:
    """It had no effect after all."""
    await session.exec(delete(Inbox).where(col(Inbox.door) == door, col(Inbox.key) == key))


async def next_waiting(session: AsyncSession, now: datetime) -> Inbox | None:
    """The oldest event that waits and is due. Replicas handle one event at a time between them, so that order is kept.

    The row is locked as well: a program of before this rule may run beside us while it is being replaced.
    """
    await one_at_a_time(session, HANDLING)
    return (await session.exec(_NEXT_WAITING, params={"now": now})).first()


async def done(session: AsyncSession, row: Inbox) -> None:
    """This event has had its effect; what it said is kept, unless `row` has been emptied."""
    values = {"state": "done", "error": "", **({} if row.body else {"body": {}})}
    await run(session, _DONE, {"its_id": row.id, **values})
    for name, value in values.items():
        set_committed_value(row, name, value)


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next waiting event is due, if there is one."""
    moment: datetime | None = (await run(session, _NEXT_DUE)).scalar()
    return moment


async def parked(session: AsyncSession) -> Sequence[Inbox]:
    """Events that could not be handled and wait for the operator, oldest first."""
    return (await session.exec(select(Inbox).where(Inbox.state == "parked").order_by(col(Inbox.id)))).all()


async def count(session: AsyncSession, state: str) -> int:
    """How many events are in this state."""
    return (await session.exec(select(func.count()).select_from(Inbox).where(Inbox.state == state))).one()
