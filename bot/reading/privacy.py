"""Finding personal data in free text. Pure, and a suggestion only: a person decides.

Ten thousand ways of telling something private have no pattern; expect to miss some. What is found says where it
stands and why it was found, so that a false alarm can be seen as one. Positions count characters of the text given; what
cannot be seen in it does not hide anything (`bot/guard/plain.py`).
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.guard.patterns import regex
from bot.guard.plain import plain
from bot.ports.calls import words_hash
from bot.reading.private import alike, codes, numbers, phones, places, words
from bot.reading.private.numbers import Spot

MASK = "●"


class Level(StrEnum):
    """How much harm the thing can do in public."""

    HIGH = "high"
    MEDIUM = "medium"


HIGH_TYPES = frozenset(
    {
        "fodselsnummer", "d_nummer", "bank_account", "credential", "health", "social_services",
        "licence_plate", "phone", "address",
    }
)  # fmt: skip
MEDIUM_TYPES = frozenset({"name_third_party", "child", "economy", "case_number", "gnr_bnr", "email"})
# Numbers and addresses are blotted out on cards. Words about health or social services are not: without them nobody
# could understand the question, and the word alone tells nothing that the rest of the sentence does not.
BLOTTED_TYPES = HIGH_TYPES - {"health", "social_services"}
NEVER_PUBLIC = frozenset({"fodselsnummer", "d_nummer", "bank_account"})


@dataclass(frozen=True)
class Find:
    """A piece of text that is probably personal: its type, where it stands, and why (a text key below "find_reason.")."""

    type: str
    start: int
    end: int
    reason: str

    @property
    def level(self) -> Level:
        """High or medium."""
        return Level.HIGH if self.type in HIGH_TYPES else Level.MEDIUM


def scan(text: str, allow: Collection[str] = ()) -> tuple[Find, ...]:
    """What is probably personal in a text, in reading order; `allow` are phones, addresses and links that are public."""
    return _scan(text, frozenset(allow))


def suspect(text: str, allow: Collection[str] = ()) -> tuple[Find, ...]:
    """What is probably personal in a citizen's words: what `scan` finds, weighed by what the text is like, and what it is like where
    no rule finds anything. It is a guess, and not for words of ours: there each find costs somebody a click.
    """
    return _suspect(text, frozenset(allow))


@lru_cache(maxsize=256)
def _suspect(text: str, allow: frozenset[str]) -> tuple[Find, ...]:
    seen, unlikely = plain(text), alike.unlikely(text)
    found = [find for find in _scan(text, allow) if find.type not in unlikely]
    known = types(found)
    guesses = (spot for spot in alike.spots(text, seen.text) if spot.type not in known)
    more = (Find(spot.type, *seen.written(spot.start, spot.end), spot.reason) for spot in guesses)
    return tuple(sorted((*found, *more), key=lambda find: find.start))


@lru_cache(maxsize=256)  # a card, its view and its reminder read the same words
def _scan(text: str, allow: frozenset[str]) -> tuple[Find, ...]:
    free, seen = numbers.Allowed.of(allow), plain(text)
    seen_by_form, seen_by_words = _spots(seen.text)
    spots = _without_overlaps(spot for spot in seen_by_form if not free.covers(seen.text, spot))
    if not any(spot.type in NEVER_PUBLIC for spot in spots):
        spots = _without_overlaps((*_refused(seen.text), *spots))
    spots += [spot for spot in seen_by_words if not free.names(seen.text, spot)]
    finds = [Find(spot.type, *seen.written(spot.start, spot.end), spot.reason) for spot in spots]
    once = {(find.start, find.end, find.type): find for find in reversed(finds)}  # the first reason is told
    return tuple(once[place] for place in sorted(once))


@lru_cache(maxsize=8)  # whoever suggests, masks and checks allows different things
def _spots(plain_text: str) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """What stands in a text, by its form and by its words, whatever is allowed."""
    looks = _NUMBERS if _DIGIT.search(plain_text) else _WITHOUT_DIGITS
    by_form = tuple(spot for look in looks for spot in look(plain_text))
    return by_form, tuple(words.spots(plain_text))


@lru_cache(maxsize=8)
def _refused(plain_text: str) -> tuple[Spot, ...]:
    return tuple(numbers.whatever_the_guard_sees(plain_text))


def masked(text: str, finds: Iterable[Find]) -> str:
    """The text with numbers and addresses blotted out; blanks stay, so that it still reads as a text."""
    characters = list(text)
    for find in finds:
        if find.type in BLOTTED_TYPES:
            for place in range(find.start, find.end):
                characters[place] = characters[place] if characters[place].isspace() else MASK
    return "".join(characters)


def fingerprint(text: str, find: Find) -> str:
    """What a find is known by where its words must not stand: its type and its characters, whatever blanks are between them."""
    return words_hash(f"{find.type}:{''.join(text[find.start : find.end].split()).casefold()}")[:16]


def but_for(text: str, finds: Iterable[Find], said: Collection[str]) -> tuple[Find, ...]:
    """The finds of a text without those of which a person has `said`, by their fingerprints, that they are not personal."""
    return tuple(find for find in finds if not said or fingerprint(text, find) not in said)


def high(finds: Iterable[Find]) -> tuple[Find, ...]:
    """Only the finds that are to be masked and must never slip into public."""
    return tuple(find for find in finds if find.level is Level.HIGH)


def types(finds: Iterable[Find]) -> tuple[str, ...]:
    """The types found, each once, in reading order."""
    return tuple(dict.fromkeys(find.type for find in finds))


# The order matters: what an earlier one has read is not read again by a later one.
_NUMBERS: Sequence[Callable[[str], Iterable[Spot]]] = (
    numbers.eleven_digits,
    codes.cards_and_codes,
    numbers.emails,
    numbers.plates,
    phones.paired,
    places.land_and_cases,
    places.addresses,
    phones.phones,
)


_DIGIT = regex(r"\d")
_WITHOUT_DIGITS = (
    codes.cards_and_codes,
    numbers.emails,
    numbers.plates,
    places.addresses,
    phones.phones,
)


def _without_overlaps(spots: Iterable[Spot]) -> list[Spot]:
    kept: list[Spot] = []
    for spot in spots:
        if all(spot.end <= other.start or other.end <= spot.start for other in kept):
            kept.append(spot)
    return kept
