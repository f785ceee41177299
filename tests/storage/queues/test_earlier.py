"""Answered questions are found by what they are about, the newest first, and by nothing once they are forgotten."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from storage import questions
from storage.database import Database
from storage.queues import earlier
from storage.queues.tables import LibraryAnswer
from storage.tables import Answer
from tests.storage.test_questions import NOON, values

POOL, PRICE = 7, -(2**63)  # as large as both databases keep whole numbers


async def stored(session: Any, last_id: str, **answer: Any) -> int:
    question = await questions.add(session, values(last_id))
    assert question is not None
    if answer:
        made = {"question_id": question.id, "version": 1, "text": "Fra 20. august.", "words_hash": "", "made_at": NOON}
        session.add(Answer(**{**made, **answer}))
        await session.flush()
    return question.id or 0


async def test_a_question_is_found_by_its_meanings_until_it_is_forgotten(database: Database) -> None:
    async with database.write() as session:
        number = await stored(session, "2")
        await earlier.note(session, number, {POOL: 1.0, PRICE: 0.35})
        assert await earlier.with_meanings(session, [POOL, PRICE]) == [(POOL, number), (PRICE, number)]
        assert await earlier.meanings_of(session, [number]) == {number: {POOL: 1.0, PRICE: pytest.approx(0.35)}}

        await earlier.forget(session, number)

        assert await earlier.with_meanings(session, [POOL, PRICE]) == []


async def test_what_is_noted_again_is_found_by_its_new_meanings_alone(database: Database) -> None:
    async with database.write() as session:
        number = await stored(session, "2")
        await earlier.note(session, number, {POOL: 1.0})
        await earlier.note(session, number, {PRICE: 1.0})

        assert await earlier.with_meanings(session, [POOL, PRICE]) == [(PRICE, number)]


async def test_the_newest_of_a_meaning_are_looked_at_and_the_question_itself_is_not(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier, "EACH", 2)
    async with database.write() as session:
        first, second, third = [await stored(session, str(last)) for last in (2, 3, 4)]
        for number in (first, second, third):
            await earlier.note(session, number, {POOL: 1.0})

        assert await earlier.with_meanings(session, [POOL]) == [(POOL, third), (POOL, second)]
        assert await earlier.with_meanings(session, [POOL], but=third) == [(POOL, second), (POOL, first)]
        assert await earlier.with_meanings(session, []) == ()


async def test_only_an_answer_that_stands_may_be_used(database: Database) -> None:
    async with database.write() as session:
        stands = await stored(session, "2", kind="answer", state="published")
        gone = await stored(session, "3", kind="answer", state="taken_down")
        holding = await stored(session, "4", kind="holding", state="published")
        erased = await stored(session, "5", kind="answer", state="published", text="")

        found = await earlier.standing(session, [stands, gone, holding, erased])

    assert [(question.id, answer.text, kept) for question, answer, kept in found] == [(stands, "Fra 20. august.", None)]


def entry(question_id: int, until: datetime, page: str = "main") -> LibraryAnswer:
    return LibraryAnswer(
        question_id=question_id, page=page, title="Når?", text="Da.", valid_until=until, kept_by_id="U1", kept_at=NOON
    )


async def test_the_library_tells_what_ends_first_and_what_ended_in_a_span(database: Database) -> None:
    async with database.write() as session:
        first, second, third = [await stored(session, str(last)) for last in (2, 3, 4)]
        for number, days in ((first, 2), (second, 1), (third, 1)):
            await earlier.keep(session, entry(number, NOON + timedelta(days=days)))
        await earlier.keep(session, entry(second, NOON + timedelta(days=3)))
        await earlier.put_out(session, third)

        whole = await earlier.library(session, ["main"])
        ended = await earlier.library(session, ["main"], NOON, NOON + timedelta(days=2))

        assert [one.question_id for one in whole] == [first, second]
        assert [one.question_id for one in ended] == [first]
        assert await earlier.library(session, ["kino"]) == []
        assert await earlier.kept(session, first) is not None
        assert await earlier.kept(session, third) is None


async def test_what_was_answered_is_read_in_steps_and_passed_over_once_it_is_noted(database: Database) -> None:
    async with database.write() as session:
        numbers = [await stored(session, str(last), kind="answer", state="published") for last in (2, 3, 4)]
        await stored(session, "5", kind="answer", state="taken_down")
        await earlier.note(session, numbers[1], {POOL: 1.0})

        assert list(await earlier.answered(session, 0, 9)) == [numbers[0], numbers[2]]
        assert list(await earlier.answered(session, numbers[0], 1)) == [numbers[2]]
        assert list(await earlier.answered(session, 0, 9, noted_too=True)) == numbers
