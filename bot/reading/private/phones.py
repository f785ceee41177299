"""Phone numbers in a text that may be somebody's own."""

import re
from collections.abc import Iterator
from functools import cache

from bot.guard import digits
from bot.guard.aloud import spoken
from bot.guard.patterns import any_of, regex
from bot.reading.private.numbers import LANDLINES, NEARBY, Spot, inside, links_in, named
from bot.reading.word_rules import listed, pattern

_OWN = regex(r"(?<!\w)(?i:meg|mæ|min|mi|mitt|oss|vår|vårt|me|my|us|our|privat\w*|hjem\w*|heim\w*|fra|frå|from)(?!\w)")
SERVICE = ("80", "81", "82")  # numbers of firms and services: free, shared or dear, but nobody's own
BLANK = "[ \u00a0\u2009\u202f]"


def paired(text: str) -> Iterator[Spot]:
    """Two phones with a slash between them, which would else be read as the number of a case."""
    for found in _PAIRED.finditer(text):
        yield from (Spot("phone", *found.span(number), "phone_form") for number in ("one", "other"))


def phones(text: str) -> Iterator[Spot]:
    """Norwegian phone numbers as people write them; not prices, dates, references or links."""
    links = links_in(text)
    for found in _PHONE.finditer(text):
        if not inside(found.start(), links) and _may_be_phone(text, found):
            yield Spot("phone", found.start(), found.end(), "phone_form")
    loose = _loose_phone().finditer(text) if pattern("privacy", "phone_words").may_stand_in(text) else ()
    for found in (*_FOREIGN.finditer(text), *_SWEDISH.finditer(text), *_glued_phone().finditer(text), *loose):
        if not inside(found.start(), links):
            yield Spot("phone", found.start("number"), found.end("number"), "phone_form")
    for number, start, end in spoken(text):
        if len(number) == 8 and number[0] in "23456789":
            yield Spot("phone", start, end, "phone_form")


def may_be_called(text: str) -> bool:
    """Whether a number stands in a text that one can call, whoever's it is: an office's is nobody's own, but leads there."""
    return any(not inside(found.start(), links_in(text)) for found in _PHONE.finditer(text))


_GROUPS = r"(?:[2-9]\d(?: \d\d){3}|[2-9]\d\d \d\d \d{3}|[2-9]\d{7})"
_PAIRED = regex(rf"(?<![\w/,.-])(?P<one>{_GROUPS}) ?/ ?(?P<other>{_GROUPS})(?![\w/])")
_FOREIGN = regex(
    r"(?<![\w+])(?P<number>(?:\+|00(?=\d{1,3}[ .-]))(?!47)(?:[2-9]\d{0,2})[ .-]?\(?\d{1,3}\)?(?:(?:[ .-]?\d{2,4}){2,4}|[ .-]\d{6,8}))(?!\d)"
)
_SWEDISH = regex(
    r"(?<![\w+.-])(?P<number>0[1-9]\d{0,2}[-/]\d{2,3}(?: ?\d{2,3}){1,2} ?\d{2})(?![\w-])"
)  # at home, with an area's code
_PHONE = regex(
    rf"(?<![\w/,+])(?P<land>(?:\+|00)\(?47\)?{BLANK}?)?"
    rf"(?P<number>[2-9]\d{{7}}|(?:(?<=47 )|(?<!\d\d ))[2-9]\d(?P<gap>{BLANK}|[.-])\d\d(?P=gap)\d\d(?P=gap)\d\d(?!{BLANK}\d\d(?!\d))"
    rf"|[2-9]\d\d(?P<gap2>{BLANK}|[.-])\d\d(?P=gap2)\d{{3}}|[2-9]\d{{3}}{BLANK}\d{{4}})"
    rf"(?![\w/])(?!{BLANK}?(?:kr|kroner|NOK|%|,-))"
)


def _may_be_phone(text: str, found: re.Match[str]) -> bool:
    plain = re.sub(r"\D", "", found["number"])
    if plain[:2] in SERVICE or plain in listed("privacy", "public_phones"):
        return False
    if _is_an_office(text, found, plain):
        return False
    if found["land"] or named(text, found.start(), "phone_names"):
        return True
    if named(text, found.start(), "not_phone", within=20):
        return False
    return not (found["number"] in (plain, f"{plain[:4]} {plain[4:]}") and _reads_as_time(plain))


def _is_an_office(text: str, found: re.Match[str], plain: str) -> bool:
    """Is it the landline of a house that somebody has called or speaks of ("sentralbordet på 77 64 50 00"), and not her own?"""
    if plain[0] not in LANDLINES:
        return False
    office = pattern("privacy", "offices").search(text, max(0, found.start() - NEARBY), found.start())
    return bool(office and not _OWN.search(text, office.start(), found.start()))


def _reads_as_time(plain: str) -> bool:
    years = all(1900 <= int(part) <= 2099 for part in (plain[:4], plain[4:]))
    return years or digits.is_calendar_date(plain)


@cache
def _loose_phone() -> re.Pattern[str]:
    """Eight digits in unusual groups right after a word for a phone."""
    word = any_of(listed("privacy", "phone_words")).pattern
    return re.compile(
        rf"{word}[^\w\n]{{0,3}}(?:er |is |nr\.? ?)?(?P<number>[2-9](?:[ .-]?\d){{7}})(?![ .-]?\d)", re.IGNORECASE
    )


@cache
def _glued_phone() -> re.Pattern[str]:
    """A word and its number without a blank between ("tlf91234567")."""
    return re.compile(r"(?i:tlf|telefon|mobil|mob|tel)\.?:?(?P<number>[2-9]\d{7})(?!\d)")
