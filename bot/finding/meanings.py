"""What a question is about: meanings, each with how much it tells. Words that mean one thing are one meaning.

A meaning is a number made of a stem, and no word is made of it again: so it may be stored where words may not.
"""

import hashlib
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from bot.finding.stems import split, stem, words_of

WHOLE, PART, EVERYDAY = 1.0, 0.6, 0.35
_PART = 4  # letters from which any word with a meaning may be a part of a compound
OF_ANSWER = 0.3  # how much a word tells that stands in the answer alone

Meanings = Mapping[int, float]


@dataclass(frozen=True)
class Words:
    """The word file, stemmed. `means` has what a stem means; one that is not in it means itself."""

    stop: frozenset[str]
    everyday: frozenset[str]
    parts: frozenset[str]
    means: Mapping[str, frozenset[str]]


@lru_cache(maxsize=256)
def meanings(text: str) -> Meanings:
    """The meanings of a text, each with its weight between 0 and 1."""
    found: dict[int, float] = {}
    for word in words_of(text):
        for meaning, weight in _of_word(word).items():
            found[meaning] = max(weight, found.get(meaning, 0))
    return found


def with_answer(question: str, answer: str) -> Meanings:
    """The meanings of an answered question: its answer tells something, too, but less."""
    of_answer = {meaning: weight * OF_ANSWER for meaning, weight in meanings(answer).items()}
    return of_answer | dict(meanings(question))


def length(of: Meanings) -> float:
    """How much a question tells in all."""
    return math.sqrt(sum(weight * weight for weight in of.values()))


@lru_cache(maxsize=2_000)
def _of_word(word: str) -> Meanings:
    words, whole = _words(), stem(word)
    if word in words.stop or len(whole) < 2:
        return {}
    if whole in words.means:
        return _weighed(words.means[whole], WHOLE)
    found: dict[int, float] = {}
    for part in split(word, words.parts):
        found |= _weighed(words.means.get(part, frozenset({part})), PART)
    return found | _weighed(frozenset({whole}), WHOLE if not found else PART)


def _weighed(of: frozenset[str], weight: float) -> dict[int, float]:
    return {_number(meaning): weight * (EVERYDAY if meaning in _words().everyday else 1) for meaning in of}


def _number(meaning: str) -> int:
    """Eight bytes, as both databases keep whole numbers."""
    return int.from_bytes(hashlib.blake2b(meaning.encode(), digest_size=8).digest(), signed=True)


@cache
def _words() -> Words:
    file = tomllib.loads((resources.files("bot.finding") / "words.toml").read_text(encoding="utf-8"))
    means: dict[str, frozenset[str]] = {}
    for line in filter(None, map(str.strip, file["alike"].splitlines())):
        first, *others = map(stem, words_of(line))
        for one in (first, *others):
            means[one] = means.get(one, frozenset()) | {first}
    everyday = frozenset(of for word in words_of(file["everyday"]) for of in means.get(stem(word), {stem(word)}))
    parts = frozenset(map(stem, words_of(file["parts"]))) | {one for one in means if len(one) >= _PART}
    return Words(frozenset(words_of(file["stop"])), everyday, parts, means)
