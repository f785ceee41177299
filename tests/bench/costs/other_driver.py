"""The bot with aiosqlite itself in the place of our own driver, to be run beside it: what decision 0010 weighs."""

from typing import Any

import aiosqlite
from sqlalchemy import AdaptedConnection
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection, SQLiteDialect_aiosqlite
from sqlalchemy.util import await_only
from sqlmodel.ext.asyncio.session import AsyncSession

from handlers.cli import main
from storage.engine import sqlite

DRIVER = SQLiteDialect_aiosqlite.import_dbapi()


def opened(file: str) -> AdaptedConnection:
    """A connection as ours would be, that hands every word to a thread."""
    return AsyncAdapt_aiosqlite_connection(DRIVER, await_only(_opened(file)))


async def _opened(file: str) -> Any:
    connection = await aiosqlite.connect(file, timeout=sqlite.BUSY_SECONDS, isolation_level=None)
    for pragma in sqlite.PRAGMAS:
        await connection.execute(f"PRAGMA {pragma}")
    return connection


class Session(AsyncSession):
    """A session as it was before ours: every statement may wait for the thread."""

    async def begin_with(self, how: str) -> None:
        """Begin a transaction in the thread, too."""
        await self.run_sync(lambda inner: inner.connection().connection.cursor().execute(how))


if __name__ == "__main__":
    sqlite.opened, sqlite.Session = opened, Session  # type: ignore[assignment,misc] # they speak alike
    main()
