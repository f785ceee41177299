"""Which of the earlier questions a new one resembles, the likest first."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.finding.meanings import EVERYDAY, Meanings, length

OFFERED = 0.5  # from here on an earlier answer is offered on a card
LISTED = 0.2  # from here on it is listed for who searches
RARITY = 0.4
COVER = 0.5  # the less, the more it counts in the order that an earlier question covers all of the new one


@dataclass(frozen=True)
class Alike:
    """An earlier question by its number, and how much it resembles the new one: from 0 to 1."""

    id: int
    likeness: float


def likest(
    asked: Meanings, earlier: Mapping[int, Meanings], least: float, times: Mapping[int, int] | None = None
) -> list[Alike]:
    """The earlier questions that resemble the new one at least so much; of two as like the later one first.

    Those that cover more of what is asked come before others. What many of the earlier ones are about tells less: `times`
    says how many, where not all of them are given.
    """
    times = Counter(meaning for of in earlier.values() for meaning in of) | Counter(times or {})
    new = _rarer(asked, times)
    found = [Alike(number, likeness(new, _rarer(of, times))) for number, of in earlier.items() if _share(asked, of)]
    close = [one for one in found if one.likeness >= least]
    return sorted(close, key=lambda one: (-one.likeness * (COVER + _covered(asked, earlier[one.id])), -one.id))


def _covered(asked: Meanings, earlier: Meanings) -> float:
    """How much of what is asked the earlier question is about, from 0 to 1: who asks for a price is not helped by a day."""
    return sum(weight for meaning, weight in asked.items() if meaning in earlier) / (sum(asked.values()) or 1)


def _share(asked: Meanings, earlier: Meanings) -> bool:
    """Whether they have more in common than one thing that many questions are about."""
    return sum(min(weight, earlier.get(meaning, 0)) for meaning, weight in asked.items()) > EVERYDAY


def _rarer(of: Meanings, times: Mapping[int, int]) -> Meanings:
    return {meaning: weight / (1 + RARITY * math.log1p(times.get(meaning, 0))) for meaning, weight in of.items()}


def likeness(asked: Meanings, earlier: Meanings) -> float:
    """How alike two questions are by their meanings."""
    both = sum(weight * earlier[meaning] for meaning, weight in asked.items() if meaning in earlier)
    whole = length(asked) * length(earlier)
    return both / whole if whole else 0.0


def telling(asked: Meanings, most: int) -> list[int]:
    """The meanings that tell most, at most so many: by these candidates are looked for."""
    return sorted(asked, key=lambda meaning: (-asked[meaning], meaning))[:most]
