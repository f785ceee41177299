"""Numbers and forms in a text that belong to a person: birth numbers, accounts, e-mails, plates. Codes stand in `codes.py`."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from bot.guard import digits
from bot.guard.iban import ibans
from bot.guard.numbers import number_in
from bot.guard.patterns import regex
from bot.reading.word_rules import listed, pattern

LANDLINES = "23567"  # the first digits of phones that stand in a house
_PHONE, _SERIES, _SEVERAL = 8, 4, 5  # digits, digits that a series shares, phones
NEARBY = 30  # characters before a number in which a word may say what it is


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
    @lru_cache(maxsize=8)
    def of(cls, allow: frozenset[str]) -> "Allowed":
        """Read phones, accounts, e-mails and addresses as people write them."""
        return cls(frozenset(filter(None, map(_national, allow))), frozenset(one.casefold().strip() for one in allow))

    @cached_property
    def series(self) -> frozenset[str]:
        """How the landlines begin of which the house has several: its exchange has others that nobody listed."""
        begins = Counter(one[:_SERIES] for one in self.numbers if len(one) == _PHONE and one[0] in LANDLINES)
        return frozenset(begin for begin, count in begins.items() if count >= _SEVERAL)

    def covers(self, text: str, spot: Spot) -> bool:
        """Is what was found public anyway?"""
        found = text[spot.start : spot.end]
        number = _national(found)
        return number in self.numbers or number[:_SERIES] in self.series or found.casefold().strip() in self.texts

    def names(self, text: str, spot: Spot) -> bool:
        """Is what was found a part of a name or link of our own, as «Nav» is of «Nav Solvik»?"""
        low = text.casefold()
        return any(
            start <= spot.start and spot.end <= start + len(own) for own in self.texts for start in _places(low, own)
        )


def _places(text: str, own: str) -> Iterator[int]:
    start = text.find(own) if own else -1
    while start >= 0:
        yield start
        start = text.find(own, start + 1)


def _national(written: str) -> str:
    """The digits of a number without the country's code; empty when there are letters in it."""
    if re.search(r"[^\W\d_]", written):
        return ""
    return re.sub(r"^(?:00)?47(?=\d{8}$)", "", re.sub(r"\D", "", written))


def eleven_digits(text: str) -> Iterator[Spot]:
    """Birth numbers, D-numbers and bank accounts. Grouped 4-2-5 it is an account, else a birth number comes first."""
    for disguised, start, end in _disguised(text):
        yield Spot(disguised, start, end, "check_digits" if disguised != "bank_account" else "account_digits")
    links = links_in(text)
    for number in digits.numbers(text, 11):
        if kind := _eleven(text, number, linked=inside(number.start, links)):
            yield Spot(kind[0], number.start, number.end, kind[1])
    for number in digits.numbers(text, 12):
        if number.digits[:2] in ("19", "20") and named(text, number.start, "duf_names"):
            yield Spot("d_nummer", number.start, number.end, "duf")


def _disguised(text: str) -> Iterator[tuple[str, int, int]]:
    """Birth numbers with any sign, a whole year or a few words between their parts, and international accounts."""
    for found in _PARTS.finditer(text):
        whole = found["date"] or f"{found['day']}{found['month']}{found['year'][-2:]}"
        number = whole + re.sub(r"\D", "", found["tail"])
        if digits.is_birth_number(number):
            yield "d_nummer" if digits.is_d_number(number) else "fodselsnummer", found.start(), found.end()
    for start, end in ibans(text):
        yield "bank_account", start, end


_PARTS = regex(
    r"(?<!\d)(?:(?P<date>\d{6})|(?P<day>\d\d)[\W_]{1,3}(?P<month>\d\d)[\W_]{1,3}(?P<year>(?:19|20)?\d\d))(?!\d)"
    r"(?:[\W_]{1,6}|[^\d\n]{1,40}(?:nummer|nr|siste|last|pnr|og|and)[^\d\n]{0,20})"
    r"(?P<tail>\d{5}|\d{3}[\W_]{1,3}\d\d)(?!\d)",
    re.IGNORECASE,
)


def _eleven(text: str, number: digits.Digits, *, linked: bool) -> tuple[str, str] | None:
    if number.groups == digits.ACCOUNT_GROUPS and digits.is_account(number.digits):
        return ("bank_account", "account_digits")
    if number.groups == (11,) and digits.is_account(number.digits) and named(text, number.start, "account_names"):
        return ("bank_account", "account_digits")
    if number.groups in digits.BIRTH_GROUPS and digits.is_birth_number(number.digits):
        return ("d_nummer" if digits.is_d_number(number.digits) else "fodselsnummer", "check_digits")
    if linked:
        return None
    plain = number.groups == (11,) and not named(text, number.start, "not_phone", within=12)
    if plain and digits.is_account(number.digits):
        return ("bank_account", "account_digits")
    return _called_so(text, number)


def _called_so(text: str, number: digits.Digits) -> tuple[str, str] | None:
    """A mistyped number is still personal when the text says what it is."""
    if named(text, number.start, "birth_number_names") or after(text, number.end, "birth_number_names"):
        return ("d_nummer" if digits.is_d_number(number.digits) else "fodselsnummer", "called_so")
    return ("bank_account", "called_so") if named(text, number.start, "account_names") else None


