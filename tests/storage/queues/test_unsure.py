"""What nobody knows the outcome of stays in doubt until a look has told, and while it is being looked for."""

from datetime import UTC, datetime, timedelta
from typing import Any

from storage import questions, troubles
from storage.database import Database
from storage.queues import deliveries
from storage.queues.claiming import claims

NOON = datetime(2026, 2, 9, 11, 0, tzinfo=UTC)
TIMES = dict.fromkeys(("asked_at", "heard_at", "reaction_due_at", "due_at"), NOON)
PLACE: dict[str, Any] = {"page": "main", "kind": "comment", "external_id": "1_2", "last_id": "2", "author_id": "kari"}


async def in_doubt(database: Database, before: datetime) -> list[str]:
    async with database.read() as session:
        return [kind for kind, _ in await troubles.unsure(session, before)]


async def test_what_is_in_doubt_stays_so_while_it_is_looked_for(database: Database) -> None:
    async with database.write() as session:
        question = await questions.add(session, {**PLACE, **TIMES, "thread_id": "2", "root_id": "1_2"})
        assert question is not None
        row = {"key": "a", "kind": "card", "lane": "a", "scope": "chat", "due_at": NOON, "ordered_at": NOON}
        await deliveries.order(session, {**row, "question_id": question.id})
    async with database.write() as session:
        (making,) = await claims.claim(session, "me", NOON, lambda _row: None)
    assert await in_doubt(database, NOON) == [], "it is being made just now"
    async with database.write() as session:
        await claims.record(session, making, {"state": "unknown", "due_at": NOON + timedelta(hours=1)})
    later = NOON + timedelta(hours=1)
    assert await in_doubt(database, later) == ["card"]

    async with database.write() as session:
        (looking,) = await claims.claim(session, "me", later, lambda _row: None)

    assert looking.uncertain
    assert await in_doubt(database, later) == ["card"]
