"""Opening the database: SQLite by default, PostgreSQL by its address alone. Transactions begin and end here.

SQLite writes take the write lock at once (`BEGIN IMMEDIATE`), so that a transaction that has read can always write;
inside one process the writers queue in memory instead of polling the file.
"""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event, func, literal
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine import postgresql, sqlite

_ONCE_COMMITTED = "once_committed"
FROZEN_SECONDS = 60  # no transaction of ours waits for anything outside, so none lasts that long


class UnsupportedDatabase(ValueError):
    """`DATABASE_URL` names a database that Svarvakt does not speak."""


def async_url(address: str) -> URL:
    """Translate `sqlite:///…` or `postgresql://…` into the address of the async driver. Raises `UnsupportedDatabase`."""
    url = make_url(address)
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
    backend = url.drivername.split("+")[0]
    if backend not in drivers:
        raise UnsupportedDatabase(backend)
    return url.set(drivername=drivers[backend])


def sqlite_path(address: str) -> Path | None:
    """The file behind a SQLite address, None for PostgreSQL."""
    url = make_url(address)
    return Path(url.database or "") if url.drivername.startswith("sqlite") else None


def keep_private(address: str) -> None:
    """See to it that the file behind a SQLite address can be read by its owner alone; made empty where it is missing.

    SQLite gives the files it keeps beside it the same rights. Raises `OSError` when the file cannot be made.
    """
    path = sqlite_path(address)
    if path is None or path == Path():
        return
    path.touch(mode=0o600)
    if path.stat().st_uid == os.getuid():
        path.chmod(0o600)


class Database:
    """One database with its connections. `write` and `read` are the only ways in. `id` tells one opening from another."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.id = secrets.token_hex(8)
        url = async_url(address)
        self.is_sqlite = url.drivername.startswith("sqlite")
        self.engine = create_async_engine(url, **_options(url))
        self._sessions = sqlite.Session if self.is_sqlite else AsyncSession
        self._writer = asyncio.Lock()
        if not self.is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _let_nobody_hold_others_up)

    def _turn(self) -> AbstractAsyncContextManager[Any]:
        return self._writer if self.is_sqlite else nullcontext()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """One transaction that may write; committed at the end of the block, rolled back when the block raises."""
        async with self._turn(), self._session(sqlite.TAKE_THE_LOCK) as session:
            yield session
            await _to_the_end(_committed(session))

    async def overwrite(self) -> list[str]:
        """Have the files below give up what was erased, too; returns what somebody was using, to be tried again."""
        if self.is_sqlite:
            is_empty = await asyncio.to_thread(sqlite.empty_journal, str(sqlite_path(self.address)))
            return [] if is_empty else ["journal"]
        return await postgresql.write_anew(self.engine, [table.name for table in SQLModel.metadata.sorted_tables])

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """One transaction that only reads."""
        async with self._session("BEGIN") as session:
            yield session

    @asynccontextmanager
    async def _session(self, begin: str) -> AsyncIterator[AsyncSession]:
        """A session that has let go of its connection when the block ends, also when its task was cancelled meanwhile."""
        session = self._sessions(self.engine, expire_on_commit=False)
        try:
            if isinstance(session, sqlite.Session):
                await session.begin_with(begin)
            yield session
        finally:
            if self.is_sqlite:
                await session.close()  # waits for nothing, so nobody can be cancelled in the middle of it;
                await asyncio.sleep(0)  # but whoever reads again and again lets the others have their turn
            else:
                await _to_the_end(session.close())

    async def close(self) -> None:
        """Let go of all connections."""
        await self.engine.dispose()


def once_committed(session: AsyncSession, do: Callable[[], None]) -> None:
    """Have this done in the same step as the commit of this `write`: whoever is cancelled meanwhile, it comes with the commit."""
    session.info.setdefault(_ONCE_COMMITTED, []).append(do)


async def _committed(session: AsyncSession) -> None:
    await session.commit()
    for do in session.info.pop(_ONCE_COMMITTED, ()):
        do()


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Finish this even when cancelled meanwhile; the driver cannot be left half-way."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        if not task.cancelled():
            task.exception()  # whatever became of it, the cancellation is what goes on
        raise


async def one_at_a_time(session: AsyncSession, number: int) -> None:
    """Wait until no other process is in a transaction of this number; from here to its end this one is alone in it."""
    if session.get_bind().dialect.name == "postgresql":  # SQLite's writers queue anyway
        await session.exec(select(func.pg_advisory_xact_lock(number)))


async def lease_clock(session: AsyncSession) -> datetime:
    """The database's own clock, which all replicas share; leases are measured with it."""
    if session.get_bind().dialect.name == "sqlite":
        return datetime.now(UTC)  # one host, one process: the file has no clock of its own
    moment: datetime = (await session.exec(select(func.clock_timestamp()))).one()
    return moment.astimezone(UTC)


def lease(moment: datetime, seconds: float) -> datetime:
    """The end of a lease that starts at `moment`."""
    return moment + timedelta(seconds=seconds)


async def alive(database: Database) -> None:
    """Raise whatever the driver raises when the database does not answer."""
    async with database.read() as session:
        await session.exec(select(literal(1)))


def _let_nobody_hold_others_up(connection: Any, _record: Any) -> None:
    """A process that froze in the middle of a transaction loses it, and with it every row that others wait for."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET idle_in_transaction_session_timeout = '{FROZEN_SECONDS}s'")
    connection.commit()


def _options(url: URL) -> dict[str, Any]:
    if not url.drivername.startswith("sqlite"):
        return {"pool_size": 10, "pool_pre_ping": True}
    opened = partial(sqlite.opened, url.database or "")
    if not url.database:
        return {"creator": opened}  # a store that nobody keeps has one connection
    # A few connections are kept; each has a cache of two megabytes.
    return {"creator": opened, "pool_size": 2, "max_overflow": 20, "pool_use_lifo": True}
