"""The words that the rules for talk look for (`words.toml`), as patterns."""

import re
import tomllib
from functools import cache
from importlib import resources

from bot.guard.patterns import any_of, regex

WORD = regex(r"[^\W_]+(?:['’.-][^\W_]+)*")


def count(text: str) -> int:
    """The number of words."""
    return len(WORD.findall(text))


def capital(text: str) -> str:
    """Words that begin a sentence now."""
    return text[:1].upper() + text[1:]


@cache
def listed(name: str) -> re.Pattern[str]:
    """The pattern of one list of the word file."""
    return any_of(word_lists()[name])


@cache
def word_lists() -> dict[str, list[str]]:
    """All lists of the word file, by name."""
    return tomllib.loads((resources.files("bot.rules.talk.messages") / "words.toml").read_text(encoding="utf-8"))
