"""Where somebody lives, and the numbers of land and cases: addresses, farms and cabins, land register, case numbers."""

import re
from collections.abc import Iterator
from functools import cache

from bot.guard.patterns import any_of
from bot.reading.private_numbers import Spot, after, inside, links_in, named
from bot.reading.word_rules import listed, pattern


def land_and_cases(text: str) -> Iterator[Spot]:
    """Case numbers and land registry numbers."""
    yield from (Spot("case_number", *found.span(), "case_form") for found in _cases(text))
    yield from (Spot("gnr_bnr", *found.span(), "land_form") for found in re.finditer(_LAND, text, re.IGNORECASE))
    yield from (
        Spot("gnr_bnr", *found.span(), "land_form") for found in _BARE_LAND.finditer(text) if _of_land(text, found)
    )


def _cases(text: str) -> Iterator[re.Match[str]]:
    yield from (found for found in _CASE.finditer(text) if not after(text, found.end(), "meetings"))
    yield from _REFERENCE.finditer(text)
    yield from (found for found in _BARE_CASE.finditer(text) if _of_case(text, found))


def _of_land(text: str, found: re.Match[str]) -> bool:
    beside = after(text, found.end(), "land_words") or named(text, found.start(), "land_words")
    return beside or found[0].count("/") > 2


_CASE = re.compile(
    r"(?<!\w)(?:arkiv|bygge|journal)?(?:sak|case|journalpost|søknad|klage)\w*\.?[:,]?\s*(?:nr\.?|no\.?|nummer|number|id)?:?\s*(?:er\s|is\s)?"
    r"(?:(?:20)?\d\d\s?[/-]\s?\d{1,6}(?:-\d{1,3})?|(?:20)?[12]\d[ ]\d{2,6})(?!\d|[./-]\d)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?<!\w)(?:ref|referanse|journal|jnr|arkiv)\w*[.:]{0,2}\s*(?:nr\.?\s*)?(?:[A-ZÆØÅ]{2,6}[- ]?)?"
    r"(?:20)?\d\d\s?[/-]\s?\d{1,6}(?:-\d{1,3})?(?!\d)",
    re.IGNORECASE,
)
_BARE_CASE = re.compile(r"(?<![\w/.,-])(?:20)?[12]\d/\d{2,6}(?:-\d{1,3})?(?![\w/.]\w|\d)")
_BARE_LAND = re.compile(r"(?<![\w/.,-])\d{1,3}/\d{1,4}(?:/\d{1,4}){0,2}(?![\d/]|\.\d)")


def _of_case(text: str, found: re.Match[str]) -> bool:
    """A year and a number alone: a case where the text speaks of one, or the number is too long for a date."""
    number = found[0].partition("/")[2]
    return (len(number) >= 3 and not after(text, found.end(), "meetings")) or after(text, found.end(), "case_parts")


_LAND = (
    r"(?<!\w)(?:gnr|g\.nr|gbnr|gardsnr|gårdsn\w+|gardsn\w+|bnr|bruksn\w+|matrikkel\w*|eiendom(?:men)?)[./]*(?:bnr\.?)?:?\s*\d{1,4}"
    r"(?:\s*(?:/|,|og)?\s*(?:bnr\.?:?|bruksn\w+)?\s*\d{1,4}(?!\d))?"
)


def addresses(text: str) -> Iterator[Spot]:
    """Street names with a house number, post boxes, farms and cabins, and "nummer 14 i Lia"."""
    links = links_in(text)
    for found in _street().finditer(text) if any(map(str.isdigit, text)) else ():
        if not pattern("privacy", "not_streets").fullmatch(found["street"]) and not inside(found.start(), links):
            yield Spot("address", found.start(), found.end(), "street_number")
    for look in (_HOUSE, _BOX, _POST, _LIVES, _STARTS, _COOPERATIVE, _SAID):
        for found in look.finditer(text):
            if pattern("privacy", "not_places").match(found["place"]):
                continue
            yield Spot("address", found.start("place"), found.end("place"), "house_number")
    for found in _FARM.finditer(text):
        group = "place" if found["place"] else "other"
        if not pattern("privacy", "not_farms").fullmatch(found[group]):
            yield Spot("address", found.start(group), found.end(group), "house_number")


