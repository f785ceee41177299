"""The questions in which somebody waits: which they are, what speaks of danger at the top, then the one that is due first.

They are few, and an index holds them alone. What else is asked of them is looked at here rather than in the query: a
database that knows little of its tables would look through all the questions of a page that ever were.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import kept
from storage.questions import is_open, wants_answer
from storage.tables import EMERGENCY, Question

LONG_AGO = datetime.fromtimestamp(0, UTC)


def _in_order() -> tuple[Any, ...]:
    """Danger first, then what is due first, and last what nobody has to answer."""
    return (col(Question.suggestion) != EMERGENCY, ~wants_answer(), col(Question.due_at), col(Question.id))


async def first(session: AsyncSession, limit: int = 200) -> Sequence[Question]:
    """Open questions, what speaks of danger and then the one that is due first at the top."""
    query = select(Question).where(is_open()).order_by(*_in_order())
    return (await session.exec(query.limit(limit))).all()


@dataclass(frozen=True)
class Chosen:
    """Which open questions are wanted; what is left out does not matter."""

    page: str = ""
    owner_id: str = ""
    departments: frozenset[str] | None = None
    due_until: datetime | None = None
    states: Collection[str] = ()


async def chosen_ones(
    session: AsyncSession, chosen: Chosen, limit: int, offset: int = 0
) -> tuple[Sequence[Question], int]:
    """Some of the open questions that were chosen, danger and then the one that is due first at the top, and how many in all."""
    where: list[ColumnElement[bool]] = [is_open()]
    if chosen.page:
        where.append(col(Question.page) == chosen.page)
    if chosen.owner_id:
        where.append(col(Question.owner_id) == chosen.owner_id)
    if chosen.departments is not None:
        asked = func.coalesce(func.nullif(Question.asked_department, ""), Question.department)
        where.append(asked.in_(chosen.departments))
    if chosen.states:
        where.append(col(Question.state).in_(chosen.states))
    if chosen.due_until:
        where += [col(Question.due_at) <= chosen.due_until, wants_answer()]
    query = select(Question).where(*where).order_by(*_in_order())
    count = (await session.exec(select(func.count()).select_from(Question).where(*where))).one()
    return (await session.exec(query.offset(offset).limit(limit))).all(), count


async def also_of_author(session: AsyncSession, question: Question) -> Question | None:
    """What the same person asked last before this under the same post, in another thread, and still waits for or is to answer."""
    under = {"page": question.page, "post_last": question.post_last, "author_id": question.author_id}
    return (await session.exec(kept.ALSO_OF_AUTHOR, params={**under, "its_id": question.id})).first()


async def pages(session: AsyncSession) -> set[str]:
    """On which pages something is open."""
    return set((await session.exec(select(Question.page).where(is_open()))).all())


async def waiting_for_citizens(
    session: AsyncSession, state: str, owner_id: str, limit: int, offset: int = 0
) -> tuple[Sequence[Question], int]:
    """Settled questions in a state that is still looked at, the one that is looked at first at the top, and how many there are.

    Few of the settled ones have a moment to come, and an index holds it. Without an owner: everybody's.
    """
    where = [col(Question.next_at) > LONG_AGO, ~is_open(), col(Question.state) == state]
    where += [col(Question.owner_id) == owner_id] if owner_id else []
    query = select(Question).where(*where).order_by(col(Question.next_at), col(Question.id))
    count = (await session.exec(select(func.count()).select_from(Question).where(*where))).one()
    return (await session.exec(query.offset(offset).limit(limit))).all(), count


async def in_channel(session: AsyncSession, channel: str) -> Sequence[Question]:
    """Open questions with a card in a channel, the newest at the top."""
    where = (is_open(), Question.channel == channel, Question.card_id != "")
    return (await session.exec(select(Question).where(*where).order_by(col(Question.asked_at).desc()))).all()


async def reminded_by(session: AsyncSession, channel: str, message_id: str) -> Sequence[Question]:
    """The open questions of which this message in a channel reminds, the one that is due first at the top."""
    query = select(Question).where(is_open()).order_by(col(Question.due_at), col(Question.id))
    found = (await session.exec(query)).all()
    return [question for question in found if (question.channel, question.reminder_id) == (channel, message_id)]


async def of_pages(session: AsyncSession, pages: Sequence[str]) -> Sequence[Question]:
    """All open questions of some pages, danger and then the one that is due first at the top."""
    query = select(Question).where(is_open()).order_by(*_in_order())
    return [question for question in (await session.exec(query)).all() if question.page in pages]


async def threads(
    session: AsyncSession, pages: Sequence[str], states: Collection[str]
) -> Sequence[tuple[int | None, datetime]]:
    """The questions of some pages in these states that have a card, and when each was asked; the first due at the top."""
    query = select(Question.id, Question.asked_at, Question.page, Question.state)
    query = query.where(is_open(), Question.card_id != "").order_by(col(Question.due_at), col(Question.id))
    found = (await session.exec(query)).all()
    return [(number, asked_at) for number, asked_at, page, state in found if page in pages and state in states]


async def messages_wait_since(session: AsyncSession, page: str) -> datetime | None:
    """When the citizen wrote last whose message to a page has been an open question for longest; None if none is open."""
    query = select(Question.page, Question.heard_at).where(Question.kind == "message", is_open())
    heard = [heard_at for its_page, heard_at in (await session.exec(query)).all() if its_page == page]
    return min(heard, default=None)
