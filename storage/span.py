"""Reading back what happened in a span of time: the questions that were open or moved in it, with what is told of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TypeVar

from sqlalchemy import or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.questions import ENDS
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
    is_of_span = or_(col(Question.state).not_in(ENDS), col(Question.asked_at) >= since, col(Question.id).in_(moved))
    ids = select(Question.id).where(col(Question.page).in_(pages), is_of_span)
    questions = select(Question).where(col(Question.id).in_(ids)).order_by(col(Question.id))
    lines = select(History).where(col(History.question_id).in_(ids), History.from_state != History.to_state)
    promises = select(Promise).where(col(Promise.question_id).in_(ids))
    return Told(
        (await session.exec(questions)).all(),
        _by_question((await session.exec(lines.order_by(col(History.question_id), col(History.id)))).all()),
        _by_question((await session.exec(promises.order_by(col(Promise.question_id), col(Promise.sequence)))).all()),
    )


Row = TypeVar("Row", History, Promise)


def _by_question(rows: Sequence[Row]) -> dict[int, list[Row]]:
    return {question_id: list(own) for question_id, own in groupby(rows, key=lambda row: row.question_id)}
