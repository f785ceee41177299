"""Reading Slack's blocks as a person does: the words in order, one line each. Pure functions of what came over the wire."""

import re
from collections.abc import Iterator

from sandbox.people import COLLEAGUES, USER_GROUPS
from sandbox.slack.state.values import Json, SimMessage, View

LINK = re.compile(r"<(https?://[^|>]+)\|([^>]+)>")
MENTION = re.compile(r"<(?:@|!subteam\^)(\w+)>")
BOLD_LINE = re.compile(r"\*([^*\n]+)\*\n")


def read(shown: SimMessage | View) -> str:
    """Everything a message or a form shows, in reading order; without blocks, its text."""
    lines = [line for block in shown.blocks for line in _block(block)]
    return "\n".join(lines) if lines or isinstance(shown, View) else shown.text


def read_blocks(blocks: list[Json]) -> str:
    """Everything that blocks show which are not on a message, such as the answer to a command."""
    return "\n".join(line for block in blocks for line in _block(block))


def field_value(view: View, block_id: str) -> str:
    """What stands in a text field before anybody types."""
    found = (block["element"] for block in view.blocks if block.get("block_id") == block_id and "element" in block)
    return next((str(element.get("initial_value", "")) for element in found), "")


def _block(block: Json) -> Iterator[str]:
    kind = block["type"]
    if kind == "rich_text":
        for element in block["elements"]:
            yield from _rich(element)
    elif kind in ("actions", "context_actions"):
        yield " ".join(f"[{_pressed(element)}]" for element in block["elements"])
    elif kind == "context":
        yield from (_plain(element["text"]) for element in block["elements"] if "text" in element)
    else:
        yield from _simple(block)


def _pressed(element: Json) -> str:
    return str(element["text"]["text"]) if element["type"] == "button" else "⋯"


def _simple(block: Json) -> Iterator[str]:
    for part in (block.get("text"), block.get("label"), *block.get("fields", [])):
        if part:
            yield _plain(part["text"])
    if "accessory" in block:
        yield f"[{_pressed(block['accessory'])}]"
    if initial := block.get("element", {}).get("initial_value"):
        yield str(initial)


def _rich(element: Json) -> Iterator[str]:
    mark = {"rich_text_quote": "┃ ", "rich_text_list": "• "}.get(element["type"], "")
    if element["type"] == "rich_text_list":
        yield from (f"{mark}{_joined(item)}" for item in element["elements"])
    else:
        yield from (f"{mark}{line}" for line in _joined(element).splitlines())


def _joined(element: Json) -> str:
    return "".join(str(part.get("text") or part.get("url") or "") for part in element["elements"])


def _plain(text: str) -> str:
    """Slack's own marks out of the way: links by their words, mentions by name, bold labels with a colon."""
    named = BOLD_LINE.sub(r"\1: ", LINK.sub(r"\2 → \1", MENTION.sub(_name, text)))
    return named.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _name(mention: re.Match[str]) -> str:
    names = {person.id: person.name for person in COLLEAGUES} | {group.id: group.handle for group in USER_GROUPS}
    return f"@{names.get(mention[1], mention[1])}"
