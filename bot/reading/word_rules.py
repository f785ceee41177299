"""Word lists as people write them in `bot/reading/words.toml`, turned into patterns.

A list entry is a word or phrase. `*` stands for any letters at the beginning or end of a word ("brøyt*", "*vegen"),
` ... ` for up to eight words of the same sentence in between. Upper and lower case are the same.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

_NEVER = r"(?!)"
_GAP = r"(?:[^\w.!?\n]+\w+){0,8}?[^\w.!?\n]+"


@cache
def words() -> dict[str, Any]:
    """The whole word file. Loaded once; treat it as read-only."""
    return tomllib.loads((resources.files("bot.reading") / "words.toml").read_text(encoding="utf-8"))


def listed(*path: str) -> tuple[str, ...]:
    """A list of the word file, by its place; empty when there is none."""
    table: Any = words()
    for name in path:
        table = table.get(name, {})
    return tuple(table)


def any_of(entries: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the entries as whole words."""
    inner = "|".join(_entry(entry) for entry in sorted(entries, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{inner or _NEVER})(?!\w)", re.IGNORECASE)


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """The pattern of a list of the word file."""
    return any_of(listed(*path))


def _entry(entry: str) -> str:
    return _GAP.join(_phrase(part) for part in entry.split(" ... "))


def _phrase(phrase: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", r"[\w-]*") for word in phrase.split())
