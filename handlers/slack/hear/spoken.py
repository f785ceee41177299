"""What a person wrote in Slack, as plain text that may be published elsewhere.

The structured `rich_text` that comes with a message is preferred to its marked-up text. What no citizen can read is
left out or written otherwise, and each such thing is told by a code, for whoever approves. People are named by their id
here ("@U0OLA00001"); the bot knows what they are called. docs/slack-elements.md has the whole table, and a test reads it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.ports.happenings import Brought, Spoken
from bot.ports.showing import clean, one_line

_TAG = re.compile(r"<([^<>\n]+)>")
_EMOJI = re.compile(r":([a-zA-Z0-9_+'-]+):(?::skin-tone-[2-6]:)?")
_FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_MARKS = re.compile(r"(?<![\w*_~`])([*_~`])(?=\S)([^\n]*?\S)\1(?![\w*_~`])")
# Struck-out words, with the blank before them: "åpent ~ikke~ på lørdag" says that it is open.
_STRUCK = re.compile(r" ?(?<![\w~])~(?=\S)[^\n~]*?(?<=\S)~(?![\w~])")
_INSIDE = re.compile(r"https://[\w.-]+\.slack\.com/(?:archives|files|team|client)\b", re.IGNORECASE)
_QUOTED = re.compile(r"^(?:&gt;)+ ?", re.MULTILINE)
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))

# Private-use characters hold a tag's place while marks are taken off, and mark the hole of a dropped mention.
_OURS = re.compile("[\ue000-\ue002]")
_HELD = re.compile("\ue000(\\d+)\ue001")
_HOLE = "\ue002"
# Placeholders: a text in which one is left cannot be published before somebody has written what is meant.
_CHANNEL, _GROUP = "#{kanal}", "@{gruppe}"
_OF_THE_HOUSE = {"channel": ("group", _CHANNEL), "usergroup": ("group", _GROUP), "broadcast": ("call", _HOLE)}
_SHOWN = frozenset({"image/jpeg", "image/png"})
_HOLES = re.compile(f"^{_HOLE}[ ,:]*| *{_HOLE}(?=[ ,.!?;:\n]|$)|{_HOLE}", re.MULTILINE)


@dataclass
class _Notes:
    """What was met on the way through a message."""

    codes: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    pictures: list[Brought] = field(default_factory=list)

    def hole(self, code: str, visible: str = _HOLE) -> str:
        """Note that something is left out; `visible` stands in its place, and a placeholder keeps a text from going out."""
        self.codes.append(code)
        return visible

    def person(self, person_id: str) -> str:
        """Somebody of the staff, by id."""
        self.codes.append("person")
        self.people.append(person_id)
        return f"@{person_id}"

    def file(self, file: Mapping[str, Any]) -> None:
        """Somebody's file; a picture that Slack keeps, of a kind that can be shown in public, can be fetched."""
        kind, named = str(file.get("mimetype") or ""), str(file.get("id") or "")
        self.codes.append("picture" if kind.startswith("image/") else "file")
        if kind in _SHOWN and named and file.get("mode") == "hosted":
            self.pictures.append(Brought(named, one_line(str(file.get("title") or file.get("name") or ""))))

    def spoken(self, text: str) -> Spoken:
        """The text with everything noted, each once."""
        codes, people = tuple(dict.fromkeys(self.codes)), tuple(dict.fromkeys(self.people))
        return Spoken(text, codes, people, tuple(self.pictures))


def heard(message: Mapping[str, Any]) -> Spoken:
    """What a message object says: its own words, then forwarded ones; files are told of by a code."""
    notes = _Notes()
    parts = [_own_words(message, notes), *(_forwarded(one, notes) for one in message.get("attachments") or ())]
    for file in message.get("files") or ():
        notes.file(file)
    return notes.spoken("\n".join(part for part in parts if part))


def spoken(message: Mapping[str, Any]) -> str:
    """The plain text of a message object."""
    return heard(message).text


def plain_text(marked: str, notes: _Notes | None = None) -> str:
    """The plain text of Slack's marked-up text."""
    tags: list[str] = []
    noted = notes or _Notes()

    def hold(found: re.Match[str]) -> str:
        tags.append(_unescaped(_tag(found[1], noted)))
        return f"\ue000{len(tags) - 1}\ue001"

    text = _TAG.sub(hold, _FENCE.sub(r"\1", _OURS.sub("", marked)))
    text, struck = _STRUCK.subn("", _QUOTED.sub("", text))
    if struck:
        noted.codes.append("struck")
    for _ in range(3):  # bold within italics within strike-through
        text = _MARKS.sub(r"\2", text)
    text = _EMOJI.sub(lambda found: _emoji_named(found[1], found[0]), _unescaped(text))
    return _tidy(_HELD.sub(lambda found: tags[int(found[1])], text))


