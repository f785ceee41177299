"""Numbers and forms in a text that belong to a person: birth numbers, accounts, codes, phones, addresses, plates."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from bot.guard import digits
from bot.guard.patterns import any_of
from bot.reading.word_rules import listed, pattern

NEARBY = 30  # characters before a number in which a word may say what it is
BLANK = "[ \u00a0\u2009\u202f]"


@dataclass(frozen=True)
class Spot:
    """Something found: its type, where it stands and why."""

    type: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Allowed:
    """What the municipality publishes itself."""

    numbers: frozenset[str]
    texts: frozenset[str]

    @classmethod
    def of(cls, allow: Collection[str]) -> "Allowed":
        """Read phones, accounts, e-mails and addresses as people write them."""
        return cls(frozenset(filter(None, map(_national, allow))), frozenset(one.casefold().strip() for one in allow))

    def covers(self, text: str, spot: Spot) -> bool:
        """Is what was found public anyway?"""
        found = text[spot.start : spot.end]
        return _national(found) in self.numbers or found.casefold().strip() in self.texts


def _national(written: str) -> str:
    """The digits of a number without the country's code; empty when there are letters in it."""
    if re.search(r"[^\W\d_]", written):
        return ""
    return re.sub(r"^(?:00)?47(?=\d{8}$)", "", re.sub(r"\D", "", written))


def eleven_digits(text: str) -> Iterator[Spot]:
    """Birth numbers, D-numbers and bank accounts. Grouped 4-2-5 it is an account, else a birth number comes first."""
    links = _links(text)
    for number in digits.numbers(text, 11):
        if kind := _eleven(text, number, linked=_inside(number.start, links)):
            yield Spot(kind[0], number.start, number.end, kind[1])
    for number in digits.numbers(text, 12):
        if number.digits[:2] in ("19", "20") and _named(text, number.start, "duf_names"):
            yield Spot("d_nummer", number.start, number.end, "duf")


def _eleven(text: str, number: digits.Digits, *, linked: bool) -> tuple[str, str] | None:
    if number.groups == digits.ACCOUNT_GROUPS and digits.is_account(number.digits):
        return ("bank_account", "account_digits")
    if number.groups in digits.BIRTH_GROUPS and digits.is_birth_number(number.digits):
        return ("d_nummer" if digits.is_d_number(number.digits) else "fodselsnummer", "check_digits")
    if linked:
        return None
    plain = number.groups == (11,) and not _named(text, number.start, "not_phone", within=12)
    if plain and digits.is_account(number.digits):
        return ("bank_account", "account_digits")
    return _called_so(text, number)


def _called_so(text: str, number: digits.Digits) -> tuple[str, str] | None:
    """A mistyped number is still personal when the text says what it is."""
    if _named(text, number.start, "birth_number_names"):
        return ("d_nummer" if digits.is_d_number(number.digits) else "fodselsnummer", "called_so")
    return ("bank_account", "called_so") if _named(text, number.start, "account_names") else None


def cards_and_codes(text: str) -> Iterator[Spot]:
    """Payment cards, PINs and passwords, and the numbers of library cards."""
    for number in digits.numbers(text, 16):
        if number.groups in {(16,), (4, 4, 4, 4)} and digits.is_card(number.digits):
            yield Spot("credential", number.start, number.end, "card_number")
    for found in (*_code().finditer(text), *_card().finditer(text)):
        yield Spot("credential", found.start("code"), found.end("code"), "code_word")


def emails(text: str) -> Iterator[Spot]:
    """E-mail addresses."""
    for found in re.finditer(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}", text):
        yield Spot("email", found.start(), found.end(), "email_form")


def plates(text: str) -> Iterator[Spot]:
    """Registration plates: two capitals and five digits; small letters only when a car is mentioned before."""
    for found in re.finditer(r"(?<!\w)([A-Za-z]{2})[ -]?\d{5}(?!\d)", text):
        capital = found[1].isupper() and found[1] not in listed("privacy", "not_plates")
        if capital or (
            found[1].upper() not in listed("privacy", "not_plates") and _named(text, found.start(), "car_words")
        ):
            yield Spot("licence_plate", found.start(), found.end(), "plate_form")


def land_and_cases(text: str) -> Iterator[Spot]:
    """Case numbers and land registry numbers."""
    for found in re.finditer(
        r"(?<!\w)(?:arkiv)?(?:sak|case)\w*\.?:?\s*(?:nr\.?|no\.?)?\s*\d{2,4}/\d{1,6}", text, re.IGNORECASE
    ):
        yield Spot("case_number", found.start(), found.end(), "case_form")
    for found in re.finditer(_LAND, text, re.IGNORECASE):
        yield Spot("gnr_bnr", found.start(), found.end(), "land_form")


