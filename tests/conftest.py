"""What all tests share."""

from collections.abc import AsyncIterator, Iterator

import pytest

from sandbox.server import Sandbox
from tests.postgres import Postgres
from tests.waiting import PROGRESS


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The program runs on asyncio and nothing else."""
    return "asyncio"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL; each test asks it for a database of its own."""
    with Postgres() as server:
        yield server


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Facebook and Slack on localhost, in their plain form."""
    opened = PROGRESS.hear(Sandbox())
    await opened.start()
    yield opened
    await opened.stop()
