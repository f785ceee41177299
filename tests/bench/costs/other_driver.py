"""The bot with aiosqlite itself in the place of our own driver, to be run beside it: what decision 0010 weighs."""

from typing import Any

import aiosqlite

from handlers.cli import main
from storage.engine import sqlite


async def opened(file: str) -> Any:
    """A connection as ours would be, that hands every word to a thread."""
    connection = await aiosqlite.connect(file, timeout=sqlite.BUSY_SECONDS, isolation_level=None)
    for pragma in sqlite.PRAGMAS:
        await connection.execute(f"PRAGMA {pragma}")
    return connection


if __name__ == "__main__":
    sqlite.opened = opened
    main()