_LAND = (
    r"(?<!\w)(?:gnr|g\.nr|gbnr|gårdsn\w+|gardsn\w+|bnr|bruksn\w+)[./]*(?:bnr\.?)?:?\s*\d{1,4}"
    r"(?:\s*(?:/|,|og)?\s*(?:bnr\.?:?|bruksn\w+)?\s*\d{1,4}(?!\d))?"
)


def addresses(text: str) -> Iterator[Spot]:
    """Street names with a house number, and "nummer 14 i Lia"."""
    links = _links(text)
    for found in _street().finditer(text):
        if not any_of(listed("privacy", "not_streets")).fullmatch(found["street"]) and not _inside(
            found.start(), links
        ):
            yield Spot("address", found.start(), found.end(), "street_number")
    for found in re.finditer(
        r"(?<!\w)(?i:nummer|nr\.?|number)\s+\d{1,3}\s?[A-Za-z]?\s+(?:i|på|in)\s+[A-ZÆØÅ]\w+", text
    ):
        yield Spot("address", found.start(), found.end(), "house_number")


def phones(text: str) -> Iterator[Spot]:
    """Norwegian phone numbers as people write them; not prices, dates, references or links."""
    links = _links(text)
    for found in _PHONE.finditer(text):
        if not _inside(found.start(), links) and _may_be_phone(text, found):
            yield Spot("phone", found.start(), found.end(), "phone_form")


_PHONE = re.compile(
    rf"(?<![\w/,+])(?P<land>(?:\+|00)47{BLANK}?)?"
    rf"(?P<number>[2-9]\d{{7}}|(?<!\d\d )[2-9]\d(?P<gap>{BLANK}|[.-])\d\d(?P=gap)\d\d(?P=gap)\d\d(?!{BLANK}\d\d(?!\d))"
    rf"|[2-9]\d\d(?P<gap2>{BLANK}|[.-])\d\d(?P=gap2)\d{{3}}|[2-9]\d{{3}}{BLANK}\d{{4}})"
    rf"(?![\w/])(?!{BLANK}?(?:kr|kroner|NOK|%|,-))"
)


def _may_be_phone(text: str, found: re.Match[str]) -> bool:
    if found["land"] or _named(text, found.start(), "phone_names"):
        return True
    plain = re.sub(r"\D", "", found["number"])
    if _named(text, found.start(), "not_phone", within=12):
        return False
    return not (found["number"] in (plain, f"{plain[:4]} {plain[4:]}") and _reads_as_time(plain))


def _reads_as_time(plain: str) -> bool:
    years = all(1900 <= int(part) <= 2099 for part in (plain[:4], plain[4:]))
    return years or digits.is_calendar_date(plain)


def _named(text: str, start: int, names: str, *, within: int = NEARBY) -> bool:
    return bool(pattern("privacy", names).search(text, max(0, start - within), start))


def _links(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"(?:https?://|www\.)\S+", text)]


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


@cache
def _code() -> re.Pattern[str]:
    between = r"(?:\s+(?:min|mitt|mi|er|is|var|my|til|på|nr|nummer))*\s*[:=]?\s*"
    code = r"(?P<code>(?=[^\s,.;!?]*\d{2})[^\s,.;!?]{3,})"
    return re.compile(any_of(listed("privacy", "code_words")).pattern + between + code, re.IGNORECASE)


@cache
def _card() -> re.Pattern[str]:
    number = r"\D{0,30}?(?P<code>(?<!\w)[A-Z]{0,2}\d{6,})"
    return re.compile(any_of(listed("privacy", "card_words")).pattern + number, re.IGNORECASE)


@cache
def _street() -> re.Pattern[str]:
    endings = "|".join(
        sorted((re.escape(one.strip("*")) for one in listed("privacy", "streets")), key=len, reverse=True)
    )
    name = rf"(?P<street>\w{{2,}}(?:{endings})|(?-i:[A-ZÆØÅ])\w+ (?:{endings}))"
    months = r"(?:jan|feb|mars|apr|ma[ij]|jun|jul|aug|sep|okt|nov|des)(?:uar|ruar|il|i|ust|tember|ober|ember)?\b"
    not_units = any_of(listed("privacy", "not_house_numbers")).pattern
    number = (
        rf"\d{{1,3}}(?:\s?[A-Za-z](?!\w))?(?!\d|[:,.]\d|\.?(?:\s?[-–]\s?\d+\.)?\s*(?:{not_units}|{months}))(?!\s*%)"
    )
    return re.compile(rf"(?<!\w){name},?\s+(?i:nr\.?\s*|nummer\s+)?{number}", re.IGNORECASE)
