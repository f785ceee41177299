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
    query = select(Question).where(_asked_by(citizen_id))
    return (await session.exec(query.order_by(col(Question.id)).with_for_update())).all()


async def knows(session: AsyncSession, citizen_id: str) -> bool:
    """Whether a question or a stored event is about this citizen."""
    asked = (await session.exec(select(Question.id).where(_asked_by(citizen_id)).limit(1))).first()
    heard = (await session.exec(select(Inbox.id).where(*_heard_with(citizen_id)).limit(1))).first()
    return asked is not None or heard is not None


async def gone(session: AsyncSession, before: datetime, limit: int) -> Sequence[Remark]:
    """What citizens took away themselves before then and whose words are still here, the oldest first."""
    return (await session.exec(select(Remark).where(*_gone(before)).order_by(col(Remark.gone_at)).limit(limit))).all()


async def count_gone(session: AsyncSession, before: datetime) -> int:
    """How many those are in all."""
    return (await session.exec(select(func.count()).select_from(Remark).where(*_gone(before)))).one()


async def empty_events(session: AsyncSession, words: str) -> int:
    """Empty what was heard and handled and holds these words; its key stays, so that it is not heard twice. How many."""
    return _rows(await session.exec(update(Inbox).where(*_heard_with(words)).values(body={})))


async def empty_effects(session: AsyncSession, question_id: int) -> int:
    """Empty what was made for a question; returns how many."""
    made = (col(Delivery.question_id) == question_id, col(Delivery.finished_at).is_not(None))
    return _rows(await session.exec(update(Delivery).where(*made).values(body={})))


async def old_history(session: AsyncSession, before: datetime, limit: int) -> int:
    """Take away some lines of history from before then; returns how many."""
    old = select(History.id).where(col(History.at) < before).order_by(col(History.id)).limit(limit)
    ids = (await session.exec(old)).all()
    return _rows(await session.exec(delete(History).where(col(History.id).in_(ids)))) if ids else 0


def _asked_by(citizen_id: str) -> Any:
    wrote = select(Remark.question_id).where(Remark.author == "citizen", Remark.author_id == citizen_id)
    return (col(Question.author_id) == citizen_id) | col(Question.id).in_(wrote)


def _gone(before: datetime) -> list[Any]:
    """In the very words of the index. Neither what we took away or hid, nor what the archive wants and has not got."""
    wanted = col(Question.archive_flag).in_(KEPT) & col(Question.archived_at).is_(None)
    kept = select(Question.id).where(col(Question.id) == col(Remark.question_id), wanted)
    by_herself = (Remark.author == "citizen", Remark.gone_by == "", ~col(Remark.hidden), ~kept.exists())
    return [text("remark.gone_at IS NOT NULL AND remark.text <> ''"), col(Remark.gone_at) < before, *by_herself]


def _heard_with(words: str) -> tuple[Any, ...]:
    return col(Inbox.state) == "done", cast(Inbox.body, String).contains(words, autoescape=True)


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
