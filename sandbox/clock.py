"""The sandbox's own time: it can run faster and be moved forwards, never backwards. Everyone in the sandbox asks it."""

import asyncio
import contextlib
import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

SIGN_OF_LIFE_SECONDS = 20.0


class SandboxClock:
    """A clock that starts at `start` (default: the real now) and runs at `rate` sandbox seconds per real second."""

    def __init__(self, start: datetime | None = None, rate: float = 1.0) -> None:
        self._anchor = _aware(start or datetime.now(UTC))
        self._since = time.monotonic()
        self._rate = _checked_rate(rate)
        self._version = 0
        self._moved = asyncio.Event()

    @property
    def rate(self) -> float:
        """Sandbox seconds per real second; 0 means the clock stands still."""
        return self._rate

    @property
    def version(self) -> int:
        """Grows each time somebody moves the clock or changes its rate."""
        return self._version

    def now(self) -> datetime:
        """The present moment of the sandbox, aware, in UTC."""
        return self._anchor + timedelta(seconds=(time.monotonic() - self._since) * self._rate)

    def move(self, delta: timedelta) -> None:
        """Jump forwards by `delta`; ValueError for a step backwards."""
        if delta < timedelta(0):
            raise ValueError("the sandbox clock only moves forwards")
        self._settle(self.now() + delta)

    def move_to(self, moment: datetime) -> None:
        """Jump forwards to `moment` (aware); ValueError if it has passed."""
        now = self.now()
        if _aware(moment) < now:
            raise ValueError("the sandbox clock only moves forwards")
        self._settle(_aware(moment))

    def set_rate(self, rate: float) -> None:
        """Run at `rate` sandbox seconds per real second from now on; ValueError if it is negative."""
        checked = _checked_rate(rate)
        now = self.now()
        self._rate = checked
        self._settle(now)

    async def wait_change(self, after_version: int, timeout_seconds: float) -> int:
        """Wait until `version` is greater than `after_version`, at most `timeout_seconds` real seconds; return `version`."""
        try:
            async with asyncio.timeout(timeout_seconds):
                while self._version <= after_version:
                    await self._moved.wait()
        except TimeoutError:
            pass
        return self._version

    async def sleep_until(self, moment: datetime) -> None:
        """Return when the sandbox's time has reached `moment` (aware), by running or by being moved."""
        while (left := (moment - self.now()).total_seconds()) > 0:
            real = left / self._rate if self._rate else SIGN_OF_LIFE_SECONDS
            await self.wait_change(self._version, min(real, SIGN_OF_LIFE_SECONDS))

    def _settle(self, now: datetime) -> None:
        self._anchor = now
        self._since = time.monotonic()
        self._version += 1
        self._moved.set()
        self._moved = asyncio.Event()


def clock_routes(clock: SandboxClock) -> list[web.AbstractRouteDef]:
    """`GET /clock` tells the time, `GET /clock?follow` a line at each change as well, `POST /clock` moves it."""

    async def read(request: web.Request) -> web.StreamResponse:
        return await _followed(request, clock) if "follow" in request.query else web.json_response(_told(clock))

    async def change(request: web.Request) -> web.Response:
        try:
            _apply(clock, await request.json())
        except (ValueError, TypeError, KeyError) as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.json_response(_told(clock))

    return [web.get("/clock", read), web.post("/clock", change)]


async def _followed(request: web.Request, clock: SandboxClock) -> web.StreamResponse:
    """The time now and at each change, a line each; without a change now and then a line as a sign of life."""
    lines = web.StreamResponse(headers={"Content-Type": "application/x-ndjson"})
    await lines.prepare(request)
    with contextlib.suppress(ConnectionResetError):  # whoever followed has gone
        while True:
            version = clock.version
            await lines.write(json.dumps(_told(clock)).encode() + b"\n")
            await clock.wait_change(version, SIGN_OF_LIFE_SECONDS)
    return lines


def _told(clock: SandboxClock) -> dict[str, Any]:
    return {"now": clock.now().isoformat(), "rate": clock.rate, "version": clock.version}


def _apply(clock: SandboxClock, order: dict[str, Any]) -> None:
    if "rate" in order:
        clock.set_rate(float(order["rate"]))
    if "to" in order:
        clock.move_to(datetime.fromisoformat(order["to"]))
    if "forward_seconds" in order:
        clock.move(timedelta(seconds=float(order["forward_seconds"])))


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)


def _checked_rate(rate: float) -> float:
    if rate < 0:
        raise ValueError("the sandbox clock only moves forwards")
    return rate
