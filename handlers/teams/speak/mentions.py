"""Calling people in a card: Teams wants their names twice, in the text and beside it, letter by letter the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.ports.showing import one_line
from handlers.teams.speak.elements import Element

MOST_CALLED = 20


@dataclass(frozen=True)
class Colleague:
    """Somebody of the tenant: the object id, the id that this bot alone knows the person by, and the name."""

    id: str
    account: str
    name: str


def calls(called: Sequence[Colleague]) -> Element:
    """The line that calls people. A mention needs markup, and only a text block reads it."""
    return {"type": "TextBlock", "text": " ".join(_tag(one) for one in called[:MOST_CALLED]), "wrap": True}


def named(called: Sequence[Colleague]) -> Element:
    """The same line once it has called: their names, and nobody is called again."""
    names = " ".join(f"@{_name(one)}" for one in called[:MOST_CALLED])
    return {"type": "TextBlock", "text": names, "wrap": True, "weight": "Bolder"}


def entities(called: Sequence[Colleague]) -> list[Element]:
    """Whom the line means, for the card's root."""
    return [
        {"type": "mention", "text": _tag(one), "mentioned": {"id": one.id, "name": _name(one)}}
        for one in called[:MOST_CALLED]
    ]


def _tag(one: Colleague) -> str:
    return f"<at>{_name(one)}</at>"


def _name(one: Colleague) -> str:
    """The name is the tenant's, not a citizen's; what markdown would read in it is left out all the same."""
    return "".join(letter for letter in one_line(one.name) if letter not in "<>[]()*_`~\\#|") or "–"
