"""The queue of effects: order, claim, record. One code path for SQLite and PostgreSQL.

A claim is a guarded update that raises the attempt number (the fence) and sets a lease by the database's clock.
An outcome is recorded only while that attempt still stands. Whoever lost a claim in the middle of an effect leaves it
*unknown*: the next one looks before repeating.
"""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import CursorResult, Integer, and_, bindparam, delete, exists, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import lease, lease_clock
from storage.engine.insert import insert_once
from storage.engine.types import UtcDateTime, table_of
from storage.queues.tables import Delivery, Destination

LEASE_SECONDS = 90
PENDING = ("waiting", "claimed", "unknown")


@dataclass(frozen=True)
class Pace:
    """How fast a scope may be used: one effect each `interval`, after at most `burst` at once."""

    interval: timedelta
    burst: int = 1


PaceOf = Callable[[Delivery], Pace | None]


@dataclass(frozen=True)
class Claim:
    """A delivery that is ours to make. `uncertain` means it may have been made before: look first."""

    row: Delivery
    attempt: int
    uncertain: bool


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


async def claim(session: AsyncSession, who: str, now: datetime, pace: PaceOf, limit: int = 10) -> list[Claim]:
    """Claim what is due at `now`, first of each lane, as far as its scope's pace allows."""
    until = lease(await lease_clock(session), LEASE_SECONDS)
    due = [(row, pace(row)) for row in await _due(session, now, limit)]
    gates = await _gates(session, {row.scope for row, its_pace in due if its_pace}, now)
    claims = [
        _claim_row(row, who, now, until)
        for row, its_pace in due
        if its_pace is None or _pass(gates[row.scope], now, its_pace)
    ]
    await session.flush()
    return claims


async def _due(session: AsyncSession, now: datetime, limit: int) -> Sequence[Delivery]:
    found: Sequence[Delivery] = (await session.exec(_due_query(), params={"now": now, "limit": limit})).all()
    return found


