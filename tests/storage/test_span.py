"""Reading back a span of time: what was open or moved in it, with the lines that tell how."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from storage import history, questions
from storage.database import Database
from storage.span import told_since
from storage.tables import Answer, Promise

MONDAY = datetime(2026, 2, 9, 9, 0, tzinfo=UTC)
SINCE = MONDAY + timedelta(days=7)


async def asked(database: Database, number: int, *, ended_at: datetime | None = None, page: str = "main") -> int:
    """A question of Monday's, ended or still open; returns its id."""
    names = ("asked_at", "heard_at", "reaction_due_at", "due_at")
    values: dict[str, Any] = dict.fromkeys(names, MONDAY) | {
        "page": page, "kind": "comment", "external_id": f"1_{number}", "last_id": str(number),
        "thread_id": str(number), "root_id": f"1_{number}", "state": "published" if ended_at else "new",
        "ended_at": ended_at,
    }  # fmt: skip
    async with database.write() as session:
        question = await questions.add(session, values)
        assert question is not None
        await history.append(session, question.id or 0, MONDAY, "arrive", states=("", "new"))
        await history.append(session, question.id or 0, MONDAY, "rewrite", states=("new", "new"))
        if ended_at:
            await history.append(session, question.id or 0, ended_at, "publish", states=("new", "published"))
        return question.id or 0


async def test_open_questions_and_those_that_moved_are_told_and_no_others(database: Database) -> None:
    open_one = await asked(database, 1)
    moved = await asked(database, 2, ended_at=SINCE)
    await asked(database, 3, ended_at=SINCE - timedelta(seconds=1))
    await asked(database, 4, page="kino")

    async with database.read() as session:
        told = await told_since(session, ("main", "bibliotek"), SINCE)

    assert [question.id for question in told.questions] == [open_one, moved]


async def test_the_whole_way_of_a_question_is_told_in_order_and_only_its_moves(database: Database) -> None:
    moved = await asked(database, 1, ended_at=SINCE)

    async with database.read() as session:
        told = await told_since(session, ("main",), SINCE)

    assert [line.what for line in told.history[moved]] == ["arrive", "publish"]


async def test_a_questions_promises_come_with_it(database: Database) -> None:
    open_one = await asked(database, 1)
    async with database.write() as session:
        answer = await _published_text(session, open_one)
        session.add(Promise(question_id=open_one, sequence=1, until=SINCE, answer_id=answer, made_at=MONDAY))

    async with database.read() as session:
        told = await told_since(session, ("main",), SINCE)

    assert [promise.until for promise in told.promises[open_one]] == [SINCE]


async def _published_text(session: AsyncSession, question_id: int) -> int:
    answer = Answer(question_id=question_id, version=1, text="Vi svarer", words_hash="x", made_at=MONDAY)
    session.add(answer)
    await session.flush()
    return answer.id or 0
