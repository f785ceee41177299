"""Which department knows: words that speak for one, whatever their endings and small slips (`topics.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from bot.guard.patterns import regex
from bot.reading.lexicon import Classes, Lexicon, lexicon

_WORD = regex(r"[^\W_]+")


@dataclass(frozen=True)
class Spoken:
    """The words that speak for one department: how many different ones, where the first stands, and that one itself."""

    count: int
    first: int
    word: str


def spoken_for(text: str) -> Mapping[str, Spoken]:
    """The departments that some words of a text speak for."""
    words = [word.casefold() for word in _WORD.findall(text)]
    found: dict[str, dict[str, int]] = {}
    hits = [(of, at, at + 1) for at, word in enumerate(words) for of in _of_word(word)]
    hits += _topics().expressions_in(words)
    for of, at, end in hits:
        found.setdefault(of, {}).setdefault(" ".join(words[at:end]), at)
    return {of: Spoken(len(said), min(said.values()), next(iter(said))) for of, said in found.items()}


@lru_cache(maxsize=2_000)
def _of_word(word: str) -> Classes:
    return _topics().classes(word)


@cache
def _topics() -> Lexicon:
    lists: Mapping[str, list[str]] = tomllib.loads(
        (resources.files("bot.reading.topics") / "topics.toml").read_text(encoding="utf-8")
    )["topics"]
    return lexicon(lists)
