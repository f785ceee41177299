"""The queue of effects: what is ordered, changed before anybody began it, and asked about. Who makes it claims it (`claiming/`)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine.insert import insert_once
from storage.queues.tables import Delivery

PENDING = ("waiting", "claimed", "unknown")


async def order(session: AsyncSession, values: Mapping[str, Any]) -> bool:
    """Put one effect into the queue; False if an effect of this key was ordered before."""
    return await insert_once(session, Delivery, values, unique=("key",))


async def take_back_order(session: AsyncSession, lane: str, key_begins: str) -> bool:
    """Take an order out of its lane again; False when it is not sure that it was never begun.

    Whoever claims it at the same moment is waited for: either the claim finds nothing, or this does.
    """
    unbegun = (col(Delivery.state) == "waiting", col(Delivery.sends) == 0)
    statement = delete(Delivery).where(col(Delivery.lane) == lane, col(Delivery.key).startswith(key_begins), *unbegun)
    result = await session.exec(statement)
    return isinstance(result, CursorResult) and result.rowcount > 0


async def join(session: AsyncSession, key: str, name: str, value: Any, most: int) -> bool:
    """Add a value to the list `name` in the body of the effect of this key, if it was surely not made yet.

    False when it may have been, or when its list holds `most` already.
    """
    return await _join(session, col(Delivery.key) == key, name, value, most)


async def join_one_of(session: AsyncSession, lane: str, name: str, value: Any, most: int) -> bool:
    """The same, with the first effect of a lane that can take it."""
    return await _join(session, col(Delivery.lane) == lane, name, value, most)


async def _join(session: AsyncSession, where: ColumnElement[bool], name: str, value: Any, most: int) -> bool:
    unmade = (col(Delivery.state) == "waiting", col(Delivery.sends) == 0)
    found = await session.exec(select(Delivery).where(where, *unmade).order_by(col(Delivery.id)).with_for_update())
    for row in found.all():
        listed = row.body.get(name, [])
        if len(listed) < most:
            row.body = {**row.body, name: [*listed, value]}
            session.add(row)
            return True
    return False


async def is_pending(session: AsyncSession, lane: str, kind: str) -> bool:
    """Whether an effect of this kind is still to be made in a lane."""
    query = select(Delivery.id).where(
        col(Delivery.lane) == lane, col(Delivery.kind) == kind, col(Delivery.state).in_(PENDING)
    )
    return (await session.exec(query.limit(1))).first() is not None


async def is_under_way(session: AsyncSession, scope: str) -> bool:
    """Whether an effect of this scope is being made at this moment, or may have been made without our knowing."""
    query = select(Delivery.id).where(col(Delivery.scope) == scope, col(Delivery.state).in_(("claimed", "unknown")))
    return (await session.exec(query.limit(1))).first() is not None
