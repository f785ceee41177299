"""Where somebody lives, and the numbers of land and cases: addresses, farms and cabins, land register, case numbers."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from bot.guard.patterns import any_of, regex
from bot.reading.private.numbers import Spot, after, inside, links_in, named
from bot.reading.word_rules import listed, pattern


def land_and_cases(text: str) -> Iterator[Spot]:
    """Case numbers and land registry numbers."""
    yield from (Spot("case_number", *found.span(), "case_form") for found in _cases(text))
    yield from (Spot("gnr_bnr", *found.span(), "land_form") for found in re.finditer(_LAND, text, re.IGNORECASE))
    yield from (
        Spot("gnr_bnr", *found.span(), "land_form") for found in _BARE_LAND.finditer(text) if _of_land(text, found)
    )


def _cases(text: str) -> Iterator[re.Match[str]]:
    yield from (found for found in _CASE.finditer(text) if not _of_meeting(text, found))
    yield from _REFERENCE.finditer(text)
    yield from _BY_OFFICE.finditer(text)
    yield from (found for found in _BARE_CASE.finditer(text) if _of_case(text, found))


def _of_meeting(text: str, found: re.Match[str]) -> bool:
    """Is it a matter that politicians decide in public?"""
    return after(text, found.end(), "meetings", within=60) or named(text, found.start(), "meetings")


def _of_land(text: str, found: re.Match[str]) -> bool:
    """Do words beside two numbers, or that they are in a case, say that they are of the land register?"""
    beside = (
        _IN_A_CASE.match(text, found.end())
        or after(text, found.end(), "land_words")
        or named(text, found.start(), "land_words")
    )
    return bool(beside) or found[0].count("/") > 2


_IN_A_CASE = regex(r"\s(?:i|in)\s(?:bygge|delings?|jord)?(?:sak|case)\w*\s\d", re.IGNORECASE)


_CASE = regex(
    r"(?<!\w)(?:arkiv|bygge|journal)?(?:sak|case|journalpost|søknad|klage)\w*\.?[:,]?\s*(?:nr\.?|no\.?|nummer|number|id)?:?\s*(?:er\s|is\s)?"
    r"(?:(?:20)?\d\d\s?[/-]\s?\d{1,6}(?:-\d{1,3})?|(?:20)?[12]\d[ ]\d{2,6})(?!\d|[./-]\d)",
    re.IGNORECASE,
)
_REFERENCE = regex(
    r"(?<!\w)(?:ref|referanse|journal|jnr|arkiv)\w*[.:]{0,2}\s*(?:nr\.?\s*)?(?:[A-ZÆØÅ]{2,6}[- ]?)?"
    r"(?:20)?\d\d\s?[/-]\s?\d{1,6}(?:-\d{1,3})?(?!\d)",
    re.IGNORECASE,
)
_BY_OFFICE = regex(r"(?<![\w-])[A-ZÆØÅ]{3,6}-(?:20)?\d\d/\d{3,6}(?!\d)")  # "BYGG-24/00911"
_BARE_CASE = regex(r"(?<![\w/.,-])(?:20)?[12]\d/\d{2,6}(?:-\d{1,3})?(?![\w/.]\w|\d)")
_BARE_LAND = regex(r"(?<![\w/.,-])\d{1,3}/\d{1,4}(?:/\d{1,4}){0,2}(?![\d/]|\.\d)")


def _of_case(text: str, found: re.Match[str]) -> bool:
    """A year and a number alone: a case where the text speaks of one, or the number is too long for a date."""
    year, _, number = found[0].partition("/")
    if _is_next_year(year, number) or _of_land(text, found):
        return False
    return (len(number) >= 3 and not _of_meeting(text, found)) or after(text, found.end(), "case_parts")


def _is_next_year(year: str, other: str) -> bool:
    """Do both name a school year or a winter ("2026/2027", "26/27")?"""
    return len(other) in (2, 4) and int(other[-2:]) == (int(year[-2:]) + 1) % 100


_LAND = (
    r"(?<!\w)(?:gnr|g\.nr|gbnr|gardsnr|gårdsn\w+|gardsn\w+|bnr|bruksn\w+|matrikkel\w*|eiendom(?:men)?)[./]*(?:bnr\.?)?:?\s*\d{1,4}"
    r"(?:\s*(?:/|,|og)?\s*(?:bnr\.?:?|bruksn\w+)?\s*\d{1,4}(?!\d))?"
)


@lru_cache(maxsize=8)  # where it is, and who is pointed out there, ask the same
def addresses(text: str) -> Sequence[Spot]:
    """Street names with a house number, post boxes, farms and cabins, and "nummer 14 i Lia"."""
    return tuple(_addresses(text))


def _addresses(text: str) -> Iterator[Spot]:
    has_digits = any(map(str.isdigit, text))
    yield from (*_streets(text), *_somewhere_else(text)) if has_digits else ()
    cooperatives = (_COOPERATIVE,) if "borettslag" in text or "sameie" in text else ()
    for look in (*(_NUMBERED if has_digits else ()), *cooperatives, _SAID):
        for found in look.finditer(text):
            if pattern("privacy", "not_places").match(found["place"]):
                continue
            yield Spot("address", found.start("place"), found.end("place"), "house_number")
    for found in _FARM.finditer(text) if _FARM_SIGNS.search(text) else ():
        group = "place" if found["place"] else "other"
        if not pattern("privacy", "not_farms").fullmatch(found[group]):
            yield Spot("address", found.start(group), found.end(group), "house_number")


def _streets(text: str) -> Iterator[Spot]:
    links = links_in(text)
    for found in _street().finditer(text):
        if pattern("privacy", "not_streets").fullmatch(found["street"]) or inside(found.start(), links):
            continue
        if not (_is_public_place(text, found) or _counts_on(text, found)):
            yield Spot("address", found.start(), found.end(), "street_number")


def _somewhere_else(text: str) -> Iterator[Spot]:
    """House numbers behind names that no street's ending tells."""
    for found in _somewhere().finditer(text):
        if not (_street().match(found["place"]) or pattern("privacy", "not_places").match(found["place"])):
            yield Spot("address", found.start("place"), found.end("place"), "house_number")


