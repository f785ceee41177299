"""The two ports through which the bot speaks: a page (citizens read it) and a chat (staff read it).

Doors implement them; `bot/delivery.py` alone calls what has an effect. Values are frozen, failures are the three
exceptions below. Neither side knows the other's vendor. Tokens and texts never appear in an exception's words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.card import Card
from bot.happenings import Kind, Said, Wrote
from bot.health import Health


class Reason(StrEnum):
    """Why the outside refused for good, as far as it matters to what a person does next."""

    GONE = "gone"  # the comment, person, message or channel does not exist (any more) or cannot be seen
    NOT_ALLOWED = "not_allowed"  # a permission, role or token is missing: the operator must act
    TOO_LONG = "too_long"
    WINDOW_CLOSED = "window_closed"  # too late for a message: answer in public or by other means
    UNREACHABLE = "unreachable"  # the person cannot receive messages
    BLOCKED = "blocked"  # the platform holds the page back as abusive
    TAKEN = "taken"  # another application or a member of staff owns the conversation, or used the one chance
    INVALID = "invalid"  # our request was wrong: a bug


class Refused(Exception):
    """The outside said no for good; nothing was done. `detail` is for operators: codes and ids, no texts."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class TryLater(Exception):
    """Surely nothing was done, and trying again makes sense.

    `after` is how long to wait when the outside says so. `whole_scope` means everything to the same page or channel
    has to wait (throttling, dead token); such a pause does not count as an attempt.
    """

    def __init__(self, detail: str = "", *, after: timedelta | None = None, whole_scope: bool = False) -> None:
        super().__init__(detail)
        self.detail = detail
        self.after = after
        self.whole_scope = whole_scope


class Unknown(Exception):
    """It may or may not have been done. Look before repeating."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True)
class Place:
    """Where a question stands on a page.

    `page` is our key of the page, `id` what the citizen wrote there, `root_id` the top-level comment or the visitor
    post (for a message: the citizen's id), `post_id` the post everything stands under. `heard_at` is when the citizen
    last wrote, which opens the window for messages.
    """

    page: str
    kind: Kind
    id: str
    root_id: str
    post_id: str
    person_id: str
    heard_at: datetime


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

    async def stands(self, page: str, since: datetime) -> Sequence[Wrote]:
        """Everything that stands on a page now and was written since then, by anybody, oldest first.

        A complete, trustworthy look; raises `TryLater` when it was none. Of messages only those that can still be read.
        """
        ...

    async def own_replies(self, place: Place, since: datetime) -> Sequence[Item]:
        """What the page itself has written to this place since then, by whatever tool, oldest first."""
        ...

    async def reply(self, place: Place, text: str, key: str) -> Published:
        """Publish `text` as the page's reply. `key` names the delivery where the platform can carry it. May raise `Unknown`."""
        ...

    async def find_own_reply(self, place: Place, text: str, key: str, since: datetime) -> Published | None:
        """Look for a reply that may have been made: same place, same text, not earlier than `since`.

        None means: a complete, trustworthy look found nothing. Raises `TryLater` when it could not look.
        """
        ...

    async def edit_own(self, page: str, id: str, text: str) -> None:
        """Replace the text of one of the page's own replies (repeatable)."""
        ...

    async def delete_own(self, page: str, id: str) -> None:
        """Delete one of the page's own replies (repeatable; already gone counts as done)."""
        ...

    async def hide(self, page: str, id: str, *, hidden: bool) -> None:
        """Hide a citizen's comment or show it again (repeatable)."""
        ...

    async def health(self) -> Health:
        """What is wrong with tokens, permissions, subscriptions and the reading of the pages."""
        ...


@dataclass(frozen=True)
class MessageRef:
    """A message in the chat: its channel, its id, and the thread it stands in (empty for a card in the channel)."""

    channel: str
    id: str
    thread: str = ""


class Chat(Protocol):
    """The staff's chat. Every call may raise `TryLater`, `Refused` or, where it is not repeatable, `Unknown`."""

    async def post_card(self, channel: str, card: Card, key: str) -> MessageRef:
        """Post a card in a channel; `key` travels invisibly with it so that `find_own` can find it."""
        ...

    async def update_card(self, ref: MessageRef, card: Card) -> None:
        """Redraw a message in place (repeatable). Raises `Refused(GONE)` when somebody deleted it."""
        ...

    async def say(self, thread: MessageRef, card: Card, key: str, *, aloud: bool = False) -> MessageRef:
        """Post a message in the thread under `thread`; `aloud` shows it in the channel too."""
        ...

    async def unsay(self, ref: MessageRef) -> None:
        """Delete one of our own messages (repeatable; already gone counts as done)."""
        ...

    async def post_picture(self, channel: str, thread: str, name: str, png: bytes, alt: str, key: str) -> None:
        """Post a picture in a channel, or in a thread when one is named; `alt` says in words what it shows.

        `name` is what people see of the file; `key` travels in it, so that `find_own` finds the picture. May raise `Unknown`.
        """
        ...

    async def tell(self, channel: str, thread: str, person_id: str, text: str) -> None:
        """Tell one person something that nobody else sees. Best effort: never repeated."""
        ...

    async def call_in(self, channel: str, person_ids: Sequence[str]) -> None:
        """Make sure these people are members of the channel (repeatable). People who cannot be added are passed over."""
        ...

    async def show_home(self, person_id: str, cards: Sequence[Card]) -> None:
        """Show a person's own page, one card after the other (repeatable)."""
        ...

    async def find_own(self, channel: str, thread: str, key: str, since: datetime) -> MessageRef | None:
        """Look for a message of ours that carries `key`, posted not earlier than `since`.

        None means: a complete look found nothing. Raises `TryLater` when it could not look.
        """
        ...

    async def read_thread(self, ref: MessageRef, since: datetime) -> Sequence[Said]:
        """What people have written in the thread under a card since then, oldest first."""
        ...

    async def members(self, group_id: str) -> Sequence[str]:
        """The people in a user group, as person ids."""
        ...

    def name(self, person_id: str) -> str:
        """What a person is called, or an empty string while it is not known. No network call."""
        ...

    def link(self, ref: MessageRef) -> str:
        """The address of a message for people, or an empty string while it is not known. No network call."""
        ...

    async def health(self) -> Health:
        """What is wrong with the token, rights, channels and the connection."""
        ...
