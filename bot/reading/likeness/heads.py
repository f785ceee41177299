"""The weight file: for each question a weight in one byte for each slot, compressed. Written by `make model`; see decision 0021."""

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import sqrt
from operator import itemgetter

SLOTS = 1 << 15
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
NAMES = ASKED + FORMS + MATTERS
_FRONT = 4  # bytes before the weights of each head: what every text begins with, and how much is enough; two bytes each
_LANE = 3  # bytes in which the weights of a head are added up: enough for as many slots as there are
_TWO = (0, 0)


@dataclass(frozen=True)
class Head:
    """One question the model answers: weights, what every text begins with, and from where on it is a yes."""

    weights: bytes
    start: float
    enough: float

    def weigh(self, found: Collection[int]) -> float:
        """How clearly it says yes to these pieces."""
        return self.start + _each(sum(self.weights[slot] for slot in found), found)


@dataclass(frozen=True)
class Panel:
    """Several heads that read a text at once: for each slot the weights of all of them, side by side in one number."""

    heads: Mapping[str, Head]
    slots: Sequence[int]

    @classmethod
    def of(cls, several: Mapping[str, Head]) -> "Panel":
        """Lay the weights of the heads side by side."""
        wide = _LANE * len(several)
        together = bytearray(wide * SLOTS)
        for at, head in enumerate(several.values()):
            together[at * _LANE :: wide] = head.weights
        slots = (int.from_bytes(together[at : at + wide], "little") for at in range(0, len(together), wide))
        return cls(several, tuple(slots))

    def weigh(self, found: Collection[int]) -> Mapping[str, float]:
        """How clearly each head says yes to these pieces."""
        picked: tuple[int, ...] = itemgetter(*_TWO, *found)(self.slots)  # it gives a row from two on only
        sums = (sum(picked) - 2 * self.slots[0]).to_bytes(_LANE * len(self.heads), "little")
        lanes = (int.from_bytes(sums[at : at + _LANE], "little") for at in range(0, len(sums), _LANE))
        return {
            name: head.start + _each(lane, found) for (name, head), lane in zip(self.heads.items(), lanes, strict=True)
        }


def _each(together: int, found: Collection[int]) -> float:
    """What the pieces weigh, of which these are the bytes together; many weigh no more than few."""
    return (together - OFFSET * len(found)) / SCALE / sqrt(max(1, len(found)))


@cache
def panel(names: tuple[str, ...]) -> Panel:
    """The heads of these names, to be asked at once."""
    return Panel.of({name: heads()[name] for name in names})


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
