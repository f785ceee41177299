"""Filling in a dialog as a person's client does: what stands in each input, and what is joined to the button's own data."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from sandbox.teams.state.names import person_guid
from sandbox.teams.state.values import Json, inputs

Value = str | Sequence[str]


def filled(content: Json, values: Mapping[str, Value]) -> dict[str, str]:
    """The inputs' values after a person filled in `values` over what stood there.

    Raises ValueError when a value belongs to no input or is none of the choices: a person could not have done that.
    """
    there = {str(element["id"]): element for element in inputs(content)}
    for key in values:
        if key not in there:
            raise ValueError(f"the dialog has no field {key!r}; its fields are {list(there)}")
    return {
        key: _entered(element, values[key]) if key in values else str(element.get("value") or "")
        for key, element in there.items()
    }


def _as_known(one: str, known: Sequence[str]) -> str:
    """A choice by its value, also for a colleague by the sandbox's own name and for what the commas had to be kept out of."""
    return next((way for way in (one, person_guid(one), quote(one, safe="")) if way in known), one)


def _entered(element: Json, value: Value) -> str:
    if element["type"] != "Input.ChoiceSet":
        text = str(value)
        if len(text) > element.get("maxLength", len(text)):
            raise ValueError("longer than the input takes")
        return text
    wanted = [value] if isinstance(value, str) else list(value)
    known = [str(choice["value"]) for choice in element["choices"]]
    chosen = [_as_known(one, known) for one in wanted if one]
    for one in chosen:
        if one not in known:
            raise ValueError(f"{one!r} is none of the choices")
    return ",".join(chosen)
