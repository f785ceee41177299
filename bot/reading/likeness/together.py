"""What the text is like, and what the rules tell of it, weighed together: how likely each handling is.

`together.json` says what each adds to each handling, as the logarithm of odds. It is written by `make model`, and learned from what
models said of texts that they had not seen: what a text is like is sure of the texts it was learned from, and says too little there.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp, log

from bot.reading.likeness.heads import DANGERS, HANDLINGS

EMERGENCY = "emergency"
CHOICES = (EMERGENCY, *HANDLINGS)
START = ""  # the name of what every text begins with
_HARDLY = 1e-6  # less likely is not told apart

Table = Mapping[str, Sequence[float]]  # for each input what it adds to each of the choices


def chances(alike: Mapping[str, float], signs: Collection[str], by: Table | None = None) -> Mapping[str, float]:
    """How likely each handling is, all together 1: by how clearly each head says yes (`alike`), and what rules tell."""
    table, scores = by or learned(), [0.0] * len(CHOICES)
    for name, much in inputs(alike, signs):
        for at, weight in enumerate(table.get(name, ())):
            scores[at] += much * weight
    return dict(zip(CHOICES, _shares(scores), strict=True))


def inputs(alike: Mapping[str, float], signs: Collection[str]) -> Iterator[tuple[str, float]]:
    """What is weighed, each with how much there is of it."""
    share = dict(zip(alike, _shares(list(alike.values())), strict=True))
    danger = min(max(sum(share[name] for name in DANGERS), _HARDLY), 1 - _HARDLY)
    yield START, 1.0
    yield "like danger", log(danger / (1 - danger))
    yield from ((f"like {name}", log(one + _HARDLY)) for name, one in share.items())
    yield from ((sign, 1.0) for sign in sorted(signs))


@cache
def learned() -> Table:
    """The table of the file. Loaded once."""
    read: Table = json.loads((resources.files("bot.reading.likeness") / "together.json").read_text(encoding="utf-8"))
    return read


def _shares(scores: Sequence[float]) -> list[float]:
    odds = [exp(one - max(scores)) for one in scores]
    return [one / sum(odds) for one in odds]
