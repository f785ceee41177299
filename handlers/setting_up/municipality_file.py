"""Changing single values in `municipality.toml`; comments, order and everything else stay as they were written."""

import copy
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.municipality.toml_lines import key_lines
from handlers.setting_up.writing import NotWritten, put

Place = tuple[str, ...]
_HEADER = re.compile(r"^\s*\[")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


class MunicipalityFile:
    """The file, read anew for each change. `head` is what a new one begins with."""

    def __init__(self, path: Path, head: str = "") -> None:
        self.path = path
        self._head = head

    def value(self, *place: str) -> Any:
        """What stands at a place, as TOML has it; None for nothing."""
        found: Any = self.read()
        for name in place:
            found = found.get(name) if isinstance(found, dict) else None
        return found

    def read(self) -> dict[str, Any]:
        """Everything in the file. Raises `NotWritten` for one that cannot be read."""
        return _parsed(self._text())

    def set(self, place: Place, value: Any, note: str = "") -> None:
        """Write one value, with a note behind it. Raises `NotWritten` when that would change anything else, or `OSError`."""
        text = self._text() or self._head
        changed = with_value(text, place, value, note)
        if _parsed(changed) != _set(_parsed(text), place, value):
            raise NotWritten(".".join(place))
        put(self.path, changed)

    def _text(self) -> str:
        try:
            text = self.path.read_bytes().decode("utf-8-sig") if self.path.exists() else ""
        except UnicodeDecodeError as error:
            raise NotWritten(self.path.name) from error
        return text.replace("\r\n", "\n")


def with_value(text: str, place: Place, value: Any, note: str = "") -> str:
    """The text with a value at a place: in the place of the old one, at the end of its table, or in a new table."""
    lines, known = text.splitlines(), key_lines(text)
    table = place[:-1]
    written = f"{_name(place[-1])} = {toml(value)}{f'  # {_one_line(note)}' if note else ''}"
    if place in known and not _HEADER.match(lines[known[place] - 1]):
        first = known[place] - 1
        last, rest = _extent(lines, first)
        lines[first : last + 1] = [written if note or not rest else f"{written}  {rest}"]
    elif table in known:
        lines.insert(_end_of_table(lines, known[table] - 1), written)
    else:
        lines += [*([""] if lines and lines[-1].strip() else []), f"[{'.'.join(map(_name, table))}]", written]
    return "\n".join(lines) + "\n"


def toml(value: Any) -> str:
    """A value as TOML writes it in one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_name(key)} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, str):
        return '"' + "".join(_escaped(one) for one in value) + '"'
    return str(value)


def _escaped(one: str) -> str:
    if one in '"\\':
        return f"\\{one}"
    return one if one.isprintable() else f"\\u{ord(one):04x}"


def _name(key: str) -> str:
    return key if _BARE.fullmatch(key) else toml(key)


def _one_line(note: str) -> str:
    return "".join(one if one.isprintable() else " " for one in note)


def _extent(lines: Sequence[str], first: int) -> tuple[int, str]:
    """The last line of a value that begins on this one, and the comment behind it."""
    for last in range(first, len(lines)):
        body = "\n".join(lines[first : last + 1])
        if _is_toml(body):
            return last, _comment(body, len(body) - len(lines[last]))
    raise NotWritten(lines[first].partition("=")[0].strip())


def _comment(body: str, last_line: int) -> str:
    """What begins with the first # of the last line that is none within a text."""
    for found in re.finditer("#", body[last_line:]):
        shorter = body[: last_line + found.start()]
        if _is_toml(shorter) and tomllib.loads(shorter) == tomllib.loads(body):
            return body[last_line + found.start() :].rstrip()
    return ""


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _end_of_table(lines: Sequence[str], header: int) -> int:
    """Behind the last key of a table; blank lines and comments before the next one belong to that."""
    end = next((number for number in range(header + 1, len(lines)) if _HEADER.match(lines[number])), len(lines))
    while end > header + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotWritten("municipality.toml") from error


def _set(tree: dict[str, Any], place: Place, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(tree)
    inner = changed
    for name in place[:-1]:
        inner = inner.setdefault(name, {})
        if not isinstance(inner, dict):
            raise NotWritten(".".join(place))
    inner[place[-1]] = list(value) if isinstance(value, tuple) else value
    return changed
