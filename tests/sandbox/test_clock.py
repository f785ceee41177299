"""The sandbox's clock: it runs, jumps forwards, and tells who waits for it."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sandbox.clock import SandboxClock
from sandbox.server import Sandbox

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def still() -> SandboxClock:
    return SandboxClock(NOON, rate=0)


def test_a_clock_that_stands_still_tells_its_start(still: SandboxClock) -> None:
    assert still.now() == NOON


def test_moving_forwards_adds_to_the_time(still: SandboxClock) -> None:
    still.move(timedelta(hours=3))

    assert still.now() == NOON + timedelta(hours=3)


def test_it_can_be_moved_to_a_moment(still: SandboxClock) -> None:
    still.move_to(NOON + timedelta(days=2))

    assert still.now() == NOON + timedelta(days=2)


def test_it_never_moves_backwards(still: SandboxClock) -> None:
    with pytest.raises(ValueError, match="forwards"):
        still.move(timedelta(seconds=-1))


def test_it_is_not_moved_to_a_moment_that_has_passed(still: SandboxClock) -> None:
    with pytest.raises(ValueError, match="forwards"):
        still.move_to(NOON - timedelta(seconds=1))


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        SandboxClock(datetime(2026, 11, 20))  # noqa: DTZ001 - the missing zone is the point


def test_a_changed_rate_does_not_make_the_time_jump(still: SandboxClock) -> None:
    still.set_rate(0.001)

    assert still.now() - NOON < timedelta(seconds=1)


async def test_a_fast_clock_runs_ahead_of_the_real_one() -> None:
    clock = SandboxClock(NOON, rate=3600)

    async with asyncio.timeout(5):
        await clock.sleep_until(NOON + timedelta(minutes=10))

    assert clock.now() >= NOON + timedelta(minutes=10)


async def test_a_sleeper_wakes_when_the_clock_jumps_past_its_moment(still: SandboxClock) -> None:
    sleeper = asyncio.create_task(still.sleep_until(NOON + timedelta(days=1)))
    await asyncio.sleep(0)

    still.move(timedelta(days=2))

    async with asyncio.timeout(5):
        await sleeper


async def test_a_sleeper_sleeps_on_when_the_jump_is_too_short(still: SandboxClock) -> None:
    sleeper = asyncio.create_task(still.sleep_until(NOON + timedelta(days=1)))
    await asyncio.sleep(0)

    still.move(timedelta(hours=1))
    await asyncio.wait([sleeper], timeout=0.05)

    assert not sleeper.done()
    sleeper.cancel()


async def test_waiting_for_a_change_returns_the_new_version(still: SandboxClock) -> None:
    waiting = asyncio.create_task(still.wait_change(still.version, 5))
    await asyncio.sleep(0)

    still.move(timedelta(seconds=1))

    assert await waiting == 1


async def test_waiting_for_a_change_ends_with_its_time_out(still: SandboxClock) -> None:
    assert await still.wait_change(still.version, 0.01) == 0


async def test_the_time_is_read_and_moved_over_http(still: SandboxClock) -> None:
    sandbox = Sandbox(clock=still)
    await sandbox.start()
    async with httpx.AsyncClient(trust_env=False) as client:
        await client.post(sandbox.clock_url, json={"forward_seconds": 3600})
        told = (await client.get(sandbox.clock_url)).json()
    await sandbox.stop()

    assert told == {"now": "2026-11-20T13:00:00+00:00", "rate": 0, "version": 1}


async def test_who_follows_over_http_is_told_of_each_change(still: SandboxClock) -> None:
    sandbox = Sandbox(clock=still)
    await sandbox.start()
    async with (
        httpx.AsyncClient(trust_env=False, timeout=5) as client,
        client.stream("GET", sandbox.clock_url, params={"follow": ""}) as told,
    ):
        lines = told.aiter_lines()
        at_first = json.loads(await anext(lines))
        await client.post(sandbox.clock_url, json={"rate": 2})
        then = json.loads(await anext(lines))
    await sandbox.stop()

    assert (at_first["rate"], then["rate"]) == (0, 2)


async def test_a_step_backwards_over_http_is_refused(still: SandboxClock) -> None:
    sandbox = Sandbox(clock=still)
    await sandbox.start()
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(sandbox.clock_url, json={"forward_seconds": -1})
    await sandbox.stop()

    assert answer.status_code == 400
