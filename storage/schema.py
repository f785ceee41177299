"""Keeping the tables up to date. Alembic does the work and is imported only when there is some."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, NullPool, create_engine, inspect, text

from storage.database import async_url, sqlite_path

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"  # the newest step in migrations/versions; a test holds the two together
_UPGRADE_LOCK = 711_840_113  # any number; replicas that start together upgrade one after the other


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
    with _connect(address) as connection:
        return _status(connection)


def upgrade(address: str) -> SchemaStatus:
    """Bring the database up to date, creating it if need be; returns where it stood before. Raises `NewerSchema`."""
    before = status(address)
    if not before.is_current:
        _run_steps(address)
    return before


def make_step(address: str, step: str, message: str) -> None:
    """Write a new migration step from the difference between tables and database (for developers)."""
    from alembic import command  # costs start-up time and is rarely needed

    with _connect(address) as connection:
        command.revision(_config(connection), message=message, rev_id=step, autogenerate=True)


def _connect(address: str) -> Connection:
    path = sqlite_path(address)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    url = async_url(address)
    return create_engine(url.set(drivername=url.drivername.replace("+aiosqlite", "")), poolclass=NullPool).connect()


def _status(connection: Connection) -> SchemaStatus:
    if not inspect(connection).has_table("alembic_version"):
        return SchemaStatus(found="")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    if found > HEAD:
        raise NewerSchema(found)
    return SchemaStatus(found=found)


def _run_steps(address: str) -> None:
    from alembic import command  # costs start-up time and is rarely needed

    with _connect(address) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _UPGRADE_LOCK})
        command.upgrade(_config(connection), "head")
        connection.commit()


def _config(connection: Connection) -> "Config":
    from alembic.config import Config  # costs start-up time and is rarely needed

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
