"""Where somebody lives, and the numbers of land and cases: addresses, farms and cabins, land register, case numbers."""

import re
from collections.abc import Iterator
from functools import cache

from bot.guard.patterns import any_of
from bot.reading.private_numbers import Spot, after, inside, links_in, named
from bot.reading.word_rules import listed, pattern


def land_and_cases(text: str) -> Iterator[Spot]:
    """Case numbers and land registry numbers."""
    for found in _CASE.finditer(text):
        if not after(text, found.end(), "meetings"):
            yield Spot("case_number", found.start(), found.end(), "case_form")
    for found in _BARE_CASE.finditer(text):
        if _of_case(text, found):
            yield Spot("case_number", found.start(), found.end(), "case_form")
    for found in re.finditer(_LAND, text, re.IGNORECASE):
        yield Spot("gnr_bnr", found.start(), found.end(), "land_form")
    for found in _BARE_LAND.finditer(text):
        if (
            found[0].count("/") > 2
            or after(text, found.end(), "land_words")
            or named(text, found.start(), "land_words")
        ):
            yield Spot("gnr_bnr", found.start(), found.end(), "land_form")


_CASE = re.compile(
    r"(?<!\w)(?:arkiv|bygge|journal)?(?:sak|case|journalpost|søknad|klage)\w*\.?:?\s*(?:nr\.?|no\.?|nummer|number|id)?:?\s*(?:er\s|is\s)?"
    r"(?:(?:20)?\d\d\s?[/-]\s?\d{1,6}(?:-\d{1,3})?|(?:20)?[12]\d[ ]\d{2,6})(?!\d|[./-]\d)",
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
        if not any_of(listed("privacy", "not_streets")).fullmatch(found["street"]) and not inside(found.start(), links):
            yield Spot("address", found.start(), found.end(), "street_number")
    for look in (_HOUSE, _BOX, _POST, _LIVES, _STARTS, _COOPERATIVE):
        for found in look.finditer(text):
            yield Spot("address", found.start("place"), found.end("place"), "house_number")
    for found in _FARM.finditer(text):
        group = "place" if found["place"] else "other"
        if not pattern("privacy", "not_farms").fullmatch(found[group]):
            yield Spot("address", found.start(group), found.end(group), "house_number")


_NAME = r"[A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ][a-zæøåé]+)?"
_HOUSE = re.compile(r"(?<!\w)(?P<place>(?i:nummer|nr\.?|number)\s+\d{1,3}\s?[A-Za-z]?\s+(?:i|på|in)\s+[A-ZÆØÅ]\w+)")
_BOX = re.compile(r"(?<!\w)(?P<place>(?i:pb\.?|postboks|p\.o\. box) \d{1,4}(?:,? \d{4} [A-ZÆØÅ]\w+)?)")
_POST = re.compile(rf"(?<!\w)(?P<place>{_NAME} \d{{1,3}} ?[A-Ha-h]?, ?\d{{4}} [A-ZÆØÅ]\w+)")
_AT_HOME = (
    r"(?i:bor|budde|bodde|adressen?|heime|hjemme|naboen|hytta|hytte|live|lives|leiligheten|huset)"
    r"(?: (?:er|min|mi|vår|i|på|in|at|ved|nede|oppe)){0,3}"
)
_LIVES = re.compile(rf"(?<!\w){_AT_HOME}:? (?P<place>{_NAME} (?:nr\.? ?)?\d{{1,3}}(?: ?[A-Ha-h](?!\w))?)(?!\d|[.:]\d)")
_STARTS = re.compile(
    rf"^(?P<place>{_NAME} \d{{1,3}} ?[A-H]?)(?=, (?:her|det|vi|vannet|vatnet|vi)\b| (?:trenger|treng|mangler|manglar|har|er uten)\b)",
    re.MULTILINE,
)
_COOPERATIVE = re.compile(
    rf"(?P<place>{_NAME} (?:borettslag|sameie)(?:,? (?i:oppgang|leil\.?|leilighet|blokk|nr\.?) ?\w{{1,3}})+)"
)
_FARM_WORDS = r"(?i:hytta|hytte|hytten|gården|garden|gård|gard|bruket|småbruket|setra|sætra)"
_FARM = re.compile(
    rf"(?<!\w){_FARM_WORDS}(?: (?:vår,?|min|mi|som heter|på|ved|i)){{1,2}} (?P<place>{_NAME})"
    rf"|(?<!\w)(?P<other>{_NAME})(?: \(\w+)? (?:gård|gard)(?!\w)"
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
