"""The post room: events go to the bot, and again when it did not acknowledge, as often as Slack tries."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta

from sandbox.clock import SandboxClock
from sandbox.faults import Faults
from sandbox.slack.state.stamps import Stamps
from sandbox.slack.state.values import Json
from sandbox.slack.wires.events import rate_limited, wrapped
from sandbox.slack.wires.wire import Courier, Parcel

# At once, after one and five minutes; then the app setting "Delayed Events": hourly for a day. Sandbox time.
RETRIES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5), *(timedelta(hours=hour) for hour in range(1, 25)))
LEAST_PAUSE_SECONDS = 0.2  # real time, so that a jumping clock does not become a hail
LATE_SECONDS = 0.5
STRANGE: Json = {"type": "hologram_shimmered", "glow": {"level": 7}, "user": None}


class PostRoom:
    """Delivers events in the background. `given_up` are the ids of events the bot never acknowledged."""

    def __init__(self, courier: Courier, clock: SandboxClock, faults: Faults, stamps: Stamps) -> None:
        self._courier = courier
        self._clock = clock
        self._faults = faults
        self._stamps = stamps
        self._tasks: set[asyncio.Task[None]] = set()
        self.given_up: list[str] = []

    @property
    def on_the_way(self) -> int:
        """How many events are not acknowledged yet."""
        return len(self._tasks)

    def announce(self, event: Json) -> asyncio.Future[bool]:
        """Send an event. The future tells after the first attempt whether the bot acknowledged it."""
        body = self._wrapped(event)
        place = Parcel("events_api", body).place
        first = asyncio.get_running_loop().create_future()
        if self._faults.strikes("slack.event_lost", place):
            first.set_result(False)
            return first
        self._befall(place)
        late = self._faults.strikes("slack.event_late", place)
        if late:
            first.set_result(False)
        copies = 2 if self._faults.strikes("slack.event_twice", place) else 1
        for _ in range(copies):
            self._start(self._deliver(body, first, LATE_SECONDS if late else 0.0), first)
        return first

    async def close(self) -> None:
        """Stop trying."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _befall(self, place: str) -> None:
        """Send something along that says nothing to anybody."""
        if self._faults.strikes("slack.strange_event", place):
            self._start(self._deliver(self._wrapped(STRANGE)))
        if self._faults.strikes("slack.app_rate_limited", place):
            self._start(self._deliver(rate_limited(int(self._clock.now().timestamp()))))

    def _wrapped(self, event: Json) -> Json:
        return wrapped(self._stamps, event, int(self._clock.now().timestamp()))

    def _start(self, delivery: Coroutine[None, None, None], first: asyncio.Future[bool] | None = None) -> None:
        task = asyncio.get_running_loop().create_task(delivery)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: _settle(first, ok=False))  # nobody waits for ever, whatever happened

    async def _deliver(self, body: Json, first: asyncio.Future[bool] | None = None, held_seconds: float = 0.0) -> None:
        await asyncio.sleep(held_seconds)
        due = [self._clock.now() + pause for pause in RETRIES]
        receipt = await self._courier.send(Parcel("events_api", body))
        _settle(first, ok=receipt.ok)
        attempt = 0
        while not (receipt.ok or receipt.no_retry):
            if not due:
                self.given_up.append(str(body.get("event_id", body["type"])))
                return
            attempt += 1
            due = await self._wait(due)
            receipt = await self._courier.send(Parcel("events_api", body, attempt, receipt.reason))

    async def _wait(self, due: list[datetime]) -> list[datetime]:
        """Wait for the next attempt; attempts that the clock jumped over melt into it."""
        await asyncio.sleep(LEAST_PAUSE_SECONDS)
        await self._clock.sleep_until(due[0])
        return [moment for moment in due[1:] if moment > self._clock.now()]


def _settle(first: asyncio.Future[bool] | None, *, ok: bool) -> None:
    if first and not first.done():
        first.set_result(ok)
