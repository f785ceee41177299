"""How much of Facebook's patience is used up, page by page, and who may still call.

Throttled calls keep counting, so a paused page makes no call at all. When more than four fifths are used, polling
stops and what is left is kept for approved answers. The headers give percentages; the time to regain access is in minutes.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.facebook.ids import mapping
from handlers.facebook.speak.answers import json_of
from handlers.facebook.speak.errors import HARD_THROTTLES, MESSAGES_ONLY, REPEATED_WORDS, WHOLE_APPLICATION, GraphError

EVERYTHING = ""
PAUSES = (timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
"""How long a page rests when Facebook does not say: longer each time in a row."""
COOL_DOWN = timedelta(hours=1)
"""How long a page publishes nothing after Facebook called it abusive."""
BUSY, NEARLY_FULL = 60, 80
STALE = timedelta(minutes=15)
"""After this long without an answer, what the headers said last is no longer believed."""
PERCENTAGES = ("call_count", "total_time", "total_cputime")


class Usage:
    """The state of the quotas as the answers told them. Scopes: a page key, its messages, or everything."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        self._pages = pages
        self._paused: dict[str, datetime] = {}
        self._in_a_row: dict[str, int] = {}
        self._levels: dict[str, tuple[int, datetime]] = {}
        self._silenced: dict[str, datetime] = {}

    def wait(self, page: str, now: datetime, *, messages: bool = False) -> timedelta | None:
        """How long this page must rest before the next call; None when it may call now."""
        scopes = [EVERYTHING, page, *([_messages(page)] if messages else [])]
        until = max((self._paused[scope] for scope in scopes if scope in self._paused), default=now)
        return until - now if until > now else None

    def may_poll(self, page: str, now: datetime) -> bool:
        """Whether enough is left to read the page without taking it from the answers."""
        return self.wait(page, now) is None and self._level(page, now) <= NEARLY_FULL

    def is_busy(self, page: str, now: datetime) -> bool:
        """Whether polling should slow down."""
        return self._level(page, now) > BUSY

    def used(self, page: str, now: datetime) -> int | None:
        """How many hundredths of a page's quota the last answer called used; None when that is too long ago."""
        level, at = self._levels.get(page, (0, now - STALE))
        return level if now - at < STALE else None

    def note(self, page: str, headers: Mapping[str, str], now: datetime) -> None:
        """Learn from an answer's headers."""
        shares = list(_shares(headers, self._pages.get(page, "")))
        if shares:
            self._levels[page] = (max(_level(share) for share in shares), now)
        for share in shares:
            scope = _messages(page) if share.get("type") == "messenger" else page
            if minutes := _minutes(share):
                self._pause(scope, now + timedelta(minutes=minutes))

    def worked(self, page: str) -> None:
        """A call went through: the next throttling is again the first in a row."""
        self._in_a_row.pop(page, None)

    def throttled(self, page: str, error: GraphError, now: datetime) -> timedelta:
        """Facebook refused for want of quota: pause the scope; how long, is the answer."""
        scope = _scope(page, error)
        already = self._paused.get(scope, now) - now
        if already <= timedelta(0):
            times = self._in_a_row.get(page, 0)
            already = PAUSES[-1] if error.subcode in HARD_THROTTLES else PAUSES[min(times, len(PAUSES) - 1)]
            self._in_a_row[page] = times + 1
        self._pause(scope, now + already)
        return already

    def silence(self, page: str, error: GraphError, now: datetime) -> None:
        """Facebook called the page abusive: publish nothing for a while. Repeated words only stop those words."""
        if error.subcode != REPEATED_WORDS:
            self._silenced[page] = now + COOL_DOWN

    def is_silenced(self, page: str, now: datetime) -> bool:
        """Whether the page must not publish now."""
        return self._silenced.get(page, now) > now

    def _pause(self, scope: str, until: datetime) -> None:
        self._paused[scope] = max(until, self._paused.get(scope, until))

    def _level(self, page: str, now: datetime) -> int:
        level, at = self._levels.get(page, (0, now))
        return level if now - at < STALE else 0


def _scope(page: str, error: GraphError) -> str:
    if error.code in WHOLE_APPLICATION:
        return EVERYTHING
    return _messages(page) if error.code in MESSAGES_ONLY else page


def _messages(page: str) -> str:
    return f"{page}/messages"


def _shares(headers: Mapping[str, str], page_id: str) -> Iterator[Mapping[str, Any]]:
    """Every usage object in the headers; of the business ones only this page's, when they are told apart."""
    for name in ("x-app-usage", "x-page-usage"):
        if share := mapping(json_of(headers.get(name, ""))):
            yield share
    business = mapping(json_of(headers.get("x-business-use-case-usage", "")))
    for shares in [business[page_id]] if page_id in business else business.values():
        if isinstance(shares, list):
            yield from map(mapping, shares)


def _level(share: Mapping[str, Any]) -> int:
    return max((value for name in PERCENTAGES if isinstance(value := share.get(name), int)), default=0)


def _minutes(share: Mapping[str, Any]) -> int:
    minutes = share.get("estimated_time_to_regain_access")
    return min(minutes, 24 * 60) if isinstance(minutes, int) and minutes > 0 else 0
