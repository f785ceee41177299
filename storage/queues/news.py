"""Waking the other processes on one PostgreSQL: told in the transaction that makes the news, heard on a line of its own.

SQLite has one process, which wakes itself. News is a hint and never the only way: who misses it looks again a little later.
"""

from collections.abc import AsyncIterator, Collection
from typing import TYPE_CHECKING

from sqlmodel import func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Database

if TYPE_CHECKING:
    from psycopg import AsyncConnection

CHANNEL = "svarvakt"
PROOF_SECONDS = 30  # a line that has been quiet for so long is asked whether it still stands


async def tell(session: AsyncSession, sender: str, names: Collection[str]) -> None:
    """Tell the other processes, once this transaction is committed, for which of their workers there is something new."""
    if names and session.get_bind().dialect.name == "postgresql":
        await session.exec(select(func.pg_notify(CHANNEL, " ".join((sender, *sorted(names))))))


async def heard(database: Database) -> AsyncIterator[frozenset[str]]:
    """What others tell, as it comes; at first nothing, which says that the line stands and that something may have been missed.

    Raises whatever the driver raises when the line breaks. Only for PostgreSQL.
    """
    async with await _line(database) as line:
        await line.execute(f"LISTEN {CHANNEL}")
        yield frozenset()
        while True:
            async for notify in line.notifies(timeout=PROOF_SECONDS):
                sender, *names = notify.payload.split()
                if sender != database.id:
                    yield frozenset(names)
            await line.execute("SELECT 1")


async def _line(database: Database) -> "AsyncConnection":
    from psycopg import AsyncConnection  # only where PostgreSQL is used

    arguments, options = database.engine.dialect.create_connect_args(database.engine.url)
    return await AsyncConnection.connect(*arguments, **options, autocommit=True)