def whatever_the_guard_sees(text: str) -> Iterator[Spot]:
    """The piece of a text that the guard would refuse, so that nothing is shown that could not be published."""
    if kind := number_in(text):
        words = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
        last = next(end for _, end in words if number_in(text[:end]))
        first = next(start for start, _ in reversed(words) if start < last and number_in(text[start:last]))
        yield Spot(kind, first, last, "check_digits" if kind != "bank_account" else "account_digits")


def emails(text: str) -> Iterator[Spot]:
    """E-mail addresses, but for mailboxes that a house shares ("postmottak@")."""
    for found in _EMAIL.finditer(text) if _AT_SIGN.search(text) or _AT_AND_DOT.search(text) else ():
        if pattern("privacy", "shared_mailboxes").fullmatch(re.split(r"\W", found[0], maxsplit=1)[0]):
            continue
        yield Spot("email", found.start(), found.end(), "email_form")


_AT_SIGN = regex(r"@|[(\[{]\s?(?:at|a|alfa)\b|krøll", re.IGNORECASE)
_AT_AND_DOT = regex(r"\sat\s(?s:.)*?(?:\.\w|\s(?:dot|punktum)\s)", re.IGNORECASE)
_AT = r"(?:\s?@\s?|\s?[(\[{]\s?(?:at|a|alfa|krøllalfa|@)\s?[)\]}]\s?|\s(?:alfakrøll|krøllalfa)\s)"
_DOT = r"(?:\s?\.\s?|\s(?:dot|punktum|prikk)\s|\s?[(\[](?:dot|punktum)[)\]]\s?)"
# "at" is an everyday word in Norwegian and in English: it needs an ending that addresses have ("open at 16.30. How" has none).
_SPOKEN_DOT = r"(?:\.|\s(?:dot|punktum)\s)"
_PLAIN_AT = rf"\sat\s[^\W\d_][\w-]*(?:{_SPOKEN_DOT}[\w-]+)*?{_SPOKEN_DOT}(?:no|com|net|org|se|dk|eu|pl|example)(?!\w)"
_EMAIL = regex(
    rf"[\w+-]+(?:(?:\.|\s(?:dot|punktum)\s)[\w+-]+)*(?:\s?@|@\s?)[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{{2,}}"
    rf"|(?<![\w.+-])[\w+-]+(?:{_DOT}[\w+-]+)*{_AT}[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[^\W\d_]{{2,}}"
    rf"|(?<![\w.+-])[\w+-]+(?:{_SPOKEN_DOT}[\w+-]+)*{_PLAIN_AT}",
    re.IGNORECASE,
)


def plates(text: str) -> Iterator[Spot]:
    """Registration plates: two capitals and four or five digits; small letters, and what is chosen freely, only beside a car."""
    for found in _PLATE.finditer(text):
        letters, figures = found["letters"], found["figures"]
        if letters.upper() in listed("privacy", "not_plates") and not _PLATE_NEXT.search(text, 0, found.start()):
            continue
        beside = bool(pattern("privacy", "car_words").search(text))
        glued = found[0] == letters + figures and _PLATE_LETTERS.fullmatch(letters.upper())
        small = _CONSONANTS.fullmatch(letters) and letters not in listed("privacy", "not_small_plates")
        if ((letters.isupper() or glued or small) and len(figures) == 5) or beside:
            yield Spot("licence_plate", found.start(), found.end(), "plate_form")
    for found in _chosen_plate().finditer(text):
        yield Spot("licence_plate", found.start("plate"), found.end("plate"), "plate_form")


_PLATE = regex(r"(?<!\w)(?P<letters>[A-Za-z]{2})[ .-]?(?P<figures>\d{2} ?\d{2,3})(?!\d|[ -]\d)")
_PLATE_NEXT = regex(r"(?i)(?<!\w)(?:skilt|bilskilt|skiltnummer|skiltnr|regnr|reg\.nr|kjennemerke|plate)\w*[.:]?\s*$")
_CONSONANTS = regex(r"[bcdfhjklmnprstvxz]{2}")  # in small letters: hardly a word has no vowel
_PLATE_LETTERS = regex(r"[A-FHJ-NPR-VXYZ]{2}")  # no plate has any of the others, for they look like digits


@cache
def _chosen_plate() -> re.Pattern[str]:
    return re.compile(
        r"(?i:personlig|personleg|personal)\w*\s(?i:skilt|bilskilt|plate)\w*:?\s(?P<plate>[A-ZÆØÅ0-9]{2,7})(?!\w)"
    )


def named(text: str, start: int, names: str, *, within: int = NEARBY) -> bool:
    """Does one of these words stand shortly before a place in the text?"""
    return bool(pattern("privacy", names).search(text, max(0, start - within), start))


def after(text: str, end: int, names: str, *, within: int = NEARBY) -> bool:
    """Does one of these words stand shortly after it?"""
    return bool(pattern("privacy", names).search(text, end, end + within))


def links_in(text: str) -> list[tuple[int, int]]:
    """Where the links are."""
    return [found.span() for found in re.finditer(r"(?:https?://|www\.)\S+", text)]


def inside(place: int, spans: list[tuple[int, int]]) -> bool:
    """Is a place within one of the spans?"""
    return any(start <= place < end for start, end in spans)
