"""A store that is damaged or full: readiness, the log and, where it can be reached, the channel tell the truth."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, event

from tests.stories.troubles.looking import looked_until, readiness, told
from tests.town import KARI, Town, bot_in, sandbox_at
from tests.waiting import eventually


async def test_a_worker_whose_table_is_lost_is_named_in_the_channel_and_in_readiness_until_it_is_mended(
    tmp_path: Path,
) -> None:
    async with sandbox_at() as sandbox, bot_in(sandbox, tmp_path) as app:
        solvik = Town(sandbox, app)
        await solvik.asked(KARI, "Virker alt?")
        _statement(tmp_path, "ALTER TABLE inbox RENAME TO lost")

        await _not_ready(solvik, "trouble: worker_down intake")
        await looked_until(solvik, "En del av meg som heter intake, stopper om og om igjen (OperationalError).")


async def test_a_damaged_page_of_the_database_is_told_by_readiness(tmp_path: Path) -> None:
    async with sandbox_at() as sandbox, bot_in(sandbox, tmp_path) as app:
        solvik = Town(sandbox, app)
        await solvik.asked(KARI, "Er databasen hel?")
        _damage(tmp_path, "inbox")

        solvik.asks(KARI, "Er den det ennå?")

        await _not_ready(solvik, "store: DatabaseError")


async def test_a_full_disk_is_told_by_readiness_and_what_was_not_stored_comes_when_there_is_room(
    tmp_path: Path,
) -> None:
    async with sandbox_at() as sandbox, bot_in(sandbox, tmp_path) as app:
        solvik = Town(sandbox, app)
        await solvik.asked(KARI, "Er det plass?")
        disk = Disk(solvik)

        solvik.asks(KARI, "Er det plass til mer? " * 400)

        await _not_ready(solvik, "store: OperationalError")

        disk.pages = 1_000_000
        await eventually(lambda: readiness(solvik, 200), within=30, every=0.2)
        await solvik.card_with("Er det plass til mer?")


async def _not_ready(solvik: Town, reason: str) -> None:
    async def is_said() -> bool:
        return reason in await told(solvik, "/readyz")

    await eventually(is_said, within=30, every=0.2)


def _statement(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "svarvakt.db", timeout=10)) as store:
        store.execute(statement)
        store.commit()


def _damage(folder: Path, table: str) -> None:
    """Write over the first page of a table where it lies on the disk."""
    file = folder / "svarvakt.db"
    with closing(sqlite3.connect(file, timeout=10)) as store:
        (page,) = store.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = store.execute("PRAGMA page_size").fetchone()
        store.execute("PRAGMA user_version = 7")  # so that nobody goes on with what he remembers
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with file.open("r+b") as raw:
        raw.seek((page - 1) * size)
        raw.write(b"\xff" * size)


class Disk:
    """How many pages the database may have, on every connection that begins a transaction: by default no more than now."""

    def __init__(self, solvik: Town) -> None:
        self.pages = 1
        event.listen(solvik.app.database.engine.sync_engine, "begin", self._limit)

    def _limit(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {self.pages}")
