"""A second pair of eyes: how like a text is to messages of danger, by pieces of three to five letters.

A small linear model, trained by `make model` on the labelled texts that are open. It can only raise, never silence a rule,
and it is asked only where no rule spoke. `likeness.bin` holds a weight in one byte for each hashed piece; see decision 0021.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import sqrt

from bot.guard.plain import plain

SLOTS = 1 << 16
LENGTHS = (3, 4, 5)
SCALE = 32  # a weight of 1.0 is 32 in the file
_OFFSET = 128
_HEAD = 4  # bytes before the weights of each head: what every text begins with, and how much is enough; two bytes each
_WORDS_SHOWN = 3


@dataclass(frozen=True)
class Head:
    """One question the model answers: weights, what every text begins with, and from where on it is a yes."""

    weights: bytes
    start: float
    enough: float


def likeness(text: str) -> tuple[str, str] | None:
    """The head that says yes most clearly ("despair" or "unclear"), and the words that weighed most; else None."""
    small = calm(text)
    found = pieces(small)
    sums = {name: _sum(head, found) - head.enough for name, head in heads().items()}
    name = max(sums, key=lambda one: sums[one])
    return (name, " ".join(_weightiest(heads()[name], small))) if sums[name] > 0 else None


def calm(text: str) -> bytes:
    """The text as the model reads it: small letters, single blanks, one at each end, no digits told apart."""
    small = "".join("0" if character.isdigit() else character for character in plain(text).text.casefold())
    return f" {' '.join(small.split())} ".encode()


def pieces(small: bytes) -> frozenset[int]:
    """The slots of all pieces of a text."""
    return frozenset(
        zlib.crc32(small[at : at + length]) & (SLOTS - 1) for length in LENGTHS for at in range(len(small) - length + 1)
    )


@cache
def heads() -> Mapping[str, Head]:
    """What the weight file holds. Loaded once."""
    return unpack((resources.files("bot.reading.danger") / "likeness.bin").read_bytes())


NAMES = ("despair", "unclear")


def pack(found: Mapping[str, Head]) -> bytes:
    """The weight file of these heads."""
    return b"".join(_number(found[name].start) + _number(found[name].enough) + found[name].weights for name in NAMES)


def unpack(whole: bytes) -> Mapping[str, Head]:
    """The heads of a weight file. Raises ValueError when it is not one."""
    size = _HEAD + SLOTS
    if len(whole) != size * len(NAMES):
        raise ValueError(f"likeness.bin: {len(whole)} bytes")
    blocks = [whole[at * size : (at + 1) * size] for at in range(len(NAMES))]
    return {name: _head(block) for name, block in zip(NAMES, blocks, strict=True)}


def _head(block: bytes) -> Head:
    start, enough = (int.from_bytes(block[at : at + 2], signed=True) / SCALE for at in (0, 2))
    return Head(block[_HEAD:], start, enough)


def _number(value: float) -> bytes:
    return round(value * SCALE).to_bytes(2, signed=True)


def _sum(head: Head, found: frozenset[int]) -> float:
    weight = sum(map(head.weights.__getitem__, found)) - _OFFSET * len(found)
    return head.start + weight / SCALE / sqrt(max(1, len(found)))


def _weightiest(head: Head, small: bytes) -> Iterator[str]:
    """The words that weighed most, in their order; none with digits."""
    words = dict.fromkeys(word for word in small.split() if b"0" not in word)
    heavy = sorted(words, key=lambda word: -_sum(head, pieces(b" " + word + b" ")))[:_WORDS_SHOWN]
    yield from (word.decode() for word in words if word in heavy)
