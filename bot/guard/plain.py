"""A text as a reader sees it: nothing invisible, one kind of blank, dash and digit. Every look at a text begins here.

The text itself stays as it was written: each plain character knows the place it came from, so that what is found in the
plain text is masked in the written one.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.guard.patterns import regex

# What plain Norwegian is written with; a text without anything else is plain already.
_SPECIAL = regex(r"[^\n\r\t -~¡«»À-ÿ–—…’‘“”§°·€]")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Mc"})
_BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters and signs that show nothing
_DOTTED = {"ı": "i", "İ": "I"}  # patterns take them for an i in either case, and no word has them in small letters
_KEPT_CONTROLS = frozenset("\n\r\t")


@dataclass(frozen=True)
class Plain:
    """The plain text, and for each of its characters where it began in the written one (None: at the same place)."""

    text: str
    places: tuple[int, ...] | None = None

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the plain text stands in the written one; what is unseen within it is a part of it."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def plain(text: str) -> Plain:
    """What a reader sees of a text."""
    if not _SPECIAL.search(text):
        return Plain(text)
    characters, places = [], []
    for place, cluster in _clusters(text):
        for character in _seen(cluster):
            characters.append(character)
            places.append(place)
    return Plain("".join(characters), tuple(places))


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the marks that are written over it."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or unicodedata.category(text[place]) not in ("Mn", "Me"):
            yield start, text[start:place]
            start = place


def _seen(cluster: str) -> Iterator[str]:
    for character in unicodedata.normalize("NFKC", cluster):
        category = unicodedata.category(character)
        if character in _KEPT_CONTROLS:
            yield character
        elif category in ("Zl", "Zp"):
            yield "\n"
        elif category == "Zs":
            yield " "
        elif category == "Pd" or character == "\u2212":
            yield "-"
        elif (digit := _digit(character)) is not None:
            yield digit
        elif category not in _UNSEEN and character not in _BLANK_LETTERS:
            yield _DOTTED.get(character, character)


def _digit(character: str) -> str | None:
    """The digit that a digit of another script, or one in a circle, stands for."""
    value = unicodedata.numeric(character, -1) if unicodedata.category(character) in ("Nd", "No") else -1
    return str(int(value)) if value in range(10) else None
