"""Counting calls: quotas over rolling windows, the usage headers in percent, and when the caller has regained access."""

import json
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from sandbox.clock import SandboxClock
from sandbox.facebook.graph.errors import throttled

DAY = timedelta(hours=24)
HOUR = timedelta(hours=1)
CALLS_PER_ENGAGED_USER = 4800
ENGAGED_USERS = 20  # assumed; the true number is not told, and what a page without any gets is not documented


@dataclass
class Quota:
    """How many calls a scope has per rolling window, and the error code beyond it. `calls` may be changed."""

    calls: int
    window: timedelta
    code: int


@dataclass(frozen=True)
class Load:
    """How far a scope has used its quota, in percent, and in how many minutes it is open again (0: it is open)."""

    percent: int
    regain_minutes: int


class Usage:
    """Counts per scope: `pages` and `messenger` for each page, `app` for all calls without a page token."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._calls: dict[tuple[str, str], deque[float]] = {}
        self.quotas = {
            "pages": Quota(CALLS_PER_ENGAGED_USER * ENGAGED_USERS, DAY, 80001),
            "messenger": Quota(200 * ENGAGED_USERS, DAY, 80006),
            "app": Quota(200 * ENGAGED_USERS, HOUR, 4),
        }

    def count(self, kind: str, owner: str) -> None:
        """Count one call; throttled when the quota is used up. Refused calls count too, so insisting prolongs it."""
        self._calls.setdefault((kind, owner), deque()).append(self._clock.now().timestamp())
        load = self.load(kind, owner)
        if load.regain_minutes:
            raise throttled(self.quotas[kind].code, load.regain_minutes)

    def load(self, kind: str, owner: str) -> Load:
        """How the scope stands now."""
        quota, now = self.quotas[kind], self._clock.now().timestamp()
        calls = self._calls.get((kind, owner), deque())
        while calls and calls[0] <= now - quota.window.total_seconds():
            calls.popleft()
        return Load(100 * len(calls) // max(quota.calls, 1), self._regain_minutes(calls, quota, now))

    def headers(self, kind: str, owner: str, *, regain_minutes: int = 0) -> dict[str, str]:
        """The usage headers; none while the use is below one percent. `regain_minutes` overrides for a staged block."""
        load = self.load(kind, owner)
        if load.percent == 0 and not regain_minutes:
            return {}
        percent = max(load.percent, 100) if regain_minutes else load.percent
        share = {"call_count": percent, "total_cputime": percent // 4, "total_time": percent // 4}
        if kind == "app":
            return {"X-App-Usage": json.dumps(share)}
        minutes = regain_minutes or load.regain_minutes
        business = {owner: [{"type": kind, **share, "estimated_time_to_regain_access": minutes}]}
        return {"X-Business-Use-Case-Usage": json.dumps(business), "X-Page-Usage": json.dumps(share)}

    def _regain_minutes(self, calls: deque[float], quota: Quota, now: float) -> int:
        if len(calls) <= quota.calls:
            return 0
        free_at = calls[len(calls) - quota.calls - 1] + quota.window.total_seconds()
        return max(1, ceil((free_at - now) / 60))
