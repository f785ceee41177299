"""The word lists of `bot/reading/words.toml` and their patterns (`bot/guard/patterns.py` says how a list is written).

Most lists have no word in most texts. Which ones may have is told from the words of a text at a glance, so that hardly a pattern is
searched for in vain.
"""

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from bot.guard.patterns import any_of, regex

Entries = tuple[str, ...]
_NONE: frozenset[int] = frozenset()
_RUN = regex(r"\w+")


@cache
def words() -> dict[str, Any]:
    """The whole word file. Loaded once; treat it as read-only."""
    return tomllib.loads((resources.files("bot.reading") / "words.toml").read_text(encoding="utf-8"))


def listed(*path: str) -> Entries:
    """A list of the word file, by its place; empty when there is none."""
    table: Any = words()
    for name in path:
        table = table.get(name, {})
    return tuple(table)


@dataclass(frozen=True, eq=False)
class WordList:
    """A list of the word file, looked for as `re` would, but only where one of its words may stand."""

    number: int
    compiled: re.Pattern[str]

    @property
    def pattern(self) -> str:
        """The pattern as it is written."""
        return self.compiled.pattern

    def may_stand_in(self, text: str) -> bool:
        """Whether one of its words may be in the text; if not, none is."""
        return self.number in _lists_in(text)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first of its words in this piece of the text."""
        return self.compiled.search(text, start, end) if self.may_stand_in(text) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All its words in this piece of the text."""
        return self.compiled.finditer(text, start, end) if self.may_stand_in(text) else iter(())

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """One of its words at this place."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Whether the text is one of its words."""
        return self.compiled.fullmatch(text)


@cache
def pattern(*path: str) -> WordList:
    """A list of the word file, by its place."""
    return word_list(listed(*path))


@cache
def word_list(entries: Entries) -> WordList:
    """A list of the word file, by its entries."""
    return WordList(_numbers()[entries], any_of(entries))


@lru_cache(maxsize=64)  # a text, its sentences, and the texts before it
def _lists_in(text: str) -> frozenset[int]:
    """The lists of which a word may stand in the text."""
    return _index().anywhere.union(*map(_lists_of, set(_RUN.findall(text.lower()))))


@lru_cache(maxsize=2_000)
def _lists_of(word: str) -> frozenset[int]:
    return _index().lists_of(word)


@dataclass(frozen=True)
class Index:
    """For each entry one part that stands in every text where the entry does: whole, at the beginning, the end or inside of a word."""

    whole: Mapping[str, frozenset[int]]
    begins: Mapping[str, frozenset[int]]
    ends: Mapping[str, frozenset[int]]
    inside: Mapping[str, frozenset[int]]
    anywhere: frozenset[int]  # lists with an entry that has no letters
    longest: int

    def lists_of(self, word: str) -> frozenset[int]:
        """The lists that a word may speak for."""
        found = set(self.whole.get(word, _NONE))
        for length in range(1, min(len(word), self.longest) + 1):
            found |= self.begins.get(word[:length], _NONE)
            found |= self.ends.get(word[-length:], _NONE)
        return frozenset(found.union(*(lists for part, lists in self.inside.items() if part in word)))


@cache
def _index() -> Index:
    tables: dict[str, dict[str, set[int]]] = {name: defaultdict(set) for name in ("whole", "begins", "ends", "inside")}
    anywhere = set()
    for entries, number in _numbers().items():
        for entry in entries:
            if part := _telling_part(entry.lower()):
                tables[part[0]][part[1]].add(number)
            else:
                anywhere.add(number)
    alike: dict[frozenset[int], frozenset[int]] = {}  # kept once: most parts speak for one list alone
    frozen = {
        name: {part: alike.setdefault(one := frozenset(lists), one) for part, lists in table.items()}
        for name, table in tables.items()
    }
    longest = max(len(part) for name in ("begins", "ends") for part in frozen[name])
    return Index(**frozen, anywhere=frozenset(anywhere), longest=longest)


def _telling_part(entry: str) -> tuple[str, str] | None:
    """The longest part of an entry, a whole word if there is one, and how it stands there; None when there are no letters."""
    names = {(False, False): "whole", (False, True): "begins", (True, False): "ends", (True, True): "inside"}
    parts = [
        (names[entry[: found.start()].endswith("*"), entry[found.end() :].startswith("*")], found[0])
        for found in _RUN.finditer(entry)
    ]
    return max(parts, key=lambda part: (part[0] == "whole", part[0] != "inside", len(part[1])), default=None)


@cache
def _numbers() -> Mapping[Entries, int]:
    return {entries: number for number, entries in enumerate(dict.fromkeys([(), *_lists(words())]))}


def _lists(table: Mapping[str, Any]) -> Iterator[Entries]:
    """Every list of words in the file, wherever it stands."""
    for value in table.values():
        if isinstance(value, Mapping):
            yield from _lists(value)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield from ((tuple(value),) if _are_words(value) else (one for each in value for one in _lists(each)))


def _are_words(several: Iterable[Any]) -> bool:
    return all(isinstance(one, str) for one in several)
