"""Collecting cards and the questions they stand for."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine.insert import insert_once
from storage.engine.types import UtcDateTime
from storage.questions import is_open
from storage.tables import NO_ANSWER, Collection, Question

_ASKED = (
    select(Question.id)
    .where(
        Question.page == bindparam("page"),
        Question.post_last == bindparam("post_last"),
        col(Question.asked_at) > bindparam("since", type_=UtcDateTime()),
        col(Question.asked_at) < bindparam("until", type_=UtcDateTime()),
    )
    .limit(bindparam("limit", type_=Integer()))
)
_ASKED_BETWEEN = select(func.count()).select_from(_ASKED.subquery())


@dataclass(frozen=True)
class Held:
    """What a collecting card stands for: how many wait and how many have ended, the oldest deadline of those that
    wait for an answer.

    `suggested` counts what was suggested for those that wait.
    """

    waiting: int
    ended: int
    oldest_due_at: datetime | None
    suggested: Mapping[str, int]


async def asked_between(
    session: AsyncSession, page: str, post_last: str, since: datetime, until: datetime, limit: int
) -> int:
    """How many questions under a post were asked in a span of time; counts no further than `limit`."""
    span = {"page": page, "post_last": post_last, "since": since, "until": until, "limit": limit}
    return (await session.exec(_ASKED_BETWEEN, params=span)).one()


async def of_post(session: AsyncSession, page: str, post_last: str, channel: str) -> Collection:
    """The collecting card of a post, made now if there was none."""
    query = select(Collection).where(Collection.page == page, Collection.post_last == post_last)
    known = (await session.exec(query)).first()
    if known is not None:
        return known
    values = {"page": page, "post_last": post_last, "channel": channel}
    await insert_once(session, Collection, values, unique=("page", "post_last"))
    return (await session.exec(query)).one()


async def by_id(session: AsyncSession, collection_id: int) -> Collection | None:
    """One collecting card, locked against replicas until the transaction ends."""
    return (await session.exec(select(Collection).where(Collection.id == collection_id).with_for_update())).first()


async def by_card(session: AsyncSession, channel: str, card_id: str) -> Collection | None:
    """The collecting card that is this message."""
    where = (Collection.channel == channel, Collection.card_id == card_id)
    return (await session.exec(select(Collection).where(*where).with_for_update())).first()


async def cards(session: AsyncSession, ids: Set[int]) -> dict[int, str]:
    """Which card stands for each of these collections, where that is known."""
    query = select(Collection.id, Collection.card_id).where(col(Collection.id).in_(ids), Collection.card_id != "")
    return {number: card for number, card in (await session.exec(query)).all() if number is not None} if ids else {}


async def waiting(session: AsyncSession, collection_id: int, limit: int, offset: int = 0) -> Sequence[Question]:
    """Open questions that a collecting card stands for, the one that is due first at the top."""
    query = select(Question).where(Question.collection_id == collection_id, is_open())
    return (
        await session.exec(query.order_by(col(Question.due_at), col(Question.id)).offset(offset).limit(limit))
    ).all()


async def held(session: AsyncSession, collection_id: int) -> Held:
    """What a collecting card stands for now."""
    ended = col(Question.ended_at).is_not(None)
    rows = select(ended, Question.suggestion, func.count(), func.min(Question.due_at))
    rows = rows.where(Question.collection_id == collection_id).group_by(ended, Question.suggestion)
    found = (await session.exec(rows)).all()
    open_ones = [row for row in found if not row[0]]
    suggested: dict[str, int] = {}
    for _, suggestion, count, _ in open_ones:
        suggested[suggestion] = suggested.get(suggestion, 0) + count
    waiting_now = sum(suggested.values())
    return Held(
        waiting=waiting_now,
        ended=sum(row[2] for row in found) - waiting_now,
        oldest_due_at=min((row[3] for row in open_ones if row[1] != NO_ANSWER), default=None),
        suggested=suggested,
    )


async def among(session: AsyncSession, collection_id: int, ids: Sequence[int]) -> Sequence[Question]:
    """Those of the questions that wait on this collecting card, locked until the transaction ends."""
    query = select(Question).where(Question.collection_id == collection_id, is_open())
    return (
        await session.exec(query.where(col(Question.id).in_(ids)).order_by(col(Question.id)).with_for_update())
    ).all()
