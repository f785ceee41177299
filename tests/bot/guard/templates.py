"""A small language for made texts: `<1-28>` is a number between, `<01-28>` one with two digits, `<a|b>` one of the words."""

import random
import re
from collections.abc import Mapping

from bot.guard.numbers import number_in

_PLACE = re.compile(r"<([^<>]+)>")
_SPAN = re.compile(r"(\d+)-(\d+)")


def filled(dice: random.Random, template: str) -> str:
    """The template with its places filled."""
    return _PLACE.sub(lambda place: _one(dice, place[1]), template)


def refused(seed: int, answers: Mapping[str, str], times: int) -> dict[str, int]:
    """How many everyday answers of each family the guard would hold back, of so many made from its template."""
    count = {}
    for name, template in answers.items():
        dice = random.Random(f"{seed} {name}")
        count[name] = sum(number_in(filled(dice, template)) is not None for _ in range(times))
    return count


def _one(dice: random.Random, place: str) -> str:
    if span := _SPAN.fullmatch(place):
        return str(dice.randint(int(span[1]), int(span[2]))).zfill(len(span[1]) if span[1].startswith("0") else 0)
    return dice.choice(place.split("|"))
