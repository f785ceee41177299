"""A second held-out set for the guard, written after its rules were mended with the first, and only measured.

More everyday lists, and more ways to write a person's number. `make bench` prints the figures.
"""

import random
from collections.abc import Callable

from bot.guard.numbers import number_in
from tests.bot.guard import templates
from tests.bot.guard.held_out import FRAMES, MONTH, OF_EACH, PHONE, SPOKEN, birth_number

SEED = 90_551
SIGNS = [
    "^",
    "%",
    "§",
    "¤",
    "@",
    "!",
    "?",
    "❤",
    "➡️",
    "\u2062",
    "\u00ad\u00ad",
    "\u2005",
    "''",
    "…/…",
    " x ",
    "(-)",
    "{}",
    "<b></b>",
    "\u202a",
]
LINKS = [
    " som avsluttes med ",
    " og så tallene ",
    " – dernest ",
    ", og etterpå ",
    " then finally ",
    " sammen med ",
    " i tillegg til ",
    " går over i ",
]


def _pieces(dice: random.Random, number: str) -> list[str]:
    place = dice.randint(3, 8)
    return [number[:place], number[place:]]


def _half_spoken(number: str) -> str:
    return f"{number[:6]} " + " ".join(SPOKEN[int(one)] for one in number[6:])


NUMBERS: dict[str, Callable[[random.Random], str]] = {
    "a sign": lambda dice: (lambda number: dice.choice(SIGNS).join((number[:6], number[6:])))(birth_number(dice)),
    "a sign, any cut": lambda dice: dice.choice(SIGNS).join(_pieces(dice, birth_number(dice))),
    "words, usual cut": lambda dice: (lambda number: dice.choice(LINKS).join((number[:6], number[6:])))(birth_number(dice)),
    "words, any cut": lambda dice: dice.choice(LINKS).join(_pieces(dice, birth_number(dice))),
    "three lines": lambda dice: (lambda number: f"{number[:6]}\n\n{number[6:9]}\n\n{number[9:]}")(birth_number(dice)),
    "quoted line by line": lambda dice: (lambda number: f"> {number[:4]}\n> {number[4:8]}\n> {number[8:]}")(birth_number(dice)),
    "a list": lambda dice: (lambda number: f"- dag og måned {number[:4]}\n- år {number[4:6]}\n- siste {number[6:]}")(birth_number(dice)),
    "letters": lambda dice: birth_number(dice).replace("0", "O").replace("1", "I"),
    "words and digits": lambda dice: _half_spoken(birth_number(dice)),
}  # fmt: skip


EVERYDAY = {
    "results": "\n".join(f"{place}. lag <1-40>: <10-59>.<01-59>,<0-9>" for place in range(1, 7)),
    "grants": "\n".join(f"Lag {one}: <5-90> 000 (søkte om <10-200> 000)" for one in "ABCDE"),
    "levels and ages": (
        "<1-10>. trinn: <10-60> elever, <1-9> lærere, født <2010-2020>, rom <100-400> og <100-400>, kl. <8-9>.<10-59>."
    ),
    "mixed contact": f"Ring {PHONE} mellom <8-10> og <14-16>, eller kom innom rom <100-400> før <1-28>. {MONTH}.",
    "fees": (
        "Gebyr 2026: hytte <1000-5000>, bolig <2000-9000>, næring <5000-20000>. "
        "I 2025: <1000-5000>, <2000-9000> og <5000-20000>."
    ),
    "weeks": "Plast: uke <1-5>, <6-12>, <13-20>, <21-28>, <29-36>, <37-44>, <45-52>. Papir: uke <1-26> og <27-52>.",
    "election": (
        "Valget <8-14>. september 2027: <5-15> <100-999> stemmer, <50-80>,<0-9> prosent, krets <1-12>: <100-999>, "
        "krets <1-12>: <1000-1999>."
    ),
    "snow": (
        "Kl. <4-7>.30: <2-30> cm. Vi tar <20-60> km vei, <3-9> biler, ferdig kl. <10-14>. "
        f"I {MONTH} 20<20-26> kom <20-120> cm på <2-9> døgn."
    ),
}


def missed() -> dict[str, int]:
    """How many numbers of each family would be published, of `OF_EACH`."""
    return {name: sum(number_in(_text(name, turn)) is None for turn in range(OF_EACH)) for name in NUMBERS}


def _text(name: str, turn: int) -> str:
    dice = random.Random(f"{SEED} {name} {turn}")
    return dice.choice(FRAMES).format(NUMBERS[name](dice))


def refused() -> dict[str, int]:
    """How many everyday answers of each family would be held back, of ten times `OF_EACH`."""
    return templates.refused(SEED, EVERYDAY, 10 * OF_EACH)
