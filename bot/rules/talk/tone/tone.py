"""Whether a sentence sounds like an answer or like talk, and what talk: its signs weighed by a linear model.

`make model` trains it on labelled sentences (`tests/bot/rules/talk/said/`) and the dialogues that may be read.
"""

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log, sqrt

from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.tone.signs import signs

SLOTS = 1 << 15
SCALE, OFFSET = 16, 128  # a weight of 1.0 is 16 in the file; none is 128
_FRONT = 2  # bytes before the weights of each kind: what it begins with
ANSWER = "answer"
KINDS: Mapping[str, Reason] = {
    ANSWER: Reason.TAKEN,
    "self": Reason.LATER,
    "colleague": Reason.TO_COLLEAGUE,
    "desk": Reason.TO_DESK,
    "small": Reason.SMALL_TALK,
}
SURE = 1.0  # so clearly a sentence must be talk before it is no answer, and the other way round


@dataclass(frozen=True)
class Kind:
    """What speaks for one kind of sentence: where it begins, and a weight for each sign."""

    start: float
    weights: bytes

    def weigh(self, found: Collection[int]) -> float:
        """How much these signs say for it; many weigh no more than few."""
        together = sum(self.weights[slot] for slot in found) - OFFSET * len(found)
        return self.start + together / SCALE / sqrt(max(1, len(found)))

    @property
    def packed(self) -> bytes:
        """As it stands in a file."""
        return round(self.start * SCALE).to_bytes(_FRONT, signed=True) + self.weights

    @classmethod
    def of(cls, block: bytes) -> "Kind":
        """As it was packed. Raises ValueError when it was not."""
        if len(block) != _FRONT + SLOTS:
            raise ValueError(f"weights.bin: {len(block)} bytes")
        return cls(int.from_bytes(block[:_FRONT], signed=True) / SCALE, block[_FRONT:])


def talk(part: str, question: str, names: Collection[str]) -> Reason | None:
    """What kind of talk a sentence surely is; None where it may be an answer."""
    weights = weigh(part, question, names)
    return _clearest(weights) if odds(list(weights.values())) > SURE else None


def is_answer(part: str) -> bool:
    """Whether words are surely for the citizen, though a colleague's name stands in front of them."""
    return doubt(part, "", ()) < -SURE


def doubt(part: str, question: str, names: Collection[str]) -> float:
    """How much clearer a sentence is talk than an answer; below nought it is rather an answer."""
    return odds(list(weigh(part, question, names).values()))


def weigh(part: str, question: str, names: Collection[str]) -> Mapping[str, float]:
    """What speaks for each kind of sentence, the answer first."""
    found = slots(part, question, names)
    return {name: kind.weigh(found) for name, kind in kinds().items()}


def odds(weights: Sequence[float]) -> float:
    """How much clearer talk of any kind is than an answer, which stands first."""
    answer, *others = weights
    return log(sum(map(exp, others))) - answer


def slots(part: str, question: str, names: Collection[str]) -> frozenset[int]:
    """Where the weights of a sentence's signs stand."""
    return frozenset(map(slot, signs(part, question, names)))


def _clearest(weights: Mapping[str, float]) -> Reason:
    return KINDS[max(weights.keys() - {ANSWER}, key=lambda name: weights[name])]


def slot(sign: str) -> int:
    """Where the weight of a sign stands."""
    return zlib.crc32(sign.encode()) & (SLOTS - 1)


@cache
def kinds() -> Mapping[str, Kind]:
    """What the weight file holds. Loaded once."""
    return unpack((resources.files("bot.rules.talk.tone") / "weights.bin").read_bytes())


def pack(found: Mapping[str, Kind]) -> bytes:
    """The weight file of these kinds."""
    return b"".join(found[name].packed for name in KINDS)


def unpack(whole: bytes) -> Mapping[str, Kind]:
    """The kinds of a weight file. Raises ValueError when it is not one."""
    size = _FRONT + SLOTS
    if len(whole) != size * len(KINDS):
        raise ValueError(f"weights.bin: {len(whole)} bytes")
    blocks = (whole[at * size : (at + 1) * size] for at in range(len(KINDS)))
    return {name: Kind.of(block) for name, block in zip(KINDS, blocks, strict=True)}
