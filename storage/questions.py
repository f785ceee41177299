"""Finding and storing questions, remarks, answers and promises."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, String, literal_column, or_, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import kept
from storage.engine.core import run
from storage.engine.insert import added_once, insert_once
from storage.tables import LAST_OF_POST, NO_ANSWER, UNTOUCHED, Answer, FormerCard, Promise, Question, Remark, Reminder

Row = TypeVar("Row", Remark, Answer, Promise)


def is_open() -> ColumnElement[bool]:
    """Whether somebody waits. Said by the end's moment, because an index holds those without one and no others."""
    return col(Question.ended_at).is_(None)


def wants_answer() -> ColumnElement[bool]:
    """Whether time runs for it: the same as `Question.wants_no_answer` denies."""
    begun = or_(col(Question.state).not_in(UNTOUCHED), col(Question.reacted_at).is_not(None))
    return or_(col(Question.suggestion) != NO_ANSWER, begun)


async def by_id(session: AsyncSession, question_id: int) -> Question | None:
    """One question, locked against replicas until the transaction ends."""
    return (await session.exec(kept.BY_ID, params={"question_id": question_id})).first()


async def read(session: AsyncSession, question_id: int) -> Question | None:
    """One question, not locked, for who only looks."""
    return (await session.exec(kept.READ, params={"question_id": question_id})).first()


async def add(session: AsyncSession, values: dict[str, Any]) -> Question | None:
    """Store a new question; None if the same place is known already."""
    return await added_once(session, Question, values, unique=("page", "kind", "last_id"))


async def move(session: AsyncSession, question: Question, values: dict[str, Any]) -> bool:
    """Change a question if its version still stands, and raise the version; False if someone else was first."""
    changed = {**values, "version": question.version + 1}
    same = {"its_id": question.id, "its_version": question.version}
    result = await run(session, kept.MOVE, same | changed)
    if result.rowcount == 1:
        _take_over(question, changed)
    return result.rowcount == 1


async def note(session: AsyncSession, row: Question | Answer | Remark, values: dict[str, Any]) -> None:
    """Note something of a locked question that is no move, or of a text or a remark of it, with one statement at once."""
    await run(session, kept.noted(type(row)), {"its_id": row.id, **values})
    _take_over(row, values)


def _take_over(row: Question | Answer | Remark, values: dict[str, Any]) -> None:
    for name, value in values.items():
        set_committed_value(row, name, value)


async def in_thread(session: AsyncSession, page: str, thread_id: str) -> Sequence[Question]:
    """All questions that stand in one thread of a page, oldest first."""
    return (await session.exec(kept.IN_THREAD, params={"page": page, "thread": thread_id})).all()


async def of_author(session: AsyncSession, page: str, author_id: str, threads: tuple[str, str]) -> Sequence[Question]:
    """What one person has asked in two threads of a page, oldest first."""
    places = {"thread": threads[0], "other_thread": threads[1]}
    return (await session.exec(kept.OF_AUTHOR, params={"page": page, "author_id": author_id, **places})).all()


async def by_card(session: AsyncSession, channel: str, card_id: str) -> Question | None:
    """The question whose card this message is."""
    return (await session.exec(kept.BY_CARD, params={"channel": channel, "card_id": card_id})).first()


async def by_thread(session: AsyncSession, channel: str, thread: str) -> Question | None:
    """The question under whose card a thread hangs, be it the card of today or one that somebody deleted."""
    if found := await by_card(session, channel, thread):
        return found
    former = await session.get(FormerCard, (channel, thread))
    return await by_id(session, former.question_id) if former else None


async def note_former_card(session: AsyncSession, question: Question) -> None:
    """Remember the card of a question, which is about to lose it."""
    values = {"channel": question.channel, "card_id": question.card_id, "question_id": question.id}
    if question.card_id:
        await insert_once(session, FormerCard, values, unique=("channel", "card_id"))


async def remark_by_number(session: AsyncSession, remark_id: int) -> Remark | None:
    """One remark by our own number."""
    return (await session.exec(kept.REMARK_BY_NUMBER, params={"remark_id": remark_id})).first()


async def by_proposal(session: AsyncSession, channel: str, proposal_id: str) -> Question | None:
    """The question whose proposal this message is."""
    where = (Question.channel == channel, Question.proposal_id == proposal_id)
    return (await session.exec(select(Question).where(*where).with_for_update())).first()


async def by_answer(session: AsyncSession, answer_id: int) -> Question | None:
    """The question to which this text was written."""
    return (await session.exec(kept.BY_ANSWER, params={"answer_id": answer_id})).first()


async def without_card(session: AsyncSession, channel: str) -> bool:
    """Whether a question of this channel that gets a card of its own still waits for its id."""
    waits = (Question.card_id == "", Question.state != "withdrawn", col(Question.collection_id).is_(None))
    query = select(Question.id).where(Question.channel == channel, *waits)
    return (await session.exec(query.limit(1))).first() is not None


async def moment_reached(session: AsyncSession, now: datetime, limit: int = 50) -> Sequence[Question]:
    """Questions whose next interesting moment has come, each locked for this transaction alone."""
    return (await session.exec(kept.MOMENT_REACHED, params={"now": now, "limit": limit})).all()


async def next_moment(session: AsyncSession) -> datetime | None:
    """The next moment at which some question wants attention."""
    moment: datetime | None = (await run(session, kept.NEXT_MOMENT)).scalar()
    return moment


async def remark_by_id(session: AsyncSession, door: str, place: str, last_id: str) -> Remark | None:
    """One remark by where it was written and its identifier there."""
    return (await session.exec(kept.REMARK, params={"door": door, "place": place, "last_id": last_id})).first()


