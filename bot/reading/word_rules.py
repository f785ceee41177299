"""The word lists of `bot/reading/words.toml` and their patterns (`bot/guard/patterns.py` says how a list is written)."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from bot.guard.patterns import any_of


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


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """The pattern of a list of the word file."""
    return any_of(listed(*path))
