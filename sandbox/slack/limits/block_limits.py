"""Slack's limits for blocks, on each of the three surfaces: message, modal and home."""

import json
from collections.abc import Callable
from typing import Any

from sandbox.slack.limits.element_limits import (
    ANY_TEXT,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    PLAIN,
    Problems,
    element_problems,
    list_problems,
    optional,
    optional_text,
    string_problems,
    text_problems,
    wrong,
)
from sandbox.slack.state.stamps import Stamps
from sandbox.slack.state.values import Json, SlackError, argument_error, elements

MOST_CHARACTERS = 13_000  # of all blocks of a message as JSON; reported by others, not documented
MARKDOWN_CHARACTERS = 12_000
MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
_EVERYWHERE = {"actions", "context", "divider", "header", "image", "input", "rich_text", "section", "video"}
_NEWER = {"card", "carousel", "container", "context_actions", "data_table", "data_visualization", "file", "markdown"}
ALLOWED = {
    "message": _EVERYWHERE | _NEWER | {"plan", "table", "task_card"},
    "modal": _EVERYWHERE | {"alert", "card"},
    "home": _EVERYWHERE | {"card", "container", "data_table"},
}


def block_problems(blocks: Any, surface: str, path: str = "/blocks") -> list[str]:
    """Everything Slack would refuse about these blocks, in reading order; empty when they are fine."""
    if not isinstance(blocks, list):
        return [wrong(path, "must be an array")]
    found = list(list_problems(blocks, path, MOST_BLOCKS[surface]))
    for number, block in enumerate(blocks):
        found += _block(block, surface, f"{path}/{number}")
    return found or [*_repeated_ids(blocks, path), *_too_much_markdown(blocks, path)]


def checked_blocks(blocks: Any, stamps: Stamps) -> tuple[Json, ...]:
    """A message's blocks with missing ids filled in; raises `invalid_blocks` or `msg_blocks_too_long`."""
    if not blocks:
        return ()
    problems = block_problems(blocks, "message")
    if problems:
        raise argument_error("invalid_blocks", problems)
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > MOST_CHARACTERS:
        raise SlackError("msg_blocks_too_long")
    return tuple(with_ids(blocks, stamps))


def with_ids(blocks: list[Json], stamps: Stamps) -> list[Json]:
    """The blocks as Slack keeps them: every block and every interactive element has an id."""
    copied: list[Json] = json.loads(json.dumps(blocks))
    for block in copied:
        block.setdefault("block_id", stamps.id("b"))
        for element in [block.get("accessory"), block.get("element"), *block.get("elements", [])]:
            if isinstance(element, dict) and element.get("type") in IN_ACTIONS | IN_INPUT:
                element.setdefault("action_id", stamps.id("a"))
    return copied


def _block(block: Any, surface: str, path: str) -> Problems:
    if not isinstance(block, dict) or block.get("type") not in ALLOWED[surface]:
        yield wrong(path, "unsupported type")
        return
    yield from optional(block, "block_id", path, 255)
    yield from _CHECKS.get(block["type"], _nothing)(block, path)


def _nothing(block: Json, path: str) -> Problems:  # noqa: ARG001 - keeps the table's shape
    yield from ()


def _section(block: Json, path: str) -> Problems:
    fields = block.get("fields")
    if block.get("text") is not None or fields is None:
        yield from text_problems(block.get("text"), f"{path}/text", 3000, ANY_TEXT)
    if fields is not None:
        yield from list_problems(fields, f"{path}/fields", 10)
        for number, field in enumerate(fields):
            yield from text_problems(field, f"{path}/fields/{number}", 2000, ANY_TEXT)
    if block.get("accessory") is not None:
        yield from _accessory(block["accessory"], f"{path}/accessory")


def _accessory(accessory: Any, path: str) -> Problems:
    yield from element_problems(accessory, path, IN_SECTION)
    if isinstance(accessory, dict) and accessory.get("type") == "image":
        yield from _image_source(accessory, path)


def _header(block: Json, path: str) -> Problems:
    yield from text_problems(block.get("text"), f"{path}/text", 150, PLAIN)


def _context(block: Json, path: str) -> Problems:
    yield from list_problems(block.get("elements"), f"{path}/elements", 10)
    for number, element in enumerate(block.get("elements") or []):
        here = f"{path}/elements/{number}"
        if isinstance(element, dict) and element.get("type") == "image":
            yield from _image_source(element, here)
        else:
            yield from text_problems(element, here, 3000, ANY_TEXT)


def _actions(block: Json, path: str) -> Problems:
    yield from list_problems(block.get("elements"), f"{path}/elements", 25)
    for number, element in enumerate(block.get("elements") or []):
        yield from element_problems(element, f"{path}/elements/{number}", IN_ACTIONS)


def _context_actions(block: Json, path: str) -> Problems:
    yield from list_problems(block.get("elements"), f"{path}/elements", 5)
    for number, element in enumerate(block.get("elements") or []):
        yield from element_problems(element, f"{path}/elements/{number}", IN_CONTEXT_ACTIONS)


def _input(block: Json, path: str) -> Problems:
    yield from text_problems(block.get("label"), f"{path}/label", 2000)
    yield from optional_text(block, "hint", path, 2000)
    yield from element_problems(block.get("element"), f"{path}/element", IN_INPUT)


def _image(block: Json, path: str) -> Problems:
    yield from optional_text(block, "title", path, 2000)
    yield from _image_source(block, path)


def _image_source(image: Json, path: str) -> Problems:
    yield from string_problems(image.get("alt_text"), f"{path}/alt_text", 2000, least=0)
    if "slack_file" not in image:
        yield from string_problems(image.get("image_url"), f"{path}/image_url", 3000)


def _markdown(block: Json, path: str) -> Problems:
    yield from string_problems(block.get("text"), f"{path}/text", MARKDOWN_CHARACTERS)


def _rich_text(block: Json, path: str) -> Problems:
    yield from list_problems(block.get("elements"), f"{path}/elements", 1000)
    for number, element in enumerate(block.get("elements") or []):
        yield from _rich_element(element, f"{path}/elements/{number}")


def _rich_element(element: Any, path: str) -> Problems:
    if not isinstance(element, dict) or "type" not in element:
        yield wrong(path, "unsupported type")
    elif element["type"] == "text":
        yield from string_problems(element.get("text"), f"{path}/text", 40_000)
    for number, inner in enumerate(element.get("elements", []) if isinstance(element, dict) else []):
        yield from _rich_element(inner, f"{path}/elements/{number}")


_CHECKS: dict[str, Callable[[Json, str], Problems]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "input": _input,
    "image": _image,
    "markdown": _markdown,
    "rich_text": _rich_text,
}


def _repeated_ids(blocks: list[Json], path: str) -> Problems:
    names = [block["block_id"] for block in blocks if block.get("block_id")]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield wrong(path, f"block_id `{name}` already exists")
    for number, block in enumerate(blocks):
        actions = [element["action_id"] for _, element in elements([block])]
        if len(actions) != len(set(actions)):
            yield wrong(f"{path}/{number}", "action_id already exists in this block")


def _too_much_markdown(blocks: list[Json], path: str) -> Problems:
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MARKDOWN_CHARACTERS:
        yield wrong(path, f"no more than {MARKDOWN_CHARACTERS} characters of markdown allowed")
