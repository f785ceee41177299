"""What a text is like: a small linear model over pieces of three to five letters, and over what its clauses mean, two and two.

It is trained by `make model` on labelled texts, none of them set aside.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import sqrt
from operator import itemgetter

from bot.guard.plain import plain
from bot.reading.likeness.heads import OFFSET, SCALE, SLOTS, Head, heads

LENGTHS = (3, 4, 5)
_WORDS_SHOWN = 3
_TWO = (0, 0)
_DIGIT = re.compile(r"\d")

Said = Iterable[frozenset[str]]  # the meanings of each clause


@dataclass(frozen=True)
class Likeness:
    """A text as the model sees it."""

    small: bytes
    found: frozenset[int]

    def clearest(self, names: Sequence[str]) -> str | None:
        """Which of these heads says yes most clearly; None if none does."""
        over = {name: weigh(heads()[name], self.found) - heads()[name].enough for name in names}
        name = max(names, key=lambda one: over[one])
        return name if over[name] > 0 else None

    def words(self, name: str) -> str:
        """The words that weighed most for a head, in their order; none with digits."""
        words = dict.fromkeys(word for word in self.small.split() if b"0" not in word)
        heavy = sorted(words, key=lambda word: -weigh(heads()[name], frozenset(_letters(b" " + word + b" "))))
        return " ".join(word.decode() for word in words if word in heavy[:_WORDS_SHOWN])


def likeness(text: str, said: Said) -> Likeness:
    """How the model sees a text whose clauses mean this."""
    small = calm(text)
    return Likeness(small, pieces(small, said))


def calm(text: str) -> bytes:
    """The text as the model reads it: small letters, single blanks, one at each end, no digits told apart."""
    small = _DIGIT.sub("0", plain(text).text.casefold())
    return f" {' '.join(small.split())} ".encode()


def pieces(small: bytes, said: Said) -> frozenset[int]:
    """The slots of all pieces of a text, and of what its clauses mean."""
    return frozenset(_letters(small)).union(*map(_meanings, said))


def weigh(head: Head, found: frozenset[int]) -> float:
    """How clearly a head says yes to these pieces."""
    picked: tuple[int, ...] = itemgetter(*_TWO, *found)(
        head.weights
    )  # thrice as fast as one by one; it gives a row from two on only
    weight = sum(picked) - sum(head.weights[slot] for slot in _TWO) - OFFSET * len(found)
    return head.start + weight / SCALE / sqrt(max(1, len(found)))


def _letters(small: bytes) -> list[int]:
    return [
        zlib.crc32(small[at : at + length]) & (SLOTS - 1) for length in LENGTHS for at in range(len(small) - length + 1)
    ]


def _meanings(said: frozenset[str]) -> Iterator[int]:
    alone = sorted(map(_slot, said))
    yield from alone
    yield from ((one * 31 + other) & (SLOTS - 1) for one, other in combinations(alone, 2))


@cache
def _slot(meaning: str) -> int:
    return zlib.crc32(f"means {meaning}".encode()) & (SLOTS - 1)
