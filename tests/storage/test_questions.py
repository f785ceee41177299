"""What is stored on the way to the card is there without being read back, and is found again as it was stored."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import select

from storage import open_questions, questions
from storage.database import Database
from storage.open_questions import Chosen
from storage.tables import EMERGENCY, NO_ANSWER, Question, Remark

NOON = datetime(2026, 2, 9, 11, 0, tzinfo=UTC)
TIMES = dict.fromkeys(("asked_at", "heard_at", "reaction_due_at", "due_at"), NOON)


def values(last_id: str, **more: Any) -> dict[str, Any]:
    place = {"page": "main", "kind": "comment", "external_id": f"1_{last_id}", "last_id": last_id}
    return {**place, "thread_id": last_id, "root_id": f"1_{last_id}", "author_id": "kari", **TIMES, **more}


async def test_a_stored_question_can_be_changed_at_once_and_is_read_as_it_was_stored(database: Database) -> None:
    async with database.write() as session:
        question = await questions.add(session, values("2", link="https://face.book/2"))
        assert question is not None
        question.suggestion = "holding"

    async with database.read() as session:
        found = (await session.exec(select(Question))).one()
    assert found.model_dump() == question.model_dump()
    assert (found.suggestion, found.link, found.state, found.version) == ("holding", "https://face.book/2", "new", 1)


async def test_the_same_place_is_no_second_question(database: Database) -> None:
    async with database.write() as session:
        await questions.add(session, values("2"))
        assert await questions.add(session, values("2")) is None


async def test_a_remark_is_made_once_of_what_is_told_first(database: Database) -> None:
    async with database.write() as session:
        first = await questions.remember(session, "page", "main", "1_2", "2", text="Hei", author="citizen")
        again = await questions.remember(session, "page", "main", "1_2", "2", text="Noe annet")

    assert (first[1], again[1]) == (True, False)
    async with database.read() as session:
        assert (await session.exec(select(Remark.text, Remark.author))).all() == [("Hei", "citizen")]


async def test_a_move_is_made_only_from_the_version_it_was_decided_on(database: Database) -> None:
    async with database.write() as session:
        await questions.add(session, values("2"))
    async with database.read() as session:
        seen_before = (await session.exec(select(Question))).one()
    async with database.write() as session:
        question = (await session.exec(select(Question))).one()
        assert await questions.move(session, question, {"state": "taken", "owner_id": "anne"})
        assert (question.version, question.owner_id) == (2, "anne")

    async with database.write() as session:
        assert not await questions.move(session, seen_before, {"state": "closed"})
    async with database.read() as session:
        assert (await session.exec(select(Question.state, Question.version))).all() == [("taken", 2)]


async def test_the_questions_of_one_person_are_found_in_both_threads_and_nobody_elses(database: Database) -> None:
    async with database.write() as session:
        for last_id, author in (("2", "kari"), ("3", "kari"), ("4", "kari"), ("5", "ola")):
            await questions.add(session, values(last_id, author_id=author))
        found = await questions.of_author(session, "main", "kari", ("2", "4"))
        assert [one.last_id for one in found] == ["2", "4"]
        assert await questions.of_author(session, "library", "kari", ("2", "4")) == []


async def test_of_what_a_person_asked_before_under_a_post_the_newest_that_still_waits_is_found(
    database: Database,
) -> None:
    asked = (
        ("2", "kari", "new"),
        ("3", "kari", "waiting"),
        ("4", "kari", "closed"),
        ("5", "ola", "new"),
        ("6", "kari", "new"),
    )
    async with database.write() as session:
        for last_id, author, state in asked:
            under = {
                "post_last": "9" if last_id == "6" else "1",
                "ended_at": NOON if state in ("waiting", "closed") else None,
            }
            await questions.add(session, values(last_id, author_id=author, state=state, **under))
        mine = await questions.add(session, values("7", author_id="kari", post_last="1"))
        assert mine is not None
        found = await open_questions.also_of_author(session, mine)
        assert found is not None
        assert found.last_id == "3"


async def test_around_a_question_stands_what_the_page_wrote_to_others_in_its_thread(database: Database) -> None:
    async with database.write() as session:
        mine = await questions.add(session, values("2"))
        other = await questions.add(session, values("3", thread_id="2"))
        elsewhere = await questions.add(session, values("9"))
        assert mine is not None
        assert other is not None
        assert elsewhere is not None
        told = (("10", mine, "citizen"), ("11", other, "citizen"), ("12", other, "page"), ("13", elsewhere, "page"))
        for last_id, question, author in told:
            more = {"question_id": question.id, "author": author, "written_at": NOON}
            await questions.remember(session, "page", "main", f"1_{last_id}", last_id, **more)

        assert [remark.last_id for remark in await questions.around(session, mine)] == ["10", "12"]


async def test_danger_is_first_in_the_lists_and_what_needs_no_answer_last(database: Database) -> None:
    due = {"thanks": 1, "early": 2, "late": 3, "danger": 4}
    noted = {"thanks": NO_ANSWER, "danger": EMERGENCY}
    async with database.write() as session:
        for name, days in due.items():
            due_at = NOON + timedelta(days=days)
            await questions.add(session, values(name) | {"due_at": due_at, "suggestion": noted.get(name, "answer")})

    async with database.read() as session:
        chosen, _ = await open_questions.chosen_ones(session, Chosen(), 9)
        of_pages = await open_questions.of_pages(session, ["main"])
        first = await open_questions.first(session)
    for found in (chosen, of_pages, first):
        assert [one.last_id for one in found] == ["danger", "early", "late", "thanks"]
