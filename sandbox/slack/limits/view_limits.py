"""Slack's limits for modals and home tabs."""

import json
from typing import Any

from sandbox.slack.limits.block_limits import block_problems, with_ids
from sandbox.slack.limits.element_limits import Problems, optional, optional_text, text_problems, wrong
from sandbox.slack.state.stamps import Stamps
from sandbox.slack.state.values import Json, SlackError, argument_error

MOST_BYTES = 250_000


def checked_view(view: Any, stamps: Stamps, *, kind: str = "modal") -> Json:
    """A view as Slack keeps it, with missing ids filled in; raises `invalid_arguments` or `view_too_large`."""
    problems = list(view_problems(view, kind))
    if problems:
        raise argument_error("invalid_arguments", problems)
    if len(json.dumps(view).encode()) > MOST_BYTES:
        raise SlackError("view_too_large")
    return {**view, "blocks": with_ids(view["blocks"], stamps)}


def view_problems(view: Any, kind: str) -> Problems:
    """Everything Slack would refuse about a view of this kind (modal or home)."""
    if not isinstance(view, dict) or view.get("type") != kind:
        yield wrong("/view/type", f"must be a view of type {kind}")
        return
    yield from optional(view, "callback_id", "/view", 255)
    yield from optional(view, "external_id", "/view", 255)
    yield from optional(view, "private_metadata", "/view", 3000)
    if kind == "modal":
        yield from _frame(view)
    yield from block_problems(view.get("blocks"), kind, "/view/blocks")


def _frame(view: Json) -> Problems:
    yield from text_problems(view.get("title"), "/view/title", 24)
    yield from optional_text(view, "submit", "/view", 24)
    yield from optional_text(view, "close", "/view", 24)
    blocks = view.get("blocks")
    has_inputs = isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )
    if has_inputs and not view.get("submit"):
        yield wrong("/view", "missing required field: submit")