async def remember(
    session: AsyncSession, door: str, place: str, external_id: str, last_id: str, **told: Any
) -> tuple[Remark, bool]:
    """The remark with this identifier, made now of what is told if there was none (then the second value is True)."""
    where = {"door": door, "place": place, "last_id": last_id}
    added = await added_once(session, Remark, {**where, "external_id": external_id, **told}, unique=tuple(where))
    if added is not None:
        return added, True
    return (await session.exec(kept.REMARK, params=where)).one(), False


async def remarks_of(session: AsyncSession, question_id: int) -> Sequence[Remark]:
    """All remarks on a question in the order they were written."""
    return (await session.exec(kept.REMARKS, params={"question_id": question_id})).all()


async def remarks_by_ids(session: AsyncSession, place: str, last_ids: Sequence[str]) -> Sequence[Remark]:
    """Remarks on a page by their last identifier segments."""
    if not last_ids:
        return ()
    return (await session.exec(kept.REMARKS_BY_IDS, params={"place": place, "last_ids": list(last_ids)})).all()


async def posts_since(session: AsyncSession, page: str, since: datetime) -> Sequence[str]:
    """Posts of a page under which something was written since then or a question is open."""
    recent = select(Remark.post_id).where(Remark.place == page, col(Remark.written_at) >= since)
    still = select(Question.page, Question.post_id).where(is_open())
    found = {*(await session.exec(recent)).all()}
    found |= {post_id for its_page, post_id in (await session.exec(still)).all() if its_page == page}
    return sorted(found - {""})


async def by_question(session: AsyncSession, table: type[Row], question_ids: Sequence[int]) -> dict[int, list[Row]]:
    """The rows of a table that belong to some questions, read together, each question's in their own order."""
    order = {Remark: (col(Remark.written_at), col(Remark.id)), Answer: (col(Answer.version),)}
    query = select(table).where(col(table.question_id).in_(question_ids))
    query = query.order_by(*order.get(table, (col(Promise.sequence),)))
    found: dict[int, list[Row]] = {}
    for row in (await session.exec(query)).all():
        found.setdefault(row.question_id or 0, []).append(row)
    return found


async def look_again(session: AsyncSession, now: datetime) -> None:
    """Let every open question be looked at now."""
    await session.exec(update(Question).where(is_open()).values(next_at=now))


async def answers_of(session: AsyncSession, question_id: int) -> Sequence[Answer]:
    """All texts ever made for a question, oldest first."""
    return (await session.exec(kept.ANSWERS, params={"question_id": question_id})).all()


async def answer_by_id(session: AsyncSession, answer_id: int) -> Answer | None:
    """One answer."""
    return (await session.exec(kept.ANSWER, params={"answer_id": answer_id})).first()


async def with_text(session: AsyncSession, answer_id: int) -> tuple[Question, Answer] | None:
    """One answer with its question, for who only looks."""
    found = (await session.exec(kept.WITH_TEXT, params={"answer_id": answer_id})).first()
    return (found[0], found[1]) if found else None


async def promises_of(session: AsyncSession, question_id: int) -> Sequence[Promise]:
    """The published promises of a question: the first, then the extension."""
    return (await session.exec(kept.PROMISES, params={"question_id": question_id})).all()


async def note_reminder(session: AsyncSession, question_id: int, promise: int, step: str, now: datetime) -> bool:
    """Enter a reminder into the ledger; False if it was ordered before."""
    values = {"question_id": question_id, "promise": promise, "step": step, "ordered_at": now}
    return await insert_once(session, Reminder, values, unique=("question_id", "promise", "step"))


async def reminded(session: AsyncSession, question_id: int) -> set[tuple[int, str]]:
    """The ledger of a question as pairs of promise and step."""
    return {*(await session.exec(kept.REMINDED, params={"question_id": question_id})).all()}


async def last_reminder(session: AsyncSession, question_id: int) -> tuple[int, str] | None:
    """The reminder of a question that was ordered last: its promise and its step."""
    return (await session.exec(kept.LAST_REMINDER, params={"question_id": question_id})).first()


async def post_words(session: AsyncSession, page: str, post_last: str) -> tuple[str, bool]:
    """The words of a post and whether they are the page's, as an earlier question under it shows; empty if unknown."""
    return (await session.exec(kept.POST_WORDS, params={"page": page, "post_last": post_last})).first() or ("", True)


async def around(session: AsyncSession, question: Question) -> Sequence[Remark]:
    """The remarks on a question, and what the page itself wrote to others in the same thread; oldest first."""
    where = {"page": question.page, "thread": question.thread_id, "question_id": question.id}
    return (await session.exec(kept.AROUND, params=where)).all()


async def quoting(session: AsyncSession, remark: Remark) -> Sequence[Question]:
    """The questions, other than its own, in which something answers this remark of the page: they show its words, too."""
    answers = select(Remark.question_id).where(
        Remark.place == remark.place, Remark.parent_last == remark.last_id, Remark.parent_last != ""
    )
    query = select(Question).where(col(Question.id).in_(answers), Question.id != remark.question_id)
    return (await session.exec(query.order_by(col(Question.id)).with_for_update())).all()


async def standing(session: AsyncSession, page: str, post_segment: str) -> Sequence[str]:
    """Identifiers of everything on a page that stands under a post, or is the post, as far as we know."""
    below = literal_column(LAST_OF_POST, String()) == post_segment
    where = (Remark.door == "page", Remark.place == page, Remark.author != "", col(Remark.gone_at).is_(None))
    return (await session.exec(select(Remark.external_id).where(*where, below))).all()
