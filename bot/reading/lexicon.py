"""What words mean: each word belongs to classes ("burns", "child"), whatever its ending, its dialect and small slips.

A lexicon is written as lists (TOML): `brenn*` is any word that begins so, `*brann` one that ends so, several words are
an expression. A long word may have one wrong, missing or doubled letter, if nothing fits it as it stands.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any

from bot.guard.patterns import regex

_SLIPS_FROM = 7  # letters: in shorter words one wrong letter too often makes another word
_LONGEST = 60  # letters
_KEYBOARD = (("ae", "æ"), ("oe", "ø"), ("aa", "å"), ("ä", "æ"), ("ö", "ø"))
_STRETCHED = regex(r"(\w)\1{2,}")

Classes = frozenset[str]
_NONE: Classes = frozenset()


@dataclass(frozen=True, slots=True)
class Expression:
    """Several words that mean one thing; the first is a whole word, the others may have a `*`."""

    rest: tuple[str, ...]
    of: str


@dataclass(frozen=True)
class Lexicon:
    """Words, beginnings, ends and expressions, each with the classes they belong to. Make one with `lexicon`."""

    whole: Mapping[str, Classes]
    begins: Mapping[str, Classes]
    ends: Mapping[str, Classes]
    slips: Mapping[str, Classes]
    slips_from: int = _SLIPS_FROM
    # by their first words, and under these by how the second ones begin
    expressions: Mapping[str, Mapping[str, Sequence[Expression]]] = field(default_factory=dict)

    def classes(self, word: str) -> Classes:
        """The classes of one word in small letters; none of what is too long for a word."""
        if len(word) > _LONGEST:
            return _NONE
        for spelling in _spellings(word):
            if found := self._as_written(spelling):
                return found
        return self._with_a_slip(word) if len(word) >= self.slips_from else _NONE

    def _as_written(self, word: str) -> Classes:
        found = self.whole.get(word, _NONE)
        for length in range(2, len(word) + 1):
            found |= self.begins.get(word[:length], _NONE) | self.ends.get(word[-length:], _NONE)
        return found

    def _with_a_slip(self, word: str) -> Classes:
        for changed in (word, *_shortened(word)):
            for length in range(self.slips_from - 1, len(changed) + 1):
                if found := self.slips.get(changed[:length] if length < len(changed) else f"{changed}."):
                    return found
                if found := self.slips.get(changed[:length]):
                    return found
        return _NONE

    def expressions_in(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """The expressions among some words, in their order: class, the place of the first word, and where it ends."""
        for start in [at for at, word in enumerate(words[:-1]) if word in self.expressions]:
            under, second = self.expressions[words[start]], words[start + 1]
            for expression in chain.from_iterable(under.get(key, ()) for key in (second, f"{second[:2]}*", "*")):
                end = start + 1 + len(expression.rest)
                if end <= len(words) and all(map(_is, words[start + 1 : end], expression.rest)):
                    yield expression.of, start, end


def lexicon(lists: Mapping[str, Iterable[str]], *, slips_from: int = _SLIPS_FROM) -> Lexicon:
    """A lexicon from lists: class → its words and expressions. A word of so many letters may have a slip. Words and sets that
    are alike are kept once.
    """
    tables: dict[str, dict[str, Classes]] = {name: {} for name in ("whole", "begins", "ends", "slips")}
    expressions: dict[str, dict[str, list[Expression]]] = defaultdict(lambda: defaultdict(list))
    shared: dict[Any, Any] = {}
    for name, entry in ((name, entry) for name, entries in lists.items() for entry in entries):
        if " " in entry:
            first, *rest = (shared.setdefault(word, word) for word in entry.split())
            expressions[first][_second_key(rest[0])].append(Expression(tuple(rest), name))
        else:
            for table, word in _places(entry, slips_from):
                found = tables[table].get(word, _NONE) | {name}
                tables[table][word] = shared.setdefault(found, found)
    under = {first: dict(several) for first, several in expressions.items()}
    return Lexicon(**tables, slips_from=slips_from, expressions=under)


def _second_key(word: str) -> str:
    if "*" not in word:
        return word
    return f"{word[:2]}*" if "*" not in word[:2] and len(word) > 2 else "*"


def _places(entry: str, slips_from: int) -> Iterator[tuple[str, str]]:
    """Where an entry is looked up: the table, and how it stands there."""
    bare = entry.strip("*")
    kind = "ends" if entry.startswith("*") else "begins" if entry.endswith("*") else "whole"
    yield kind, bare
    if kind != "ends" and len(bare) >= slips_from:
        end = "." if kind == "whole" else ""
        yield from (("slips", slipped + end) for slipped in (bare, *_shortened(bare)))


def _shortened(word: str) -> Iterator[str]:
    """The word without one of its letters; the first letter is seldom wrong."""
    return (word[:place] + word[place + 1 :] for place in range(1, len(word)))


def _is(word: str, written: str) -> bool:
    return bool(_with_star(written).fullmatch(word)) if "*" in written else word == written


@lru_cache(maxsize=512)
def _with_star(written: str) -> re.Pattern[str]:
    return re.compile(re.escape(written).replace(r"\*", r"\w*"))


def _spellings(word: str) -> Iterator[str]:
    """As written, without stretched letters ("hjeeelp"), and as from a keyboard without our letters ("roeyk")."""
    yield word
    calm = _STRETCHED.sub(r"\1", word)
    if calm != word:
        yield calm
        yield _STRETCHED.sub(r"\1\1", word)
    ours = calm
    for plain, letter in _KEYBOARD:
        ours = ours.replace(plain, letter)
    if ours != calm:
        yield ours
