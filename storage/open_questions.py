"""The questions in which somebody waits: which they are, the one that is due first at the top."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.questions import ENDS
from storage.tables import Question


async def first(session: AsyncSession, limit: int = 200) -> Sequence[Question]:
    """Open questions, the one that is due first at the top."""
    query = select(Question).where(col(Question.state).not_in(ENDS)).order_by(col(Question.due_at), col(Question.id))
    return (await session.exec(query.limit(limit))).all()


@dataclass(frozen=True)
class Chosen:
    """Which open questions are wanted; what is left out does not matter."""

    page: str = ""
    owner_id: str = ""
    departments: frozenset[str] | None = None
    due_until: datetime | None = None


async def chosen_ones(
    session: AsyncSession, chosen: Chosen, limit: int, offset: int = 0
) -> tuple[Sequence[Question], int]:
    """Some of the open questions that were chosen, the one that is due first at the top, and how many there are in all."""
    where: list[ColumnElement[bool]] = [col(Question.state).not_in(ENDS)]
    if chosen.page:
        where.append(col(Question.page) == chosen.page)
    if chosen.owner_id:
        where.append(col(Question.owner_id) == chosen.owner_id)
    if chosen.departments is not None:
        asked = func.coalesce(func.nullif(Question.asked_department, ""), Question.department)
        where.append(asked.in_(chosen.departments))
    if chosen.due_until:
        where.append(col(Question.due_at) <= chosen.due_until)
    query = select(Question).where(*where).order_by(col(Question.due_at), col(Question.id))
    count = (await session.exec(select(func.count()).select_from(Question).where(*where))).one()
    return (await session.exec(query.offset(offset).limit(limit))).all(), count


async def of_pages(session: AsyncSession, pages: Sequence[str]) -> Sequence[Question]:
    """All open questions of some pages, the one that is due first at the top."""
    query = select(Question).where(col(Question.state).not_in(ENDS), col(Question.page).in_(pages))
    return (await session.exec(query.order_by(col(Question.due_at), col(Question.id)))).all()


async def threads(
    session: AsyncSession, pages: Sequence[str], states: Collection[str]
) -> Sequence[tuple[int | None, datetime]]:
    """The questions of some pages in these states that have a card, and when each was asked; the first due at the top."""
    where = (col(Question.page).in_(pages), col(Question.state).in_(states), Question.card_id != "")
    query = select(Question.id, Question.asked_at).where(*where).order_by(col(Question.due_at), col(Question.id))
    return (await session.exec(query)).all()


async def messages_wait_since(session: AsyncSession, page: str) -> datetime | None:
    """When the citizen wrote last whose message to a page has been an open question for longest; None if none is open."""
    where = (Question.page == page, Question.kind == "message", col(Question.state).not_in(ENDS))
    return (await session.exec(select(func.min(Question.heard_at)).where(*where))).one()
