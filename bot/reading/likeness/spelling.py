"""How somebody spells: words, how they end and begin, and the words that only one form has. It tells the form of Norwegian.

Whole words and their ends tell bokmål, nynorsk, dialect and English apart better than pieces of letters do: decision 0033.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from math import exp

from bot.guard.plain import plain
from bot.reading.likeness.heads import FORMS, SLOTS, heads
from bot.reading.likeness.likeness import weigh
from bot.reading.word_rules import pattern

_WORD = re.compile(r"[^\W\d_]+")
_NOT_WORDS = re.compile(r"\[[^\]]*\]|https?://\S+|\S+@\S+")  # notes ("[bilde uten tekst]"), links and addresses
_ENDS, _BEGINS = (1, 2, 3, 4), (1, 2, 3)  # letters
_SIGNS_WEIGH = 6  # as many pieces
_SIGNS = ("nb", "nn", "en", "dialect", "nb_endings", "nn_endings")


def chances(text: str) -> Mapping[str, float]:
    """How likely each form is, all together 1."""
    found = spelling(text)
    likely = {form: 1 / (1 + exp(-weigh(heads()[form], found))) for form in FORMS}
    whole = sum(likely.values())
    return {form: one / whole for form, one in likely.items()}


def spelling(text: str) -> frozenset[int]:
    """The slots of all that is seen in a text."""
    calm = _NOT_WORDS.sub(" ", plain(text).text.casefold())
    return frozenset(_of_signs(calm)).union(*map(_of_word, set(_WORD.findall(calm))))


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[int, ...]:
    pieces = [word, *(f"-{word[-size:]}" for size in _ENDS if len(word) > size)]
    pieces += (f"{word[:size]}-" for size in _BEGINS if len(word) > size)
    return tuple(map(_slot, pieces))


def _of_signs(calm: str) -> Iterator[int]:
    """Of two signs of a form the first, and the second: many weigh more than one. Signs of two forms are a sign of dialect."""
    count = {name: len(signs(name, calm)) for name in _SIGNS}
    count["mixed"] = min(count["nb"], count["nn"])
    for name, many in count.items():
        for number in range(many):
            yield from _of_sign(name, number)


@cache
def _of_sign(name: str, number: int) -> tuple[int, ...]:
    return tuple(_slot(f"{name} {number} {part}") for part in range(_SIGNS_WEIGH))


def signs(name: str, text: str) -> set[str]:
    """The words of a list of `words.toml` that stand in a text; ends that only look like signs are none."""
    found = {one[0].casefold() for one in pattern("language", name).finditer(text)}
    if name.endswith("_endings"):
        return {one for one in found if not pattern("language", "not_endings").fullmatch(one)}
    return found


def _slot(piece: str) -> int:
    return zlib.crc32(f"spelt {piece}".encode()) & (SLOTS - 1)
