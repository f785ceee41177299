"""The real clocks, chosen in the assembly: the wall clock, and one that is borrowed from a sandbox over HTTP."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx

from bot.log import Log

log = Log(__name__)

LONGEST_SLEEP = 60.0  # seconds at a stretch: a machine that slept, or whose clock was set, is noticed within this
POLL_SECONDS = 25.0
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
        self._version = -1
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        """The other clock's moment in UTC, carried on since it was last asked."""
        passed = (time.monotonic() - self._known_at) * self._rate
        return self._known + timedelta(seconds=passed)

    async def sleep_until(self, moment: datetime, *, wake: asyncio.Event | None = None) -> None:
        """Return at the moment, when woken, or when the clock has jumped past it."""
        woken = asyncio.create_task((wake or asyncio.Event()).wait())
        try:
            while (left := (moment - self.now()).total_seconds()) > 0 and not woken.done():
                self._moved.clear()
                moved = asyncio.create_task(self._moved.wait())
                real = left / self._rate if self._rate else LONGEST_SLEEP
                try:
                    await asyncio.wait({woken, moved}, timeout=real, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    moved.cancel()
        finally:
            woken.cancel()

    async def open(self) -> None:
        """Read the other clock once, so that `now` is right from the first moment. Raises `httpx.HTTPError`."""
        async with _on_this_machine(5) as client:
            self._follow(await self._ask(client, {}))

    async def run(self) -> None:
        """Follow the other clock until cancelled."""
        async with _on_this_machine(POLL_SECONDS + 5) as client:
            while True:
                try:
                    self._follow(await self._ask(client, {"after": str(self._version)}))
                except httpx.HTTPError as error:
                    log.warning("the borrowed clock does not answer", error=type(error).__name__)
                    await asyncio.sleep(1)

    async def _ask(self, client: httpx.AsyncClient, query: dict[str, str]) -> dict[str, object]:
        answer = await client.get(self._address, params=query)
        answer.raise_for_status()
        told: dict[str, object] = answer.json()
        return told

    def _follow(self, told: dict[str, object]) -> None:
        self._known_at = time.monotonic()
        self._known = datetime.fromisoformat(str(told["now"]))
        self._rate = float(str(told["rate"]))
        self._version = int(str(told["version"]))
        self._moved.set()


def _on_this_machine(timeout: float) -> httpx.AsyncClient:
    """A client for a loopback address: without proxies, and without the certificates that no one there has."""
    return httpx.AsyncClient(timeout=timeout, trust_env=False, verify=False)  # noqa: S501 - plain HTTP on the loopback