def _counts_on(text: str, found: re.Match[str]) -> bool:
    """Is the number one of a list that goes on ("når åpner parkeringen, 2. er det vann der")?"""
    return "," in found[0] and bool(re.match(r"\.\s[a-zæøå]", text[found.end() : found.end() + 3]))


def _is_public_place(text: str, found: re.Match[str]) -> bool:
    """Is it a part of a street ("Bakkegata 2–18"), or where a house of the public stands ("rådhuset, Storgata 1")?"""
    part = _PART_OF_STREET.match(text, found.end())
    first = re.search(r"\d+", text[found.start() + len(found["street"]) : found.end()])
    house = pattern("privacy", "public_houses").search(text, max(0, found.start() - _NEXT), found.start())
    return bool(
        (part and first and int(part[1]) - int(first[0]) >= _SEVERAL_HOUSES)
        or (house and _RIGHT_AT.fullmatch(text, house.end(), found.start()))
        or (after(text, found.end(), "about_houses") and not _HOME.search(text))
    )


_NEXT = 35  # characters before an address in which the house has its name
_RIGHT_AT = regex(  # what may stand between a house and its address
    r"\w*[\s,(:–-]*(?:(?:i|på|ved|til|er|ligg|ligger|held|holder|fortsatt|framleis|fremdeles|nå|no|står|stend|in|on|is|at|adresse|sin)\s+){0,3}"
)
_SEVERAL_HOUSES = 9  # from one number to the other: nearer ones are one house ("Storgata 4–6")
_PART_OF_STREET = regex(r"\s?[–-]\s?(\d{1,3})(?!\d|[.:]\d)")
_HOME = regex(r"(?i:bor|bur|hjemme|heime|min|mi|nabo\w*|live)")
_NAME = r"[A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ][a-zæøåé]+)?"
_HOUSE = regex(r"(?<!\w)(?P<place>(?i:nummer|nr\.?|number)\s+\d{1,3}\s?[A-Za-z]?\s+(?:i|på|in)\s+[A-ZÆØÅ]\w+)")
_CABIN = regex(
    rf"(?<!\w)(?P<place>(?:{_NAME} )(?:hyttefelt|hyttegrend|hytteområde|hytteområda),? (?i:nr\.? ?|tomt )?\d{{1,3}}(?!\d)"
    rf"|\d{{1,3}} (?:i|på|in) {_NAME} (?:hyttefelt|hyttegrend|hytteområde))"
)
_BOX = regex(r"(?<!\w)(?P<place>(?i:pb\.?|postboks|p\.o\. box) \d{1,4}(?:,? \d{4} [A-ZÆØÅ]\w+)?)")
_POST = regex(rf"(?<!\w)(?P<place>{_NAME} \d{{1,3}} ?[A-Ha-h]?, ?\d{{4}} [A-ZÆØÅ]\w+)")
_NUMBER_WORDS = (
    "en|ein|én|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten"
    "|(?:tjue|tretti|førti|femti|seksti|sytti|åtti|nitti)(?:en|to|tre|fire|fem|seks|sju|åtte|ni)?"
)
_AT_HOME = (
    r"(?i:bor|budde|bodde|adressen?|heime|hjemme|naboen|hytta|hytte|live|lives|leiligheten|huset)"
    r"(?: (?:er|min|mi|vår|i|på|in|at|ved|nede|oppe)){0,3}"
)
_LIVES = regex(rf"(?<!\w){_AT_HOME}:? (?P<place>{_NAME} (?:nr\.? ?)?\d{{1,3}}(?: ?[A-Ha-h](?!\w))?)(?!\d|[.:]\d)")
_STATES = r"trenger|treng|mangler|manglar|har|er|ligger|ligg|står|stend|får|fikk|fekk|venter|ventar|need|has|is"
_STARTS = regex(rf"^(?P<place>{_NAME} \d{{1,3}} ?[A-H]?)(?=, [a-zæøå]| (?:{_STATES})\b)", re.MULTILINE)
_SAID = regex(
    rf"(?<!\w)(?:{_AT_HOME}|(?i:adressen|adressa)(?: (?:min|mi|er))+):? (?P<place>[A-ZÆØÅ]\w+ (?i:{_NUMBER_WORDS}))(?!\w)"
)
_FLAT_WORDS = r"(?i:leil\.?|leilighet|leilegheit|oppgang|blokk|inngang|flat|apt\.?)"
_FLAT = regex(
    rf"(?<!\w)(?P<place>{_NAME} \d{{1,3}} ?[A-Ha-h]?,? (?:{_FLAT_WORDS} ?(?:nr\.? ?)?\w{{1,5}}|H0\d{{3}}))(?!\w)"
)
_AT_THE_DOOR = regex(
    rf"(?<!\w)(?i:postkassa|postkassen|postkassene|innkjørselen|innkjørsla|innkøyrsla|oppkjørselen|utkjørselen|avkjørselen|dunken|dunkene|porten|hekken|garasjen|stikkrenna|kummen|vannmåleren)"
    rf" (?i:til|på|i|ved|hos|utenfor|framfor) (?P<place>{_NAME} \d{{1,3}} ?[A-Ha-h]?)(?!\w|[.:]\d)"
)
_COOPERATIVE = regex(
    rf"(?P<place>{_NAME} (?:borettslag|sameie)(?:,? (?i:oppgang|leil\.?|leilighet|blokk|nr\.?) ?\w{{1,3}})+)"
)
_FARM_WORDS = r"(?i:hytta|hytte|hytten|gården|garden|gård|gard|\w*bruket|setra|sætra)"
_SIDE = "(?:Nordre|Nørdre|Søndre|Søre|Østre|Austre|Vestre|Øvre|Nedre|Ytre|Indre|Midtre|Store|Lille|Vesle)"
_FARM = regex(
    rf"(?<!\w)(?:{_FARM_WORDS}(?: (?:vår,?|min|mi|som heter|på|i)){{1,2}}|(?i:bor|bur|bodde|budde|live) (?i:på|i|at)(?= {_SIDE} )"
    rf"|(?i:\w*gården|\w*garden|gard|\w*bruket|setra|sætra)) (?P<place>{_NAME})"
    rf"|(?<!\w)(?P<other>{_NAME})(?:(?: \(\w+)? (?:gård|gard)(?!\w)|, (?:gården|garden|garen|småbruket|hytta vår|bruk (?:nr\.? ?)?\d))"
)

