"""How things stand, as operators watch it: who has waited longest, who waits too long, and how late the machinery is."""

from datetime import timedelta

from storage import figures
from storage.database import Database
from storage.queues import deliveries
from tests.storage.test_span import MONDAY, asked

NOW = MONDAY + timedelta(hours=3)
NOTHING = timedelta(0)


async def test_where_nobody_waits_nothing_is_late(database: Database) -> None:
    await asked(database, 1, ended_at=MONDAY)

    async with database.read() as session:
        found = await figures.standing(session, NOW)

    assert (found.rows, found.overdue, found.oldest) == ({}, 0, NOTHING)
    assert (found.inbox_lag, found.delivery_lag) == (NOTHING, NOTHING)


async def test_who_waits_longest_and_what_is_late_is_told_by_the_clock(database: Database) -> None:
    await asked(database, 1)
    await asked(database, 2)
    order = {"kind": "card", "lane": "a", "scope": "a", "ordered_at": MONDAY}
    async with database.write() as session:
        for key, due_at in (("late", NOW - timedelta(minutes=2)), ("to come", NOW + timedelta(days=1))):
            await deliveries.order(session, {"key": key, "due_at": due_at, **order})

    async with database.read() as session:
        found = await figures.standing(session, NOW)

    assert (found.rows["question", "new"], found.overdue, found.oldest) == (2, 2, timedelta(hours=3))
    assert found.delivery_lag == timedelta(minutes=2)
