"""The ways in which a reader may read the digits of a text: letters and words that stand for digits, codes of web pages, numbered
lines, and what is unseen between them.

Only the guard reads so widely; positions are lost, and nothing here is shown to anybody.
"""

import html
import re
from collections.abc import Iterator

from bot.guard.aloud import has_hardly_any, in_digits
from bot.guard.patterns import regex
from bot.guard.plain import plain

_DIGIT = regex(r"\d")
_TAG = regex(r"</?[A-Za-z][^<>\n]{0,30}>")
_CODE = regex(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,20});")
_MAY_HAVE_CODES = regex(r"[&%\\]")
_ESCAPE = regex(r"\\u[0-9a-fA-F]{4}")
_IN_LINKS = regex(r"(?<=\d)%(?:20|2[DEFdef]|0[ADad])(?=\d)")
_LIKE_DIGITS = regex(r"(?<![^\W_])(?=[\dOoIl]*\d)[\dOoIl]*[OoIl][\dOoIl]*(?![^\W_])|(?<=\d\W)[OoIl](?=\W\d)")
_LETTERS = str.maketrans("OoIl", "0011")
_OTHER_SCRIPTS = str.maketrans("ОоΟοØøІіΙι|!", "OoOoOoIlIlll")  # Cyrillic, Greek, and signs of the same look
_LOOKS_SO = regex(r"(?<![^\W_])(?=[\dОоΟοØøІіΙι|!OoIlSsBZz]*\d)[\dОоΟοØøІіΙι|!OoIlSsBZz]{4,}(?![^\W_])")
_ALL_LETTERS = str.maketrans("OoIlSsBZz", "001155822")
_LAND = regex(r"(?i:\bgnr)\.?\s?\d{1,3}(?:\W{1,3}(?:bnr|fnr|snr)\.?\s?\d{1,4}(?!\d))+", re.IGNORECASE)
_MARK = r"(?:(?i:del|part)\s)?\(?{}[.):]+\s+"
_SECOND = regex(rf"\n\W{{0,3}}{_MARK.format('2')}")
_FIRST = regex(rf"(?<![\d.,])\W{{0,3}}\b{_MARK.format('1')}|\(1\)\s+")
_LATER = regex(rf"\n\W{{0,3}}{_MARK.format('[2-9]')}")


def may_have_digits(text: str) -> bool:
    """Whether there is anything in a text that can be read as digits. Most texts have nothing."""
    seen = plain(text).text
    hides = len(seen) != len(text) or bool(_MAY_HAVE_CODES.search(text))
    return hides or bool(_DIGIT.search(seen)) or not has_hardly_any(seen)


def readings(text: str) -> Iterator[str]:
    """Each different way to read the text, the plain one first."""
    told: set[str] = set()
    for seen in dict.fromkeys(map(_plain, dict.fromkeys((_decoded(text), _unseen_as_blanks(_decoded(text)))))):
        for one in (seen, *in_digits(seen), _looking_alike(seen), *_without_marks(seen)):
            if one not in told:
                told.add(one)
                yield one


def _decoded(text: str) -> str:
    """The text with the codes of web pages as the signs that they stand for."""
    if not _MAY_HAVE_CODES.search(text):
        return text
    unescaped = _CODE.sub(lambda found: html.unescape(found[0]), text)
    return _IN_LINKS.sub(" ", _ESCAPE.sub(lambda found: chr(int(found[0][2:], 16)), unescaped))


def _unseen_as_blanks(text: str) -> str:
    """What is unseen may join two numbers or part them: both are read."""
    if len(plain(text).text) == len(text):
        return text
    return "".join(one if plain(one).text else " " for one in text)


def _plain(text: str) -> str:
    seen = _TAG.sub(" ", plain(text).text).replace("–", "-").replace("—", "-")
    if not _DIGIT.search(seen):
        return seen
    return _LAND.sub(" gnr ", _LIKE_DIGITS.sub(lambda found: found[0].translate(_LETTERS), seen))


def _looking_alike(seen: str) -> str:
    """Letters and signs that look like digits, in words that are half digits or more."""
    if not _DIGIT.search(seen):
        return seen
    return _LOOKS_SO.sub(lambda found: _in_place_of_digits(found[0]), seen)


def _in_place_of_digits(word: str) -> str:
    if 2 * sum(map(str.isdigit, word)) < len(word):
        return word
    return word.translate(_OTHER_SCRIPTS).translate(_ALL_LETTERS)


def _without_marks(seen: str) -> Iterator[str]:
    """A list of numbered lines, without their numbers."""
    second = _SECOND.search(seen)
    firsts = [one for one in _FIRST.finditer(seen, 0, second.start()) if one.end() <= second.start()] if second else []
    if second and firsts:
        first = firsts[-1]
        yield seen[: first.start()] + " " + _LATER.sub("\n", seen[first.end() :])
