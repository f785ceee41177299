"""Keeping the tables up to date: a new database gets today's tables at once, an old one is led there by Alembic's steps.

Alembic is imported only when there are steps to run: it costs ten megabytes and half a second.
"""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, MetaData, NullPool, create_engine, inspect, text
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

import storage.queues.tables  # noqa: F401 - it knows them all: its own, and the story's that it builds upon
from storage.database import async_url, keep_private, sqlite_path
from storage.engine.columns import tell_indexes_their_rows

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0021"  # the newest step in migrations/versions; a test holds the two together
_UPGRADE_LOCK = 711_840_113  # any number; replicas that start together upgrade one after the other
_LOCK_MILLISECONDS = 500  # shorter than PostgreSQL's look for deadlocks (1 s), so that it is always we who give way
_LOCK_TRIES = 120
_PAUSE_SECONDS = 0.5
_LOCK_NOT_AVAILABLE = "55P03"


class NewerSchema(RuntimeError):
    """The database was written by a newer Svarvakt; `found` is its step, which this program does not know."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


@dataclass(frozen=True)
class SchemaStatus:
    """Where the database stands (`found` is empty for a new one) and where this program wants it."""

    found: str
    wanted: str = HEAD

    @property
    def is_current(self) -> bool:
        """Whether nothing has to be done."""
        return self.found == self.wanted


def status(address: str) -> SchemaStatus:
    """Read the schema step of the database at `address`. Raises `NewerSchema`."""
    with connect(address) as connection:
        return status_of(connection)


def upgrade(address: str) -> SchemaStatus:
    """Bring the database up to date, creating it if need be; returns where it stood before.

    An older program may be at work meanwhile. Raises `NewerSchema`, and the driver's error when a table stays locked
    for two minutes.
    """
    keep_private(address)
    with _alone(address) as connection:
        before = status_of(connection)
        if not before.found:
            _create(connection)
        elif not before.is_current:
            _run_steps_beside_others(connection)
        connection.commit()
    return before


def run_steps(address: str) -> None:
    """Run every step that is missing, from the very first one on a new database (for developers)."""
    with _alone(address) as connection:
        _run_steps(connection)
        connection.commit()


def make_step(address: str, step: str, message: str) -> None:
    """Write a new migration step from the difference between tables and database (for developers)."""
    from alembic import command

    with connect(address) as connection:
        command.revision(_config(connection), message=message, rev_id=step, autogenerate=True)


def all_tables(dialect: str) -> MetaData:
    """What this program wants of a database of this dialect."""
    tell_indexes_their_rows(dialect)
    return SQLModel.metadata


def connect(address: str) -> Connection:
    """A connection of its own; the caller closes it. A new SQLite file is made where there is none."""
    path = sqlite_path(address)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    url = async_url(address)
    return create_engine(url.set(drivername=url.drivername.replace("+aiosqlite", "")), poolclass=NullPool).connect()


def status_of(connection: Connection) -> SchemaStatus:
    """The schema step of a database. Raises `NewerSchema`."""
    if not inspect(connection).has_table("alembic_version"):
        return SchemaStatus(found="")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    if found > HEAD:
        raise NewerSchema(found)
    return SchemaStatus(found=found)


def _alone(address: str) -> Connection:
    """A connection that holds off everybody else who would change the tables, until its end."""
    connection = connect(address)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _UPGRADE_LOCK})
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    return connection


def _create(connection: Connection) -> None:
    all_tables(connection.dialect.name).create_all(connection)
    name = "CONSTRAINT alembic_version_pkc PRIMARY KEY"
    connection.execute(text(f"CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL {name})"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:step)"), {"step": HEAD})


def _run_steps_beside_others(connection: Connection) -> None:
    """Whoever waits to change a table holds up all who come after: so wait for a moment, let them pass, and try again."""
    for tries_left in reversed(range(_LOCK_TRIES)):
        try:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = {_LOCK_MILLISECONDS}"))
            return _run_steps(connection)
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", "") != _LOCK_NOT_AVAILABLE or not tries_left:
                raise
            connection.rollback()
            time.sleep(_PAUSE_SECONDS)
    return None


def _run_steps(connection: Connection) -> None:
    from alembic import command

    command.upgrade(_config(connection), "head")


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations"))
    config.attributes["connection"] = connection
    return config
