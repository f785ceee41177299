"""Webhook events on their way: what one POST carries, when it is due, and the mishaps that befall it before it leaves."""

import itertools
import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sandbox.clock import SandboxClock
from sandbox.facebook.webhooks.disguises import disguised
from sandbox.facebook.wire import milliseconds, seconds
from sandbox.faults import Faults

HELD = timedelta(seconds=30)
LATE = timedelta(minutes=10)
STRANGE = {"item": "hologram", "verb": "shimmer", "glow": {"level": 7}, "created_time": 0}


@dataclass(frozen=True)
class Event:
    """One thing to tell. `what` describes it with ids only."""

    page_id: str
    field: str
    what: str
    value: dict[str, Any]
    at: datetime

    def entry(self, *, include_values: bool) -> dict[str, Any]:
        """The event as an entry of the webhook's body."""
        if not include_values:
            return {"id": self.page_id, "time": seconds(self.at), "changed_fields": [self.field]}
        if self.field in ("feed", "mention"):
            change = {"field": self.field, "value": self.value}
            return {"id": self.page_id, "time": seconds(self.at), "changes": [change]}
        items = "standby" if self.field == "standby" else "messaging"
        return {"id": self.page_id, "time": milliseconds(self.at), items: [self.value]}


@dataclass
class Parcel:
    """One POST. `due` is on the sandbox clock; `not_before` on the real one, so that a fast clock makes no storm."""

    events: tuple[Event, ...]
    due: datetime
    order: int
    attempts: int = 0
    not_before: float = field(default_factory=time.monotonic)

    @property
    def page_id(self) -> str:
        """The page of the first event."""
        return self.events[0].page_id

    @property
    def what(self) -> str:
        """What it carries, for the log and for faults."""
        return " + ".join(event.what for event in self.events)


class Parcels:
    """What still has to be delivered."""

    def __init__(self, clock: SandboxClock, faults: Faults) -> None:
        self._clock = clock
        self._faults = faults
        self._waiting: list[Parcel] = []
        self._orders = itertools.count()
        self._joining: Parcel | None = None
        self._overtaken: Parcel | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, event: Event) -> None:
        """Queue an event, unless it is dropped; armed faults disguise it, hold it back, double it or join it with the next."""
        if self._faults.strikes("facebook.webhook.drop", event.what):
            return
        if event.field == "feed":
            event = replace(event, value=disguised(event.value, event.page_id, self._faults, event.what))
        if self._joining:
            self._join(event)
            return
        parcel = self._put(event)
        self._let_overtaken_follow()
        self._befall(parcel)

    def next_ready(self) -> Parcel | None:
        """The parcel to send now; None while none is due."""
        now, real = self._clock.now(), time.monotonic()
        ready = (parcel for parcel in self._waiting if parcel.due <= now and parcel.not_before <= real)
        return min(ready, key=_turn, default=None)

    def next_due(self) -> Parcel | None:
        """The parcel that will be due first; None if nothing waits."""
        return min(self._waiting, key=_turn, default=None)

    def done(self, parcel: Parcel) -> None:
        """It arrived, or nobody wants it any more."""
        self._waiting = [waiting for waiting in self._waiting if waiting is not parcel]

    def postpone(self, parcel: Parcel, delay: timedelta, *, real_seconds: float) -> None:
        """Try again after `delay` on the sandbox clock, but not before `real_seconds` have really passed."""
        parcel.attempts += 1
        parcel.due = self._clock.now() + delay
        parcel.not_before = time.monotonic() + real_seconds

    def hurry(self) -> None:
        """Make everything due now."""
        for parcel in self._waiting:
            parcel.due = min(parcel.due, self._clock.now())
            parcel.not_before = 0.0

    def forget_page(self, page_id: str) -> None:
        """Drop what waits for a page that is no longer subscribed."""
        self._waiting = [parcel for parcel in self._waiting if parcel.page_id != page_id]

    def _put(self, event: Event) -> Parcel:
        parcel = Parcel((event,), self._clock.now(), next(self._orders))
        self._waiting.append(parcel)
        return parcel

    def _join(self, event: Event) -> None:
        if parcel := self._joining:
            parcel.events += (event,)
            parcel.due = self._clock.now()
            self._joining = None

    def _let_overtaken_follow(self) -> None:
        if parcel := self._overtaken:
            parcel.due = self._clock.now()
            parcel.order = next(self._orders)
            self._overtaken = None

    def _befall(self, parcel: Parcel) -> None:
        what = parcel.what
        if self._faults.strikes("facebook.webhook.duplicate", what):
            self._put(parcel.events[0])
        if self._faults.strikes("facebook.webhook.strange", what):
            event = parcel.events[0]
            self._put(Event(event.page_id, "feed", "feed hologram shimmer", STRANGE, event.at))
        self._hold_back(parcel, what)

    def _hold_back(self, parcel: Parcel, what: str) -> None:
        if self._faults.strikes("facebook.webhook.delay", what):
            parcel.due += LATE
        elif self._faults.strikes("facebook.webhook.reorder", what):
            parcel.due += HELD
            self._overtaken = parcel
        elif self._faults.strikes("facebook.webhook.together", what):
            parcel.due += HELD
            self._joining = parcel


def _turn(parcel: Parcel) -> tuple[datetime, int]:
    return (parcel.due, parcel.order)
