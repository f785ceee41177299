"""What was ordered is begun with the commit of its order, whatever becomes of who ordered it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from sqlmodel import select

from bot import telling
from bot.delivery.worker import AT_ONCE, Deliveries
from bot.desk.office import Office
from bot.effects import Effect
from bot.orders import kinds
from storage.queues.claiming.claimant import take_place
from storage.queues.tables import Delivery
from tests.waiting import eventually


class Telling(Effect):
    """Notes whom it begins to tell, and waits in the middle of it until `opens` is set."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.begun: list[str] = []
        self.opens = asyncio.Event()
        self.opens.set()

    async def make(self, row: Delivery) -> None:
        """Tell."""
        self.begun.append(row.body["person"])
        await self.opens.wait()


@pytest.fixture
async def tells(office: Office) -> AsyncIterator[Telling]:
    """The effect of a worker that is at work, and has found nothing to do yet."""
    effect, claimant = Telling(office), take_place(office.database.address)
    worker = asyncio.create_task(Deliveries(office, {kinds.TELL: effect}, claimant, lambda _row: None).run())
    await eventually(lambda: office.hands is not None)
    yield effect
    worker.cancel()
    with suppress(asyncio.CancelledError):
        await worker
    claimant.release()


async def tell(office: Office, *people: str) -> None:
    async with office.work() as work:
        for person in people:
            await telling.person(work, person, person, "C1", "", "…")


async def test_an_order_is_begun_although_who_ordered_it_was_cancelled_while_it_was_committed(
    office: Office, tells: Telling
) -> None:
    async def order() -> None:
        async with office.work() as work:
            await telling.person(work, "anne", "anne", "C1", "", "…")
            work.news.add("moments")  # what comes after the commit is not reached any more
            office.signals.moments.clear()
            committing.set()

    committing = asyncio.Event()
    ordering = asyncio.create_task(order())
    await committing.wait()
    ordering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await ordering

    await eventually(lambda: tells.begun == ["anne"])
    assert not office.signals.moments.is_set()


async def test_an_order_that_is_not_committed_is_not_begun(office: Office, tells: Telling) -> None:
    async def fail() -> None:
        async with office.work() as work:
            await telling.person(work, "anne", "anne", "C1", "", "…")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    await tell(office, "jonas")

    await eventually(lambda: tells.begun == ["jonas"])


async def test_more_than_hands_are_free_is_made_all_the_same(office: Office, tells: Telling) -> None:
    people = [f"person {number}" for number in range(2 * AT_ONCE)]
    tells.opens.clear()
    await tell(office, *people)
    await eventually(lambda: len(tells.begun) == AT_ONCE)

    tells.opens.set()

    await eventually(lambda: sorted(tells.begun) == sorted(people))


async def test_what_is_ordered_while_nobody_is_at_work_is_made_at_the_next_start(office: Office) -> None:
    await tell(office, "anne")

    effect, claimant = Telling(office), take_place(office.database.address)
    worker = asyncio.create_task(Deliveries(office, {kinds.TELL: effect}, claimant, lambda _row: None).run())
    await eventually(lambda: effect.begun == ["anne"])
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    claimant.release()


async def test_what_is_committed_while_the_worker_stops_is_taken_back_at_the_next_start(office: Office) -> None:
    claimant = take_place(office.database.address)
    worker = asyncio.create_task(Deliveries(office, {kinds.TELL: Telling(office)}, claimant, lambda _row: None).run())
    await eventually(lambda: office.hands is not None)
    async with office.work() as work:
        await telling.person(work, "anne", "anne", "C1", "", "…")
        assert office.hands is not None
        assert not await office.hands.claim_first(work)
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
    async with office.database.read() as session:
        assert (await session.exec(select(Delivery.state))).all() == ["claimed"]

    again = asyncio.create_task(Deliveries(office, {kinds.TELL: Telling(office)}, claimant, lambda _row: None).run())
    await eventually(lambda: office.hands is not None)
    async with office.database.read() as session:
        assert (await session.exec(select(Delivery.state))).all() == ["unknown"]
    again.cancel()
    await asyncio.gather(again, return_exceptions=True)
    claimant.release()
