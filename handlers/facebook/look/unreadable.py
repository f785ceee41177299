"""Posts whose comments Facebook will not show: passed over, named, and tried again at every pass."""

from collections import defaultdict
from collections.abc import Sequence

import structlog

from bot.ports.failures import Refused
from bot.ports.health import Health, health_of
from handlers.facebook.troubles import marks, trouble

log = structlog.get_logger(__name__)


class Unreadable:
    """Remembers, page by page, which posts were refused when they were read last, and why."""

    def __init__(self) -> None:
        self._refused: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def note(self, page: str, post_id: str, why: Refused) -> None:
        """This post cannot be read now."""
        if post_id not in self._refused[page]:
            log.warning("facebook.post_unread", page=page, post=post_id, detail=why.detail)
        self._refused[page][post_id] = why.detail

    def was_read(self, page: str, post_id: str) -> None:
        """This post could be read to its end."""
        self._refused[page].pop(post_id, None)

    def keep(self, page: str, watched: Sequence[str]) -> None:
        """Only these posts are still watched; the others are nobody's trouble any more."""
        self._refused[page] = {post: why for post, why in self._refused[page].items() if post in watched}

    def health(self, page: str) -> Health:
        """The first of the posts that cannot be read, and how many there are."""
        found = [
            trouble("facebook_post_unread", page, post=post, detail=detail, count=str(len(self._refused[page])))
            for post, detail in list(self._refused[page].items())[:1]
        ]
        return health_of(found, marks(["post_unread"], page))
