"""The weight file: for each question a weight in one byte for each slot, compressed. Written by `make model`; see decision 0021."""

import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import sqrt
from operator import itemgetter

SLOTS = 1 << 16
SCALE = 32  # a weight of 1.0 is 32 in the file
OFFSET = 128
DANGERS = ("despair", "unclear", "duty")
HANDLINGS = (
    "hide",
    "no_answer_needed",
    "redirect_personal",
    "redirect_case",
    "redirect_other",
    "holding",
    "answer",
)
ASKED = DANGERS + HANDLINGS
FORMS = ("nb", "nn", "dialect", "en")  # by spelling (`spelling.py`)
MATTERS = ("health", "social_services", "economy", "child", "name_third_party")  # what is told of somebody
FRONT_DESK = "kommunetorget"
TOPICS = (  # who knows: keys of departments as the example settings name them, and bodies outside
    FRONT_DESK,
    "teknisk",
    "renovasjon",
    "plan_bygg",
    "barnehage",
    "voksenopplaering",
    "kulturskole",
    "kultur",
    "bibliotek",
    "kino",
    "landbruk",
    "helse_omsorg",
    "nav",
    "barnevern",
    "brann",
    "okonomi",
    "politikk",
    "ekstern",
)
NAMES = ASKED + FORMS + MATTERS + TOPICS
_FRONT = 4  # bytes before the weights of each head: what every text begins with, and how much is enough; two bytes each


@dataclass(frozen=True)
class Head:
    """One question the model answers: weights, what every text begins with, and from where on it is a yes."""

    weights: bytes
    start: float
    enough: float

    def weigh(self, pieces: Collection[int]) -> float:
        """How clearly it says yes to pieces of these weights; many weigh no more than few."""
        return self.start + _together(pieces) / sqrt(max(1, len(pieces)))


def weighed(names: Iterable[str], found: Collection[int]) -> Mapping[str, float]:
    """How clearly each of these heads says yes to the pieces in these slots."""
    at, asked = _at(found), heads()
    return {name: asked[name].weigh(at(asked[name].weights)) for name in names}


def added(name: str, found: Collection[int]) -> float:
    """What the pieces in these slots add to the weight of a text, before it is divided by how many pieces the whole text has."""
    return _together(_at(found)(heads()[name].weights))


def _together(pieces: Collection[int]) -> float:
    """What weights add, as they stand in the file."""
    return (sum(pieces) - OFFSET * len(pieces)) / SCALE


def _at(found: Collection[int]) -> Callable[[bytes], Collection[int]]:
    """What takes the weights in these slots from each head, in a fourth of the time that one by one takes; it wants two or more."""
    return itemgetter(*found) if len(found) > 1 else lambda weights: [weights[slot] for slot in found]


@cache
def heads() -> Mapping[str, Head]:
    """What the weight file holds. Loaded once."""
    return unpack((resources.files("bot.reading.likeness") / "weights.bin").read_bytes())


def pack(found: Mapping[str, Head]) -> bytes:
    """The weight file of these heads."""
    blocks = (_number(found[name].start) + _number(found[name].enough) + found[name].weights for name in NAMES)
    return zlib.compress(b"".join(blocks), level=9)


def unpack(whole: bytes) -> Mapping[str, Head]:
    """The heads of a weight file. Raises ValueError when it is not one."""
    size = _FRONT + SLOTS
    try:
        whole = zlib.decompress(whole)
    except zlib.error as error:
        raise ValueError("weights.bin: not whole") from error
    if len(whole) != size * len(NAMES):
        raise ValueError(f"weights.bin: {len(whole)} bytes")
    blocks = [whole[at * size : (at + 1) * size] for at in range(len(NAMES))]
    return {name: _head(block) for name, block in zip(NAMES, blocks, strict=True)}


def _head(block: bytes) -> Head:
    start, enough = (int.from_bytes(block[at : at + 2], signed=True) / SCALE for at in (0, 2))
    return Head(block[_FRONT:], start, enough)


def _number(value: float) -> bytes:
    return round(value * SCALE).to_bytes(2, signed=True)
