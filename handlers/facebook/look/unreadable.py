"""What Facebook will not show of a page: comments under single posts, or the list of conversations.

It is passed over, named, and tried again at every pass. After a start nothing is said of a page, not even that all is
well, before it has been read: a restart forgets the refusals, and does not mend them.
"""

from collections import defaultdict
from collections.abc import Sequence

from bot.log import Log
from bot.ports.failures import Refused
from bot.ports.health import Health, health_of
from handlers.facebook.troubles import marks, trouble

log = Log(__name__)


class Unreadable:
    """Remembers, page by page, which posts and whether the conversations were refused when they were read last, and why."""

    def __init__(self) -> None:
        self._refused: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._messages: dict[str, str] = {}  # of each page that was read: why the list was refused, or nothing

    def note(self, page: str, post_id: str, why: Refused) -> None:
        """This post cannot be read now."""
        if post_id not in self._refused[page]:
            log.warning("facebook.post_unread", page=page, post=post_id, detail=why.detail)
        self._refused[page][post_id] = why.detail

    def was_read(self, page: str, post_id: str) -> None:
        """This post could be read to its end."""
        self._refused[page].pop(post_id, None)

    def note_messages(self, page: str, why: Refused | None) -> None:
        """The conversations were read, or cannot be read now."""
        if why and not self._messages.get(page):
            log.warning("facebook.messages_unread", page=page, detail=why.detail)
        self._messages[page] = why.detail if why else ""

    def has_messages(self, page: str) -> bool:
        """Whether the conversations could be read the last time."""
        return not self._messages.get(page)

    def keep(self, page: str, watched: Sequence[str]) -> None:
        """Only these posts are still watched; the others are nobody's trouble any more."""
        self._refused[page] = {post: why for post, why in self._refused[page].items() if post in watched}

    def health(self, page: str) -> Health:
        """The first of the posts that cannot be read, and how many there are; and whether messages can be read."""
        if page not in self._messages:
            return Health()
        found = [
            trouble("facebook_post_unread", page, post=post, detail=detail, count=str(len(self._refused[page])))
            for post, detail in list(self._refused[page].items())[:1]
        ]
        if detail := self._messages[page]:
            found.append(trouble("facebook_messages_unread", page, detail=detail))
        return health_of(found, marks(["post_unread", "messages_unread"], page))
