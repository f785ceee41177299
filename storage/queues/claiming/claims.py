"""Claims on the queue of effects: claim, record, take back. One code path for SQLite and PostgreSQL.

A claim is a guarded update that raises the attempt number (the fence) and sets a lease by the database's clock.
An outcome is recorded only while that attempt still stands. Whoever lost a claim in the middle of an effect leaves it
*unknown*: the next one looks before repeating.
"""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import CursorResult, Integer, and_, bindparam, case, exists, literal_column, or_, update
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import lease, lease_clock
from storage.engine.core import run
from storage.engine.types import UtcDateTime, table_of
from storage.queues.claiming.gates import Gate, PaceOf, keep, locked, may_go, of_scopes
from storage.queues.deliveries import PENDING
from storage.queues.tables import Delivery, Destination

LEASE_SECONDS = 90


@dataclass(frozen=True)
class Claim:
    """A delivery that is ours to make. `uncertain` means it may have been made before: look first."""

    row: Delivery
    attempt: int
    uncertain: bool


@dataclass(frozen=True)
class Found:
    """What was claimed, and whether something was left that somebody has to come back for."""

    claims: Sequence[Claim]
    leaves_some: bool


async def claim(session: AsyncSession, who: str, now: datetime, pace: PaceOf, limit: int = 10) -> list[Claim]:
    """Claim what is due at `now`, first of each lane, as far as its scope's pace allows."""
    due = (await session.exec(_due_query(), params={"now": now, "limit": limit})).all()
    opened = await of_scopes(session, {row.scope for row in due if pace(row)}, now)
    return await _claimed(session, due, opened, pace, who, now)


async def claim_first(
    session: AsyncSession, lanes: Set[str], who: str, now: datetime, pace: PaceOf, limit: int
) -> Found:
    """Claim what stands first in these lanes, in the transaction that ordered it or finished what stood before it.

    Not what is not due, nor what others wait before for their turn in the scope; nor does it wait for a gate that another
    process holds.
    """
    first = (await session.exec(_first_query(), params={"lanes": sorted(lanes), "now": now})).all()
    ready = [row for row, is_next in first if is_next and row.due_at <= now][:limit]
    opened = await locked(session, {row.scope for row in ready}, waits=False)
    claims = await _claimed(session, ready, opened, pace, who, now)
    return Found(claims, leaves_some=len(claims) < len(first))


@cache
def _due_query() -> Any:
    """Put together once: that takes several times as long as asking it."""
    now, limit = bindparam("now", type_=UtcDateTime()), bindparam("limit", type_=Integer())
    closed = exists().where(and_(col(Destination.scope) == Delivery.scope, col(Destination.free_at) > now))
    return (
        select(Delivery)
        .where(_waits(Delivery), col(Delivery.due_at) <= now, ~_blocked(), ~closed)
        .order_by(col(Delivery.due_at), col(Delivery.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


@cache
def _first_query() -> Any:
    """What stands first in some lanes, and whether its turn in the scope would be the next."""
    lanes: Any = bindparam("lanes", expanding=True)
    now = bindparam("now", type_=UtcDateTime())
    other = aliased(Delivery)
    before = exists().where(
        and_(_waits(other), col(other.due_at) <= now, col(other.scope) == Delivery.scope, col(other.lane).not_in(lanes))
    )
    return (
        select(Delivery, ~before)
        .where(col(Delivery.lane).in_(lanes), _waits(Delivery), ~_blocked())
        .order_by(col(Delivery.id))
        .with_for_update(skip_locked=True, of=Delivery)
    )


def _waits(row: Any) -> Any:
    return col(row.state).in_((literal_column("'waiting'"), literal_column("'unknown'")))


def _blocked() -> Any:
    earlier = aliased(Delivery)
    return exists().where(
        and_(
            col(earlier.lane) == Delivery.lane,
            col(earlier.id) < Delivery.id,
            col(earlier.state).in_([literal_column(f"'{one}'") for one in PENDING]),
        )
    )


async def _claimed(
    session: AsyncSession, rows: Sequence[Delivery], gates: Mapping[str, Gate], pace: PaceOf, who: str, now: datetime
) -> list[Claim]:
    """Claim those of the rows whose scope is open, and write down which turns that took."""
    ready = [row for row in rows if may_go(row, gates, pace, now)]
    if not ready:
        return []
    await keep(session, gates.values(), now)
    until = lease(await lease_clock(session), LEASE_SECONDS)
    claimed = [(row, _claim_values(row, who, now, until)) for row in ready]
    await run(session, _claim_statement(), [{"its_id": row.id, **values} for row, values in claimed])
    return [_claim(row, values) for row, values in claimed]


def _claim_values(row: Delivery, who: str, now: datetime, until: datetime) -> dict[str, Any]:
    begins = row.state != "unknown"
    return {
        "state": "claimed",
        "claimed_by": who,
        "lease_until": until,
        "attempts": row.attempts + 1,
        "begun_at": now if begins else row.begun_at,
        "sends": row.sends + int(begins),
    }


def _claim(row: Delivery, values: Mapping[str, Any]) -> Claim:
    uncertain = row.state == "unknown"
    for name, value in values.items():
        set_committed_value(row, name, value)
    return Claim(row=row, attempt=row.attempts, uncertain=uncertain)


@cache
def _claim_statement() -> Any:
    return update(table_of(Delivery)).where(col(Delivery.id) == bindparam("its_id"))


async def record(session: AsyncSession, claim: Claim, values: Mapping[str, Any]) -> bool:
    """Write down how a claimed attempt ended; False if the attempt no longer stands, and nothing is written then."""
    mine = {"its_id": claim.row.id, "its_attempt": claim.attempt, "its_claimant": claim.row.claimed_by}
    result = await run(session, _record_statement(), {**mine, **values})
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


async def next_due(session: AsyncSession) -> datetime | None:
    """When something may be claimed next, also if that moment has passed; None while nothing stands first in its lane."""
    moment: datetime | None = (await run(session, _next_query())).scalar()
    return moment


@cache
def _next_query() -> Any:
    opens_at = case((col(Destination.free_at) > Delivery.due_at, Destination.free_at), else_=Delivery.due_at)
    gate = col(Destination.scope) == Delivery.scope
    waiting = select(func.min(opens_at)).select_from(Delivery).join(Destination, gate, isouter=True)
    return waiting.where(_waits(Delivery), ~_blocked())
