"""Events are handled in the order in which they came, by whichever process comes first, one at a time."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlmodel import select

from storage.database import Database
from storage.queues import inbox

NOON = datetime(2026, 2, 9, 11, 0, tzinfo=UTC)
MUCH_WORK = 50  # questions to the database: an event that takes longer than those after it


@dataclass(frozen=True)
class Comment:
    key: str
    door: str = "facebook"
    body: dict[str, Any] = field(default_factory=dict)


class Process:
    """One that works the inbox off beside another, with a database of its own."""

    def __init__(self, address: str, handled: list[str]) -> None:
        self.database = Database(address)
        self.handled = handled

    async def handle_all(self) -> int:
        count = 0
        while await self._handle_one():
            count += 1
        await self.database.close()
        return count

    async def _handle_one(self) -> bool:
        async with self.database.write() as session:
            row = await inbox.next_waiting(session, NOON)
            if row is None:
                return False
            for _ in range(MUCH_WORK if row.key.endswith("0") else 0):
                await session.exec(select(1))
            row.state = "done"
            session.add(row)
            self.handled.append(
                row.key
            )  # while nobody else can have the next one; after the commit the two may overtake
        return True


async def test_two_processes_handle_each_event_once_and_in_order(database: Database) -> None:
    keys = [f"comment {number:02}" for number in range(40)]
    async with database.write() as session:
        await inbox.keep(session, [Comment(key) for key in keys], NOON)
    handled: list[str] = []

    counts = await asyncio.gather(*(Process(database.address, handled).handle_all() for _ in range(2)))

    assert handled == keys
    assert all(counts) or database.is_sqlite, "both have worked"
