"""The last look before a text is public: no digits of a birth number or an account, whatever stands between them.

This is wider than finding (`bot/reading/privacy.py`) and apart from it: finding helps a person to see, the guard
refuses. Where the digits check as a person's number it is refused even if it might be chance; everyday lists of times,
phones, prices and references are told apart so that they can be published.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import accumulate, pairwise

from bot.guard import digits
from bot.guard.dates import dates
from bot.guard.everyday import Ordinary
from bot.guard.iban import has_iban
from bot.guard.patterns import any_of, regex
from bot.guard.readings import may_have_digits, readings


class Number(StrEnum):
    """What kind of number must not go out; the value is a text key below "find."."""

    BIRTH = "fodselsnummer"
    D_NUMBER = "d_nummer"
    ACCOUNT = "bank_account"


Run = re.Match[str]

FAR = 300  # characters between a date of birth and the five digits that belong to it
NEAR = 40  # characters between two pieces of a number that is written with words between
BETWEEN = 12  # signs between two pieces of a number that is written without words
LABEL = 16  # characters in which a word right before a number may say what it numbers
NAMED_PIECES = 3  # a word such as "født" holds for so many pieces with other words between
NAMED = 60  # characters before a number in which a word says that it is an account

# Groupings in which a number is recognised whatever else it might be. One in eleven of all numbers checks as an
# account, so that its unusual groupings count only where the text says what it is or the same signs stand throughout.
BIRTH_CUTS = {2, 4, 6, 9}  # after the day, the month, the year, and before the two last digits
MANY_SINGLE = 8  # so many single digits are no dates and no times, but a number that somebody drew apart
ACCOUNT_GROUPS = {(4, 7), (6, 5), (4, 2, 2, 3), (4, 2, 3, 2), (4, 4, 3), (3, 3, 3, 2), (1,) * 11}
PHONE_GROUPS = {(8,), (4, 4), (3, 2, 3), (2, 2, 2, 2)}
TAIL = 5  # how many digits follow the date in a birth number
CENTURIES = ("18", "19", "20")

_RUN = regex(r"\d+")
_LETTER = regex(r"[^\W\d_]")
_TAIL = regex(
    r"(?<!\d)(?=(\d{5}(?!\d)|\d{3}[\W_]{1,3}\d\d(?![\W_]{0,2}\d)|(?<!\d[\W_])\d\d[)/-]\s?\d{3}(?![\W_]{0,2}\d)|\d(?:[\W_]{1,3}\d){4}(?![\W_]{0,2}\d)))"
)
_NAMED_TAIL = regex(r"(?i:siste|sifre\w*|sifra|last|digits)\b[^\d\n]{0,15}(?=(\d\d[ .]\d{3}(?![\W_]{0,2}\d)))")
_IN_KRONER = regex(r",-(?!\d)")
_DECIMALS = regex(r"(?:,\d\d)?\s?")


def number_in(text: str) -> Number | None:
    """The person's number or account that a text gives away, if there is any."""
    for seen in readings(text) if may_have_digits(text) else ():
        if sum(map(str.isdigit, seen)) < 8:  # the year, the day and the last five; the month may be a word
            continue
        if found := _of_pieces(seen) or _of_date_and_tail(seen) or (Number.ACCOUNT if has_iban(seen) else None):
            return found
    return None


def _of_pieces(seen: str) -> Number | None:
    """A number in whole pieces, with signs or with words between them."""
    ordinary = Ordinary.of(seen)
    for pieces in _windows(seen, 11):
        if found := _kind(seen, pieces, ordinary):
            return found
    for pieces in _windows(seen, 13):
        if found := _kind_with_century(seen, pieces):
            return found
    return None


def _windows(seen: str, length: int) -> Iterator[Sequence[Run]]:
    """Neighbouring pieces that make a number of this length together."""
    runs = list(_RUN.finditer(seen))
    for first in range(len(runs)):
        total = 0
        for last in range(first, len(runs)):
            if last > first and runs[last].start() - runs[last - 1].end() > NEAR:
                break
            total += len(runs[last][0])
            if total == length:
                yield runs[first : last + 1]
            if total >= length:
                break


def _kind(seen: str, pieces: Sequence[Run], ordinary: Ordinary) -> Number | None:
    number = "".join(piece[0] for piece in pieces)
    if not digits.is_account(number):  # every birth number checks as an account, too
        return None
    if digits.is_birth_number(number) and _is_birth(seen, pieces, ordinary):
        return _birth(number)
    return Number.ACCOUNT if _is_account(seen, pieces) else None


def _is_birth(seen: str, pieces: Sequence[Run], ordinary: Ordinary) -> bool:
    groups, between = _groups(pieces), _between(seen, pieces)
    start, end = pieces[0].start(), pieces[-1].end()
    if _named("birth_names", seen, pieces) and (
        len(pieces) <= NAMED_PIECES or _is_usual(groups) or all(map(_is_signs, between))
    ):
        return True
    if not all(map(_is_signs, between)):
        if not (_is_usual(groups) or len(between) == 1 or len(set(between)) == 1):
            return False
        return _is_joined(pieces, groups, between) or not (
            ordinary.touches(start, end) and _is_labelled_apart(seen, pieces)
        )
    if _is_phone_and_service(pieces, groups) or _ascends(pieces):
        return False
    if _is_usual(groups) and len(pieces) <= 2:
        return True
    if _is_usual(groups):
        return not (_counts(seen, pieces[-1].start(), end) or ordinary.cuts(start, end))
    return (len(between) > 1 and len(set(between)) == 1) or not ordinary.explains(start, end)


