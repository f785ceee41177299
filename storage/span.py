"""Reading back what happened in a span of time: the questions that were open or moved in it, with what is told of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.accounts import portions
from storage.questions import is_open
from storage.tables import History, Promise, Question


@dataclass(frozen=True)
class Told:
    """Questions, and by the id of each the lines of its history that changed its state and its promises, oldest first."""

    questions: Sequence[Question]
    history: Mapping[int, Sequence[History]]
    promises: Mapping[int, Sequence[Promise]]


async def told_since(session: AsyncSession, pages: Sequence[str], since: datetime) -> Told:
    """What is known of the questions of these pages that are open now or have moved since then."""
    moved = select(History.question_id).where(col(History.at) >= since)
    # Three questions to three indexes; asked as one, every question that ever was would be looked at.
    parts = (is_open(), col(Question.asked_at) >= since, col(Question.id).in_(moved))
    found = {one.id or 0: one for part in parts for one in (await session.exec(select(Question).where(part))).all()}
    questions = [one for _, one in sorted(found.items()) if one.page in pages]
    ids = [one.id or 0 for one in questions]
    lines = select(History).where(History.from_state != History.to_state).order_by(col(History.id))
    promises = select(Promise).order_by(col(Promise.sequence))
    return Told(
        questions,
        await _by_question(session, lines, col(History.question_id), ids),
        await _by_question(session, promises, col(Promise.question_id), ids),
    )


async def _by_question(session: AsyncSession, query: Any, question_id: Any, ids: Sequence[int]) -> dict[int, list[Any]]:
    """The rows of some questions, by the question's id."""
    found: dict[int, list[Any]] = {}
    for some in portions(ids):
        for row in (await session.exec(query.where(question_id.in_(some)))).all():
            found.setdefault(row.question_id, []).append(row)
    return found
