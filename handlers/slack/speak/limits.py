"""Slack's limits for messages and views, and a check of finished blocks against them.

The numbers are Slack's own; `MESSAGE_BYTES` is our budget below a limit that Slack enforces (`msg_blocks_too_long`
near 13,000) and does not publish. The check is for tests and for whoever changes the drawing.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Block = dict[str, Any]

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_BYTES = 12_000
VIEW_BYTES = 240_000
FALLBACK = 3000
HEADER = 150
SECTION = 3000
FIELD = 2000
FIELDS = 10
CONTEXT_ELEMENTS = 10
ACTIONS_ELEMENTS = 25
BUTTON = 75
BUTTON_VALUE = 2000
ID = 255
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
OPTION = 75
OPTION_VALUE = 150
OPTIONS = 100
OVERFLOW = 5
IMAGE_ALT = 2000
TICKS = 10
VIEW_TITLE = 24
LABEL = 2000
INPUT = 3000
PRIVATE_METADATA = 3000


def size(blocks: Sequence[Block]) -> int:
    """How much of the message budget these blocks use: UTF-8 bytes of their compact JSON."""
    return len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")).encode())


def message_faults(blocks: Sequence[Block], text: str) -> list[str]:
    """What Slack would refuse about a message; empty when it is fine."""
    faults = [fault for block in blocks for fault in _block_faults(block)]
    faults += _unless(1 <= len(blocks) <= MESSAGE_BLOCKS, f"{len(blocks)} blocks")
    faults += _unless(size(blocks) <= MESSAGE_BYTES, f"{size(blocks)} bytes of blocks")
    faults += _unless(1 <= len(text) <= FALLBACK, f"fallback text of {len(text)}")
    return faults + _id_faults(blocks)


def view_faults(view: Mapping[str, Any]) -> list[str]:
    """What Slack would refuse about a modal or home view; empty when it is fine."""
    blocks = view["blocks"]
    faults = [fault for block in blocks for fault in _block_faults(block)]
    faults += _unless(1 <= len(blocks) <= VIEW_BLOCKS, f"{len(blocks)} blocks")
    faults += _unless(size([dict(view)]) <= VIEW_BYTES, "view too large")
    faults += _unless(len(view.get("private_metadata", "")) <= PRIVATE_METADATA, "private_metadata")
    for name in ("title", "submit", "close"):
        if name in view:
            faults += _text_faults(view[name], VIEW_TITLE, name)
    return faults + _id_faults(blocks)


def _block_faults(block: Block) -> Iterator[str]:
    kind = block["type"]
    if "text" in block:
        yield from _text_faults(block["text"], HEADER if kind == "header" else SECTION, kind)
    if kind == "section":
        yield from _unless(len(block.get("fields", ())) <= FIELDS, "too many fields")
        for field in block.get("fields", ()):
            yield from _text_faults(field, FIELD, "field")
    if kind in ("context", "actions"):
        most = CONTEXT_ELEMENTS if kind == "context" else ACTIONS_ELEMENTS
        yield from _unless(1 <= len(block["elements"]) <= most, f"elements in {kind}")
        yield from _element_faults(block)
    if kind == "input":
        yield from _text_faults(block["label"], LABEL, "label")
        yield from _input_faults(block["element"])
    if kind == "rich_text":
        yield from _rich_text_faults(block["elements"])


def _element_faults(block: Block) -> Iterator[str]:
    names = [element["action_id"] for element in block["elements"] if "action_id" in element]
    yield from _unless(len(names) == len(set(names)), "action_id twice in a block")
    for element in block["elements"]:
        if element["type"] == "button":
            yield from _text_faults(element["text"], BUTTON, "button")
            yield from _unless(len(element.get("value", "")) <= BUTTON_VALUE, "button value")
            yield from _confirm_faults(element.get("confirm"))
        elif element["type"] == "overflow":
            yield from _unless(1 <= len(element["options"]) <= OVERFLOW, "options of a menu")
            yield from _option_faults(element["options"])
        else:
            yield from _text_faults(element, SECTION, "context")


def _confirm_faults(confirm: Block | None) -> Iterator[str]:
    if confirm is None:
        return
    limits = {"title": CONFIRM_TITLE, "text": CONFIRM_TEXT, "confirm": CONFIRM_BUTTON, "deny": CONFIRM_BUTTON}
    for name, most in limits.items():
        yield from _text_faults(confirm[name], most, f"confirm {name}")


def _input_faults(element: Block) -> Iterator[str]:
    yield from _unless(len(element.get("initial_value", "")) <= INPUT, "initial_value")
    yield from _unless(1 <= element.get("max_length", 1) <= INPUT, "max_length")
    options = [option for group in element.get("option_groups", ()) for option in group["options"]]
    most = TICKS if element["type"] in ("radio_buttons", "checkboxes") else OPTIONS
    yield from _unless(len(element.get("options", ())) <= most, "too many options")
    yield from _option_faults([*options, *element.get("options", ())])


def _option_faults(options: Sequence[Block]) -> Iterator[str]:
    for option in options:
        yield from _text_faults(option["text"], OPTION, "option")
        yield from _unless(1 <= len(option["value"]) <= OPTION_VALUE, "option value")


def _rich_text_faults(elements: Sequence[Block]) -> Iterator[str]:
    yield from _unless(bool(elements), "empty rich_text")
    for element in elements:
        yield from _unless(bool(element["elements"]), f"empty {element['type']}")
        if element["type"] == "rich_text_list":
            yield from _rich_text_faults(element["elements"])
            continue
        for leaf in element["elements"]:
            yield from _unless(leaf["type"] not in ("text", "link") or bool(leaf["text"]), "empty rich text")


def _text_faults(text: Mapping[str, Any], most: int, where: str) -> Iterator[str]:
    yield from _unless(1 <= len(text["text"]) <= most, f"{where} of {len(text['text'])}")
    yield from _unless(bool(text["text"].strip()), f"{where} is blank")


def _id_faults(blocks: Sequence[Block]) -> list[str]:
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    faults = _unless(len(ids) == len(set(ids)), "block_id twice")
    return faults + [fault for name in ids for fault in _unless(1 <= len(name) <= ID, "block_id length")]


def _unless(fine: bool, fault: str) -> list[str]:  # noqa: FBT001 - reads as a sentence
    return [] if fine else [fault]
