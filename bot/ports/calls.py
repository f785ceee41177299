"""What a door may ask of the bot, and what it gets back. `bot/desk/office.py` answers these calls.

A door acknowledges to the outside only after `hear` has returned: heard means stored.
Clicks and forms have no redelivery, so `press`, `submit` and `command` commit before they return.
"""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.ports.card import Action, Card
from bot.ports.form import Form
from bot.ports.happenings import Said, SaidBeside


@dataclass(frozen=True)
class Event:
    """One inbound event as received. `door` says who understands it, `key` makes a repetition recognisable."""

    door: str
    key: str
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Press:
    """A person pressed a button, ran a shortcut on a message, or asked for a form.

    `action` and `value` are those of the `Action`; for the shortcut "Bruk som svar" `action` is "use" and
    `value` is empty. `message` is the id of the message the button or shortcut belongs to, `thread` its thread
    (the message's own id if it is a card). `key` is unique per gesture. `said` is what a person wrote in the
    message that a shortcut was run on, where the chat tells. `asks` says that the chat is about to ask what the button asks
    first: nothing is done yet, and `Done` means that it is to be asked.
    """

    action: str
    value: str
    person_id: str
    person_name: str
    channel: str
    message: str
    thread: str
    key: str
    said: Said | None = None
    asks: bool = False


@dataclass(frozen=True)
class Submission:
    """A person sent a form: its name and subject, and a value (text, choice, or tuple of ticks) by field key."""

    form: str
    subject: str
    person_id: str
    person_name: str
    key: str
    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """The gesture has had its effect (or had it before); what changed is shown on the cards."""


@dataclass(frozen=True)
class OpenForm:
    """Show this form to the person now; as the answer to a sent form, in its place."""

    form: Form


@dataclass(frozen=True)
class Told:
    """Tell this person alone why nothing changed, or what happened, and what can be done about it.

    What `replaces` stands in place of the message with the button, where that one is for this person alone.
    """

    text: str
    actions: tuple[Action, ...] = ()
    replaces: bool = False


@dataclass(frozen=True)
class ShowList:
    """Show these cards to this person in place of the list with the button."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class FieldErrors:
    """The form stays open with the person's typing; each message stands at its field (key → text)."""

    errors: Mapping[str, str]


PressReply = Done | OpenForm | Told | ShowList
SubmitReply = Done | OpenForm | FieldErrors | Told


class Calls(Protocol):
    """The bot as the doors see it."""

    async def hear(self, events: Sequence[Event]) -> None:
        """Commit raw events to the inbox (a repetition is no second row). Raises when the store is down: do not acknowledge then."""
        ...

    def concerns(self, said: SaidBeside) -> bool:
        """Whether what somebody wrote in a channel itself may be an answer; if not, nothing of it is to be kept."""
        ...

    async def press(self, press: Press) -> PressReply:
        """Let a button do its work, committed before this returns."""
        ...

    async def submit(self, submission: Submission) -> SubmitReply:
        """Let a form do its work, committed before this returns."""
        ...

    async def choose(self, filling: Submission) -> SubmitReply:
        """Draw a form anew because of what was chosen in it; nothing is done yet, and nothing is sent."""
        ...

    async def command(self, person_id: str, text: str) -> Sequence[Card]:
        """Answer the slash command with cards for that person alone."""
        ...

    def words(self, key: str, **values: str) -> str:
        """A sentence for staff from the text files, in the municipality's language."""
        ...


@dataclass(frozen=True)
class Seen:
    """What we know about something that stands on a page: its words' hash (`words_hash`), and whether it is hidden or gone.

    `nameless` means that nobody has told us yet who wrote it.
    """

    words_hash: str
    hidden: bool
    gone: bool
    nameless: bool = False


@dataclass(frozen=True)
class Passes:
    """The starts of the last complete pass over a page, and of the last that went to every end; None if there was none."""

    last_at: datetime | None = None
    full_at: datetime | None = None


class Memory(Protocol):
    """What a page door may ask about the past, so that reading a page again repairs what was missed and repeats nothing.

    `page` is our key of the page.
    """

    async def seen(self, page: str, ids: Sequence[str]) -> Mapping[str, Seen]:
        """What we know about these ids (compared by their last segment); unknown ids are absent. Keys are the ids as given."""
        ...

    async def watched_posts(self, page: str, since: datetime) -> Sequence[str]:
        """Posts under which something was written since then, or where a question is still open."""
        ...

    async def standing(self, page: str, post_id: str) -> Sequence[str]:
        """Ids of everything we believe stands under this post now: written by anyone, heard of, not known to be gone."""
        ...

    async def messages_wait_since(self, page: str) -> datetime | None:
        """When the citizen wrote last whose message has been an open question for longest; None if none is open."""
        ...

    async def passes(self, page: str) -> Passes:
        """When this page was last read, by this process or another."""
        ...

    def turn(self, page: str) -> AbstractAsyncContextManager[bool]:
        """The turn to read this page, for as long as the block lasts; False when it is another process's."""
        ...

    async def pass_complete(
        self, page: str, started_at: datetime, repaired: int, *, full: bool, tells: bool = False
    ) -> None:
        """Record a complete pass, whether it went to every end, and how many happenings it found that no webhook had brought.

        With `tells` the page's channel hears what was repaired since the complete pass before, if anything was.
        """
        ...


def words_hash(text: str) -> str:
    """The hash by which two versions of somebody's words are compared: NFC, white space folded, SHA-256 in hex."""
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(folded.encode()).hexdigest()
