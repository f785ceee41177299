"""What a person's client makes of typed words: entity-escaped text, and the same as a `rich_text` block.

A mention is typed as `<@U…>` or `<!subteam^S…>` (the client's completion puts it there); everything else is taken as typed:
addresses become links, `:name:` an emoji, `*bold*`, `_italic_` and `~struck~` styles,
lines with "- " or "• " lists, lines with "> " quotes.
"""

import itertools
import re
from collections.abc import Iterator

from sandbox.slack.state.values import Json

_PARTS = re.compile(
    r"<@(?P<user>[UW][A-Z0-9]+)>|<!subteam\^(?P<group>S[A-Z0-9]+)>|(?P<link>https?://[^\s<>]+)|:(?P<emoji>[a-z0-9_+-]+):"
    r"|(?<!\w)\*(?P<bold>[^*\n]+)\*(?!\w)|(?<!\w)_(?P<italic>[^_\n]+)_(?!\w)"
    r"|(?<!\w)~(?P<strike>[^~\n]+)~(?!\w)"
)
_BULLETS = ("- ", "• ")


def typed(text: str) -> tuple[str, tuple[Json, ...]]:
    """The message's text and its blocks (without ids)."""
    lines = text.split("\n")
    block = {
        "type": "rich_text",
        "elements": [element for kind, group in _groups(lines) for element in _drawn(kind, group)],
    }
    return "\n".join(_plain(line) for line in lines), (block,)


def escaped(text: str) -> str:
    """The three characters Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _kind(line: str) -> str:
    if line.startswith(_BULLETS):
        return "list"
    return "quote" if line.startswith("> ") else "section"


def _groups(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    for kind, group in itertools.groupby(lines, key=_kind):
        yield kind, list(group)


def _drawn(kind: str, lines: list[str]) -> list[Json]:
    if kind == "section":
        return [{"type": "rich_text_section", "elements": list(_elements("\n".join(lines)))}]
    bare = [line[2:] for line in lines]
    if kind == "quote":
        return [{"type": "rich_text_quote", "elements": list(_elements("\n".join(bare)))}]
    items = [{"type": "rich_text_section", "elements": list(_elements(line))} for line in bare]
    return [{"type": "rich_text_list", "style": "bullet", "indent": 0, "border": 0, "elements": items}]


def _elements(text: str) -> Iterator[Json]:
    end = 0
    for found in _PARTS.finditer(text):
        if found.start() > end:
            yield {"type": "text", "text": text[end : found.start()]}
        yield _element(str(found.lastgroup), str(found[str(found.lastgroup)]))
        end = found.end()
    if end < len(text):
        yield {"type": "text", "text": text[end:]}


def _element(kind: str, words: str) -> Json:
    match kind:
        case "user":
            return {"type": "user", "user_id": words}
        case "group":
            return {"type": "usergroup", "usergroup_id": words}
        case "link":
            return {"type": "link", "url": words}
        case "emoji":
            return {"type": "emoji", "name": words}
        case _:
            return {"type": "text", "text": words, "style": {kind: True}}


def _plain(line: str) -> str:
    """One line as it stands in the message's text: a list's bullet is "• ", a quote's sign is escaped."""
    if line.startswith(_BULLETS):
        return "• " + _inline(line[2:])
    return _inline(line)


def _inline(line: str) -> str:
    end, parts = 0, []
    for found in _PARTS.finditer(line):
        parts += [escaped(line[end : found.start()]), _marked(str(found.lastgroup), found[0])]
        end = found.end()
    return "".join([*parts, escaped(line[end:])])


def _marked(kind: str, words: str) -> str:
    if kind in ("user", "group"):
        return words
    return f"<{escaped(words)}>" if kind == "link" else escaped(words)
