"""SQLite without a journey to a thread for every word: what is in memory or in the file's cache is answered where it is asked.

Only what has to wait goes to a thread: committing what was written, which is the disk, and the write lock when another
process holds it. SQLAlchemy's aiosqlite dialect speaks to `Connection` in the place of its own, which takes a journey for
each cursor, statement, fetch and close; those journeys were most of the bot's work. `Session` saves the greenlet that
SQLAlchemy would make for each statement, in case it has to wait: that was a third of what was left.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import AdaptedConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.util import await_only
from sqlmodel.ext.asyncio.session import AsyncSession

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

    def cursor(self) -> sqlite3.Cursor:
        """A new cursor."""
        return self._file.cursor()

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


class Session(AsyncSession):
    """One transaction in a file. What waits for nothing is done where it is asked; what is left is the commit, and rare words."""

    async def begin_with(self, how: str) -> None:
        """Begin past SQLAlchemy, which would look for listeners at each statement if it did. Raises `OperationalError`."""
        connection = await super().run_sync(lambda inner: inner.connection())  # it may have to wait for a free one
        file: Any = connection.connection.driver_connection
        try:
            if how != TAKE_THE_LOCK:
                file.execute(how)
            elif not _took_the_lock(file):
                await _in_a_thread(partial(file.execute, how))
        except sqlite3.OperationalError as error:  # it comes to others as any statement's does
            raise OperationalError(how, None, error) from error

    async def exec(self, statement: Any, **more: Any) -> Any:
        """Run one statement about entities."""
        return self.sync_session.exec(statement, **more)

    async def run_sync(self, do: Callable[..., Any], *given: Any, **named: Any) -> Any:  # type: ignore[override] # of whatever kind
        """Do something with the session itself."""
        return do(self.sync_session, *given, **named)

    async def close(self) -> None:
        """Let go of the connection; what was not committed is taken back."""
        self.sync_session.close()


def _took_the_lock(file: sqlite3.Connection) -> bool:
    """Whether the write lock could be taken without waiting; then it is."""
    file.execute("PRAGMA busy_timeout=0")
    try:
        file.execute(TAKE_THE_LOCK)
    except sqlite3.OperationalError:
        return False
    finally:
        file.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
    return True


async def _in_a_thread(work: Callable[[], Any]) -> None:
    """Let a thread wait for it. Also a cancelled task waits for its end: nobody else may use the connection before."""
    waiting = asyncio.get_running_loop().run_in_executor(None, work)
    try:
        await asyncio.shield(waiting)
    except asyncio.CancelledError:
        await asyncio.wait({waiting})
        waiting.exception()  # whatever became of it, the cancellation is what goes on
        raise