def _own_words(message: Mapping[str, Any], notes: _Notes) -> str:
    blocks = [block for block in message.get("blocks") or () if block.get("type") in ("rich_text", "table")]
    if not blocks:
        return plain_text(str(message.get("text") or ""), notes)
    parts = [part for block in blocks for part in _block(block, notes)]
    return _tidy("\n".join(part.strip("\n") for part in parts))


def _block(block: Mapping[str, Any], notes: _Notes) -> list[str]:
    if block["type"] == "rich_text":
        return [_part(part, notes) for part in block.get("elements") or ()]
    notes.codes.append("table")
    return [" – ".join(_cell(cell, notes) for cell in row) for row in block.get("rows") or ()]


def _cell(cell: Mapping[str, Any], notes: _Notes) -> str:
    if cell.get("type") == "rich_text":
        return " ".join(_block(cell, notes))
    return str(cell.get("text") or cell.get("value") or "")


def _forwarded(attachment: Mapping[str, Any], notes: _Notes) -> str:
    """The words of a forwarded message. Other attachments are previews that Slack adds to a link."""
    if not attachment.get("is_share"):
        return ""
    notes.codes.append("forwarded")
    for file in attachment.get("files") or ():
        notes.file(file)
    inner = next((one.get("message") or {} for one in attachment.get("message_blocks") or ()), {})
    return _own_words(inner, notes) or plain_text(str(attachment.get("text") or ""), notes)


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda found: _ENTITIES[found[0]], text)


def _tag(inside: str, notes: _Notes) -> str:
    """One of Slack's tags in pointed brackets."""
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return notes.person(target[1:])
    if target.startswith("#"):
        return notes.hole("group", f"#{label}" if label else _CHANNEL)
    if target.startswith("!subteam"):
        return notes.hole("group", label or _GROUP)
    if target.startswith("!date"):
        return label
    if target.startswith("!"):
        return notes.hole("call")
    return _address(target, label, notes)


def _address(url: str, label: str, notes: _Notes) -> str:
    """A link as its address; a label that says more than the address stands before it."""
    if _INSIDE.match(url):
        return notes.hole("inside", label if label and not _INSIDE.match(label) else _HOLE)
    bare = url.removeprefix("mailto:").removeprefix("tel:")
    if not label or label == bare or bare.split("://")[-1].rstrip("/") == label.rstrip("/"):
        return bare
    return f"{label} ({bare})"


def _part(part: Mapping[str, Any], notes: _Notes) -> str:
    """A section, quote, block of code or list of rich text."""
    if part.get("type") == "rich_text_list":
        return _list(part, notes)
    return "".join(_leaf(leaf, notes) for leaf in part.get("elements") or ())


def _list(part: Mapping[str, Any], notes: _Notes) -> str:
    ordered, first = part.get("style") == "ordered", int(part.get("offset") or 0) + 1
    items = [_part(item, notes) for item in part.get("elements") or ()]
    return "\n".join(f"{number}. {item}" if ordered else f"• {item}" for number, item in enumerate(items, start=first))


def _leaf(leaf: Mapping[str, Any], notes: _Notes) -> str:
    kind = leaf.get("type")
    if (leaf.get("style") or {}).get("strike"):
        return notes.hole("struck")
    if kind == "text":
        return _OURS.sub("", str(leaf.get("text") or ""))
    if kind == "link":
        return _address(str(leaf.get("url") or ""), str(leaf.get("text") or ""), notes)
    if kind == "user":
        return notes.person(str(leaf.get("user_id") or ""))
    if kind == "emoji":
        return _emoji(leaf) or notes.hole("emoji")
    if kind in _OF_THE_HOUSE:
        return notes.hole(*_OF_THE_HOUSE[kind])
    return str(leaf.get("fallback") or leaf.get("value") or notes.hole("other"))


def _emoji(leaf: Mapping[str, Any]) -> str:
    """An emoji as characters; one that only this workspace knows is dropped."""
    try:
        return "".join(chr(int(code, 16)) for code in str(leaf["unicode"]).split("-"))
    except (KeyError, ValueError, OverflowError):
        return _emoji_named(str(leaf.get("name") or ""), "")


def _emoji_named(name: str, otherwise: str) -> str:
    from rich.emoji import Emoji  # a megabyte, for the first that is written

    code = f":{name.partition('::')[0]}:"
    found = Emoji.replace(code)
    return otherwise if found == code else found


def _tidy(text: str) -> str:
    """Without the holes that dropped mentions leave."""
    return clean(_HOLES.sub("", text))
