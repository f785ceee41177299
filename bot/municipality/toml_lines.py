"""On which line of a TOML text each key stands, so that a fault can be found by the person who wrote it."""

import re
import tomllib
from collections.abc import Iterator, Mapping

Path = tuple[str, ...]

_HEADER = re.compile(r"^\s*\[{1,2}([^\[\]]+)\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*((?:\"[^\"]*\"|'[^']*'|[\w.\- ])+?)\s*=")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")


def key_lines(text: str) -> dict[Path, int]:
    """Every table and key of a TOML text with its line, counted from 1. Keys of inline tables have none of their own."""
    lines: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _path(header[1])
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault(table + _path(key[1]), number)
    return lines


def line_of(lines: Mapping[Path, int], path: Path) -> int | None:
    """The line of a key, or of the nearest table around it that is written in the file."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _path(written: str) -> Path:
    if _PLAIN.fullmatch(
        written
    ):  # nearly all are; reading each as a file of its own was a third of reading the whole file
        return tuple(written.split("."))
    try:
        return tuple(_names(tomllib.loads(f"{written} = 0")))
    except tomllib.TOMLDecodeError:
        return (written.strip(),)


def _names(nested: Mapping[str, object]) -> Iterator[str]:
    for name, inner in nested.items():
        yield name
        if isinstance(inner, Mapping):
            yield from _names(inner)
