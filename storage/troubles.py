"""The ledger of troubles: which are there, since when, and what was said of them. And what stands in the queues as if stuck."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine.insert import insert_once
from storage.engine.types import UtcDateTime
from storage.queues.deliveries import PENDING
from storage.queues.tables import Delivery, Inbox, KnownTrouble
from storage.tables import Answer, Question

# Asked all day long, so put together once: building a statement takes longer than asking it.
_OPEN_ONES = select(KnownTrouble).where(col(KnownTrouble.is_open)).order_by(col(KnownTrouble.id)).with_for_update()


async def open_ones(session: AsyncSession) -> Sequence[KnownTrouble]:
    """The troubles that are there as far as we know; locked, in one order for everybody, so that replicas take turns."""
    return (await session.exec(_OPEN_ONES)).all()


async def known(session: AsyncSession, name: str, subject: str, now: datetime) -> KnownTrouble:
    """The row of a trouble, locked; a new one, not open, if it was never met."""
    fresh = {"name": name, "subject": subject, "since": now}
    await insert_once(session, KnownTrouble, fresh, unique=("name", "subject"))
    query = select(KnownTrouble).where(KnownTrouble.name == name, KnownTrouble.subject == subject)
    return (await session.exec(query.with_for_update())).one()


async def parked_events(session: AsyncSession, most: int = 500) -> Sequence[Inbox]:
    """Events that could not be handled and wait for the operator, oldest first."""
    query = select(Inbox).where(Inbox.state == "parked").order_by(col(Inbox.id)).limit(most)
    return (await session.exec(query)).all()


async def unshown(session: AsyncSession, kinds: tuple[str, ...], tries: int, gone: str) -> Sequence[tuple[str, int]]:
    """What people should see and do not: the channel and the question of each effect that fails, or was refused, since.

    One with `tries` fails. A refused one is mended by a later one of its lane that was made, or by the question's end; what
    was refused because its message is `gone` has come back by itself.
    """
    return [
        (channel, number or 0) for channel, number in (await session.exec(_unshown_query(kinds, tries, gone))).all()
    ]


@cache
def _unshown_query(kinds: tuple[str, ...], tries: int, gone: str) -> Any:
    later = aliased(Delivery)
    mended = exists().where(
        and_(col(later.lane) == Delivery.lane, col(later.id) > Delivery.id, col(later.state) == "done")
    )
    fails = and_(col(Delivery.state).in_(PENDING), or_(col(Delivery.tries) >= tries, col(Delivery.sends) >= tries))
    is_refused = and_(col(Delivery.state) == "refused", ~col(Delivery.error).startswith(gone))
    refused = and_(is_refused, col(Question.ended_at).is_(None), ~mended)
    return (
        select(Question.channel, Question.id)
        .join(Delivery, col(Delivery.question_id) == Question.id)
        .where(col(Delivery.state).in_((*PENDING, "refused")), col(Delivery.kind).in_(kinds), or_(fails, refused))
        .order_by(col(Delivery.id))
    )


async def unsure(session: AsyncSession, before: datetime) -> Sequence[tuple[str, Question]]:
    """Effects of which nobody has known since `before` whether they were made: kind and question, oldest first.

    One that is claimed and was begun long ago is just being looked for.
    """
    return (await session.exec(_UNSURE, params={"before": before})).all()


_UNSURE = (
    select(Delivery.kind, Question)
    .join(Question, col(Delivery.question_id) == Question.id)
    .where(
        col(Delivery.state).in_(("unknown", "claimed")),
        col(Delivery.begun_at) < bindparam("before", type_=UtcDateTime()),
    )
    .order_by(col(Delivery.id))
)


async def not_allowed_to_publish(session: AsyncSession, kind: str, reason: str) -> Sequence[tuple[str, int]]:
    """Pages whose last word to a citizen was refused for this reason: page and question, oldest first."""
    return [(page, number or 0) for page, number in (await session.exec(_refused_query(kind, reason))).all()]


@cache
def _refused_query(kind: str, reason: str) -> Any:
    other, answered = aliased(Question), aliased(Answer)
    mended = exists().where(
        and_(
            col(answered.question_id) == other.id,
            col(other.page) == Question.page,
            col(answered.published_at) > Delivery.finished_at,
        )
    )
    return (
        select(Question.page, Question.id)
        .join(Delivery, col(Delivery.question_id) == Question.id)
        .where(Delivery.kind == kind, Delivery.state == "refused", col(Delivery.error).startswith(reason), ~mended)
        .order_by(col(Delivery.id))
    )
