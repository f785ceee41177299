"""What is known of things on a page and of the answers there, for the comparison with the page itself."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Answer, Inbox, Promise, Question, Remark

AT_ONCE = 500  # values in one query


async def remarks_with_questions(
    session: AsyncSession, page: str, last_ids: Sequence[str]
) -> Sequence[tuple[Remark, Question | None]]:
    """The remarks on a page with these last segments, each with the question it belongs to."""
    found: list[tuple[Remark, Question | None]] = []
    for start in range(0, len(last_ids), AT_ONCE):
        query = select(Remark, Question).join(Question, col(Question.id) == col(Remark.question_id), isouter=True)
        query = query.where(Remark.door == "page", Remark.place == page)
        found += (await session.exec(query.where(col(Remark.last_id).in_(last_ids[start : start + AT_ONCE])))).all()
    return found


async def promised(session: AsyncSession, page: str) -> set[int]:
    """The questions of a page for whose present round a time has been promised in public."""
    query = select(Promise.question_id).join(Question, col(Question.id) == col(Promise.question_id))
    query = query.where(Question.page == page, Promise.round == Question.round)
    return set((await session.exec(query)).all())


async def published(session: AsyncSession, page: str, since: datetime) -> Sequence[tuple[Answer, Question]]:
    """The texts that were published on a page since then and are not known to be gone."""
    query = select(Answer, Question).join(Question, col(Question.id) == col(Answer.question_id))
    query = query.where(Question.page == page, Answer.state == "published", Answer.published_id != "")
    found = (await session.exec(query.where(col(Answer.published_at) >= since))).all()
    gone = select(Remark.last_id).where(
        Remark.door == "page", Remark.place == page, Remark.author == "page", col(Remark.gone_at).is_not(None)
    )
    removed = set((await session.exec(gone)).all())
    return [(answer, question) for answer, question in found if answer.published_id not in removed]


async def waiting(session: AsyncSession) -> Sequence[Inbox]:
    """The events that were heard and are still to be worked on."""
    return (await session.exec(select(Inbox).where(Inbox.state == "waiting"))).all()