_NAME = r"[A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ][a-zæøåé]+)?"
_HOUSE = re.compile(r"(?<!\w)(?P<place>(?i:nummer|nr\.?|number)\s+\d{1,3}\s?[A-Za-z]?\s+(?:i|på|in)\s+[A-ZÆØÅ]\w+)")
_BOX = re.compile(r"(?<!\w)(?P<place>(?i:pb\.?|postboks|p\.o\. box) \d{1,4}(?:,? \d{4} [A-ZÆØÅ]\w+)?)")
_POST = re.compile(rf"(?<!\w)(?P<place>{_NAME} \d{{1,3}} ?[A-Ha-h]?, ?\d{{4}} [A-ZÆØÅ]\w+)")
_NUMBER_WORDS = (
    "en|ein|én|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten"
    "|tjue(?:en|to|tre|fire|fem|seks|sju|åtte|ni)?"
)
_AT_HOME = (
    r"(?i:bor|budde|bodde|adressen?|heime|hjemme|naboen|hytta|hytte|live|lives|leiligheten|huset)"
    r"(?: (?:er|min|mi|vår|i|på|in|at|ved|nede|oppe)){0,3}"
)
_LIVES = re.compile(rf"(?<!\w){_AT_HOME}:? (?P<place>{_NAME} (?:nr\.? ?)?\d{{1,3}}(?: ?[A-Ha-h](?!\w))?)(?!\d|[.:]\d)")
_STATES = r"trenger|treng|mangler|manglar|har|er|ligger|ligg|står|stend|får|fikk|fekk|venter|ventar|need|has|is"
_STARTS = re.compile(rf"^(?P<place>{_NAME} \d{{1,3}} ?[A-H]?)(?=, [a-zæøå]| (?:{_STATES})\b)", re.MULTILINE)
_SAID = re.compile(
    rf"(?<!\w)(?:{_AT_HOME}|(?i:adressen|adressa)(?: (?:min|mi|er))+):? (?P<place>[A-ZÆØÅ]\w+ (?i:{_NUMBER_WORDS}))(?!\w)"
)
_COOPERATIVE = re.compile(
    rf"(?P<place>{_NAME} (?:borettslag|sameie)(?:,? (?i:oppgang|leil\.?|leilighet|blokk|nr\.?) ?\w{{1,3}})+)"
)
_FARM_WORDS = r"(?i:hytta|hytte|hytten|gården|garden|gård|gard|bruket|småbruket|setra|sætra)"
_FARM = re.compile(
    rf"(?<!\w){_FARM_WORDS}(?: (?:vår,?|min|mi|som heter|på|ved|i)){{1,2}} (?P<place>{_NAME})"
    rf"|(?<!\w)(?P<other>{_NAME})(?:(?: \(\w+)? (?:gård|gard)(?!\w)|, (?:gården|garden|garen|småbruket|hytta vår|bruk (?:nr\.? ?)?\d))"
)


@cache
def _street() -> re.Pattern[str]:
    endings = "|".join(
        sorted((re.escape(one.strip("*")) for one in listed("privacy", "streets")), key=len, reverse=True)
    )
    name = rf"(?P<street>\w{{2,}}(?:{endings})|(?-i:[A-ZÆØÅ])[\w.-]+ (?:{endings}))"
    months = r"(?:jan|feb|mars|apr|ma[ij]|jun|jul|aug|sep|okt|nov|des)(?:uar|ruar|il|i|ust|tember|ober|ember)?\b"
    not_units = any_of(listed("privacy", "not_house_numbers")).pattern
    number = rf"\d{{1,3}}(?:\s?[A-Za-z](?!\w))?(?!\d|[:,.]\d|:\d\d|\s?\.?(?:\s?[-–]\s?\d+\.)?\s*(?:{not_units}|{months}))(?!\s*%)"
    return re.compile(rf"(?<!\w){name}[,:]?\s*(?i:nr\.?\s*|nummer\s+|no\.?\s+)?{number}", re.IGNORECASE)
