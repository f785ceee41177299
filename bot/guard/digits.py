"""Numbers that belong to people: birth numbers, D-numbers, accounts, payment cards. Arithmetic only, no words.

From 2032 new birth numbers may leave 0, 1, 2 or 3 with the first check digit; the second keeps its rule. Both rules
are accepted today, and test numbers (month + 40, + 65, + 80) as well: this is for finding, not for proving.
Every valid birth number is a valid account number, too (same weights), so the way the digits are grouped decides first.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.guard.patterns import regex

FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
MONTH_OFFSETS = (0, 40, 65, 80)
ACCOUNT_GROUPS = (4, 2, 5)
BIRTH_GROUPS = {(11,), (6, 5), (2, 2, 2, 5), (2, 2, 2, 3, 2), (6, 3, 2), (1,) * 11}

_RUN = regex(r"\d+")
_JOINT = regex(r"[ \t\u00a0\u2009\u202f\u200b\u00ad.\-–]{1,3}")


@dataclass(frozen=True)
class Digits:
    """Some neighbouring runs of digits read as one number: its digits, where it stands, and how it is grouped."""

    digits: str
    start: int
    end: int
    groups: tuple[int, ...]


def numbers(text: str, length: int) -> Iterator[Digits]:
    """Every way to read exactly `length` digits out of whole neighbouring runs of digits."""
    for chain in _chains(text):
        for first in range(len(chain)):
            total = 0
            for last in range(first, len(chain)):
                total += chain[last].end() - chain[last].start()
                if total == length:
                    yield _joined(chain[first : last + 1])
                if total >= length:
                    break


def is_birth_number(digits: str) -> bool:
    """Could these eleven digits be a birth number or D-number?"""
    values = [int(digit) for digit in digits]
    first = _sum(values, FIRST_WEIGHTS) + values[9]
    return first % 11 in (0, 1, 2, 3) and is_account(digits) and _is_date(digits)


def is_d_number(digits: str) -> bool:
    """Does a birth number carry the sign of a D-number (its day plus 40)?"""
    return int(digits[0]) >= 4


def is_account(digits: str) -> bool:
    """Does the last of eleven digits check, as in a bank account?"""
    values = [int(digit) for digit in digits]
    return any(values) and (_sum(values, SECOND_WEIGHTS) + values[10]) % 11 == 0


def is_card(digits: str) -> bool:
    """Do sixteen digits check as those of a payment card (Luhn)?"""
    values = [int(digit) for digit in digits]
    doubled = [sum(divmod(2 * value, 10)) for value in values[-2::-2]]
    return any(values) and (sum(values[-1::-2]) + sum(doubled)) % 10 == 0


def is_calendar_date(digits: str) -> bool:
    """Do eight digits read as a date of our time, day first or year first?"""
    orders = ((digits[:2], digits[2:4], digits[4:]), (digits[6:], digits[4:6], digits[:4]))
    return any(
        1 <= int(day) <= 31 and 1 <= int(month) <= 12 and 1900 <= int(year) <= 2099 for day, month, year in orders
    )


def _chains(text: str) -> Iterator[list[re.Match[str]]]:
    """Runs of digits that only blanks, dots or hyphens keep apart."""
    runs = list(_RUN.finditer(text))
    chain = runs[:1]
    for before, run in pairwise(runs):
        if not _JOINT.fullmatch(text, before.end(), run.start()):
            yield chain
            chain = []
        chain.append(run)
    if chain:
        yield chain


def _joined(runs: list[re.Match[str]]) -> Digits:
    digits = "".join(str(int(digit)) for run in runs for digit in run[0])
    return Digits(digits, runs[0].start(), runs[-1].end(), tuple(len(run[0]) for run in runs))


def _sum(values: list[int], weights: tuple[int, ...]) -> int:
    return sum(value * weight for value, weight in zip(values, weights, strict=False))


def _is_date(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    day = day - 40 if day > 40 else day
    months = [month - offset for offset in MONTH_OFFSETS if 1 <= month - offset <= 12]
    return any(1 <= day <= monthrange(century + year, month)[1] for month in months for century in (1900, 2000))
