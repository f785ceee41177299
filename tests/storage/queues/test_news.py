"""Processes on one PostgreSQL wake each other, as soon as what there is to do can be seen."""

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest
from sqlalchemy import text

from storage.database import Database
from storage.queues import news
from tests.postgres import Postgres

pytestmark = pytest.mark.postgres
SOON_SECONDS = 5.0


@pytest.fixture
def shared(postgres: Postgres) -> str:
    return postgres.fresh_database()


@pytest.fixture
async def speaker(shared: str) -> AsyncIterator[Database]:
    opened = Database(shared)
    yield opened
    await opened.close()


@pytest.fixture
async def listener(shared: str) -> AsyncIterator[Database]:
    opened = Database(shared)
    yield opened
    await opened.close()


async def soon(hearing: AsyncIterator[frozenset[str]]) -> frozenset[str]:
    async with asyncio.timeout(SOON_SECONDS):
        return await anext(hearing)


async def tell(database: Database, *names: str) -> None:
    async with database.write() as session:
        await news.tell(session, database.id, names)


async def test_what_one_tells_another_hears(speaker: Database, listener: Database) -> None:
    hearing = news.heard(listener)
    assert await soon(hearing) == frozenset(), "the line stands"

    await tell(speaker, "inbox", "deliveries")

    assert await soon(hearing) == {"inbox", "deliveries"}
    await hearing.aclose()


async def test_nobody_hears_of_what_was_not_committed_nor_of_his_own_news(
    speaker: Database, listener: Database
) -> None:
    hearing = news.heard(listener)
    await soon(hearing)

    async with speaker.read() as session:
        await news.tell(session, speaker.id, ["inbox"])
    await tell(listener, "inbox")
    await tell(speaker, "moments")

    assert await soon(hearing) == {"moments"}
    await hearing.aclose()


async def test_a_broken_line_is_an_error_and_a_new_one_hears_again(speaker: Database, listener: Database) -> None:
    hearing = news.heard(listener)
    await soon(hearing)
    async with speaker.write() as session:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
        await session.exec(text(others))

    with pytest.raises(psycopg.OperationalError):
        await soon(hearing)

    again = news.heard(listener)
    assert await soon(again) == frozenset()
    await tell(speaker, "inbox")
    assert await soon(again) == {"inbox"}
    await again.aclose()
