"""SQLite without a journey to a thread for every word: what is in memory or in the file's cache is answered where it is asked.

Only what has to wait goes to a thread: committing what was written, which is the disk, and the write lock when another
process holds it. SQLAlchemy's aiosqlite dialect speaks to these two classes in the place of its own, which take a journey for
each cursor, statement, fetch and close; those journeys were most of the bot's work.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import AdaptedConnection
from sqlalchemy.util import await_only

BUSY_SECONDS = 10.0
EMPTYING_SECONDS = 0.5
TAKE_THE_LOCK = "BEGIN IMMEDIATE"
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


def opened(file: str) -> AdaptedConnection:
    """A new connection to a file."""
    return Connection(file)


def empty_journal(file: str) -> bool:
    """Bring everything from the journal into the file, and empty it; False when somebody was reading in it all the while.

    Nobody can write while it waits for readers, so it does not wait for long.
    """
    connection = sqlite3.connect(file, timeout=EMPTYING_SECONDS, isolation_level=None)
    try:
        (is_busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return not is_busy


class Connection(AdaptedConnection):
    """One connection to a file; one task at a time uses it. Transactions begin only where somebody says so."""

    __slots__ = ("_committed", "_file")

    def __init__(self, file: str) -> None:
        self._file = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            self._file.execute(f"PRAGMA {pragma}")
        self._committed = self._file.total_changes

    @property
    def driver_connection(self) -> sqlite3.Connection:
        """Python's own connection."""
        return self._file

    def cursor(self) -> "Cursor":
        """A new cursor."""
        return self._file.cursor(Cursor)

    def commit(self) -> None:
        """Return when everything is on the disk; where nothing was written there is no disk to wait for."""
        if self._file.total_changes == self._committed:
            self._file.commit()
        else:
            await_only(_in_a_thread(self._file.commit))
            self._committed = self._file.total_changes

    def rollback(self) -> None:
        """Take everything back."""
        self._file.rollback()

    def create_function(self, *args: Any, **more: Any) -> None:
        """Give SQL a function of Python's, as SQLAlchemy does once."""
        self._file.create_function(*args, **more)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def terminate(self) -> None:
        """Let go of the file when nobody can await it."""
        self._file.close()


class Cursor(sqlite3.Cursor):
    """One statement and its rows."""

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> "Cursor":  # type: ignore[override] # no named ones
        """Run one statement."""
        if statement != TAKE_THE_LOCK:
            super().execute(statement, parameters)
        elif not self._lock_is_free():
            await_only(_in_a_thread(partial(super().execute, statement)))
        return self

    def _lock_is_free(self) -> bool:
        """Whether the lock could be taken without waiting; then it is."""
        super().execute("PRAGMA busy_timeout=0")
        try:
            super().execute(TAKE_THE_LOCK)
        except sqlite3.OperationalError:
            return False
        finally:
            super().execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
        return True

    async def _async_soft_close(self) -> None:
        """SQLAlchemy asks for this before a result is read outside: the rows are read from the file as they are wanted."""


async def _in_a_thread(work: Callable[[], Any]) -> None:
    """Let a thread wait for it. Also a cancelled task waits for its end: nobody else may use the connection before."""
    waiting = asyncio.get_running_loop().run_in_executor(None, work)
    try:
        await asyncio.shield(waiting)
    except asyncio.CancelledError:
        await asyncio.wait({waiting})
        waiting.exception()  # whatever became of it, the cancellation is what goes on
        raise
