"""Slack's limits for interactive elements and text objects. Every function yields what is wrong, with where it stands."""

from collections.abc import Callable, Iterator
from typing import Any

Problems = Iterator[str]

PLAIN = ("plain_text",)
ANY_TEXT = ("plain_text", "mrkdwn")


def wrong(path: str, words: str) -> str:
    """A problem in Slack's own form: what, and where as a JSON pointer."""
    return f"{words} [json-pointer:{path}]"


def text_problems(text: Any, path: str, most: int, kinds: tuple[str, ...] = PLAIN) -> Problems:
    """A text object of 1 to `most` characters, counted as sent (escaped)."""
    if not isinstance(text, dict) or text.get("type") not in kinds:
        yield wrong(path, f"must be a text object of type {' or '.join(kinds)}")
        return
    yield from string_problems(text.get("text"), f"{path}/text", most)


def string_problems(value: Any, path: str, most: int, *, least: int = 1) -> Problems:
    """Plain text of `least` to `most` characters."""
    if not isinstance(value, str):
        yield wrong(path, "must be a string")
    elif len(value) > most:
        yield wrong(path, f"must be less than {most + 1} characters")
    elif len(value) < least:
        yield wrong(path, f"must be more than {least - 1} characters")


def optional(holder: dict[str, Any], name: str, path: str, most: int) -> Problems:
    """A string field that may be missing."""
    if holder.get(name) is not None:
        yield from string_problems(holder[name], f"{path}/{name}", most, least=0)


def optional_text(holder: dict[str, Any], name: str, path: str, most: int) -> Problems:
    """A plain text field that may be missing."""
    if holder.get(name) is not None:
        yield from text_problems(holder[name], f"{path}/{name}", most)


def list_problems(value: Any, path: str, most: int) -> Problems:
    """A list of 1 to `most` things."""
    if not isinstance(value, list) or not value:
        yield wrong(path, "must provide a non-empty list")
    elif len(value) > most:
        yield wrong(path, f"no more than {most} items allowed")


def element_problems(element: Any, path: str, allowed: frozenset[str]) -> Problems:
    """An interactive element, of a type that may stand here."""
    if not isinstance(element, dict) or element.get("type") not in allowed:
        yield wrong(path, "unsupported type")
        return
    yield from string_problems(element.get("action_id", "x"), f"{path}/action_id", 255)
    yield from optional_text(element, "placeholder", path, 150)
    if element.get("confirm") is not None:
        yield from _confirm(element["confirm"], f"{path}/confirm")
    yield from _CHECKS.get(element["type"], _nothing)(element, path)


def _nothing(element: dict[str, Any], path: str) -> Problems:  # noqa: ARG001 - keeps the table's shape
    yield from ()


def _button(element: dict[str, Any], path: str) -> Problems:
    yield from text_problems(element.get("text"), f"{path}/text", 75)
    yield from optional(element, "value", path, 2000)
    yield from optional(element, "url", path, 3000)
    if element.get("style", "primary") not in ("primary", "danger"):
        yield wrong(f"{path}/style", "must be a valid enum value")


def _confirm(confirm: Any, path: str) -> Problems:
    if not isinstance(confirm, dict):
        yield wrong(path, "must be an object")
        return
    for name, most in {"title": 100, "text": 300, "confirm": 30, "deny": 30}.items():
        kinds = ANY_TEXT if name == "text" else PLAIN
        yield from text_problems(confirm.get(name), f"{path}/{name}", most, kinds)


def _options(element: dict[str, Any], path: str, most: int, kinds: tuple[str, ...] = PLAIN) -> Problems:
    yield from list_problems(element.get("options"), f"{path}/options", most)
    for number, option in enumerate(element.get("options") or []):
        here = f"{path}/options/{number}"
        yield from text_problems(option.get("text"), f"{here}/text", 75, kinds)
        yield from string_problems(option.get("value"), f"{here}/value", 150)
        if option.get("description") is not None:
            yield from text_problems(option["description"], f"{here}/description", 75, kinds)
    yield from _initial(element, path)


def _initial(element: dict[str, Any], path: str) -> Problems:
    options = element.get("options") or []
    one = element.get("initial_option")
    if one is not None and one not in options:
        yield wrong(f"{path}/initial_option", "must be one of the options")
    several = element.get("initial_options")
    if several is not None and (not several or any(option not in options for option in several)):
        yield wrong(f"{path}/initial_options", "must be a non-empty choice of the options")


def _select(element: dict[str, Any], path: str) -> Problems:
    if "option_groups" not in element:
        yield from _options(element, path, 100)
        return
    yield from list_problems(element["option_groups"], f"{path}/option_groups", 100)
    for number, group in enumerate(element["option_groups"] or []):
        yield from text_problems(group.get("label"), f"{path}/option_groups/{number}/label", 75)
        yield from _options(group, f"{path}/option_groups/{number}", 100)


def _overflow(element: dict[str, Any], path: str) -> Problems:
    yield from _options(element, path, 5)


def _ticks(element: dict[str, Any], path: str) -> Problems:
    yield from _options(element, path, 10, ANY_TEXT)


def _text_input(element: dict[str, Any], path: str) -> Problems:
    most = element.get("max_length", 3000)
    if not isinstance(most, int) or not 1 <= most <= 3000:
        yield wrong(f"{path}/max_length", "must be between 1 and 3000")
        most = 3000
    if not 0 <= element.get("min_length", 0) <= most:
        yield wrong(f"{path}/min_length", "must be between 0 and max_length")
    yield from optional(element, "initial_value", path, most)


_CHECKS: dict[str, Callable[[dict[str, Any], str], Problems]] = {
    "button": _button,
    "static_select": _select,
    "multi_static_select": _select,
    "overflow": _overflow,
    "radio_buttons": _ticks,
    "checkboxes": _ticks,
    "plain_text_input": _text_input,
}

_SELECTS = {
    f"{many}{kind}_select"
    for many in ("", "multi_")
    for kind in ("static", "external", "users", "conversations", "channels")
}
_PICKERS = {"datepicker", "timepicker", "datetimepicker", "radio_buttons", "checkboxes"}
_TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input"}

IN_ACTIONS = frozenset({"button", "overflow", "workflow_button"} | _SELECTS | _PICKERS)
IN_SECTION = IN_ACTIONS | {"image"}
IN_INPUT = frozenset(_SELECTS | _PICKERS | _TYPED)
IN_CONTEXT_ACTIONS = frozenset({"feedback_buttons", "icon_button"})
