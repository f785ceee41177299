"""Things we know that a complete list no longer shows: deleted, perhaps, or only out of sight for a moment.

A thing counts as gone after two looks at the thing itself, some minutes apart, that both found nothing. Facebook does not
tell deleted from invisible; faults and throttling prove nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.ports.failures import Reason
from handlers.facebook.look.compare import Look
from handlers.facebook.speak.client import GraphClient, address
from handlers.facebook.speak.errors import GraphError

APART = timedelta(minutes=2)


@dataclass
class Recheck:
    """What looking at single things found: which are gone for good, and how those look that are still there."""

    gone: list[str] = field(default_factory=list)
    there: list[dict[str, Any]] = field(default_factory=list)


class Missing:
    """Remembers since when something is missing. Forgetting it in a restart only costs another look."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client
        self._since: dict[tuple[str, str], datetime] = {}

    def of(self, page: str) -> list[str]:
        """What a first look at this page has missed and no second one has settled yet."""
        return [thing_id for where, thing_id in self._since if where == page]

    async def recheck(self, look: Look, ids: Sequence[str], fields: str, *, now: datetime | None = None) -> Recheck:
        """Look at each of these by itself; `now` is when, if that is not at the beginning of the look."""
        found = Recheck()
        paths = [f"{address(thing_id)}?fields={fields}" for thing_id in ids]
        for thing_id, answer in zip(ids, await self._client.read_many(look.page, paths), strict=True):
            self._judge(look.page, thing_id, answer, now or look.pass_at, found)
        return found

    def _judge(
        self, page: str, id: str, answer: dict[str, Any] | GraphError | None, now: datetime, found: Recheck
    ) -> None:
        key = (page, id)
        if isinstance(answer, dict):
            self._since.pop(key, None)
            found.there.append(answer)
        elif answer is not None and answer.meaning is Reason.GONE and now - self._since.setdefault(key, now) >= APART:
            self._since.pop(key)
            found.gone.append(id)
