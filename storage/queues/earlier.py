"""Answered questions by what they are about, and the library of those that are kept for others. What it costs to look does not
grow with what is stored.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Integer, Select, bindparam, exists, select, union_all
from sqlmodel import col, delete, or_
from sqlmodel import select as select_rows
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine.core import run
from storage.engine.insert import insert_new
from storage.engine.types import table_of
from storage.queues.tables import EarlierMeaning, LibraryAnswer
from storage.tables import Answer, Question

_BUT = bindparam("but", type_=Integer())
_FORGET = delete(table_of(EarlierMeaning)).where(col(EarlierMeaning.question_id) == bindparam("its_question"))
_MEANINGS_OF = select(col(EarlierMeaning.question_id), col(EarlierMeaning.meaning), col(EarlierMeaning.weight)).where(
    col(EarlierMeaning.question_id).in_(bindparam("question_ids", expanding=True))
)
_KEPT = select_rows(LibraryAnswer).where(col(LibraryAnswer.question_id) == bindparam("question_id"))
EACH = 100  # questions looked at for one meaning, the newest first


async def note(session: AsyncSession, question_id: int, meanings: Mapping[int, float]) -> None:
    """Let a question be found by these meanings, and by no others."""
    await forget(session, question_id)
    rows = [{"meaning": one, "question_id": question_id, "weight": weight} for one, weight in meanings.items()]
    if rows:
        await insert_new(session, EarlierMeaning, rows, unique=("meaning", "question_id"))


async def forget(session: AsyncSession, question_id: int) -> None:
    """Let a question be found no more."""
    await run(session, _FORGET, {"its_question": question_id})


async def with_meanings(session: AsyncSession, meanings: Sequence[int], but: int = 0) -> Sequence[tuple[int, int]]:
    """The newest questions with each of these meanings, as pairs of meaning and question; `but` one is left out."""
    if not meanings:
        return ()
    values = {f"meaning_{place}": meaning for place, meaning in enumerate(meanings)}
    found = await run(session, _newest_of(len(meanings), EACH), {**values, "but": but})
    return [(row.meaning, row.question_id) for row in found]


@cache
def _newest_of(count: int, each: int) -> Any:
    """Put together once for each count: that takes several times as long as asking it."""
    return union_all(*(_newest(bindparam(f"meaning_{place}", type_=BigInteger()), each) for place in range(count)))


def _newest(meaning: Any, each: int) -> Select[tuple[int, int]]:
    rows = table_of(EarlierMeaning).c
    newest = select(rows.meaning, rows.question_id).where(rows.meaning == meaning, rows.question_id != _BUT)
    limited = newest.order_by(rows.question_id.desc()).limit(each).subquery()
    return select(limited.c.meaning, limited.c.question_id)


async def meanings_of(session: AsyncSession, question_ids: Sequence[int]) -> dict[int, dict[int, float]]:
    """What these questions are about."""
    found: dict[int, dict[int, float]] = {number: {} for number in question_ids}
    for number, meaning, weight in await run(session, _MEANINGS_OF, {"question_ids": list(question_ids)}):
        found[number][meaning] = weight
    return found


async def standing(
    session: AsyncSession, question_ids: Sequence[int]
) -> Sequence[tuple[Question, Answer, LibraryAnswer | None]]:
    """Of these questions those with a public answer of ours, each with what the library keeps of it; the newest answer is the last.

    An answer whose words are erased comes only with words that are kept.
    """
    found = await session.exec(_standing(), params={"question_ids": list(question_ids)})
    return [(question, answer, entry) for question, answer, entry in found]


@cache
def _standing() -> Any:
    """Put together once, too: each card with an earlier answer asks it."""
    these = col(Question.id).in_(bindparam("question_ids", expanding=True))
    query = select_rows(Question, Answer, LibraryAnswer).join(Answer, col(Answer.question_id) == col(Question.id))
    query = query.join(LibraryAnswer, col(LibraryAnswer.question_id) == col(Question.id), isouter=True)
    query = query.where(these, Answer.kind == "answer", Answer.state == "published")
    has_words = or_(col(Answer.text) != "", col(LibraryAnswer.question_id).is_not(None))
    return query.where(has_words).order_by(col(Answer.version))


async def answered(session: AsyncSession, after: int, limit: int, *, noted_too: bool = False) -> Sequence[int]:
    """Some questions after that number with a public answer of ours whose words stand; those that are found by nothing yet."""
    noted = exists().where(col(EarlierMeaning.question_id) == col(Question.id))
    has_answer = exists().where(
        col(Answer.question_id) == col(Question.id),
        col(Answer.kind) == "answer",
        col(Answer.state) == "published",
        col(Answer.text) != "",
    )
    query = select_rows(Question.id).where(col(Question.id) > after, has_answer)
    query = query if noted_too else query.where(~noted)
    return [one for one in (await session.exec(query.order_by(col(Question.id)).limit(limit))).all() if one]


async def kept(session: AsyncSession, question_id: int) -> LibraryAnswer | None:
    """The answer of the library that this question was the first to get."""
    return (await session.exec(_KEPT, params={"question_id": question_id})).first()


async def library(
    session: AsyncSession, pages: Sequence[str], since: datetime | None = None, until: datetime | None = None
) -> Sequence[LibraryAnswer]:
    """The library of some pages, those first that end first; of those alone that end after `since` and not after `until`."""
    query = select_rows(LibraryAnswer).where(col(LibraryAnswer.page).in_(pages))
    query = query.where(col(LibraryAnswer.valid_until) > since) if since else query
    query = query.where(col(LibraryAnswer.valid_until) <= until) if until else query
    return (await session.exec(query.order_by(col(LibraryAnswer.valid_until), col(LibraryAnswer.question_id)))).all()


async def keep(session: AsyncSession, entry: LibraryAnswer) -> None:
    """Put an answer into the library, or another in the place of the one that is there."""
    await session.merge(entry)
    await session.flush()


async def put_out(session: AsyncSession, question_id: int) -> None:
    """Take an answer out of the library."""
    await session.exec(delete(table_of(LibraryAnswer)).where(col(LibraryAnswer.question_id) == question_id))


async def cards(session: AsyncSession, question_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Where the cards of these questions stand: channel and id."""
    query = select_rows(Question.id, Question.channel, Question.card_id).where(col(Question.id).in_(question_ids))
    return {number or 0: (channel, card) for number, channel, card in (await session.exec(query)).all()}
