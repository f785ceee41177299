"""The small pieces of Block Kit that cards and forms are drawn with. Every text is cleaned, cut and escaped here."""

import re
from collections.abc import Sequence
from typing import Any, Protocol

from bot.ports.card import Line, Listing, Mention, Notice, Quote, Thumbnail, Tone
from bot.ports.showing import clean, cut, one_line, quiet_lines, safe_url
from handlers.slack.speak import limits
from handlers.slack.speak.limits import Block
from handlers.slack.speak.pictures import is_file
from handlers.slack.speak.text import escape_within

SIGNS = {Tone.INFO: "ℹ️", Tone.WARNING: "⚠️", Tone.URGENT: "🚨"}
ADVICE = "💡"
MOST_CALLED = 50
_CHAT_ID = re.compile(r"[A-Z][A-Z0-9]{2,30}")


class Words(Protocol):
    """A sentence for staff by its key, as `Calls.words` gives it."""

    def __call__(self, key: str, **values: str) -> str:
        """The sentence in the municipality's language."""
        ...


def plain(text: str, room: int, *, otherwise: str = "–") -> Block:
    """A one-line plain text object; `otherwise` stands in for a text of which nothing is left."""
    return {"type": "plain_text", "text": escape_within(one_line(text) or otherwise, room), "emoji": True}


def lines(text: str, room: int) -> Block:
    """A plain text object that keeps its line breaks. The text must have something to see."""
    return {"type": "plain_text", "text": escape_within(quiet_lines(text), room), "emoji": True}


def mrkdwn(text: str) -> Block:
    """A marked-up text object. Only for text whose every leaf has been escaped already."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Block:
    """The title of a card."""
    return {"type": "header", "text": plain(text, limits.HEADER)}


def context(elements: Sequence[Block]) -> Block:
    """A line of small grey text."""
    return {"type": "context", "elements": list(elements)[: limits.CONTEXT_ELEMENTS]}


def divider() -> Block:
    """A thin line between two cards."""
    return {"type": "divider"}


def leaf(text: str, **style: bool) -> Block:
    """A run of rich text, which Slack shows letter by letter and never interprets."""
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def rich(*parts: Block) -> Block:
    """A rich text block of sections and quotes."""
    return {"type": "rich_text", "elements": list(parts)}


def part(kind: str, *leaves: Block) -> Block:
    """One section, quote or list of a rich text block."""
    return {"type": f"rich_text_{kind}", "elements": list(leaves)}


def notice(said: Notice, words: Words, room: int) -> Block:
    """A sentence with its sign and its word, so that no one has to see colours."""
    tone = words(f"chat.tone_{said.tone.value}")
    text = cut(quiet_lines(said.text) or "–", room)
    return rich(part("section", leaf(f"{SIGNS[said.tone]} "), leaf(f"{tone}: ", bold=True), leaf(text)))


def advice(said: Notice, room: int) -> Block:
    """A line of advice: its sign is word enough."""
    sign = ADVICE if said.tone is Tone.INFO else SIGNS[said.tone]
    return rich(part("section", leaf(f"{sign} "), leaf(cut(quiet_lines(said.text) or "–", room))))


def quote(said: Quote, words: Words, room: int, where: str) -> Block:
    """Somebody's own words in a quote, under their name; `where` says where the whole stands if it is cut."""
    who, note = cut(one_line(said.who), 150), cut(one_line(said.note), 150)
    head = [leaf(who, bold=True)] if who else []
    head += [leaf(f" · {note}" if who else note, italic=True)] if note else []
    sections = [part("section", *head)] if head else []
    return rich(*sections, part("quote", *passage(quiet_lines(said.text), words, room, where)))


def thumbnail(shown: Thumbnail) -> Block:
    """A picture of ours that Slack has, small beside its label; the label alone where there is no such file."""
    label = plain(shown.label, limits.SECTION)
    if not is_file(shown.id):
        return context([label])
    picture = {"type": "image", "slack_file": {"id": shown.id}, "alt_text": cut(one_line(shown.alt), limits.IMAGE_ALT)}
    return {"type": "section", "text": label, "accessory": picture}


def passage(text: str, words: Words, room: int, where: str) -> list[Block]:
    """A longer text as leaves: whole, cut with a note, or a word that there is none."""
    if not text:
        return [leaf(words("chat.no_text"), italic=True)]
    if len(text) <= room:
        return [leaf(text)]
    return [leaf(cut(text, room)), leaf(f"\n{cut_note(words, where)}", italic=True)]


def cut_note(words: Words, where: str) -> str:
    """The note at a cut text; `where` is the label of the link behind which the whole stands, or empty."""
    return words("chat.cut", link=one_line(where)) if where else words("chat.cut_short")


def body(text: str, words: Words, room: int, where: str) -> Block:
    """The card's own text, every line break kept."""
    return rich(part("section", *passage(clean(text), words, room, where)))


def listing(said: Listing, room: int) -> Block:
    """A title and its lines, each beginning with its link."""
    title = part("section", leaf(cut(one_line(said.title), 150) or "–", bold=True))
    if not said.lines:
        return rich(title)
    return rich(
        title, {"type": "rich_text_list", "style": "bullet", "elements": [_line(one, room) for one in said.lines]}
    )


def _line(said: Line, room: int) -> Block:
    label, text = cut(one_line(said.link.label), 100) or "–", cut(one_line(said.text), room)
    url = safe_url(said.link.url)
    first = {"type": "link", "url": url, "text": label} if url else leaf(label, bold=True)
    return part("section", first, *([leaf(f" {text}")] if text else []))


def option(value: str, label: str) -> dict[str, Any]:
    """One thing to choose. The value has to come back unchanged, so it is never cut."""
    return {"text": plain(label, limits.OPTION), "value": value}


def calls(mentions: Sequence[Mention]) -> list[Block]:
    """People and groups, called."""
    known = [mention.id for mention in mentions if _CHAT_ID.fullmatch(mention.id)]
    tags = [f"<!subteam^{one}>" if one.startswith("S") else f"<@{one}>" for one in known]
    return [{"type": "section", "text": mrkdwn(" ".join(tags[:MOST_CALLED]))}] if tags else []


def named(mentions: Sequence[Mention]) -> list[Block]:
    """Who was called when the message was posted; an edit calls nobody."""
    names = " ".join(f"@{one_line(mention.name)}" for mention in mentions[:MOST_CALLED] if one_line(mention.name))
    return [context([plain(names, 300)])] if names else []
