"""The gates of the scopes: how fast each may be used, whose turn it is, and pauses. One row a scope, locked by who claims."""

from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine.core import run
from storage.engine.insert import insert_once
from storage.engine.types import table_of
from storage.queues.tables import Delivery, Destination


@dataclass(frozen=True)
class Pace:
    """How fast a scope may be used: one effect each `interval`, after at most `burst` at once."""

    interval: timedelta
    burst: int = 1


PaceOf = Callable[[Delivery], Pace | None]


@dataclass
class Gate:
    """The gate of one scope while it is locked: see `Destination`. `is_used` tells that a turn was taken."""

    scope: str
    free_at: datetime
    paced_until: datetime
    is_used: bool = False


async def of_scopes(session: AsyncSession, scopes: Set[str], now: datetime) -> dict[str, Gate]:
    """The gates of these scopes, made where missing, and locked: always in the same order, so that no two wait crosswise."""
    gates = await locked(session, scopes, waits=True)
    missing = sorted(scopes - gates.keys())
    for scope in missing:
        fresh = {"scope": scope, "free_at": now, "paced_until": now, "noted_at": now}
        await insert_once(session, Destination, fresh, unique=("scope",))
    return await locked(session, scopes, waits=True) if missing else gates


async def locked(session: AsyncSession, scopes: Set[str], *, waits: bool) -> dict[str, Gate]:
    """Those that are there; who holds more than claims in its transaction `waits` for no other, and goes without."""
    if not scopes:
        return {}
    found = await run(session, _query(waits=waits), {"scopes": sorted(scopes)})
    return {scope: Gate(scope, free_at, paced_until) for scope, free_at, paced_until in found}


@cache
def _query(*, waits: bool) -> Any:
    rows = table_of(Destination).c
    wanted = rows.scope.in_(bindparam("scopes", expanding=True))
    query = select(rows.scope, rows.free_at, rows.paced_until).where(wanted).order_by(rows.scope)
    return query.with_for_update(skip_locked=not waits)


async def keep(session: AsyncSession, gates: Collection[Gate], now: datetime) -> None:
    """Write down which turns were taken."""
    used = [
        {"its_scope": one.scope, "free_at": one.free_at, "paced_until": one.paced_until} for one in gates if one.is_used
    ]
    if used:
        await run(session, _USED, [{**each, "noted_at": now} for each in used])


_USED = update(table_of(Destination)).where(col(Destination.scope) == bindparam("its_scope"))


def may_go(row: Delivery, gates: Mapping[str, Gate], pace: PaceOf, now: datetime) -> bool:
    """Whether its scope is open; if so, and the scope has a pace, the turn is taken."""
    gate, its_pace = gates.get(row.scope), pace(row)
    if gate is None:
        return its_pace is None
    if gate.free_at > now:
        return False
    if its_pace:
        _take_turn(gate, now, its_pace)
    return True


def _take_turn(gate: Gate, now: datetime, pace: Pace) -> None:
    """The generic cell rate algorithm, kept in one row per scope."""
    gate.paced_until, gate.is_used = max(gate.paced_until, now) + pace.interval, True
    gate.free_at = gate.paced_until - pace.interval * (pace.burst - 1)


async def pause(session: AsyncSession, scope: str, until: datetime, now: datetime) -> None:
    """Let nothing go to this scope before `until`."""
    fresh = {"scope": scope, "free_at": until, "paced_until": until, "noted_at": now}
    if not await insert_once(session, Destination, fresh, unique=("scope",)):
        later = update(Destination).where(col(Destination.scope) == scope, col(Destination.free_at) < until)
        await session.exec(later.values(free_at=until, noted_at=now))
