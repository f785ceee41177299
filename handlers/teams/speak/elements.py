"""The small pieces of Adaptive Cards that cards and dialogs are drawn with. Every text is cleaned and cut here.

Words stand in text runs, which Teams shows letter by letter: a `TextBlock` would read markdown in them. What Teams reads
in every text all the same, mentions and dates, is broken up by an invisible joint.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Protocol
from urllib.parse import unquote

from bot.ports.card import Link, Listing, Notice, Quote, Tone
from bot.ports.showing import clean, cut, one_line, quiet_lines, safe_url

Element = dict[str, Any]

SIGNS = {Tone.INFO: "ℹ️", Tone.WARNING: "⚠️", Tone.URGENT: "🚨"}
COLOURS = {Tone.INFO: "accent", Tone.WARNING: "warning", Tone.URGENT: "attention"}
ADVICE = "💡"
MOST_LINES = 60
_JOINT = "\u2060"
_CHANNEL = re.compile(
    r"https://teams\.(?:microsoft\.com|cloud\.microsoft)/l/channel/19(?:%3A|:)[^/\s]+/([^?/\s]+)\?[\w=&%-]+"
)
_READ_BY_TEAMS = re.compile(r"<(?=/?at\b)|\{(?=\{)", re.IGNORECASE)


class Words(Protocol):
    """A sentence for staff by its key, as `Calls.words` gives it."""

    def __call__(self, key: str, **values: str) -> str:
        """The sentence in the municipality's language."""
        ...


def size(content: object) -> int:
    """How much of Teams' room a card takes: bytes of its JSON as UTF-16."""
    return len(json.dumps(content, ensure_ascii=False).encode("utf-16-le"))


def inert(text: str) -> str:
    """The text so that Teams finds no mention and no date in it."""
    return _READ_BY_TEAMS.sub(lambda found: found[0] + _JOINT, text)


def run(text: str, **looks: object) -> Element:
    """A run of text. A channel, which the municipality's file names by its address, is shown by its name."""
    return {"type": "TextRun", "text": inert(_CHANNEL.sub(lambda found: unquote(found[1]), text)), **looks}


def line(*runs: Element, **place: object) -> Element:
    """A line of runs."""
    return {"type": "RichTextBlock", "inlines": list(runs), **place}


def lines(text: str, **looks: object) -> Iterator[Element]:
    """A text with its line breaks, one line below the other; after very many the rest stands in the last."""
    gap = False
    said_lines = text.split("\n")
    if len(said_lines) > MOST_LINES:
        rest = " ".join(said_lines[MOST_LINES - 1 :])
        said_lines = [*said_lines[: MOST_LINES - 1], rest]
    for number, said in enumerate(said_lines):
        if said.strip():
            place = {} if number == 0 else {"spacing": "Small" if gap else "None"}
            yield line(run(said, **looks), **place)
        gap = not said.strip()


def title(text: str) -> Element:
    """The title of a card."""
    return line(run(cut(one_line(text), 150), weight="Bolder", size="Medium"))


def small(text: str, room: int) -> list[Element]:
    """Small grey lines."""
    return list(lines(cut(quiet_lines(text), room), size="Small", isSubtle=True))


def box(items: Sequence[Element], style: str = "emphasis", **place: object) -> Element:
    """Some elements in a box of their own."""
    return {"type": "Container", "style": style, "items": list(items), **place}


def notice(said: Notice, words: Words, room: int) -> Element:
    """A sentence with its sign and its word, so that no one has to see colours."""
    tone = words(f"chat.tone_{said.tone.value}")
    text = cut(quiet_lines(said.text) or "–", room)
    first, _, rest = text.partition("\n")
    head = line(run(f"{SIGNS[said.tone]} {tone}: ", weight="Bolder"), run(first))
    return box([head, *lines(rest)] if rest else [head], COLOURS[said.tone])


def advice(said: Notice, room: int) -> Element:
    """A line of advice: its sign is word enough."""
    sign = ADVICE if said.tone is Tone.INFO else SIGNS[said.tone]
    return line(run(f"{sign} {cut(one_line(said.text) or '–', room)}"), spacing="Small")


def quote(said: Quote, words: Words, room: int, where: str) -> list[Element]:
    """Somebody's own words in a box, under their name; `where` says where the whole stands if it is cut."""
    who, note = cut(one_line(said.who), 150), cut(one_line(said.note), 150)
    head = [run(who, weight="Bolder")] if who else []
    head += [run(f" · {note}" if who else note, italic=True)] if note else []
    return [*([line(*head)] if head else []), box(passage(quiet_lines(said.text), words, room, where), spacing="Small")]


def passage(text: str, words: Words, room: int, where: str) -> list[Element]:
    """A longer text: whole, cut with a note, or a word that there is none."""
    if not text:
        return [line(run(words("chat.no_text"), italic=True))]
    if len(text) <= room:
        return list(lines(text))
    return [*lines(cut(text, room)), line(run(cut_note(words, where), italic=True))]


def cut_note(words: Words, where: str) -> str:
    """The note at a cut text; `where` is the label of the link behind which the whole stands, or empty."""
    return words("chat.cut", link=one_line(where)) if where else words("chat.cut_short")


def link(said: Link) -> Element:
    """A link; its label alone where the address is none that may be followed."""
    label, url = cut(one_line(said.label), 150) or "–", safe_url(said.url)
    return run(label, selectAction={"type": "Action.OpenUrl", "url": url}) if url else run(label, weight="Bolder")


def listing(said: Listing, room: int) -> list[Element]:
    """A title and its lines, each beginning with its link."""
    rows = [
        line(
            run("• "),
            link(one.link),
            *([run(f" {cut(one_line(one.text), room)}")] if clean(one.text) else []),
            spacing="None",
        )
        for one in said.lines
    ]
    return [line(run(cut(one_line(said.title), 150) or "–", weight="Bolder")), *rows]
