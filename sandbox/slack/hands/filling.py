"""Filling in a modal as a person's client does: what stands in each field, and what the client itself complains about."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.slack.state.values import Json, elements

Value = str | Sequence[str]

_SINGLE = {"static_select": "selected_option", "radio_buttons": "selected_option"}
_SEVERAL = {"checkboxes": "selected_options", "multi_static_select": "selected_options"}
_PLAIN = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "rich_text_input": ("rich_text_value", "initial_value"),
}


def filled(blocks: tuple[Json, ...], values: Mapping[str, Value]) -> Json:
    """`state.values` after a person filled in `values` over what stood there; by block id, action id or the end of a block id.

    Raises ValueError when a value belongs to no field or is none of the choices: a person could not have done that.
    """
    chosen = {_block_id(blocks, key): value for key, value in values.items()}
    state: Json = {}
    for block, element in elements(blocks):
        if element["type"] in _SINGLE | _SEVERAL | _PLAIN:
            value = chosen.get(block["block_id"])
            content = _initial(element) if value is None else _entered(element, value)
            state.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"]} | content
    return state


def has_field(blocks: tuple[Json, ...], key: str) -> bool:
    """Whether a key means a field of these blocks."""
    try:
        return bool(_block_id(blocks, key))
    except ValueError:
        return False


def told_at_once(blocks: tuple[Json, ...], values: Mapping[str, Value]) -> list[tuple[str, str]]:
    """The fields, by block and action id, that `values` change and whose block says that the bot hears of every choice."""
    before, after = filled(blocks, {}), filled(blocks, values)
    return [
        (block["block_id"], element["action_id"])
        for block, element in elements(blocks)
        if block.get("dispatch_action") and before[block["block_id"]] != after[block["block_id"]]
    ]


def complaints(blocks: tuple[Json, ...], state: Json) -> dict[str, str]:
    """What the client refuses before anything is sent: required, too_short or too_long, by block id."""
    found = {}
    for block, element in elements(blocks):
        if block["type"] == "input" and element["action_id"] in state.get(block["block_id"], {}):
            content = state[block["block_id"]][element["action_id"]]
            complaint = _complaint(
                block, element, next((value for key, value in content.items() if key != "type"), None)
            )
            if complaint:
                found[block["block_id"]] = complaint
    return found


def _block_id(blocks: tuple[Json, ...], key: str) -> str:
    """The field a key means: a block id, else an action id, else the last part of a block id."""
    ids = [(str(block["block_id"]), str(element["action_id"])) for block, element in elements(blocks)]
    named = [block_id for block_id, _ in ids if block_id == key]
    named += [block_id for block_id, action_id in ids if action_id == key]
    named += [block_id for block_id, _ in ids if block_id.endswith((f":{key}", f"/{key}", f".{key}"))]
    if not named:
        raise ValueError(f"the view has no field {key!r}; its fields are {[block_id for block_id, _ in ids]}")
    return named[0]


def _initial(element: Json) -> Json:
    kind = element["type"]
    if kind in _SINGLE:
        return {_SINGLE[kind]: element.get("initial_option")}
    if kind in _SEVERAL:
        return {_SEVERAL[kind]: element.get("initial_options", [])}
    now, first = _PLAIN[kind]
    return {now: element.get(first)}


def _entered(element: Json, value: Value) -> Json:
    kind = element["type"]
    if kind in _SINGLE:
        return {_SINGLE[kind]: _option(element, str(value)) if value else None}
    if kind in _SEVERAL:
        wanted = [value] if isinstance(value, str) else list(value)
        return {_SEVERAL[kind]: [_option(element, one) for one in wanted]}
    return {_PLAIN[kind][0]: (value if isinstance(value, str) else list(value)) or None}


def _option(element: Json, value: str) -> Json:
    groups = element.get("option_groups") or [element]
    for option in (option for group in groups for option in group["options"]):
        if option["value"] == value:
            return dict(option)
    raise ValueError(f"{value!r} is none of the choices")


def _complaint(block: Json, element: Json, value: Any) -> str:
    if not value:
        return "" if block.get("optional") else "required"
    if element["type"] != "plain_text_input":
        return ""
    if len(value) > element.get("max_length", 3000):
        return "too_long"
    return "too_short" if len(value) < element.get("min_length", 0) else ""
