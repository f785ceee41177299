"""A worker that fails again and again is a trouble that stops; one that fails now and then is none."""

import asyncio

from bot.ports.health import Health
from bot.watch.workers import TOO_OFTEN, Workers
from tests.waiting import eventually


class Work:
    """Fails so many times, then works on."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.works = asyncio.Event()

    async def __call__(self) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError
        self.works.set()
        await asyncio.Event().wait()


async def kept(failures: int) -> Health:
    workers, work = Workers(restart_seconds=0.0), Work(failures)
    keeping = asyncio.create_task(workers.keep("intake", work))
    await eventually(work.works.is_set)
    keeping.cancel()
    return await workers.health()


async def test_three_failures_in_a_row_are_a_trouble_that_names_the_worker_and_stops() -> None:
    (trouble,) = (await kept(TOO_OFTEN)).troubles

    assert (trouble.subject, dict(trouble.values)["error"], trouble.manner.stops) == ("intake", "OSError", True)


async def test_a_failure_now_and_then_is_none() -> None:
    health = await kept(TOO_OFTEN - 1)

    assert (health.troubles, health.fine) == ((), {("worker_down", "intake")})


class Dying:
    """Works for so many seconds, and fails."""

    def __init__(self, lifetimes: list[float]) -> None:
        self.lifetimes = lifetimes
        self.seconds = 0.0
        self.ended = asyncio.Event()

    async def __call__(self) -> None:
        if not self.lifetimes:
            self.ended.set()
            await asyncio.Event().wait()
        self.seconds += self.lifetimes.pop(0)
        raise OSError


async def after(*lifetimes: float) -> tuple[Workers, Dying]:
    dying = Dying(list(lifetimes))
    workers = Workers(restart_seconds=0.0, seconds=lambda: dying.seconds)
    keeping = asyncio.create_task(workers.keep("intake", dying))
    await eventually(dying.ended.is_set)
    keeping.cancel()
    return workers, dying


async def test_a_worker_that_dies_every_minute_is_a_trouble_as_well() -> None:
    workers, dying = await after(61, 61, 61, 61)

    assert [trouble.subject for trouble in workers.stopping] == ["intake"]

    dying.seconds += 3 * 122
    assert workers.stopping == []


async def test_failures_hours_apart_are_none() -> None:
    workers, _ = await after(7200, 7200, 7200)

    assert workers.stopping == []


async def test_what_a_worker_has_recovered_from_does_not_count_again() -> None:
    workers, _ = await after(1, 1, 1, 300)

    assert workers.stopping == []