def _is_usual(groups: tuple[int, ...]) -> bool:
    """Is a birth number cut where people cut it, or drawn apart into single digits?"""
    cuts = set(accumulate(groups[:-1]))
    return cuts <= BIRTH_CUTS or groups.count(1) >= MANY_SINGLE


def _is_account(seen: str, pieces: Sequence[Run]) -> bool:
    groups, between = _groups(pieces), _between(seen, pieces)
    if len(pieces) == 1:
        return not _is_reference(seen, pieces[0].start())
    if _named("account_names", seen, pieces):
        return True
    if not all(map(_is_signs, between)):
        return False
    return groups == digits.ACCOUNT_GROUPS or (groups in ACCOUNT_GROUPS and len(set(between)) == 1)


def _kind_with_century(seen: str, pieces: Sequence[Run]) -> Number | None:
    """A birth number in which the year is written whole, day first or year first."""
    number = "".join(piece[0] for piece in pieces)
    if not all(map(_is_signs, _between(seen, pieces))) or _ascends(pieces):
        return None
    if _counts(seen, pieces[-1].start(), pieces[-1].end()) or _is_reference(seen, pieces[0].start()):
        return None
    day_first, year_first = number[4:6] in CENTURIES, number[:2] in CENTURIES
    dates = [number[:4] + number[6:8]] * day_first + [number[6:8] + number[4:6] + number[2:4]] * year_first
    usual = len(pieces) == 1 or len(set(_between(seen, pieces))) == 1 or _groups(pieces)[-1] == TAIL
    whole = [date + number[8:] for date in dates if usual]
    return next((_birth(one) for one in whole if digits.is_birth_number(one)), None)


def _groups(pieces: Sequence[Run]) -> tuple[int, ...]:
    return tuple(len(piece[0]) for piece in pieces)


def _between(seen: str, pieces: Sequence[Run]) -> list[str]:
    return [seen[one.end() : other.start()] for one, other in pairwise(pieces)]


def _is_signs(between: str) -> bool:
    """Do only signs, or signs as they are read aloud, stand between two pieces?"""
    bare = _words("spoken_signs").sub("", between)
    return len(bare) <= BETWEEN and not _LETTER.search(bare)


def _named(names: str, seen: str, pieces: Sequence[Run]) -> bool:
    """Do words shortly before the number or within it say what it is?"""
    return bool(_words(names).search(seen, max(0, pieces[0].start() - NAMED), pieces[-1].start()))


def _is_joined(pieces: Sequence[Run], groups: tuple[int, ...], between: Sequence[str]) -> bool:
    """Do the words between two pieces say that they belong together ("etterfølgt av", "de siste fem er")?"""
    joined = all(_is_signs(one) or _words("joining").search(one) for one in between)
    return joined and not _is_phone_and_service(pieces, groups)


def _is_labelled_apart(seen: str, pieces: Sequence[Run]) -> bool:
    """Are there more than two pieces, or does a word before one of the two say what else it numbers?"""
    return len(pieces) > 2 or any(_is_labelled(seen, piece.start()) for piece in pieces)


def _ascends(pieces: Sequence[Run]) -> bool:
    """Is it an enumeration ("uke 2, 4, 6, 8")?"""
    short = all(len(piece[0]) <= 2 for piece in pieces)
    return short and len(pieces) > 4 and all(int(one[0]) < int(other[0]) for one, other in pairwise(pieces))


def _is_phone_and_service(pieces: Sequence[Run], groups: tuple[int, ...]) -> bool:
    """A phone, and the emergency number after it."""
    phone = groups[:-1] in PHONE_GROUPS and pieces[0][0][0] not in "01"
    return phone and pieces[-1][0] in _listed("service_numbers")


def _is_reference(seen: str, start: int) -> bool:
    """Is a run of digits a reference for a payment, or a part of a link?"""
    link = re.search(r"(?:https?://|www\.)\S*$", seen[max(0, start - 200) : start])
    return bool(link or _words("references").search(seen, max(0, start - 16), start))


def _birth(number: str) -> Number:
    return Number.D_NUMBER if digits.is_d_number(number) else Number.BIRTH


def _of_date_and_tail(seen: str) -> Number | None:
    """A date of birth, in whatever form, and the five last digits before or after it."""
    found = (*_TAIL.finditer(seen), *_NAMED_TAIL.finditer(seen))
    tails = [(tail.start(1), tail.end(1), re.sub(r"\D", "", tail[1])) for tail in found]
    if not tails:
        return None
    for start, end, date in dates(seen, _listed("months")):
        for tail_start, tail_end, tail in tails:
            apart = max(tail_start - end, start - tail_end)
            if 0 <= apart <= FAR and digits.is_birth_number(date + tail) and not _counts(seen, tail_start, tail_end):
                return _birth(date + tail)
    return None


def _counts(seen: str, start: int, end: int) -> bool:
    """Do five digits say how much something costs or how many there are?"""
    if _IN_KRONER.match(seen, end):
        return True
    decimals = _DECIMALS.match(seen, end)
    after = _words("units").match(seen, decimals.end() if decimals else end)
    return bool(after or _words("before_amounts").search(seen, max(0, start - 5), start) or _is_labelled(seen, start))


def _is_labelled(seen: str, start: int) -> bool:
    """Does the word right before a number say what else it numbers ("sak 102/25", "NS-EN 18199")?"""
    before = seen[max(0, start - LABEL) : start].rstrip(" .:#-\u2013")
    return any(found.end() == len(before) for found in _words("labels").finditer(before))


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(tomllib.loads((resources.files("bot.guard") / "words.toml").read_text(encoding="utf-8"))[name])


@cache
def _words(name: str) -> re.Pattern[str]:
    return any_of(_listed(name))
