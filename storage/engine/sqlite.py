"""SQLite without a journey to a thread for every word: what is in memory or in the file's cache is answered where it is asked.

Only what has to wait goes to a thread: committing what was written, which is the disk, and the write lock when another
process holds it. SQLAlchemy's aiosqlite dialect speaks to these two classes as to aiosqlite's own (`async_creator`); that one
hands over each cursor, statement, fetch and close by itself, and those journeys were most of the bot's work.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, Self

BUSY_SECONDS = 10.0
EMPTYING_SECONDS = 0.5
TAKE_THE_LOCK = "BEGIN IMMEDIATE"
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


async def opened(file: str) -> "Connection":
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


class Connection:
    """One connection to a file; one task at a time uses it. Transactions begin only where somebody says so."""

    def __init__(self, file: str) -> None:
        self._connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")
        self._committed = self._connection.total_changes

    def cursor(self) -> "Cursor":
        """A new cursor."""
        return Cursor(self._connection.cursor())

    async def commit(self) -> None:
        """Return when everything is on the disk; where nothing was written there is no disk to wait for."""
        if self._connection.total_changes == self._committed:
            self._connection.commit()
        else:
            await _in_a_thread(self._connection.commit)
            self._committed = self._connection.total_changes

    async def rollback(self) -> None:
        """Take everything back."""
        self._connection.rollback()

    async def create_function(self, *args: Any, **more: Any) -> None:
        """Give SQL a function of Python's, as SQLAlchemy does once."""
        self._connection.create_function(*args, **more)

    async def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def stop(self) -> None:
        """Let go of the file when nobody can await it."""
        self._connection.close()


class Cursor:
    """One statement and its rows."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def __getattr__(self, name: str) -> Any:
        """What needs no waiting is the real cursor's: description, rowcount, lastrowid."""
        return getattr(self._cursor, name)

    async def __aenter__(self) -> Self:
        """The cursor is open from the start."""
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement."""
        if statement != TAKE_THE_LOCK:
            self._cursor.execute(statement, parameters)
        elif not self._lock_is_free():
            await _in_a_thread(lambda: self._cursor.execute(statement))

    def _lock_is_free(self) -> bool:
        """Whether the lock could be taken without waiting; then it is."""
        self._cursor.execute("PRAGMA busy_timeout=0")
        try:
            self._cursor.execute(TAKE_THE_LOCK)
        except sqlite3.OperationalError:
            return False
        finally:
            self._cursor.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
        return True

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> None:
        """Run one statement with each of these parameters."""
        self._cursor.executemany(statement, parameters)

    async def fetchall(self) -> list[Any]:
        """All rows that are left."""
        return self._cursor.fetchall()

    async def close(self) -> None:
        """Let go of the rows."""
        self._cursor.close()


async def _in_a_thread(work: Callable[[], Any]) -> None:
    """Let a thread wait for it. Also a cancelled task waits for its end: nobody else may use the connection before."""
    waiting = asyncio.get_running_loop().run_in_executor(None, work)
    try:
        await asyncio.shield(waiting)
    except asyncio.CancelledError:
        await asyncio.wait({waiting})
        waiting.exception()  # whatever became of it, the cancellation is what goes on
        raise
