"""What a person wrote in Slack, as plain text that may be published elsewhere.

The structured `rich_text` that comes with a message is preferred to its marked-up text. Mentions become names where
they are known and are dropped otherwise; links become addresses; emoji become characters. What is struck out is not part
of the text, and an address inside the workspace, which no citizen can open, is left out.
"""

import re
from collections.abc import Mapping
from typing import Any

from rich.emoji import Emoji

from handlers.slack.speak.text import clean

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
_HOLES = re.compile(f"^{_HOLE}[ ,:]*| *{_HOLE}(?=[ ,.!?;:\n]|$)|{_HOLE}", re.MULTILINE)


def spoken(message: Mapping[str, Any], names: Mapping[str, str] | None = None) -> str:
    """The plain text of a message object. `names` are the names by person id to put in place of mentions."""
    known = names or {}
    structured = [block for block in message.get("blocks") or () if block.get("type") == "rich_text"]
    if structured:
        parts = [_part(part, known) for block in structured for part in block.get("elements") or ()]
        return _tidy("\n".join(part.strip("\n") for part in parts))
    return plain_text(str(message.get("text") or ""), known)


def plain_text(marked: str, names: Mapping[str, str] | None = None) -> str:
    """The plain text of Slack's marked-up text."""
    tags: list[str] = []

    def hold(found: re.Match[str]) -> str:
        tags.append(_unescaped(_tag(found[1], names or {})))
        return f"\ue000{len(tags) - 1}\ue001"

    text = _TAG.sub(hold, _FENCE.sub(r"\1", _OURS.sub("", marked)))
    text = _STRUCK.sub("", _QUOTED.sub("", text))
    for _ in range(3):  # bold within italics within strike-through
        text = _MARKS.sub(r"\2", text)
    text = _EMOJI.sub(lambda found: _emoji_named(found[1], found[0]), _unescaped(text))
    return _tidy(_HELD.sub(lambda found: tags[int(found[1])], text))


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda found: _ENTITIES[found[0]], text)


def _tag(inside: str, names: Mapping[str, str]) -> str:
    """One of Slack's tags in pointed brackets."""
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return names.get(target[1:], label) or _HOLE
    if target.startswith("#"):
        return f"#{label}" if label else _HOLE
    if target.startswith("!"):
        return label if target.startswith("!date") else _HOLE
    return _address(target, label)


def _address(url: str, label: str) -> str:
    """A link as its address; a label that says more than the address stands before it."""
    if _INSIDE.match(url):
        return label if label and not _INSIDE.match(label) else _HOLE
    bare = url.removeprefix("mailto:").removeprefix("tel:")
    if not label or label == bare or bare.split("://")[-1].rstrip("/") == label.rstrip("/"):
        return bare
    return f"{label} ({bare})"


def _part(part: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A section, quote, block of code or list of rich text."""
    if part.get("type") == "rich_text_list":
        return _list(part, names)
    return "".join(_leaf(leaf, names) for leaf in part.get("elements") or ())


def _list(part: Mapping[str, Any], names: Mapping[str, str]) -> str:
    ordered, first = part.get("style") == "ordered", int(part.get("offset") or 0) + 1
    items = [_part(item, names) for item in part.get("elements") or ()]
    return "\n".join(f"{number}. {item}" if ordered else f"• {item}" for number, item in enumerate(items, start=first))


def _leaf(leaf: Mapping[str, Any], names: Mapping[str, str]) -> str:
    kind = leaf.get("type")
    if (leaf.get("style") or {}).get("strike"):
        return ""
    if kind == "text":
        return _OURS.sub("", str(leaf.get("text") or ""))
    if kind == "link":
        return _address(str(leaf.get("url") or ""), str(leaf.get("text") or ""))
    if kind == "user":
        return names.get(str(leaf.get("user_id"))) or _HOLE
    if kind == "emoji":
        return _emoji(leaf)
    return str(leaf.get("fallback") or leaf.get("value") or _HOLE)


def _emoji(leaf: Mapping[str, Any]) -> str:
    """An emoji as characters; one that only this workspace knows is dropped."""
    try:
        return "".join(chr(int(code, 16)) for code in str(leaf["unicode"]).split("-"))
    except (KeyError, ValueError, OverflowError):
        return _emoji_named(str(leaf.get("name") or ""), "")


def _emoji_named(name: str, otherwise: str) -> str:
    code = f":{name.partition('::')[0]}:"
    found = Emoji.replace(code)
    return otherwise if found == code else found


def _tidy(text: str) -> str:
    """Without the holes that dropped mentions leave."""
    return clean(_HOLES.sub("", text))
