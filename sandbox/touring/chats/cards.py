"""Reading Adaptive Cards as a person does: the words in order, one line each. Pure functions of what came over the wire."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Element = Mapping[str, Any]
MENTION = re.compile(r"<at>([^<]*)</at>")
BOX = "┃ "


def read_card(card: Element) -> str:
    """Everything a card shows, in reading order."""
    return "\n".join([*_elements(card.get("body", ())), *_actions(card)])


def _elements(elements: Any) -> Iterator[str]:
    for element in elements:
        yield from _element(element)


def _element(element: Element) -> Iterator[str]:
    kind = element["type"]
    if kind == "RichTextBlock":
        yield "".join(_run(one) for one in element["inlines"])
    elif kind == "TextBlock":
        yield MENTION.sub(r"@\1", element["text"])
    elif kind == "Container":
        mark = BOX if element.get("style") == "emphasis" else ""
        yield from (f"{mark}{line}" for line in _elements(element["items"]))
    elif kind == "ColumnSet":
        for column in element["columns"]:
            yield from _elements(column["items"])
    elif kind == "ActionSet":
        yield from _actions(element)
    elif kind.startswith("Input."):
        yield from (str(element[part]) for part in ("label", "value") if element.get(part))


def _run(one: Element) -> str:
    way = one.get("selectAction", {}).get("url")
    return f"{one['text']} → {way}" if way else str(one["text"])


def _actions(holder: Element) -> Iterator[str]:
    """What stands behind the three dots is not read out."""
    titles = [one["title"] for one in holder.get("actions", ()) if one.get("mode") != "secondary"]
    if titles:
        yield " ".join(f"[{title}]" for title in titles)
