"""Both databases run every storage test: SQLite in a file, and a real PostgreSQL from a wheel."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.engine import schema
from tests.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'svarvakt.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.fresh_database()


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    schema.upgrade(address)
    opened = Database(address)
    yield opened
    await opened.close()
