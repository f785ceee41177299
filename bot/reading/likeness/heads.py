"""The weight file: for each question a weight in one byte for each slot. Written by `make model`; see decision 0021."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

SLOTS = 1 << 15
SCALE = 32  # a weight of 1.0 is 32 in the file
OFFSET = 128
DANGERS = ("despair", "unclear")
HANDLINGS = ("hide", "no_answer_needed", "redirect_personal", "redirect_case", "redirect_other")
FORMS = ("nb", "nn", "dialect", "en")  # by spelling (`spelling.py`)
NAMES = DANGERS + HANDLINGS + FORMS
_FRONT = 4  # bytes before the weights of each head: what every text begins with, and how much is enough; two bytes each


@dataclass(frozen=True)
class Head:
    """One question the model answers: weights, what every text begins with, and from where on it is a yes."""

    weights: bytes
    start: float
    enough: float


@cache
def heads() -> Mapping[str, Head]:
    """What the weight file holds. Loaded once."""
    return unpack((resources.files("bot.reading.likeness") / "weights.bin").read_bytes())


def pack(found: Mapping[str, Head]) -> bytes:
    """The weight file of these heads."""
    return b"".join(_number(found[name].start) + _number(found[name].enough) + found[name].weights for name in NAMES)


def unpack(whole: bytes) -> Mapping[str, Head]:
    """The heads of a weight file. Raises ValueError when it is not one."""
    size = _FRONT + SLOTS
    if len(whole) != size * len(NAMES):
        raise ValueError(f"weights.bin: {len(whole)} bytes")
    blocks = [whole[at * size : (at + 1) * size] for at in range(len(NAMES))]
    return {name: _head(block) for name, block in zip(NAMES, blocks, strict=True)}


def _head(block: bytes) -> Head:
    start, enough = (int.from_bytes(block[at : at + 2], signed=True) / SCALE for at in (0, 2))
    return Head(block[_FRONT:], start, enough)


def _number(value: float) -> bytes:
    return round(value * SCALE).to_bytes(2, signed=True)
