"""Which questions have to lose what they tell about people, found without looking at those that have lost it already."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, String, cast, func, text, update
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queues.tables import Delivery, Inbox
from storage.tables import History, Question, Remark

MESSAGE = "message"
KEPT = ("consider", "yes")  # for the archive, see `bot/flow/keeping/worth.py`
ALL_GONE = 3  # the last stage, see `bot/flow/forgetting/erase.py`


async def due(
    session: AsyncSession, stage: int, before: datetime, limit: int, *, messages: bool | None = None
) -> Sequence[Question]:
    """Questions that ended before then and have not reached this stage, the oldest first, locked."""
    query = (
        select(Question).where(*_due(stage, before, messages=messages)).order_by(col(Question.ended_at)).limit(limit)
    )
    return (await session.exec(query.with_for_update())).all()


async def count(session: AsyncSession, stage: int, before: datetime, *, messages: bool | None = None) -> int:
    """How many those are in all."""
    return (
        await session.exec(select(func.count()).select_from(Question).where(*_due(stage, before, messages=messages)))
    ).one()


async def for_the_archive(session: AsyncSession, *, consider: bool) -> Sequence[int]:
    """The numbers of what has ended, is marked for the archive and has not been exported, the oldest first."""
    flags = KEPT if consider else ("yes",)
    query = select(Question.id).where(col(Question.archive_flag).in_(flags), col(Question.archived_at).is_(None))
    found = await session.exec(query.where(col(Question.ended_at).is_not(None)).order_by(col(Question.id)))
    return [number for number in found if number]


async def of_citizen(session: AsyncSession, citizen_id: str) -> Sequence[Question]:
    """Everything one citizen has asked, locked."""
    wrote = select(Remark.question_id).where(Remark.author == "citizen", Remark.author_id == citizen_id)
    query = select(Question).where((col(Question.author_id) == citizen_id) | col(Question.id).in_(wrote))
    return (await session.exec(query.order_by(col(Question.id)).with_for_update())).all()


async def empty_events(session: AsyncSession, words: str) -> int:
    """Empty what was heard and handled and holds these words; its key stays, so that it is not heard twice. How many."""
    holds = cast(Inbox.body, String).contains(words, autoescape=True)
    result = await session.exec(update(Inbox).where(col(Inbox.state) == "done", holds).values(body={}))
    return _rows(result)


async def empty_effects(session: AsyncSession, question_id: int) -> int:
    """Empty what was made for a question; returns how many."""
    made = (col(Delivery.question_id) == question_id, col(Delivery.finished_at).is_not(None))
    return _rows(await session.exec(update(Delivery).where(*made).values(body={})))


async def old_history(session: AsyncSession, before: datetime, limit: int) -> int:
    """Take away some lines of history from before then; returns how many."""
    old = select(History.id).where(col(History.at) < before).order_by(col(History.id)).limit(limit)
    ids = (await session.exec(old)).all()
    return _rows(await session.exec(delete(History).where(col(History.id).in_(ids)))) if ids else 0


def _due(stage: int, before: datetime, *, messages: bool | None) -> list[Any]:
    conditions = [col(Question.erased).in_(range(stage)), text(f"question.erased < {ALL_GONE}")]
    conditions.append(col(Question.ended_at) < before)
    conditions.append(~col(Question.archive_flag).in_(KEPT) | col(Question.archived_at).is_not(None))
    if messages is not None:
        kind = col(Question.kind)
        conditions.append(kind == MESSAGE if messages else kind != MESSAGE)
    return conditions


def _rows(result: Any) -> int:
    return result.rowcount if isinstance(result, CursorResult) else 0
