"""Things we know that a complete list no longer shows: deleted, perhaps, or only out of sight for a moment.

A thing counts as gone after two looks at the thing itself, some minutes apart, that both found nothing. Facebook does not
tell deleted from invisible; faults and throttling prove nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.ports import Reason
from handlers.facebook.client import LARGEST_BATCH, GraphClient, address
from handlers.facebook.compare import Look
from handlers.facebook.errors import GraphError

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

    async def recheck(self, look: Look, ids: Sequence[str], fields: str) -> Recheck:
        """Look at each of these by itself."""
        found = Recheck()
        for start in range(0, len(ids), LARGEST_BATCH):
            some = ids[start : start + LARGEST_BATCH]
            paths = [f"{address(thing_id)}?fields={fields}" for thing_id in some]
            for thing_id, answer in zip(some, await self._client.read_many(look.page, paths), strict=True):
                self._judge(look, thing_id, answer, found)
        return found

    def _judge(self, look: Look, id: str, answer: dict[str, Any] | GraphError | None, found: Recheck) -> None:
        key = (look.page, id)
        if isinstance(answer, dict):
            self._since.pop(key, None)
            found.there.append(answer)
        elif answer is not None and answer.meaning is Reason.GONE:
            missing_since = self._since.setdefault(key, look.pass_at)
            if look.pass_at - missing_since >= APART:
                found.gone.append(id)
