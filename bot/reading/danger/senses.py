"""Words that name two things, told apart by what stands beside them, and what is so every day or is over: nobody needs help now.

The words stand in `senses.toml`, the first part of which says how a sense is written.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

Said = frozenset[str]

# What people complain of in the words of a danger; violence, despair and breath are never a habit that may wait, and who has
# been lost since yesterday is lost still.
_A_HABIT = frozenset({"fire", "drowning_ice", "injury", "animals", "child", "power_gas"})
_OVER = frozenset({"fire", "drowning_ice", "injury", "animals"})
_RECOVERS = _OVER | {"breath_heart"}  # never despair, nor violence: they come back

_PRESSING = (  # what is never a case alone
    frozenset({"now", "plea", "exclaim", "fresh", "short", "loud"})
    | {"weapon", "kill_word", "shots", "raped", "hostage", "lost", "where_gone", "missing_word", "parent_gone", "taken"}
    | {"unconscious", "seizure", "poisoned", "chest_pain", "blue", "bleed", "burned_by", "limb_off", "electro"}
    | {"in_need", "in_water", "hang_out", "edge_place", "danger_place", "beaten_at_home"}
    | {"no breathe", "not_breathing", "no respond", "no find", "no come_home", "no pulse_word"}
)
_ANEW = _PRESSING - {
    "now",
    "fresh",
    "short",
    "loud",
    "exclaim",
    "chest_pain",
    "bleed",
    "burned_by",
}  # in spite of a cure


@dataclass(frozen=True)
class Sense:
    """What some words mean beside others."""

    name: str
    of: Said
    needs: Said
    beside: Said
    unless: Said

    def holds(self, said: Said, around: Said) -> bool:
        """Whether the words of a clause are meant so, by what is said around it."""
        return not self.needs.isdisjoint(said) and not self.beside.isdisjoint(around) and self.unless.isdisjoint(around)


def in_their_sense(heard: Sequence[Said]) -> Iterator[Said]:
    """What the clauses say, each word in the sense that its neighbours give it."""
    for at, said in enumerate(heard):
        around = frozenset[str]().union(*heard[max(0, at - 1) : at + 2])
        for sense in senses():
            if sense.holds(said, around):
                said = said - sense.of | {sense.name}
        yield said


def may_wait(kind: str, told_by: Said, everywhere: Said) -> bool:
    """Whether the clauses that tell of this kind of danger tell what is so every day, or the text what is over."""
    return (kind in _A_HABIT and "general" in told_by) or (kind in _OVER and "over_and_done" in everywhere)


def has_recovered(kind: str, told_by: Said, later: Said) -> bool:
    """Whether a danger of this kind was treated and is well again, as the text says there or later, and nothing comes anew."""
    return kind in _RECOVERS and "recovered" in later and "right_now" not in told_by and _ANEW.isdisjoint(later)


def presses(everywhere: Said) -> bool:
    """Whether something in a text tells that it is now."""
    return not _PRESSING.isdisjoint(everywhere)


@cache
def senses() -> tuple[Sense, ...]:
    """The senses of the file."""
    return tuple(
        Sense(name, *(frozenset(one[key]) for key in ("of", "needs", "beside", "unless")))
        for name, one in read().items()
        if name != "words"
    )


@cache
def read() -> dict[str, Any]:
    """The whole file."""
    return tomllib.loads((resources.files("bot.reading.danger") / "senses.toml").read_text(encoding="utf-8"))
