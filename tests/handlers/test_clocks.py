"""Both clocks keep the contract of `bot/ports/clock.py`: a wait ends at its moment or when woken, and never before."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.ports.clock import Clock
from handlers.clocks import BorrowedClock, WallClock
from sandbox.server import Sandbox
from tests.waiting import eventually

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FAR = timedelta(hours=1)


class Hands:
    """A clock and what moves it."""

    def __init__(self, clock: Clock, sandbox: Sandbox | None = None) -> None:
        self.clock = clock
        self._sandbox = sandbox
        self.now = NOON

    def move(self, time: timedelta) -> None:
        """Let time pass."""
        self.now += time
        if self._sandbox:
            self._sandbox.clock.move(time)


def wall() -> Hands:
    hands = Hands(WallClock())
    hands.clock = WallClock(lambda: hands.now, longest_sleep=0.01)
    return hands


@pytest.fixture(params=["wall", "borrowed"])
async def hands(request: pytest.FixtureRequest, sandbox: Sandbox) -> AsyncIterator[Hands]:
    if request.param == "wall":
        yield wall()
        return
    clock = BorrowedClock(sandbox.bot_env()["CLOCK_URL"])
    await clock.open()
    following = asyncio.create_task(clock.run())
    yield Hands(clock, sandbox)
    following.cancel()


async def test_a_long_wait_does_not_end_before_its_moment(hands: Hands) -> None:
    waiting = asyncio.create_task(hands.clock.sleep_until(hands.clock.now() + FAR))

    hands.move(FAR / 2)
    await asyncio.wait({waiting}, timeout=0.1)  # ten of the longest stretches that the wall clock sleeps here
    assert not waiting.done()

    hands.move(FAR)
    await eventually(waiting.done)


async def test_a_wait_ends_when_woken(hands: Hands) -> None:
    wake = asyncio.Event()
    waiting = asyncio.create_task(hands.clock.sleep_until(hands.clock.now() + FAR, wake=wake))

    wake.set()

    await eventually(waiting.done)


async def test_a_moment_that_has_passed_is_not_waited_for(hands: Hands) -> None:
    await asyncio.wait_for(hands.clock.sleep_until(hands.clock.now() - FAR), timeout=5)
