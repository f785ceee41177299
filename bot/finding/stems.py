"""Words without their endings, in one spelling for bokmål, nynorsk and dialect; long compounds also in their parts.

No stemmer for one form alone will do here: a citizen asks in nynorsk what was answered in bokmål. What is made is no word
to be read, only the same for what means the same.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDINGS = (
    *("heitene", "hetene", "heita", "heten", "ingane", "ingene", "inga", "ingen", "ingar", "inger", "ing"),
    *("arane", "erane", "erne", "arar", "erer"),
    *("ane", "ene", "ande", "ende", "ast", "est", "ete", "ede", "ade"),
    *("ar", "er", "en", "et", "es", "as", "a", "e"),
)
_AGENTS = ("ar", "er", "e")  # what stands before an ending that is gone: "feiar-en", "måler-en"
_SHORTEST = 2  # letters of a stem
_PART = 3  # letters of either part of a compound
_SPELLINGS = (
    ("aa", "å"),
    ("vei", "veg"),
    ("æ", "e"),
    ("ö", "ø"),
    ("ä", "e"),
    ("kj", "k"),
    ("gj", "g"),
    ("skj", "sk"),
    ("tn", "nn"),
    ("ei", "e"),
    ("au", "ø"),
    ("w", "v"),
    ("ck", "kk"),
)
_DOUBLE = re.compile(r"(.)\1+")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, in order; numbers are none."""
    return [word for found in _WORD.findall(text.casefold()) for word in found.split("-") if word]


@lru_cache(maxsize=2_000)
def stem(word: str) -> str:
    """What is left of a word in small letters without its ending."""
    left = word
    if len(left) > _SHORTEST + 2 and left.endswith("s") and not left.endswith("ss"):
        left = left[:-1]
    return _spelt(_without(_without(left, _ENDINGS), _AGENTS))


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _spelt(word: str) -> str:
    """One spelling for both forms, and for who has no Norwegian keys or doubles no letter."""
    for written, one in _SPELLINGS:
        word = word.replace(written, one)
    return _DOUBLE.sub(r"\1", word)


def split(word: str, parts: frozenset[str]) -> Iterator[str]:
    """The stems of a compound in its two parts, where its last or its first part is one that compounds are made of."""
    whole = stem(word)
    for at in range(_PART, len(whole) - _PART + 1):
        if whole[at:] in parts:
            yield from (_joint(whole[:at]), whole[at:])
            return
    for at in range(len(whole) - _PART, _PART, -1):
        if (first := _joint(whole[:at])) in parts:
            yield from (first, whole[at:])
            return


def _joint(first: str) -> str:
    """The first part of a compound without what joins it to the second: "brøytebil", "søknadsfrist"."""
    return first[:-1] if len(first) > _PART and first[-1] in "se" else first
