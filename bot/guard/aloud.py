"""Numbers in words: digit by digit, in pairs and in hundreds, new counting and old, with blanks between or without."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

from bot.guard.patterns import regex

_FEWEST = 4  # number words in a row: fewer are an enumeration of some kind
_HUNDRED = "hundre"
_IN_A_ROW = "n" * _FEWEST
_FEWEST_GLUED = 6  # the same, without blanks between
_SHORTEST_GLUED = 12  # letters of those
_BY_THEMSELVES = 3  # so many "tjue fem" are read both as 25 and as 20 and 5, each by itself

_ONES = {
    "null": 0, "en": 1, "én": 1, "ein": 1, "ett": 1, "eitt": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7,
    "åtte": 8, "ni": 9, "zero": 0, "oh": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
}  # fmt: skip
_TEENS = (
    ("ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten"),
    ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {
    "tjue": 2, "tyve": 2, "tretti": 3, "tredve": 3, "førti": 4, "femti": 5, "seksti": 6, "sytti": 7, "åtti": 8, "nitti": 9,
    "twenty": 2, "thirty": 3, "forty": 4, "fifty": 5, "sixty": 6, "seventy": 7, "eighty": 8, "ninety": 9,
}  # fmt: skip
_ORDINALS = (
    "første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende", "niende", "tiende", "ellevte", "tolvte", "trettende",
    "fjortende", "femtende", "sekstende", "syttende", "attende", "nittende", "tjuende", "tjueførste", "tjueandre", "tjuetredje",
    "tjuefjerde", "tjuefemte", "tjuesjette", "tjuesjuende", "tjueåttende", "tjueniende", "trettiende", "trettiførste",
)  # fmt: skip
_NYNORSK = (("ande", "ende"), ("fyrste", "første"), ("syvende", "sjuende"))


def _number_words() -> dict[str, str]:
    words = {word: str(value) for word, value in _ONES.items()}
    words |= {word: str(value) for teens in _TEENS for value, word in enumerate(teens, start=10)}
    for tens, first in _TENS.items():
        words[tens] = f"{first}0"
        for one, value in ((one, value) for one, value in _ONES.items() if value):
            words |= {f"{tens}{one}": f"{first}{value}", f"{one}og{tens}": f"{first}{value}"}
    return words


_WORDS = _number_words()
_EDGE = 2  # letters
_BEGINNINGS, _ENDINGS = {word[:_EDGE] for word in _WORDS}, {word[-_EDGE:] for word in _WORDS}


def _any(words: Iterator[str] | dict[str, int] | dict[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_WORD_OF_ANY_KIND = regex(r"\w+")
_WORD = _any(_WORDS)
_ROW = regex(rf"\b(?:(?:{_WORD}|\d{{1,6}})\b[\s,.\-–/]{{1,3}}){{{_FEWEST - 1},}}(?:{_WORD}|\d{{1,6}})\b", re.IGNORECASE)
_ONE = regex(rf"\b(?:{_WORD})\b", re.IGNORECASE)
_GLUED = regex(rf"\b(?:{_WORD}){{{_FEWEST_GLUED},}}\b", re.IGNORECASE)
_EACH = regex(_any(_ONES) + "|" + _WORD, re.IGNORECASE)
_HUNDREDS = regex(
    rf"\b(?P<first>{_any(_ONES)})[ -]?(?:hundre|hundred)(?:[ -]?(?:og|and))?(?:[ -]?(?P<rest>{_WORD}))?\b",
    re.IGNORECASE,
)
_HUNDREDS_BEFORE = regex(rf"\b({_any(_ONES)}) (?:hundre|hundred) (?:og |and )?$", re.IGNORECASE)
_APART = regex(rf"\b({_any(_TENS)})[ -]({_any(_ONES)})\b", re.IGNORECASE)
_OLD = regex(rf"\b({_any(_ONES)}) og ({_any(_TENS)})\b", re.IGNORECASE)
_DAY = regex(r"\b(\w{5,13})(?= (?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[sc]))", re.IGNORECASE)


def spoken(text: str) -> Iterator[tuple[str, int, int]]:
    """Rows of number words, perhaps with hundreds first: their digits, and where the row stands."""
    for row in _rows(text):
        if any(sign.isalpha() for sign in row[0]):
            hundreds = _HUNDREDS_BEFORE.search(text, 0, row.start())
            first = f"{_WORDS[hundreds[1].casefold()]}00" if hundreds else ""
            yield (
                first + re.sub(r"\D", "", _as_digits(row[0])),
                hundreds.start() if hundreds else row.start(),
                row.end(),
            )


def has_hardly_any(text: str) -> bool:
    """Whether a text without digits has too few number words for any number that belongs to somebody."""
    words = _WORD_OF_ANY_KIND.findall(text.casefold())
    counted = sum(word in _WORDS or _in_bokmal(word) in _ORDINALS for word in words)
    return counted < _FEWEST - 1 and not any(map(_is_glued, words))


def in_digits(seen: str) -> Iterator[str]:
    """The ways to read a text with its number words as digits; itself when it has hardly any."""
    words = _WORD_OF_ANY_KIND.findall(seen.casefold())
    whole = _DAY.sub(_day, seen) if any(_in_bokmal(word) in _ORDINALS for word in words) else seen
    is_glued = any(map(_is_glued, words))
    if _are_few(words) and not is_glued:
        yield whole
        return
    if has_tens := is_glued or not _TENS.keys().isdisjoint(words):
        whole = _GLUED.sub(lambda found: " ".join(_EACH.findall(found[0])), _OLD.sub(r"\1og\2", whole))
    if _HUNDRED in whole.casefold():
        whole = _HUNDREDS.sub(_hundred, whole)
    yield from map(_in_rows, _joined(whole) if has_tens else (whole,))


def _joined(text: str) -> Iterator[str]:
    """The ways to read tens and ones that stand side by side, as one number or as two: the first places each by itself, the rest alike."""
    places = list(islice(_APART.finditer(text), _BY_THEMSELVES))
    rest = places[-1].end() if places else 0
    for tail in dict.fromkeys((_APART.sub(r"\1\2", text[rest:]), text[rest:])):
        for choice in product((True, False), repeat=len(places)):
            joined = {place.end(1) for place, together in zip(places, choice, strict=True) if together}
            yield "".join(one for at, one in enumerate(text[:rest]) if at not in joined) + tail


def _day(found: re.Match[str]) -> str:
    word = _in_bokmal(found[1].casefold())
    return f"{_ORDINALS.index(word) + 1}." if word in _ORDINALS else found[0]


@lru_cache(maxsize=2_000)
def _in_bokmal(ordinal: str) -> str:
    for other, ours in _NYNORSK:
        ordinal = ordinal.replace(other, ours)
    return ordinal


def _is_glued(word: str) -> bool:
    may_be = len(word) >= _SHORTEST_GLUED and word[:_EDGE] in _BEGINNINGS and word[-_EDGE:] in _ENDINGS
    return may_be and bool(_GLUED.fullmatch(word))


def _hundred(found: re.Match[str]) -> str:
    rest = _WORDS[found["rest"].casefold()] if found["rest"] else ""
    return " ".join(f"{_WORDS[found['first'].casefold()]}{rest.zfill(2)}")


def _in_rows(seen: str) -> str:
    for row in reversed(_rows(seen)):
        seen = seen[: row.start()] + _as_digits(row[0]) + seen[row.end() :]
    return seen


def _as_digits(row: str) -> str:
    return _ONE.sub(lambda word: _WORDS[word[0].casefold()], row)


def _rows(text: str) -> list[re.Match[str]]:
    """Rows of number words; nearly no text has one, and only such a one is searched closely."""
    words = _WORD_OF_ANY_KIND.findall(text.casefold())
    if _are_few(words) or _IN_A_ROW not in "".join("n" if _is_number(word) else " " for word in words):
        return []
    return list(_ROW.finditer(text))


def _is_number(word: str) -> bool:
    return word in _WORDS or word.isdecimal()


def _are_few(words: Sequence[str]) -> bool:
    return sum(map(_WORDS.__contains__, words)) < _FEWEST - 1
