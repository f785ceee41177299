"""A block that needs some work to go on learns at once of its death."""

import asyncio

import pytest

from handlers.server import broken_off_with


async def _dies(when: asyncio.Event) -> None:
    await when.wait()
    raise ZeroDivisionError


async def test_a_block_ends_with_the_error_of_the_work_it_needs() -> None:
    when = asyncio.Event()
    work = asyncio.create_task(_dies(when))

    when.set()
    with pytest.raises(ZeroDivisionError):
        async with asyncio.timeout(5), broken_off_with(work):
            await asyncio.Event().wait()


async def test_a_block_that_is_cancelled_by_others_stays_cancelled() -> None:
    work = asyncio.create_task(_dies(asyncio.Event()))

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01), broken_off_with(work):
            await asyncio.Event().wait()
    work.cancel()


async def test_work_that_is_stopped_on_purpose_disturbs_nobody() -> None:
    work = asyncio.create_task(_dies(asyncio.Event()))

    async with broken_off_with(work):
        work.cancel()
        await asyncio.wait({work})
        await asyncio.sleep(0)
