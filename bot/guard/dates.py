"""Dates of birth in whatever form: with signs or in one run, day or year first, the month as a word."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.guard.patterns import regex

_GAP = r"[\W_]{1,6}"
_DAY_FIRST = regex(rf"(?<!\d)(?=(\d{{1,2}})({_GAP})(\d{{1,2}}){_GAP}(\d{{4}}|\d\d)(?!\d))")
_YEAR_FIRST = regex(rf"(?<!\d)(?=(\d{{4}})({_GAP})(\d{{1,2}}){_GAP}(\d{{1,2}})(?!\d))")
_DATE_RUN = regex(r"(?<!\d)(?:\d{8}|\d{6})(?!\d)")


def dates(seen: str, months: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Every date in the text: where it stands, and its six digits as in a birth number; `months` are patterns of their names."""
    for found in _DAY_FIRST.finditer(seen):
        yield found.start(), found.end(4), _six(found[1], found[3], found[4])
    for found in _YEAR_FIRST.finditer(seen):
        yield found.start(), found.end(4), _six(found[4], found[3], found[1])
    for found in _DATE_RUN.finditer(seen):
        yield found.start(), found.end(), _six(found[0][:2], found[0][2:4], found[0][4:])
        if len(found[0]) == 8:
            yield found.start(), found.end(), _six(found[0][6:], found[0][4:6], found[0][:4])
    for number, name in enumerate(months, start=1):
        for found in _named_month(name).finditer(seen):
            day, year = (
                next(filter(None, (found[of] for of in found.re.groupindex if of.startswith(what))))
                for what in ("day", "year")
            )
            yield found.start(), found.end(), _six(day, str(number), year)


def _six(day: str, month: str, year: str) -> str:
    return f"{int(day):02}{int(month):02}{year[-2:]}"


@cache
def _named_month(name: str) -> re.Pattern[str]:
    year = r"(?:19|20)?\d\d(?!\d)"
    day_first = rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\W{{0,3}}(?:of )?(?:{name})\w*\W{{1,3}}(?P<year>{year})"
    bare_day = r"\d{1,2}(?!\d)"
    year_first = (
        rf"(?<!\d)(?P<year3>(?:19|20)\d\d)\W{{1,3}}(?:den )?"
        rf"(?:(?P<day3>{bare_day})\W{{1,3}}(?:{name})\w*|(?:{name})\w*\W{{1,3}}(?:den )?(?P<day4>{bare_day}))"
    )
    month_first = rf"\b(?:{name})\w*\W{{1,3}}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\W{{1,3}}(?P<year2>{year})"
    return re.compile(f"{day_first}|{month_first}|{year_first}", re.IGNORECASE)