@cache
def _due_query() -> Any:
    """Put together once: that takes several times as long as asking it."""
    now, limit = bindparam("now", type_=UtcDateTime()), bindparam("limit", type_=Integer())
    earlier = aliased(Delivery)
    blocked = exists().where(
        and_(col(earlier.lane) == Delivery.lane, col(earlier.id) < Delivery.id, col(earlier.state).in_(PENDING))
    )
    closed = exists().where(and_(col(Destination.scope) == Delivery.scope, col(Destination.free_at) > now))
    return (
        select(Delivery)
        .where(col(Delivery.state).in_(("waiting", "unknown")), col(Delivery.due_at) <= now, ~blocked, ~closed)
        .order_by(col(Delivery.due_at), col(Delivery.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


def _claim_row(row: Delivery, who: str, now: datetime, until: datetime) -> Claim:
    uncertain = row.state == "unknown"
    row.state, row.claimed_by, row.lease_until = "claimed", who, until
    row.attempts += 1
    if not uncertain:
        row.begun_at = now
        row.sends += 1
    return Claim(row=row, attempt=row.attempts, uncertain=uncertain)


async def _gates(session: AsyncSession, scopes: Set[str], now: datetime) -> dict[str, Destination]:
    """The gates of these scopes, made where missing, and locked: always in the same order, so that no two wait crosswise."""
    gates = await _locked_gates(session, scopes)
    missing = sorted(scopes - gates.keys())
    for scope in missing:
        fresh = {"scope": scope, "free_at": now, "paced_until": now, "noted_at": now}
        await insert_once(session, Destination, fresh, unique=("scope",))
    return await _locked_gates(session, scopes) if missing else gates


async def _locked_gates(session: AsyncSession, scopes: Collection[str]) -> dict[str, Destination]:
    if not scopes:
        return {}
    found: Sequence[Destination] = (await session.exec(_gates_query(), params={"scopes": sorted(scopes)})).all()
    return {gate.scope: gate for gate in found}


@cache
def _gates_query() -> Any:
    wanted = col(Destination.scope).in_(bindparam("scopes", expanding=True))
    query = select(Destination).where(wanted).order_by(col(Destination.scope)).with_for_update()
    return query.execution_options(populate_existing=True)


def _pass(gate: Destination, now: datetime, pace: Pace) -> bool:
    """Take a turn in the scope, if one is free: the generic cell rate algorithm, kept in one row per scope."""
    if gate.free_at > now:
        return False
    gate.paced_until, gate.noted_at = max(gate.paced_until, now) + pace.interval, now
    gate.free_at = gate.paced_until - pace.interval * (pace.burst - 1)
    return True


async def pause(session: AsyncSession, scope: str, until: datetime, now: datetime) -> None:
    """Let nothing go to this scope before `until`."""
    fresh = {"scope": scope, "free_at": until, "paced_until": until, "noted_at": now}
    if not await insert_once(session, Destination, fresh, unique=("scope",)):
        later = update(Destination).where(col(Destination.scope) == scope, col(Destination.free_at) < until)
        await session.exec(later.values(free_at=until, noted_at=now))


async def record(session: AsyncSession, claim: Claim, values: Mapping[str, Any]) -> bool:
    """Write down how a claimed attempt ended; False if the attempt no longer stands, and nothing is written then."""
    mine = {"its_id": claim.row.id, "its_attempt": claim.attempt, "its_claimant": claim.row.claimed_by}
    result = await (await session.connection()).execute(_record_statement(), {**mine, **values})
    return result.rowcount == 1


@cache
def _record_statement() -> Any:
    return update(table_of(Delivery)).where(
        col(Delivery.id) == bindparam("its_id"),
        col(Delivery.state) == "claimed",
        col(Delivery.attempts) == bindparam("its_attempt"),
        col(Delivery.claimed_by) == bindparam("its_claimant"),
    )


async def take_back(
    session: AsyncSession, now: datetime, first_look: timedelta, *, former_ids: Collection[str], alone: bool
) -> int:
    """Turn claims that nobody works on any more into *unknown*, to be looked at after `first_look`; return how many.

    Those are the claims of our dead predecessors, all claims when nobody else can exist, and those whose lease ran out.
    """
    lapsed = col(Delivery.lease_until) < await lease_clock(session)
    whose = col(Delivery.id) > 0 if alone else or_(lapsed, col(Delivery.claimed_by).in_(former_ids))
    statement = update(Delivery).where(col(Delivery.state) == "claimed", whose)
    result = await session.exec(statement.values(state="unknown", looks=0, due_at=now + first_look, claimed_by=""))
    return result.rowcount if isinstance(result, CursorResult) else 0


async def is_pending(session: AsyncSession, lane: str, kind: str) -> bool:
    """Whether an effect of this kind is still to be made in a lane."""
    query = select(Delivery.id).where(
        col(Delivery.lane) == lane, col(Delivery.kind) == kind, col(Delivery.state).in_(PENDING)
    )
    return (await session.exec(query.limit(1))).first() is not None


async def next_due(session: AsyncSession, now: datetime) -> datetime | None:
    """The next moment after `now` at which some pending effect may become due, or its scope open; None if none."""
    moments = (await session.exec(_next_query(), params={"now": now})).one()
    return min((moment for moment in moments if moment is not None), default=None)


@cache
def _next_query() -> Any:
    now = bindparam("now", type_=UtcDateTime())
    pending = col(Delivery.state).in_(("waiting", "unknown"))
    due = select(func.min(Delivery.due_at)).where(pending, col(Delivery.due_at) > now)
    scopes = select(Delivery.scope).where(pending)
    gate = select(func.min(Destination.free_at)).where(
        col(Destination.free_at) > now, col(Destination.scope).in_(scopes)
    )
    return select(due.scalar_subquery(), gate.scalar_subquery())
