"""How somebody spells: words, how they end and begin, and the words that only one form has. It tells the form of Norwegian.

Whole words and their ends tell bokmål, nynorsk, dialect and English apart better than pieces of letters do: decision 0043.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from math import exp

from bot.guard.patterns import any_of, regex
from bot.guard.plain import plain
from bot.reading.likeness.heads import FORMS, weighed
from bot.reading.word_rules import listed, pattern

_WORD = regex(r"[^\W\d_]+")
_NOT_WORDS = regex(r"\[[^\]]*\]|https?://\S+|\S+@\S+")  # notes ("[bilde uten tekst]"), links and addresses
_HAS_OTHERS = regex(r"\[|@|://")
_ENDS, _BEGINS = (1, 2, 3, 4), (1, 2, 3)  # letters
_SLOTS = 1 << 15  # fewer words are told apart here
_SIGNS_WEIGH = 6  # as many pieces
_SIGNS = ("nb", "nn", "en", "dialect", "nb_endings", "nn_endings")
_LISTS = (*_SIGNS, "no", "pl")


def chances(text: str) -> Mapping[str, float]:
    """How likely each form is, all together 1."""
    found = spelling(text)
    likely = {form: 1 / (1 + exp(-weight)) for form, weight in weighed(FORMS, found).items()}
    whole = sum(likely.values())
    return {form: one / whole for form, one in likely.items()}


def spelling(text: str) -> frozenset[int]:
    """The slots of all that is seen in a text."""
    calm = _calm(text)
    return frozenset(_of_signs(calm)).union(*map(_of_word, set(_WORD.findall(calm))))


def signs(name: str, text: str) -> Set[str]:
    """The words of a list of `words.toml` that stand in a text; ends that only look like signs are none."""
    return _signs_in(_calm(text)).get(name, set())


@lru_cache(maxsize=8)  # which language, and which form, ask the same
def _calm(text: str) -> str:
    calm = plain(text).text.casefold()
    return _NOT_WORDS.sub(" ", calm) if _HAS_OTHERS.search(calm) else calm


@lru_cache(maxsize=8)  # which language, and which form, ask the same
def _signs_in(calm: str) -> Mapping[str, Set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    words = set(_WORD.findall(calm))
    for word in words:
        for name in _lists_of(word):
            found[name].add(word)
    for name, phrases in _phrases().items():
        if not _firsts()[name].isdisjoint(words):
            found[name].update(one[0] for one in phrases.finditer(calm))
    return found


@lru_cache(maxsize=2_000)
def _lists_of(word: str) -> tuple[str, ...]:
    """The lists that a word belongs to."""
    within = (name for name in _LISTS if pattern("language", name).fullmatch(word))
    odd = pattern("language", "not_endings").fullmatch(word)
    return tuple(name for name in within if not (odd and name.endswith("_endings")))


@cache
def _phrases() -> Mapping[str, re.Pattern[str]]:
    """The entries of the lists that are more than one word."""
    return {name: any_of(several) for name, several in _of_several_words().items()}


@cache
def _firsts() -> Mapping[str, Set[str]]:
    """For each list a whole word that stands first in each of these."""
    return {name: {_WORD.findall(one)[0] for one in several} for name, several in _of_several_words().items()}


@cache
def _of_several_words() -> Mapping[str, Sequence[str]]:
    lists = (
        (name, [one for one in listed("language", name) if not _WORD.fullmatch(one.strip("*"))]) for name in _LISTS
    )
    return {name: several for name, several in lists if several}


@lru_cache(maxsize=2_000)
def _of_word(word: str) -> tuple[int, ...]:
    pieces = [word, *(f"-{word[-size:]}" for size in _ENDS if len(word) > size)]
    pieces += (f"{word[:size]}-" for size in _BEGINS if len(word) > size)
    return tuple(map(_slot, pieces))


def _of_signs(calm: str) -> Iterator[int]:
    """Of two signs of a form the first, and the second: many weigh more than one. Signs of two forms are a sign of dialect."""
    count = {name: len(_signs_in(calm).get(name, ())) for name in _SIGNS}
    count["mixed"] = min(count["nb"], count["nn"])
    for name, many in count.items():
        for number in range(many):
            yield from _of_sign(name, number)


@cache
def _of_sign(name: str, number: int) -> tuple[int, ...]:
    return tuple(_slot(f"{name} {number} {part}") for part in range(_SIGNS_WEIGH))


def _slot(piece: str) -> int:
    return zlib.crc32(f"spelt {piece}".encode()) & (_SLOTS - 1)
