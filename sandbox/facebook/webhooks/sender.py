"""The webhook sender: signs, posts, waits five seconds, tries again with decreasing frequency, and gives up in the end."""

import asyncio
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from sandbox.clock import SandboxClock
from sandbox.facebook.state.subscriptions import Subscriptions
from sandbox.facebook.state.switches import Switches
from sandbox.facebook.webhooks.parcels import Event, Parcel, Parcels
from sandbox.facebook.wire import dump, signatures
from sandbox.faults import Faults
from sandbox.people import APP
from sandbox.steps import ACKNOWLEDGED, SENT, WEBHOOK, Steps

RETRY_SECONDS = (0, 0.5, 1, 2, 3, 5, 5, 10, 10, 30, 60, 300, 900, 3600)  # on the sandbox clock; the spacing is assumed
REAL_FLOOR_SECONDS = 0.2
GIVE_UP_AFTER = timedelta(hours=36)
ALERT_AFTER = timedelta(minutes=15)
UNSUBSCRIBE_AFTER = timedelta(hours=1)
WRONG_SECRET = "another-app-secret"  # noqa: S105 - invented, and wrong on purpose
CHALLENGE = "1158201444"
NO_ANSWER = 0


@dataclass(frozen=True)
class Attempt:
    """One POST to the bot: what, the how-manieth try, and the HTTP status that came back (0: none)."""

    what: str
    attempt: int
    status: int
    at: datetime


@dataclass(frozen=True)
class Alert:
    """What Facebook would tell the owner of the application: `deliveries_failing` or `page_unsubscribed`."""

    name: str
    page_id: str
    at: datetime


class WebhookSender:
    """Delivers events to the callback from a background task, one after the other."""

    def __init__(
        self, clock: SandboxClock, faults: Faults, switches: Switches, subscriptions: Subscriptions, steps: Steps
    ) -> None:
        self.attempts: deque[Attempt] = deque(maxlen=1000)
        self.alerts: list[Alert] = []
        self._clock = clock
        self._faults = faults
        self._switches = switches
        self._subscriptions = subscriptions
        self._steps = steps
        self._parcels = Parcels(clock, faults)
        self._failing_since: dict[str, datetime] = {}
        self._wake = asyncio.Event()
        self._session: aiohttp.ClientSession | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def undelivered(self) -> int:
        """How many POSTs still wait for the bot's 200."""
        return len(self._parcels)

    def tell(self, page_id: str, field: str, what: str, value: dict[str, Any]) -> None:
        """Queue an event if the app is live and both levels are subscribed."""
        if self._switches.live and self._subscriptions.wants(page_id, field):
            self._parcels.add(Event(page_id, field, what, value, self._clock.now()))
            self._wake.set()

    def hurry(self) -> None:
        """Send everything that waits now instead of at its time."""
        self._parcels.hurry()
        self._wake.set()

    async def start(self) -> None:
        """Begin to send."""
        self._session = aiohttp.ClientSession()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop sending; what is undelivered stays so."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        if self._session:
            await self._session.close()
        self._task = self._session = None

    async def verify(self, callback_url: str, verify_token: str) -> bool:
        """Ask a callback to prove itself: it must answer 200 with the challenge."""
        query = {"hub.mode": "subscribe", "hub.challenge": CHALLENGE, "hub.verify_token": verify_token}
        try:
            async with self._client().get(callback_url, params=query, timeout=self._timeout()) as answer:
                return answer.status == 200 and (await answer.text()).strip() == CHALLENGE
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return False

    async def _run(self) -> None:
        while True:
            parcel = self._parcels.next_ready()
            if parcel:
                await self._deliver(parcel)
            else:
                await self._rest()

    async def _rest(self) -> None:
        self._wake.clear()
        waits: list[asyncio.Task[Any]] = [asyncio.create_task(self._wake.wait())]
        if parcel := self._parcels.next_due():
            waits.append(asyncio.create_task(self._until(parcel)))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _until(self, parcel: Parcel) -> None:
        await self._clock.sleep_until(parcel.due)
        await asyncio.sleep(max(0.0, parcel.not_before - time.monotonic()))

    async def _deliver(self, parcel: Parcel) -> None:
        status = await self._post(parcel)
        self.attempts.append(Attempt(parcel.what, parcel.attempts + 1, status, self._clock.now()))
        if status == 200:
            self._steps.tell(WEBHOOK, ACKNOWLEDGED)
            self._failing_since.pop(parcel.page_id, None)
            self._parcels.done(parcel)
        else:
            self._failed(parcel)

    async def _post(self, parcel: Parcel) -> int:
        callback = self._subscriptions.callback
        if callback is None:
            return NO_ANSWER
        entries = [event.entry(include_values=callback.include_values) for event in parcel.events]
        body = dump({"object": "page", "entry": entries})
        self._steps.tell(WEBHOOK, SENT)
        try:
            async with self._client().post(
                callback.url, data=body, headers=self._headers(parcel, body), timeout=self._timeout()
            ) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return NO_ANSWER

    def _headers(self, parcel: Parcel, body: bytes) -> dict[str, str]:
        wrong = self._faults.strikes("facebook.webhook.wrong_signature", parcel.what)
        secret = WRONG_SECRET if wrong else APP.facebook_secret
        return {"Content-Type": "application/json", "User-Agent": "facebookexternalua", **signatures(secret, body)}

    def _failed(self, parcel: Parcel) -> None:
        now = self._clock.now()
        if now - parcel.events[0].at >= GIVE_UP_AFTER:
            self._parcels.done(parcel)
        else:
            delay = RETRY_SECONDS[min(parcel.attempts, len(RETRY_SECONDS) - 1)]
            self._parcels.postpone(parcel, timedelta(seconds=delay), real_seconds=REAL_FLOOR_SECONDS)
        self._watch(parcel.page_id, now)

    def _watch(self, page_id: str, now: datetime) -> None:
        failing = now - self._failing_since.setdefault(page_id, now)
        if failing >= ALERT_AFTER:
            self._alert("deliveries_failing", page_id, now)
        if failing >= UNSUBSCRIBE_AFTER and self._switches.unsubscribe_when_failing:
            self._subscriptions.unsubscribe_page(page_id)
            self._parcels.forget_page(page_id)
            self._failing_since.pop(page_id)
            self._alert("page_unsubscribed", page_id, now)

    def _alert(self, name: str, page_id: str, now: datetime) -> None:
        if not any((alert.name, alert.page_id) == (name, page_id) for alert in self.alerts):
            self.alerts.append(Alert(name, page_id, now))

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the sandbox is not started")
        return self._session

    def _timeout(self) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(total=self._switches.delivery_timeout_seconds)