_FARM_SIGNS = regex(rf"(?i:hytt|g[aå]r[de]|bruk|s[eæ]tra)|{_SIDE}")
_NUMBERED = (_HOUSE, _CABIN, _BOX, _POST, _FLAT, _LIVES, _AT_THE_DOOR, _STARTS)

_NO_YEAR = r"(?!(?:19|20)\d\d(?!\d))"


@cache
def _somewhere() -> re.Pattern[str]:
    """A name in its definite form behind a word for where, whatever it ends in ("i Lyngknausen 26")."""
    name = r"[A-ZÆØÅ][a-zæøå]{4,}(?:en|et|a|ane|ene)"
    number = rf"{_NO_YEAR}\d{{1,3}}(?: ?[A-Ha-h](?!\w))?(?!\d|[.:,/-]\d|\. [a-zæøå]|{_counts()})(?!\s*%)"
    return re.compile(rf"(?<!\w)(?i:i|på|ved|til|fra|frå|utenfor|utanfor) (?P<place>{name} {number})")


@cache
def _counts() -> str:
    """What stands behind a number that counts something, or is a day."""
    months = r"(?:jan|feb|mars|apr|ma[ij]|jun|jul|aug|sep|okt|nov|des)(?:uar|ruar|il|i|ust|tember|ober|ember)?\b"
    units = any_of(listed("privacy", "not_house_numbers")).pattern
    return rf"\s?\.?(?:\s?[-–]\s?\d+\.)?\s*(?:{units}|{months})"


@cache
def _street() -> re.Pattern[str]:
    endings = "|".join(
        sorted((re.escape(one.strip("*")) for one in listed("privacy", "streets")), key=len, reverse=True)
    )
    name = rf"(?P<street>\w{{2,}}(?:{endings})|(?-i:[A-ZÆØÅ])[\w.-]+ (?:{endings}))"
    number = rf"{_NO_YEAR}\d{{1,4}}(?:\s?[A-Za-z](?!\w))?(?!\d|[:,.]\d|:\d\d|{_counts()})(?!\s*%)"
    return re.compile(rf"(?<!\w){name}[,:]?\s*(?i:nr\.?\s*|nummer\s+|no\.?\s+)?{number}", re.IGNORECASE)
