"""Transactions end whole, whatever happens to the task that opened them."""

import asyncio
import gc
import logging
import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import literal, select

from bot.ports.calls import Event
from storage.database import Database, once_committed
from storage.engine import schema, sqlite
from storage.queues import inbox
from tests.postgres import Postgres

MOMENT = datetime(2026, 2, 9, 8, 0, tzinfo=UTC)
MANY = 60  # more than the connections of either database


async def test_a_task_cancelled_in_the_middle_leaves_no_connection_half_way(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async def work(*, write: bool) -> None:
        while True:
            async with database.write() if write else database.read() as session:
                await session.exec(select(literal(1)))

    with caplog.at_level(logging.ERROR, "sqlalchemy.pool"):
        for turn in range(40):
            tasks = [asyncio.create_task(work(write=write)) for write in (True, False)]
            for _ in range(turn):
                await asyncio.sleep(0.0005)  # another moment each turn
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    assert caplog.records == []


async def test_more_transactions_than_there_are_connections_take_turns_also_when_some_give_up(
    database: Database,
) -> None:
    under_way: list[int] = []

    async def work(number: int) -> int:
        async with database.write() if number % 3 == 0 else database.read() as session:
            under_way.append(number)
            await asyncio.sleep(0)
            await session.exec(select(literal(1)))
        return number

    tasks = [asyncio.create_task(work(number)) for number in range(MANY)]
    while not under_way:  # noqa: ASYNC110 - the first of them has begun
        await asyncio.sleep(0)
    for task in tasks[::5]:
        task.cancel()
    done = await asyncio.gather(*tasks, return_exceptions=True)

    ended = [one for one in done if not isinstance(one, asyncio.CancelledError)]
    assert set(range(MANY)) - {*range(0, MANY, 5)} <= {*ended} <= set(range(MANY))


async def test_a_write_that_is_cancelled_while_it_commits_is_committed(database: Database) -> None:
    async def keep() -> None:
        async with database.write() as session:
            await inbox.keep(session, [Event("facebook", "key", {})], MOMENT)
            asyncio.get_running_loop().call_soon(task.cancel)

    task = asyncio.create_task(keep())
    with pytest.raises(asyncio.CancelledError):
        await task

    async with database.read() as session:
        assert await inbox.count(session, "waiting") == 1


async def test_what_fails_in_a_thread_after_its_task_was_cancelled_is_nobodys_surprise() -> None:
    """A store that fails while the program stops: the loop would tell of an error that nobody has asked for."""
    surprises: list[str] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, told: surprises.append(told["message"]))
    begun, goes_on = asyncio.Event(), threading.Event()
    begin, loop = begun.set, asyncio.get_running_loop()

    def fail() -> None:
        loop.call_soon_threadsafe(begin)
        goes_on.wait()
        raise sqlite3.OperationalError

    waiting = asyncio.create_task(sqlite._in_a_thread(fail))
    await begun.wait()
    waiting.cancel()
    await asyncio.sleep(0)
    goes_on.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    del waiting
    gc.collect()
    await asyncio.sleep(0)

    assert surprises == []


async def test_what_comes_with_a_commit_is_done_although_the_caller_was_cancelled(database: Database) -> None:
    done: list[str] = []

    async def keep() -> None:
        async with database.write() as session:
            await inbox.keep(session, [Event("facebook", "key", {})], MOMENT)
            once_committed(session, lambda: done.append("done"))
            asyncio.get_running_loop().call_soon(task.cancel)

    task = asyncio.create_task(keep())
    with pytest.raises(asyncio.CancelledError):
        await task

    assert done == ["done"]


async def test_what_comes_with_a_commit_is_not_done_without_it(database: Database) -> None:
    done: list[str] = []

    async def fail() -> None:
        async with database.write() as session:
            once_committed(session, lambda: done.append("done"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert done == []


@pytest.mark.postgres
async def test_postgresql_takes_a_transaction_away_from_a_process_that_froze_in_it(postgres: Postgres) -> None:
    opened = Database(postgres.fresh_database())
    async with opened.write() as session:
        patience = (await session.exec(text("SHOW idle_in_transaction_session_timeout"))).one()[0]
    await opened.close()

    assert patience == "1min"


async def test_a_journal_that_somebody_reads_in_is_left_for_later_and_holds_up_no_writer_for_long(
    tmp_path: Path,
) -> None:
    address = f"sqlite:///{tmp_path / 'svarvakt.db'}"
    schema.upgrade(address)
    opened = Database(address)
    try:
        async with opened.read() as session:
            await inbox.count(session, "waiting")
            async with opened.write() as writing:
                await inbox.keep(writing, [Event("facebook", "key", {})], MOMENT)
            assert await opened.overwrite() == ["journal"]
        assert await opened.overwrite() == []
    finally:
        await opened.close()


@pytest.mark.postgres
async def test_a_table_that_somebody_uses_is_left_for_later_and_the_others_are_written_anew(postgres: Postgres) -> None:
    address = postgres.fresh_database()
    schema.upgrade(address)
    opened = Database(address)
    try:
        async with opened.write() as session:
            await inbox.keep(session, [Event("facebook", "key", {})], MOMENT)
            await session.flush()
            assert await opened.overwrite() == ["inbox"]
        assert await opened.overwrite() == []
    finally:
        await opened.close()
