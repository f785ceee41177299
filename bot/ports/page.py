"""The port to a page, which citizens read. A door implements it; `bot/delivery/` alone calls what has an effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.happenings import Kind, Wrote
from bot.ports.health import Health
from bot.ports.picture import Picture


@dataclass(frozen=True)
class Place:
    """Where a question stands on a page.

    `page` is our key of the page, `id` what the citizen wrote there, `root_id` the top-level comment or the visitor
    post (for a message: the citizen's id), `post_id` the post everything stands under. `heard_at` is when the citizen
    last wrote, which opens the window for messages. `private` means the one message that a comment or post may be
    answered with; then `id` and `heard_at` are of the very words that are answered.
    """

    page: str
    kind: Kind
    id: str
    root_id: str
    post_id: str
    person_id: str
    heard_at: datetime
    private: bool = False


@dataclass(frozen=True)
class Item:
    """Something that stands on a page right now."""

    id: str
    text: str
    written_at: datetime
    author_id: str = ""
    author_name: str = ""
    by_page: bool = False
    app_id: str = ""
    parent_id: str = ""
    hidden: bool = False
    link: str = ""


@dataclass(frozen=True)
class Published:
    """A text that stands on the page: its id there and, if known, its address."""

    id: str
    link: str = ""


class Page(Protocol):
    """All pages of the municipality behind one platform. Every call may raise `TryLater` or `Refused`."""

    async def read(self, place: Place) -> Item | None:
        """What the citizen's item looks like now; None when it is gone or can no longer be seen."""
        ...

    async def read_post(self, page: str, post_id: str) -> Item | None:
        """The post something stands under, as it looks now; None when it is gone or can no longer be seen."""
        ...

    async def picture(self, page: str, kind: Kind, id: str, number: int, most_bytes: int) -> bytes:
        """The bytes of one picture beside what a citizen wrote under `id`, counted from 0; what they are nobody has checked.

        Raises `Refused(GONE)` when there is none (any more), `TOO_LONG` when it is larger than `most_bytes`.
        """
        ...

    async def stands(self, page: str, since: datetime) -> Sequence[Wrote]:
        """Everything that stands on a page now and was written since then, by anybody, oldest first.

        A complete, trustworthy look; raises `TryLater` when it was none. Of messages only those that can still be read.
        """
        ...

    async def own_replies(self, place: Place, since: datetime) -> Sequence[Item]:
        """What the page itself has written to this place since then, by whatever tool, oldest first."""
        ...

    async def reply(self, place: Place, text: str, key: str, picture: Picture | None = None) -> Published:
        """Publish `text` as the page's reply, with its picture: both or neither. May raise `Unknown`.

        `key` names the delivery where the platform can carry it.
        """
        ...

    async def find_own_reply(self, place: Place, text: str, key: str, since: datetime) -> Published | None:
        """Look for a reply that may have been made: same place, same text, not earlier than `since`.

        None means: a complete, trustworthy look found nothing. Raises `TryLater` when it could not look.
        """
        ...

    async def edit_own(self, page: str, id: str, text: str) -> None:
        """Replace the text of one of the page's own replies (repeatable)."""
        ...

    async def delete(self, page: str, id: str) -> None:
        """Delete a reply of the page's own, or what a citizen wrote (repeatable; already gone counts as done)."""
        ...

    async def hide(self, page: str, id: str, *, hidden: bool) -> None:
        """Hide a citizen's comment or show it again (repeatable)."""
        ...

    async def health(self) -> Health:
        """What is wrong with tokens, permissions, subscriptions and the reading of the pages."""
        ...
