"""What is wrong with the settings, found all at once and told with a name, a line and an example.

A fault never carries the value that was found: it may be a secret.
"""

import difflib
import re
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from bot.municipality.toml_lines import line_of
from bot.texts.wording import Wording

ROOTS = {
    "no_env_file",
    "no_env_file_near",
    "no_municipality_file",
    "no_file",
    "not_readable",
    "not_utf8",
    "path_unexpanded",
}
"""A whole file that is missing or cannot be read; told first, as the rest follows from it."""


@dataclass(frozen=True)
class Fault:
    """One thing to mend. `key` names the sentence in the text files (below "settings."), `near` the name that was perhaps meant."""

    name: str
    key: str
    line: int | None = None
    example: str = ""
    near: str = ""


class SettingsError(Exception):
    """The settings cannot be used. `str()` is for people: one line a fault, in the municipality's language."""

    def __init__(self, faults: Sequence[Fault], language: str = "nb") -> None:
        super().__init__("\n".join(in_words(faults, language)))
        self.faults = tuple(sorted(faults, key=lambda fault: fault.key not in ROOTS))
        self.language = language


def in_words(faults: Sequence[Fault], language: str) -> list[str]:
    """One line for each fault, those of the environment first, then in the order of the file."""
    wording = Wording()
    ordered = sorted(faults, key=lambda fault: (fault.line or 0, fault.name))
    return [_sentence(fault, wording, language) for fault in ordered]


def _sentence(fault: Fault, wording: Wording, language: str) -> str:
    values = {"name": fault.name, "near": fault.near}
    parts = [wording.say(f"settings.{fault.key}", language, **values)]
    if fault.line:
        parts.insert(0, wording.say("settings.at_line", language, line=str(fault.line)))
    if fault.example:
        parts.append(wording.say("settings.example", language, example=fault.example))
    return " ".join(parts)


def wrong_setting(model: type[BaseModel], field: str) -> Fault:
    """A setting of the environment whose value has the wrong form."""
    choices = get_args(model.model_fields[field].annotation)
    if choices and all(isinstance(choice, str) for choice in choices):
        return Fault(field.upper(), "not_one_of", near=", ".join(choices))
    return Fault(field.upper(), "wrong_form", example=example(model, field))


def example(model: type[BaseModel], field: str) -> str:
    """How the line of a setting may look."""
    examples = model.model_fields[field].examples or [""]
    return f"{field.upper()}={examples[0]}"


def line_of_byte(error: UnicodeDecodeError) -> int | None:
    """The line on which a text stops being UTF-8; None for one that is another encoding throughout."""
    before = error.object[: error.start]
    return before.count(b"\n") + 1 if before else None


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like this one, or an empty string."""
    close = difflib.get_close_matches(name.casefold(), {one.casefold() for one in known}, n=1)
    return next((one for one in known if close and one.casefold() == close[0]), "")


def file_faults(error: ValidationError, model: type[BaseModel], lines: Mapping[tuple[str, ...], int]) -> list[Fault]:
    """The faults of the municipality's file, each at its line."""
    return [_file_fault(found, _path(found["loc"]), model, lines) for found in error.errors()]


def _file_fault(
    found: Mapping[str, Any], path: tuple[str, ...], model: type[BaseModel], lines: Mapping[tuple[str, ...], int]
) -> Fault:
    name, line, kind = ".".join(path), line_of(lines, path), found["type"]
    if kind == "extra_forbidden":
        near = nearest(path[-1], _names(_section(_type_at(model, path[:-1]))))
        elsewhere = "" if near else ", ".join(f"[{table}]" for table in _tables_with(model, path[-1]))
        key = "unknown_near" if near else "unknown_here" if elsewhere else "unknown"
        return Fault(name, key, line, near=near or elsewhere)
    if kind == "literal_error":
        return Fault(name, "not_one_of", line, near=re.sub(r"'| or (?=')", _without, str(found["ctx"]["expected"])))
    if bound := _bound(found.get("ctx", {})):
        return Fault(name, "out_of_range", line, example=_example(model, path), near=bound)
    key = "page_id" if path[-1] == PAGE_ID and kind != "missing" else _SENTENCES.get(kind, "wrong_kind")
    return Fault(name, key, line, example=_example(model, path))


def _without(mark: re.Match[str]) -> str:
    return "" if mark[0] == "'" else ", "


PAGE_ID = "facebook_id"  # what people write there instead, and where it is to be found, has words of its own


def _tables_with(model: type[BaseModel], name: str) -> Iterator[str]:
    """The tables at the top of the file in which this name may stand."""
    for table, field in _fields(model).items():
        if (section := _section(_plain(field.annotation))) and name in _fields(section):
            yield table


_BOUNDS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}


def _bound(limits: Mapping[str, Any]) -> str:
    """The limit that a number is beyond, as mathematicians write it."""
    return next((f"{sign} {limits[name]}" for name, sign in _BOUNDS.items() if name in limits), "")


_SENTENCES = {
    "missing": "missing",
    "too_short": "missing",
    "string_too_short": "missing",
    "string_pattern_mismatch": "wrong_form",
    "string_type": "in_quotes",
    **{kind: kind for kind in ("month_day", "clock_time", "time_span", "spans_overlap", "weekday", "week")},
}


def _path(loc: Sequence[int | str]) -> tuple[str, ...]:
    """The place as written in the file: without the positions in lists."""
    return tuple(str(part) for part in loc if not isinstance(part, int) and part != "[key]")


def _example(model: type[BaseModel], path: tuple[str, ...]) -> str:
    """The line one would write, from the nearest field that has an example."""
    for length in range(len(path), 0, -1):
        field = _field_at(model, path[:length])
        if field is not None and field.examples:
            return f"{path[length - 1]} = {toml_value(field.examples[0])}"
    return ""


def example_value(model: type[BaseModel], loc: Sequence[int | str]) -> Any:
    """A good value for the place in the file; inside a list, one of the example's. Raises KeyError where there is none."""
    path = _path(loc)
    field = _field_at(model, path)
    if field is None or not field.examples:
        raise KeyError(".".join(path))
    return field.examples[0][0] if isinstance(loc[-1], int) else field.examples[0]


def toml_value(value: Any) -> str:
    """A value as it is written in a TOML file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(inner) for inner in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _field_at(model: type[BaseModel], path: tuple[str, ...]) -> FieldInfo | None:
    section = _section(_type_at(model, path[:-1]))
    return _fields(section).get(path[-1]) if section else None


def _type_at(model: type[BaseModel], path: tuple[str, ...]) -> Any:
    kind: Any = model
    for part in path:
        kind = _step(_plain(kind), part)
    return _plain(kind)


def _step(kind: Any, part: str) -> Any:
    if section := _section(kind):
        field = _fields(section).get(part)
        return field.annotation if field else None
    return get_args(kind)[1] if get_origin(kind) is dict else None


def _plain(kind: Any) -> Any:
    """A type without its "or None"."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(one for one in get_args(kind) if one is not type(None))
    return kind


def _section(kind: Any) -> type[BaseModel] | None:
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _fields(section: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in section.model_fields.items()}


def _names(section: type[BaseModel] | None) -> list[str]:
    return list(_fields(section)) if section else []
