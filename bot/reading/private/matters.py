"""What a text tells about somebody's life, by meaning: illness, money, help from the municipality, a child, somebody absent.

The rules stand in `bot/reading/handling/private.toml`; names in `names.toml`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from bot.guard.patterns import regex
from bot.reading.clauses import clauses
from bot.reading.handling.matters import Rule, heard_in, read_file, rule, words_of
from bot.reading.private.numbers import Spot


def told(text: str) -> Iterator[Spot]:
    """The words that give something private away, each kind in the clauses that tell it."""
    heard = heard_in(text)
    everywhere = frozenset[str]().union(*heard)
    places = _places(text)
    for at, said in enumerate(heard):
        around = frozenset[str]().union(*heard[max(0, at - 1) : at + 2])
        for kind, rules in _finds().items():
            if not said.isdisjoint(_marks()[kind]) and any(one.fits(around, everywhere) for one in rules):
                yield from _marked(places[at], _marks()[kind], kind)


def _marked(words: list[tuple[str, int, int]], marks: frozenset[str], kind: str) -> Iterator[Spot]:
    """The words of a clause that belong to one of the marks."""
    for first, last in words_of([word for word, _, _ in words], marks):
        yield Spot(kind, words[first][1], words[last][2], "word_and_person")


def _places(text: str) -> list[list[tuple[str, int, int]]]:
    """The words of each clause, with where they stand."""
    small, at = text.replace("’", "'").lower(), 0
    found: list[list[tuple[str, int, int]]] = []
    for part in clauses(text):
        found.append([])
        for word in part.words:
            start = small.find(word, at)
            if start >= 0:
                at = start + len(word)
                found[-1].append((word, start, at))
    return found


@cache
def _finds() -> Mapping[str, tuple[Rule, ...]]:
    return {kind: tuple(map(rule, several)) for kind, several in read_file("private", "finds").items()}


@cache
def _marks() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(several) for kind, several in read_file("private", "marks").items()}


def full_names(text: str) -> Iterator[re.Match[str]]:
    """A given name that people have in Norway with a family name behind it, or two such names with "og" between."""
    return (found for found in _NAME.finditer(text) if found["given"].split("-")[0] in _given())


def given_names(text: str) -> Iterator[re.Match[str]]:
    """Given names that people have in Norway, alone or with another name behind them."""
    return (found for found in re.finditer(rf"(?<![\w-]){_PART}(?![\w-])", text) if found[0].split("-")[0] in _given())


def is_grave(text: str) -> bool:
    """Whether a text tells of illness, need, care or a quarrel, or what somebody does."""
    return any(not said.isdisjoint(_GRAVE | {"telling_word"}) for said in heard_in(text))


def is_serious(text: str) -> bool:
    """Whether a text tells of illness, need, care or a quarrel at all."""
    return any(not said.isdisjoint(_GRAVE) for said in heard_in(text))


_GRAVE = frozenset({"ill", "conflict", "kids_hard", "care", "social", "poor", "quarrel"})
_PART = r"[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)?"
_NAME = regex(
    rf"(?<![\w-])(?P<given>{_PART})(?: {_PART})?(?: (?:og|and|&) {_PART})? (?P<family>{_PART}(?: {_PART})?)(?![\w-])"
)


@cache
def _given() -> frozenset[str]:
    return frozenset("".join(read_file("names", "given")).split())
