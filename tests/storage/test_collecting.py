"""Collecting cards in the store: one a post, what they stand for, and reading long lists page by page."""

from datetime import UTC, datetime, timedelta
from typing import Any

from storage import collecting, open_questions, questions
from storage.collecting import Held
from storage.database import Database
from storage.open_questions import Chosen

MONDAY = datetime(2026, 2, 9, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


async def asked(database: Database, number: int, **more: Any) -> int:
    """A question asked `number` minutes after nine, due two days later; returns its id."""
    at = MONDAY + number * MINUTE
    values: dict[str, Any] = dict.fromkeys(("asked_at", "heard_at", "reaction_due_at"), at) | {
        "page": "main", "kind": "comment", "external_id": f"1_{number}", "last_id": str(number), "post_last": "7",
        "thread_id": str(number), "root_id": f"1_{number}", "due_at": at + timedelta(days=2), **more,
    }  # fmt: skip
    async with database.write() as session:
        question = await questions.add(session, values)
        assert question is not None
        return question.id or 0


async def collection(database: Database, post: str = "7") -> int:
    async with database.write() as session:
        return (await collecting.of_post(session, "main", post, "C1")).id or 0


async def test_a_post_has_one_collecting_card(database: Database) -> None:
    assert await collection(database) == await collection(database)
    assert await collection(database) != await collection(database, "8")


async def test_what_was_asked_under_a_post_in_a_span_is_counted_up_to_a_limit(database: Database) -> None:
    for number in range(5):
        await asked(database, number)
    await asked(database, 9, post_last="8")

    async with database.read() as session:
        span = (MONDAY, MONDAY + 10 * MINUTE)
        found = [await collecting.asked_between(session, "main", "7", *span, limit) for limit in (3, 100)]

    assert found == [3, 4]


async def test_a_collecting_card_knows_who_waits_what_is_suggested_and_the_oldest_deadline(database: Database) -> None:
    card = await collection(database)
    late = await asked(database, 3, collection_id=card, suggestion="answer")
    first = await asked(database, 1, collection_id=card, suggestion="holding")
    await asked(database, 0, collection_id=card, suggestion="answer", state="published", ended_at=MONDAY)
    await asked(database, 2)

    async with database.read() as session:
        held = await collecting.held(session, card)
        waiting = [question.id for question in await collecting.waiting(session, card, 10)]
        second_page = [question.id for question in await collecting.waiting(session, card, 1, 1)]
        among = [question.id for question in await collecting.among(session, card, [first, 999])]

    assert held == Held(2, 1, MONDAY + MINUTE + timedelta(days=2), {"answer": 1, "holding": 1})
    assert (waiting, second_page, among) == ([first, late], [late], [first])


async def test_a_question_on_a_collecting_card_waits_for_no_card_of_its_own(database: Database) -> None:
    await asked(database, 1, channel="C1", collection_id=await collection(database))

    async with database.read() as session:
        assert not await questions.without_card(session, "C1")


async def test_chosen_open_questions_come_page_by_page_with_their_count(database: Database) -> None:
    numbers = [await asked(database, number, department="teknisk") for number in range(5)]
    await asked(database, 7, state="closed", ended_at=MONDAY, department="teknisk")
    await asked(database, 8, department="teknisk", asked_department="kultur")

    async with database.read() as session:
        chosen = Chosen(departments=frozenset({"teknisk"}))
        found, count = await open_questions.chosen_ones(session, chosen, 2, 2)
        late, _ = await open_questions.chosen_ones(session, Chosen(due_until=MONDAY + timedelta(days=2)), 9)

    assert ([question.id for question in found], count) == (numbers[2:4], 5)
    assert [question.id for question in late] == numbers[:1]
