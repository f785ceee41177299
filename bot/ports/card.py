"""The neutral card: what a message to the staff says and offers, before any chat draws it.

Every string here is plain text. A door escapes it at the leaves and keeps its chat's limits;
nothing in a card may be trusted as markup, least of all a citizen's words.
"""

from dataclasses import dataclass
from enum import StrEnum

AT_ONCE = frozenset(
    {
        *(
            "take",
            "release",
            "ask_deputy",
            "call_manager",
            "reopen",
            "reopen_with",
            "use_this",
            "join",
            "leave_out",
            "grant",
            "deny",
        ),
        *("undo", "bring_out", "filter", "show_again", "call_duty"),
    }
)
"""Buttons that do their work or are refused, and never lead to a form; `bot/desk/pressing.py` is held to it."""


class Tone(StrEnum):
    """How loudly a notice speaks. Doors must show the tone in words or signs, never by colour alone."""

    INFO = "info"
    WARNING = "warning"
    URGENT = "urgent"


class Style(StrEnum):
    """How a button looks."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True)
class Notice:
    """One sentence that must not be overlooked."""

    tone: Tone
    text: str


@dataclass(frozen=True)
class Fact:
    """A short labelled fact, such as "Frist: onsdag kl. 15.30"."""

    label: str
    value: str


@dataclass(frozen=True)
class Action:
    """A button. `name` is the bot's word for what it does, `value` comes back unchanged with the click.

    `confirm` is asked before it works; `shows` are the words it is about, for a chat whose question covers the message.
    """

    name: str
    label: str
    value: str
    style: Style = Style.PLAIN
    confirm: str = ""
    shows: str = ""

    @property
    def at_once(self) -> bool:
        """Whether a click never leads to a form. In some chats a click can open a dialog only if that is known beforehand."""
        return self.name in AT_ONCE


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, shown verbatim and never interpreted. `who` may be empty; `note` says e.g. "redigert".

    `actions` are what can be done with these words; a door draws them right below.
    """

    who: str
    text: str
    note: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Link:
    """A link out of the chat; `url` must come from us or from the page's own permalink, never from a citizen's text."""

    label: str
    url: str


@dataclass(frozen=True)
class Line:
    """One line of a list: the link that stands first, shown by its label alone while its address is empty, and the rest."""

    link: Link
    text: str


@dataclass(frozen=True)
class Listing:
    """Some lines under a title."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Thumbnail:
    """A picture that the chat shows elsewhere already: the chat's own id for it, what it is for who cannot see it, and where
    it stands. A door that cannot show it small shows the label alone.
    """

    id: str
    alt: str
    label: str


@dataclass(frozen=True)
class Mention:
    """A person or user group to be called: the chat's own identifier. The door decides which of the two it is.

    `name` tells who was called once the message is drawn anew; empty while it is not known.
    """

    id: str
    name: str = ""


@dataclass(frozen=True)
class Card:
    """One message to the staff, in reading order.

    `summary` is the line a notification shows and must hold no personal data.
    `mentions` are called in only when the card is posted; when it is updated they are only named.
    `advice` stands just above the buttons, `more` behind a menu after them, and `aside` beside the body's first line.
    `beside` are words that are not part of the card's matter, after the buttons, each with its own. `thumbnail` stands below
    the quotes.
    """

    summary: str
    title: str = ""
    lead: str = ""
    notices: tuple[Notice, ...] = ()
    quotes: tuple[Quote, ...] = ()
    body: str = ""
    facts: tuple[Fact, ...] = ()
    listings: tuple[Listing, ...] = ()
    mentions: tuple[Mention, ...] = ()
    advice: tuple[Notice, ...] = ()
    actions: tuple[Action, ...] = ()
    more: tuple[Action, ...] = ()
    aside: Action | None = None
    beside: tuple[Quote, ...] = ()
    links: tuple[Link, ...] = ()
    footer: str = ""
    thumbnail: Thumbnail | None = None
