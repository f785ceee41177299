"""What is due to be erased is found by when it ended and how much of it is gone already, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import questions
from storage.database import Database
from storage.queues import erasing, inbox
from storage.queues.tables import Inbox
from tests.storage.test_questions import values

NOON = datetime(2026, 2, 9, 11, 0, tzinfo=UTC)
DAY = timedelta(days=1)


async def _three(database: Database) -> None:
    """One that ended a day ago, a message that ended ten days ago and whose author is gone, and one that is open."""
    async with database.write() as session:
        for number, more in (
            ("1", {"ended_at": NOON - DAY}),
            ("2", {"ended_at": NOON - 10 * DAY, "kind": "message", "erased": 2}),
            ("3", {}),
        ):
            await questions.add(session, values(number, **more))


@pytest.mark.parametrize(
    ("stage", "messages", "found"),
    [(1, None, ["1"]), (2, None, ["1"]), (3, None, ["2", "1"]), (3, True, ["2"]), (3, False, ["1"])],
)
async def test_only_what_has_ended_and_has_not_reached_the_stage_is_due(
    database: Database, stage: int, messages: bool | None, found: list[str]
) -> None:
    await _three(database)

    async with database.write() as session:
        due = await erasing.due(session, stage, NOON, 10, messages=messages)
        assert [question.last_id for question in due] == found
        assert await erasing.count(session, stage, NOON, messages=messages) == len(found)


async def test_what_ended_later_is_not_due(database: Database) -> None:
    await _three(database)

    async with database.write() as session:
        assert [question.last_id for question in await erasing.due(session, 3, NOON - 2 * DAY, 10)] == ["2"]


async def test_an_event_is_emptied_and_still_known_by_its_key(database: Database) -> None:
    async with database.write() as session:
        for key, who in (("a", "kari"), ("b", "ola")):
            assert await inbox.is_first(session, "facebook", key, NOON)
            row = (await session.get(Inbox, 1 if key == "a" else 2)) or Inbox(door="", key="")
            row.body = {"from": {"id": who}}
            session.add(row)

    async with database.write() as session:
        assert await erasing.empty_events(session, "kari") == 1
        assert not await inbox.is_first(session, "facebook", "a", NOON)
        assert ((await session.get(Inbox, 2)) or Inbox(door="", key="")).body == {"from": {"id": "ola"}}
