"""The ways in which a reader may read the digits of a text: letters and words that stand for digits, and what is unseen between them.

Only the guard reads so widely; positions are lost, and nothing here is shown to anybody.
"""

import re
from collections.abc import Iterator
from itertools import chain

from bot.guard.plain import plain

_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,30}>|&(?:nbsp|ensp|emsp|thinsp|shy|zwnj|zwj);")
_LIKE_DIGITS = re.compile(r"(?<![^\W_])(?=[\dOoIl]*\d)[\dOoIl]*[OoIl][\dOoIl]*(?![^\W_])|(?<=\d\W)[OoIl](?=\W\d)")
_LETTERS = str.maketrans("OoIl", "0011")
_LAND = re.compile(r"(?i:\bgnr)\.?\s?\d{1,3}(?:\W{1,3}(?:bnr|fnr|snr)\.?\s?\d{1,4}(?!\d))+", re.IGNORECASE)
_FEWEST = 4  # number words in a row: fewer are an enumeration of some kind

_ONES = {
    "null": 0, "en": 1, "én": 1, "ein": 1, "ett": 1, "eitt": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7,
    "åtte": 8, "ni": 9, "zero": 0, "oh": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
}  # fmt: skip
_TEENS = ["ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten"]
_TENS = {"tjue": 2, "tretti": 3, "førti": 4, "femti": 5, "seksti": 6, "sytti": 7, "åtti": 8, "nitti": 9}


def _number_words() -> dict[str, str]:
    words = {word: str(value) for word, value in _ONES.items()}
    words |= {word: str(value) for value, word in enumerate(_TEENS, start=10)}
    for tens, first in _TENS.items():
        words[tens] = f"{first}0"
        words |= {f"{tens}{one}": f"{first}{value}" for one, value in _ONES.items() if value}
    return words


_WORDS = _number_words()
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_ROW = re.compile(
    rf"\b(?:(?:{_WORD}|\d{{1,6}})\b[\s,.\-–/]{{1,3}}){{{_FEWEST - 1},}}(?:{_WORD}|\d{{1,6}})\b", re.IGNORECASE
)
_ONE = re.compile(rf"\b(?:{_WORD})\b", re.IGNORECASE)


def readings(text: str) -> Iterator[str]:
    """Each different way to read the text, the plain one first."""
    seen = dict.fromkeys(map(_plain, dict.fromkeys((text, _unseen_as_blanks(text)))))
    yield from dict.fromkeys(chain(seen, map(_with_words_as_digits, seen)))


def _unseen_as_blanks(text: str) -> str:
    """What is unseen may join two numbers or part them: both are read."""
    if len(plain(text).text) == len(text):
        return text
    return "".join(one if plain(one).text else " " for one in text)


def _plain(text: str) -> str:
    seen = _TAG.sub(" ", plain(text).text).replace("–", "-").replace("—", "-")
    return _LAND.sub(" gnr ", _LIKE_DIGITS.sub(lambda found: found[0].translate(_LETTERS), seen))


def spoken(text: str) -> Iterator[tuple[str, int, int]]:
    """Rows of number words: their digits, and where the row stands."""
    for row in _rows(text):
        if any(sign.isalpha() for sign in row[0]):
            yield re.sub(r"\D", "", _with_words_as_digits(row[0])), row.start(), row.end()


def _with_words_as_digits(seen: str) -> str:
    for row in reversed(_rows(seen)):
        seen = seen[: row.start()] + _ONE.sub(lambda word: _WORDS[word[0].casefold()], row[0]) + seen[row.end() :]
    return seen


def _rows(text: str) -> list[re.Match[str]]:
    """Rows of number words; nearly every text has too few of them to be searched closely."""
    few = sum(word in _WORDS for word in re.findall(r"\w+", text.casefold())) < _FEWEST - 1
    return [] if few else list(_ROW.finditer(text))
