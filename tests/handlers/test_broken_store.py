"""A store that is damaged, full or read-only: readiness, the log and, where it can be reached, the channel tell the truth."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from tests.stories.troubles.looking import looked_until, readiness, told
from tests.town import KARI, Town, bot_in, sandbox_at
from tests.waiting import eventually

CLOSED, OPEN = "Jeg får ikke lagret noe (OperationalError).", "Jeg får lagret igjen."


async def test_a_worker_whose_table_is_lost_is_named_in_the_channel_and_in_readiness_until_it_is_mended(
    tmp_path: Path,
) -> None:
    async with sandbox_at() as sandbox, bot_in(sandbox, tmp_path) as app:
        solvik = Town(sandbox, app)
        await solvik.asked(KARI, "Virker alt?")
        await _statement(solvik, tmp_path, "ALTER TABLE inbox RENAME TO lost")

        await _not_ready(solvik, "trouble: worker_down intake")
        await looked_until(solvik, "En del av meg som heter intake, stopper om og om igjen (OperationalError).")


async def test_a_damaged_page_of_the_database_is_told_by_readiness(tmp_path: Path) -> None:
    async with sandbox_at() as sandbox, bot_in(sandbox, tmp_path) as app:
        solvik = Town(sandbox, app)
        await solvik.asked(KARI, "Er databasen hel?")
        await _damage(solvik, tmp_path, "inbox")

        solvik.asks(KARI, "Er den det ennå?")

        await _not_ready(solvik, "store: DatabaseError")


async def test_a_full_disk_is_told_by_readiness_and_what_was_not_stored_comes_when_there_is_room(
    tmp_path: Path,
) -> None:
    async with sandbox_at() as sandbox, bot_in(sandbox, tmp_path) as app:
        solvik = Town(sandbox, app)
        await solvik.asked(KARI, "Er det plass?")
        await _statement(solvik, tmp_path, "VACUUM")  # no free page is left inside the file
        disk = Disk(solvik)

        solvik.asks(KARI, "Er det plass til mer? " * 400)

        await _not_ready(solvik, "store: OperationalError")

        disk.pages = 1_000_000
        await eventually(lambda: readiness(solvik, 200), within=30, every=0.2)
        await solvik.card_with("Er det plass til mer?")


async def test_a_store_that_takes_nothing_is_said_past_it_once_and_its_end_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with sandbox_at() as sandbox, bot_in(sandbox, tmp_path) as app:
        solvik = Town(sandbox, app)
        store = ReadOnly(solvik)

        await _looked_after_until(solvik, CLOSED)
        await _looked_after(solvik, times=3)

        assert "trouble: store_closed" in await readiness(solvik, 503)
        assert "store_closed" in _named_in_the_log(caplog)
        store.is_read_only = False
        await _looked_after_until(solvik, OPEN)
        await eventually(lambda: readiness(solvik, 200), within=30, every=0.2)
        await _looked_after(solvik, times=3)
        assert (len(solvik.cards_with(CLOSED)), len(solvik.cards_with(OPEN))) == (1, 1)


async def test_where_nothing_can_be_ordered_any_more_the_channel_hears_of_it_all_the_same(tmp_path: Path) -> None:
    async with sandbox_at() as sandbox, bot_in(sandbox, tmp_path) as app:
        solvik = Town(sandbox, app)
        await solvik.asked(KARI, "Er køen hel?")
        await _damage(solvik, tmp_path, "delivery")

        await _looked_after_until(solvik, "Jeg får ikke lagret noe (DatabaseError).")


async def test_what_was_found_and_cannot_be_noted_is_a_store_that_takes_nothing(tmp_path: Path) -> None:
    async with sandbox_at() as sandbox, bot_in(sandbox, tmp_path) as app:
        solvik = Town(sandbox, app)
        await _statement(solvik, tmp_path, "ALTER TABLE trouble RENAME TO lost")
        for look in app.watch.looks:
            await app.watch.look(look)

        await _looked_after_until(solvik, CLOSED)

        await _statement(solvik, tmp_path, "ALTER TABLE lost RENAME TO trouble")
        for look in app.watch.looks:
            await app.watch.look(look)
        await _looked_after_until(solvik, OPEN)


async def test_a_restart_says_nothing_twice_and_says_the_end_of_what_the_program_before_it_has_said(
    tmp_path: Path,
) -> None:
    async with sandbox_at() as sandbox:
        async with bot_in(sandbox, tmp_path) as app:
            ReadOnly(Town(sandbox, app))
            await _looked_after_until(Town(sandbox, app), CLOSED)

        async with bot_in(sandbox, tmp_path) as app:
            ReadOnly(Town(sandbox, app))
            await _looked_after(Town(sandbox, app), times=4)

        for _ in range(2):
            async with bot_in(sandbox, tmp_path) as app:
                solvik = Town(sandbox, app)
                await _looked_after_until(solvik, OPEN)
                await _looked_after(solvik, times=2)
        assert (len(solvik.cards_with(CLOSED)), len(solvik.cards_with(OPEN))) == (1, 1)


async def _looked_after(solvik: Town, *, times: int) -> None:
    for _ in range(times):
        solvik.clock.move(timedelta(minutes=6))
        await solvik.app.store_watch.look()


async def _looked_after_until(solvik: Town, words: str) -> None:
    async def is_said() -> bool:
        await _looked_after(solvik, times=1)
        return bool(solvik.cards_with(words))

    await eventually(is_said, within=30, every=0.2)


def _named_in_the_log(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [getattr(record, "fields", {}).get("trouble", "") for record in caplog.records]


async def _not_ready(solvik: Town, reason: str) -> None:
    async def is_said() -> bool:
        return reason in await told(solvik, "/readyz")

    await eventually(is_said, within=30, every=0.2)


async def _statement(solvik: Town, folder: Path, statement: str) -> None:
    async with _alone_with(solvik, folder) as store:
        store.execute(statement)


async def _damage(solvik: Town, folder: Path, table: str) -> None:
    """Write over the first page of a table where it lies on the disk."""
    async with _alone_with(solvik, folder) as store:
        (page,) = store.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = store.execute("PRAGMA page_size").fetchone()
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with (folder / "svarvakt.db").open("r+b") as raw:
            raw.seek((page - 1) * size)
            raw.write(b"\xff" * size)
        store.execute("PRAGMA user_version = 7")  # so that nobody goes on with what he remembers


@asynccontextmanager
async def _alone_with(solvik: Town, folder: Path) -> AsyncIterator[sqlite3.Connection]:
    """The database, while nobody in the program writes: on a busy machine there would be no gap to slip into."""
    async with solvik.app.database._turn():
        with closing(sqlite3.connect(folder / "svarvakt.db", timeout=10, isolation_level=None)) as store:
            yield store


class ReadOnly:
    """The database may only be read, on every connection that begins a transaction."""

    def __init__(self, solvik: Town) -> None:
        self.is_read_only = True
        event.listen(solvik.app.database.engine.sync_engine, "begin", self._limit)

    def _limit(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA query_only = {int(self.is_read_only)}")


class Disk:
    """How many pages the database may have, on every connection that begins a transaction: by default no more than now."""

    def __init__(self, solvik: Town) -> None:
        self.pages = 1
        event.listen(solvik.app.database.engine.sync_engine, "begin", self._limit)

    def _limit(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {self.pages}")
