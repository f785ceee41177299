"""The real clocks, chosen in the assembly: the wall clock, and one that is borrowed from a sandbox over HTTP."""

import asyncio
import contextlib
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx

from bot.log import Log

log = Log(__name__)

LONGEST_SLEEP = 60.0  # seconds at a stretch: a machine that slept, or whose clock was set, is noticed within this
SILENT_SECONDS = 30.0  # after so long without a sign of life the other clock is asked anew
SET_BACK = timedelta(minutes=1)


class WallClock:
    """The time of this machine. `now` and `longest_sleep` (seconds at a stretch) are arguments for tests."""

    def __init__(
        self, now: Callable[[], datetime] = lambda: datetime.now(UTC), longest_sleep: float = LONGEST_SLEEP
    ) -> None:
        self._now = now
        self._longest_sleep = longest_sleep

    def now(self) -> datetime:
        """The present moment in UTC."""
        return self._now()

    async def sleep_until(self, moment: datetime, *, wake: asyncio.Event | None = None) -> None:
        """Return at the moment or when woken, not before, however far away it is; also when the clock was set back.

        A moment that was worked out by a clock that ran ahead is no moment to wait for: whoever waits asks again.
        """
        woken, began_at, began = wake or asyncio.Event(), self.now(), time.monotonic()
        while (left := (moment - self.now()).total_seconds()) > 0 and not woken.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(left, self._longest_sleep)):
                    await woken.wait()
            if self.now() < began_at + timedelta(seconds=time.monotonic() - began) - SET_BACK:
                log.warning("the clock was set back")
                return


class BorrowedClock:
    """A clock that others move: it follows the one at `address` and jumps when that one jumps. For demos and tests."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._known_at = time.monotonic()
        self._known = datetime.now(UTC)
        self._rate = 1.0
        self._waits: dict[asyncio.Timeout, datetime] = {}

    def now(self) -> datetime:
        """The other clock's moment in UTC, carried on since it was last told."""
        passed = (time.monotonic() - self._known_at) * self._rate
        return self._known + timedelta(seconds=passed)

    async def sleep_until(self, moment: datetime, *, wake: asyncio.Event | None = None) -> None:
        """Return at the moment, when woken, or when the clock has jumped past it."""
        woken = wake or asyncio.Event()
        while moment > self.now() and not woken.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout_at(self._comes_at(moment)) as wait:
                    self._waits[wait] = moment
                    try:
                        await woken.wait()
                    finally:
                        del self._waits[wait]

    async def open(self) -> None:
        """Read the other clock once, so that `now` is right from the first moment. Raises `httpx.HTTPError`."""
        async with _on_this_machine(5) as client:
            told = await client.get(self._address)
            told.raise_for_status()
            self._follow(told.json())

    async def run(self) -> None:
        """Follow the other clock until cancelled."""
        async with _on_this_machine(SILENT_SECONDS) as client:
            while True:
                try:
                    await self._listen(client)
                except httpx.HTTPError as error:
                    log.warning("the borrowed clock does not answer", error=type(error).__name__)
                await asyncio.sleep(1)

    async def _listen(self, client: httpx.AsyncClient) -> None:
        async with client.stream("GET", self._address, params={"follow": ""}) as told:
            told.raise_for_status()
            async for line in told.aiter_lines():
                self._follow(json.loads(line))

    def _follow(self, told: dict[str, object]) -> None:
        """Be where the other clock is. Who waits goes on waiting, for as long as it takes from here."""
        self._known_at = time.monotonic()
        self._known = datetime.fromisoformat(str(told["now"]))
        self._rate = float(str(told["rate"]))
        for wait, moment in self._waits.items():
            if not wait.expired():
                wait.reschedule(self._comes_at(moment))

    def _comes_at(self, moment: datetime) -> float | None:
        """When it will be that moment, by the event loop's clock; None while this one stands still."""
        left = max((moment - self.now()).total_seconds(), 0.0)
        if not self._rate and left:
            return None
        return asyncio.get_running_loop().time() + (left / self._rate if left else 0.0)


def _on_this_machine(timeout: float) -> httpx.AsyncClient:
    """A client for a loopback address: without proxies, and without the certificates that no one there has."""
    return httpx.AsyncClient(timeout=timeout, trust_env=False, verify=False)  # noqa: S501 - plain HTTP on the loopback
