"""What a text is like: a small linear model over its words and their pieces, two words side by side, what its clauses mean, two and
two, and what fields its words belong to.

It is trained by `make model` on labelled texts, none of them set aside.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import combinations, pairwise

from bot.guard.patterns import regex
from bot.guard.plain import plain
from bot.reading.clauses import clauses
from bot.reading.likeness.fields import fields_in
from bot.reading.likeness.heads import ASKED, MATTERS, SLOTS, TOPICS, added, heads, weighed

LENGTHS = (3, 4, 5)
_WORDS_SHOWN, _SHORTEST_SHOWN = 3, 2
_DIGIT = regex(r"\d")
_WORD = regex(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_ENDS = ("ene", "ane", "et", "en", "er", "ar", "te", "de", "a", "e", "s", "t", "r")
_SHORTEST_STEM = 3

Said = Iterable[frozenset[str]]  # the meanings of each clause


@dataclass(frozen=True)
class Likeness:
    """A text as the model sees it."""

    said: tuple[str, ...]  # words and signs
    found: frozenset[int]

    @cached_property
    def asked(self) -> Mapping[str, float]:
        """How clearly each handling, and each danger, is said yes to."""
        return {name: self._scores[name] for name in ASKED}

    @cached_property
    def matters(self) -> Mapping[str, float]:
        """By how much the text is more than enough like those that tell of each kind of personal matter."""
        return {name: self._scores[name] - heads()[name].enough for name in MATTERS}

    @cached_property
    def topics(self) -> Mapping[str, float]:
        """How clearly the text is like those that each department answers."""
        return {name: self._scores[name] for name in TOPICS}

    @cached_property
    def _scores(self) -> Mapping[str, float]:
        return weighed(ASKED + MATTERS + TOPICS, self.found)

    def clearest(self, names: Sequence[str]) -> str:
        """Which of these heads says yes most clearly."""
        return max(names, key=lambda one: self.asked[one])

    def words(self, name: str) -> str:
        """The words that weighed most for a head, in their order; none with digits."""
        heavy = self._heaviest(name, _WORDS_SHOWN)
        return " ".join(word for word in dict.fromkeys(self.said) if word in heavy)

    def word(self, name: str) -> str:
        """The word that weighed most for a head, in small letters; empty where there is none."""
        return next(iter(self._heaviest(name, 1)), "")

    def _heaviest(self, name: str, many: int) -> Sequence[str]:
        words = dict.fromkeys(
            word for word in self.said if "0" not in word and word[0].isalpha() and len(word) > _SHORTEST_SHOWN
        )
        return sorted(words, key=lambda word: -added(name, _of_word(word)))[:many]


def likeness(text: str, said: Said) -> Likeness:
    """How the model sees a text whose clauses mean this."""
    words = calm(text)
    fields = fields_in([part.words for part in clauses(text)])
    return Likeness(words, pieces(words, said).union(number & (SLOTS - 1) for number in fields))


def calm(text: str) -> tuple[str, ...]:
    """The words and signs of a text as the model reads them: in small letters, no digits told apart."""
    return tuple(_WORD.findall(_DIGIT.sub("0", plain(text).text.casefold())))


def pieces(words: Sequence[str], said: Said) -> frozenset[int]:
    """The slots of all pieces of a text, and of what its clauses mean."""
    stems = ("^", *map(_stem, words), "$")
    two = (_slot(f"{one} {other}") for one, other in pairwise(stems))
    return frozenset(two).union(*map(_of_word, set(words)), *map(_meanings, said))


@lru_cache(maxsize=2_000)
def _of_word(word: str) -> tuple[int, ...]:
    """The slots of a word and of its pieces."""
    whole = f" {word} "
    parts = {whole[at : at + length] for length in LENGTHS for at in range(len(whole) - length + 1)}
    return tuple(frozenset(map(_slot, {word, *parts})))


@lru_cache(maxsize=2_000)
def _stem(word: str) -> str:
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM:
            return word.removesuffix(end)
    return word


def _meanings(said: frozenset[str]) -> Sequence[int]:
    alone = sorted(map(_slot_of_meaning, said))
    return [*alone, *[(one * 31 + other) & (SLOTS - 1) for one, other in combinations(alone, 2)]]


@cache
def _slot_of_meaning(meaning: str) -> int:
    return _slot(f"means {meaning}")


def _slot(piece: str) -> int:
    return zlib.crc32(piece.encode()) & (SLOTS - 1)
