"""What can happen outside, in our words. Doors turn their events into these; the flow acts on them.

Identifiers from outside are opaque strings. All moments are aware; doors hand them over in UTC.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """How a citizen addressed the municipality."""

    COMMENT = "comment"
    REPLY = "reply"
    VISITOR_POST = "visitor_post"
    MESSAGE = "message"
    MENTION = "mention"  # the page is named where it is a guest: it cannot answer there through us


class Thing(StrEnum):
    """What can stand beside words, or in their place. Each has a name below `attached.` in the texts."""

    PICTURE = "picture"
    VIDEO = "video"
    AUDIO = "audio"
    FILE = "file"
    STICKER = "sticker"
    PLACE = "place"
    LINK = "link"
    REEL = "reel"
    POST = "post"
    BUTTON = "button"  # the words are those of a button that was pressed
    UNSUPPORTED = "unsupported"  # the page's platform does not let anybody outside see it
    UNKNOWN = "unknown"  # there must be something, since there are no words


@dataclass(frozen=True)
class Attached:
    """One thing beside somebody's words: what it is, what it is called, and for a link where it leads (as told, unchecked)."""

    thing: Thing
    title: str = ""
    url: str = ""


@dataclass(frozen=True)
class Wrote:
    """Somebody wrote on a page, in public or as a message.

    `page_id` is the page's id outside. `author_id` is empty when the page does not tell who wrote.
    `by_page` means the page itself spoke: the bot when `app_id` is our own, else a member of staff by hand.
    `parent_id` is the comment, post or message replied to, `post_id` the post everything stands under (empty for messages,
    where `author_id` of the citizen is always known; for a message from the page `recipient_id` is the citizen).
    `key` is the bot's own delivery key where the outside carries it back (message metadata), else empty.
    """

    page_id: str
    kind: Kind
    id: str
    text: str
    at: datetime
    author_id: str = ""
    author_name: str = ""
    parent_id: str = ""
    post_id: str = ""
    by_page: bool = False
    app_id: str = ""
    recipient_id: str = ""
    attached: tuple[Attached, ...] = ()
    link: str = ""
    key: str = ""


@dataclass(frozen=True)
class Rewrote:
    """The words of something written earlier were changed; `at` is when, as far as the outside tells."""

    page_id: str
    id: str
    text: str
    at: datetime
    post_id: str = ""


@dataclass(frozen=True)
class Withdrew:
    """Something written on a page is gone: deleted by its author, by staff or by the platform."""

    page_id: str
    id: str
    at: datetime
    by_page: bool = False  # the page is named as who did it: staff by hand, or we; else nobody knows, or the author


@dataclass(frozen=True)
class Hid:
    """Something written on a page was hidden (`hidden`) or shown again (not `hidden`) by someone other than the bot or by it."""

    page_id: str
    id: str
    hidden: bool
    at: datetime


@dataclass(frozen=True)
class Brought:
    """A picture that a person sent in the chat: the chat's own id of the file, by which it can be fetched, and its name."""

    id: str
    name: str


@dataclass(frozen=True)
class Spoken:
    """A message of a chat as plain text, what of it is not in that or reads otherwise (codes), and the people it names by id.

    `pictures` are those that can be fetched.
    """

    text: str
    left_out: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    pictures: tuple[Brought, ...] = ()


@dataclass(frozen=True)
class Said:
    """A person wrote in a chat thread, or edited what was written (`edited_at` set). `text` is already plain text.

    It is empty where only a file was sent. `left_out` tells what of the message is not in the text or reads otherwise, as
    codes with words below `left_out.` in the texts. `people` are colleagues the text names by their id, as "@id".
    `pictures` came with it and can be fetched.
    """

    channel: str
    thread: str
    id: str
    person_id: str
    text: str
    at: datetime
    edited_at: datetime | None = None
    left_out: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    pictures: tuple[Brought, ...] = ()
    by_app: bool = False  # another program wrote it in this person's name, or a program of its own


@dataclass(frozen=True)
class SaidBeside:
    """A person wrote in a channel itself, in no thread, or edited that (`edited_at` set), or deleted it (`is_gone`).

    Most of it is nobody's business; the flow keeps what looks like an answer beside its thread, and the event's words go at once.
    """

    channel: str
    id: str
    person_id: str
    text: str
    at: datetime
    edited_at: datetime | None = None
    is_gone: bool = False
    left_out: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unsaid:
    """A person deleted a message in a chat thread, or somebody deleted one of the bot's own (a card)."""

    channel: str
    id: str
    at: datetime


@dataclass(frozen=True)
class LookedIn:
    """A person opened the bot's own page in the chat (App Home)."""

    person_id: str
    at: datetime


@dataclass(frozen=True)
class StaffChanged:
    """Somebody has left the chat (`person_id`), or a user group has other members now (`group`): rights may have to follow."""

    person_id: str = ""
    group: str = ""


Happening = Wrote | Rewrote | Withdrew | Hid | Said | SaidBeside | Unsaid | LookedIn | StaffChanged
