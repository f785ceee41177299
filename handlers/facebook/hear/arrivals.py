"""By which way citizens' words come: do the webhooks bring them, or are they only ever found by reading?

A quiet page proves nothing. Only words that Facebook has and did not send prove that webhooks come no more.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.ports.calls import Event
from bot.ports.clock import Clock
from bot.ports.health import Health, health_of
from handlers.facebook.ids import from_iso, id_text, mapping
from handlers.facebook.troubles import marks, trouble


class Arrivals:
    """What came of each page (by its id) since somebody last asked. What was written before the first reading does not count."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._began_at: datetime | None = None
        self._heard: set[str] = set()
        self._read: set[str] = set()

    def heard(self, events: Sequence[Event]) -> None:
        """These came by webhook."""
        self._heard |= {id_text(event.body.get("page_id")) for event in events}

    def read(self, events: Sequence[Event]) -> None:
        """These were found by reading."""
        began_at = self._began_at = self._began_at or self._clock.now()
        self._read |= {id_text(event.body.get("page_id")) for event in events if _is_news(event, began_at)}

    def health(self, page: str, page_id: str) -> Health:
        """Whether the page's webhooks come, as far as anything has come since the last time."""
        heard, read = page_id in self._heard, page_id in self._read
        self._heard.discard(page_id)
        self._read.discard(page_id)
        if heard:
            return health_of((), marks(["webhook_silent"], page))
        return health_of([trouble("facebook_webhook_silent", page)] if read else [], ())


def _is_news(event: Event, began_at: datetime) -> bool:
    node = mapping(event.body.get("graph") or event.body.get("graph_message"))
    written_at = from_iso(node.get("created_time"))
    return event.body.get("what") == "new" and written_at is not None and written_at >= began_at
