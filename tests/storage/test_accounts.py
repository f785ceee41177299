"""What the store knows for a page's account and for telling what a pass has found."""

from datetime import UTC, datetime, timedelta

from storage import accounts, cursors, history, open_questions, questions
from storage.database import Database
from storage.tables import Answer, Promise
from tests.storage.test_span import MONDAY, asked

THREE_DAYS = timedelta(days=3)


async def test_what_a_pass_found_is_counted_by_its_mark(database: Database) -> None:
    number = await asked(database, 1)
    marks = ["pass 2026-02-09T09:00:00.000001+00:00", "pass 2026-02-09T09:00:00.500000+00:00"]
    async with database.write() as session:
        for mark in (*marks, marks[1], "answer 1"):
            await history.append(session, number, MONDAY, "hide", detail=mark)

    async with database.read() as session:
        assert await history.counts(session, "main", marks[0], marks[1]) == {"hide": 2}
        assert await history.counts(session, "kino", "pass", marks[1]) == {}


async def test_a_quiet_page_is_ours_from_its_first_complete_pass(database: Database) -> None:
    async with database.write() as session:
        assert await cursors.pass_complete(session, "main", MONDAY, 0, THREE_DAYS, full=True) is None
    async with database.write() as session:
        later = MONDAY + timedelta(days=10)
        assert await cursors.pass_complete(session, "main", later, 0, THREE_DAYS, full=True) == MONDAY
        assert await cursors.event_seen(session, "main", later, THREE_DAYS) == MONDAY - THREE_DAYS


async def test_the_oldest_open_message_tells_how_far_back_to_read(database: Database) -> None:
    number = await asked(database, 1)
    async with database.write() as session:
        assert await open_questions.messages_wait_since(session, "main") is None
        question = await questions.by_id(session, number)
        assert question is not None
        question.kind = "message"
        session.add(question)

    async with database.read() as session:
        assert await open_questions.messages_wait_since(session, "main") == MONDAY.astimezone(UTC)


async def test_an_answer_that_is_known_to_be_gone_is_not_expected_on_the_page(database: Database) -> None:
    number = await asked(database, 1, ended_at=MONDAY)
    async with database.write() as session:
        for version, last_id in enumerate(("8", "9"), start=1):
            session.add(_published(number, version, last_id))
        gone, _ = await questions.remember(session, "page", "main", "1_8", "8")
        gone.author, gone.gone_at = "page", MONDAY
        session.add(gone)

    async with database.read() as session:
        found = await accounts.published(session, "main", MONDAY)
        assert [(answer.published_id, question.id) for answer, question in found] == [("9", number)]
        assert not await accounts.published(session, "main", MONDAY + timedelta(seconds=1))


async def test_remarks_are_found_with_their_questions_and_promises(database: Database) -> None:
    number = await asked(database, 1)
    async with database.write() as session:
        for last_id, question_id in (("1", number), ("2", None)):
            remark, _ = await questions.remember(session, "page", "main", f"1_{last_id}", last_id)
            remark.question_id = question_id
            session.add(remark)
        answer = _published(number, 1, "8")
        session.add(answer)
        await session.flush()
        session.add(Promise(question_id=number, sequence=1, until=MONDAY, answer_id=answer.id or 0, made_at=MONDAY))

    async with database.read() as session:
        found = await accounts.remarks_with_questions(session, "main", [str(each) for each in range(1200)])
        assert {remark.last_id: question and question.id for remark, question in found} == {"1": number, "2": None}
        assert await accounts.promised(session, [number, number + 1]) == {number}


def _published(question_id: int, version: int, id: str) -> Answer:
    moment: datetime = MONDAY
    return Answer(
        question_id=question_id, version=version, text="", words_hash="", state="published", published_id=id,
        made_at=moment, published_at=moment,
    )  # fmt: skip
