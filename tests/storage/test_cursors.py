"""Replicas take turns at reading a page: one at a time, and nobody waits for the dead."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update
from sqlmodel import col

from storage import cursors
from storage.database import Database, lease_clock
from storage.queues.tables import PageCursor

NOON = datetime(2026, 2, 9, 11, 0, tzinfo=UTC)


async def take(database: Database, who: str, former_ids: tuple[str, ...] = (), *, alone: bool = False) -> bool:
    async with database.write() as session:
        return await cursors.take_turn(session, "main", who, former_ids, alone=alone)


async def test_one_at_a_time_reads_a_page(database: Database) -> None:
    assert await take(database, "one")

    assert not await take(database, "two")
    assert await take(database, "one"), "whoever has the turn may keep it"


async def test_a_turn_given_back_is_the_next_ones(database: Database) -> None:
    await take(database, "one")

    async with database.write() as session:
        await cursors.end_turn(session, "main", "one")

    assert await take(database, "two")


async def test_whoever_lost_the_turn_cannot_give_it_back(database: Database) -> None:
    await take(database, "one")

    async with database.write() as session:
        await cursors.end_turn(session, "main", "two")

    assert not await take(database, "two")


async def test_a_turn_whose_lease_ran_out_is_free(database: Database) -> None:
    await take(database, "frozen")
    async with database.write() as session:
        past = await lease_clock(session) - timedelta(seconds=1)
        await session.exec(update(PageCursor).where(col(PageCursor.page) == "main").values(reader_until=past))

    assert await take(database, "two")


async def test_a_restarted_process_has_the_turn_of_its_dead_predecessor_at_once(database: Database) -> None:
    await take(database, "dead")

    assert await take(database, "its successor", ("dead",))


async def test_whoever_is_alone_waits_for_nobody(database: Database) -> None:
    await take(database, "dead long ago")

    assert await take(database, "me", alone=True)


async def test_what_one_has_read_all_know(database: Database) -> None:
    async with database.write() as session:
        await cursors.pass_complete(session, "main", NOON, 2, timedelta(days=3), full=True)
        await cursors.pass_complete(session, "main", NOON + timedelta(minutes=1), 0, timedelta(days=3), full=False)

    async with database.read() as session:
        assert await cursors.passes(session, "main") == (NOON + timedelta(minutes=1), NOON)
