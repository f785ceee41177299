"""Two offices on one PostgreSQL: what one stores wakes the other's workers, and they take turns at reading a page."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from bot.desk.office import Office
from bot.ports.calls import Event
from bot.replicas import listen
from bot.rules.rights import rights_of
from bot.texts.wording import Wording
from bot.work import House
from handlers.clocks import WallClock
from storage.database import Database
from storage.engine import schema
from tests.bot.solvik import solvik
from tests.postgres import Postgres
from tests.waiting import eventually

pytestmark = pytest.mark.postgres


@pytest.fixture
async def offices(postgres: Postgres) -> AsyncIterator[tuple[Office, Office]]:
    address = postgres.fresh_database()
    schema.upgrade(address)
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(_office(address)), await stack.enter_async_context(_office(address))


async def test_an_event_that_one_has_heard_wakes_the_intake_of_the_other(offices: tuple[Office, Office]) -> None:
    one, other = offices

    await one.hear([Event("facebook", "comment 1", {})])

    await eventually(other.signals.inbox.is_set)
    assert not other.signals.deliveries.is_set()


async def test_what_one_has_ordered_wakes_the_other_once_it_is_committed(offices: tuple[Office, Office]) -> None:
    one, other = offices

    async with one.work() as work:
        work.news.update({"deliveries", "moments"})

    await eventually(lambda: other.signals.deliveries.is_set() and other.signals.moments.is_set())


async def test_a_page_is_read_by_one_and_then_by_the_other(offices: tuple[Office, Office]) -> None:
    one, other = offices

    async with one.turn("main") as ones, other.turn("main") as others, other.turn("landbruk") as elsewhere:
        assert (ones, others, elsewhere) == (True, False, True)
    async with other.turn("main") as others:
        assert others


@asynccontextmanager
async def _office(address: str) -> AsyncIterator[Office]:
    """An office that listens to the others; it has no workers that would take what there is to do."""
    town = solvik()
    office = Office(Database(address), House(town, Wording({}), rights_of(town, {})), WallClock())
    listening = asyncio.create_task(listen(office.database, office.signals.hear))
    await eventually(office.signals.inbox.is_set)  # the line stands
    for signal in (office.signals.inbox, office.signals.deliveries, office.signals.moments):
        signal.clear()
    try:
        yield office
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await office.database.close()
