"""What is known of things on a page and of the answers there, for the comparison with the page itself."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import kept
from storage.queues.tables import Inbox
from storage.tables import Answer, Promise, Question, Remark

AT_ONCE = 500  # values in one query
Value = TypeVar("Value", int, str)


async def remarks_with_questions(
    session: AsyncSession, page: str, last_ids: Sequence[str]
) -> Sequence[tuple[Remark, Question | None]]:
    """The remarks on a page with these last segments, each with the question it belongs to."""
    found: list[tuple[Remark, Question | None]] = []
    for some in portions(last_ids):
        query = select(Remark, Question).join(Question, col(Question.id) == col(Remark.question_id), isouter=True)
        query = query.where(Remark.door == "page", Remark.place == page)
        found += (await session.exec(query.where(col(Remark.last_id).in_(some)))).all()
    return found


async def promised(session: AsyncSession, question_ids: Sequence[int]) -> set[int]:
    """Those of the questions for whose present round a time has been promised in public."""
    found: set[int] = set()
    for some in portions(question_ids):
        query = select(Promise.question_id).join(Question, col(Question.id) == col(Promise.question_id))
        query = query.where(Promise.round == Question.round, col(Promise.question_id).in_(some))
        found |= set((await session.exec(query)).all())
    return found


async def published(session: AsyncSession, page: str, since: datetime) -> Sequence[tuple[Answer, Question]]:
    """The texts that were published on a page since then and are not known to be gone."""
    query = select(Answer, Question).join(Question, col(Question.id) == col(Answer.question_id))
    query = query.where(col(Answer.published_at) >= since, Answer.state == "published", Answer.published_id != "")
    found = [(answer, question) for answer, question in (await session.exec(query)).all() if question.page == page]
    removed: set[str] = set()
    for some in portions([answer.published_id for answer, _ in found]):
        gone = select(Remark.last_id).where(Remark.door == "page", Remark.place == page, Remark.author == "page")
        gone = gone.where(col(Remark.gone_at).is_not(None), col(Remark.last_id).in_(some))
        removed |= set((await session.exec(gone)).all())
    return [(answer, question) for answer, question in found if answer.published_id not in removed]


def portions(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values in portions that fit into one query."""
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


async def waiting(session: AsyncSession) -> Sequence[Inbox]:
    """The events that were heard and are still to be worked on."""
    return (await session.exec(select(Inbox).where(Inbox.state == "waiting"))).all()


async def published_as(session: AsyncSession, page: str, last_id: str) -> Answer | None:
    """The answer of ours that stands on the page under this identifier."""
    found = (await session.exec(kept.PUBLISHED_AS, params={"last_id": last_id})).all()
    return next((answer for answer, its_page in found if its_page == page), None)


async def published_ids(session: AsyncSession, page: str, last_ids: Sequence[str]) -> set[str]:
    """Which of these identifiers on a page are texts that we have published there, to whomever."""
    if not last_ids:
        return set()
    answers = (await session.exec(kept.PUBLISHED_IDS, params={"last_ids": list(last_ids)})).all()
    heard = (await session.exec(kept.BY_BOT, params={"page": page, "last_ids": list(last_ids)})).all()
    return {last_id for last_id, its_page in answers if its_page == page} | {*heard}
