"""The append-only record of who did what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import kept
from storage.engine.core import run
from storage.tables import History, Question


async def append(
    session: AsyncSession,
    question_id: int,
    at: datetime,
    what: str,
    *,
    who: tuple[str, str] = ("", ""),
    states: tuple[str, str] = ("", ""),
    detail: str = "",
) -> None:
    """Write one line. `who` is (id, name), `states` is (from, to); `detail` holds codes and ids, never words of a message."""
    line = {"question_id": question_id, "at": at, "what": what, "who_id": who[0], "who_name": who[1]}
    await run(session, kept.HAPPENED, {**line, "from_state": states[0], "to_state": states[1], "detail": detail})


async def counts(session: AsyncSession, page: str, after: str, until: str) -> dict[str, int]:
    """How often what happened on a page, of the lines whose detail is greater than `after` and at most `until`."""
    query = select(History.what, func.count()).join(Question, col(Question.id) == col(History.question_id))
    query = query.where(Question.page == page, col(History.detail) > after, col(History.detail) <= until)
    return dict((await session.exec(query.group_by(History.what))).all())


async def of_question(session: AsyncSession, question_id: int) -> Sequence[History]:
    """What happened to a question, oldest first."""
    return (await session.exec(kept.HISTORY, params={"question_id": question_id})).all()


@dataclass(frozen=True)
class Erased:
    """What happened of one kind in a span: its code and detail, how often, and the first numbers of the questions."""

    what: str
    detail: str
    count: int
    numbers: tuple[int, ...]


async def erased(session: AsyncSession, since: datetime, until: datetime, most: int) -> list[Erased]:
    """What was erased and exported in a span of time, with at most so many numbers of questions for each kind."""
    within = (col(History.what).in_(("erase", "export")), col(History.at) >= since, col(History.at) < until)
    kinds = select(History.what, History.detail, func.count()).where(*within).group_by(History.what, History.detail)
    found = []
    for what, detail, count in (await session.exec(kinds.order_by(History.what, History.detail))).all():
        query = select(History.question_id).where(*within, History.what == what, History.detail == detail)
        numbers = (await session.exec(query.order_by(col(History.question_id)).limit(most))).all()
        found.append(Erased(what, detail if what == "erase" else "", count, tuple(numbers)))
    return found


async def last_move(session: AsyncSession, question_id: int, to_state: str) -> History | None:
    """The line that tells who brought a question into this state last."""
    return (await session.exec(kept.LAST_HISTORY, params={"question_id": question_id, "to_state": to_state})).first()
