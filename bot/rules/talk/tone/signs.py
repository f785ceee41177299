"""What is seen of a sentence before it is weighed: whom it speaks of and to, what about, how it begins, its facts and its words.

A sign that begins with `^` stands first. Which words belong to which sign stands in `signs.toml`.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import combinations, pairwise

from bot.guard.patterns import regex
from bot.reading.likeness.likeness import calm

PIECES = (3, 4)  # letters
NAME = "<name>"
_STEM = regex(r"(?<=\w{3})(?:ene|ane|et|en|er|ar|te|de|[aestr])$")
_LENGTHS = (1, 2, 3, 4, 6, 9, 14)  # words
_LONG = 4  # letters; shorter words carry little
_FACTS = {
    "hour": r"\bkl\.?\s*\d|\bklokk[ae]n?\b|\b\d{1,2}[.:]\d\d\b|\d ?[ap]m\b",
    "phone": r"\d\d \d\d \d\d \d\d|\b\d{8}\b",
    "link": r"https?://|\.no\b|\w@\w",
    "money": r"\b(?:kr|kroner|nok)\b",
    "number": r"\d",
    "day": r"\b(?:man|tirs|ons|tors|fre|lør|søn|mån|tys|laur|sun)da?g|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    "month": r"\b(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b",
    "picture": "[\u2600-\u27bf\U0001f300-\U0001faff]",
    "bracket": r"^\(",
    "star": r"^\*",
    "asks": r"\?$",
    "calls out": r"!$",
    "goes on": r"…$|\.\.\.$",
    "whole": r"^(?-i:[A-ZÆØÅ]).*\.$",
    "jotted": r"^(?-i:[a-zæøå]).*[^.!?…]$",
}
_PEOPLE = {
    "i": r"jeg|eg|æ|je|meg|mæ|min|mitt|mi|my|i'll|i'm|i've|i'd|i",
    "you": r"du|deg|din|ditt|dine|you|your",
    "you all": r"dere|dokker|dykk|deres",
    "we": r"vi|me|oss|vår|vårt|våre|we|us|our",
    "she": r"hun|henne|hennes|ho|han|ham|hans|she|he|her|him|his",
}
_PRESENT, _PAST = regex(r"\w{2,}[ea]r"), regex(r"\w{2,}(?:te|de|et|a)")


def signs(part: str, question: str, names: Collection[str]) -> frozenset[str]:
    """All signs of a sentence that was said under a question. `names` are the first names of colleagues, in small letters."""
    seen = named(part, question, names)
    return frozenset(
        [*seen, *(f"{one} & {other}" for one, other in combinations(seen, 2)), *_spelt(_words_of(part, names))]
    )


def named(part: str, question: str, names: Collection[str]) -> Sequence[str]:
    """The signs of a sentence that have a name, each once and alone."""
    return sorted({*_facts(part.strip()), *_of_words(_words_of(part, names)), *_told(_said(part), question)})


def _said(part: str) -> str:
    return re.sub(r"(?<!\.)\.\s*$", "", part.strip())


def _words_of(part: str, names: Collection[str]) -> Sequence[str]:
    return tuple(NAME if word in names else word for word in calm(_said(part)))


def meanings_of(text: str) -> frozenset[str]:
    """What the words of a text are signs of."""
    return frozenset(meaning for word in calm(text) for meaning in _meanings(word))


def _facts(said: str) -> Iterator[str]:
    return (name for name, way in _patterns().items() if way.search(said))


def _of_words(words: Sequence[str]) -> Iterator[str]:
    spoken = [word for word in words if word[0].isalnum() or word == NAME]
    for word in words:
        yield from _meanings(word)
    yield f"up to {next((most for most in _LENGTHS if len(spoken) <= most), 'many')} words"
    if spoken:
        yield from _beginning(spoken)
        yield "name last" if spoken[-1] == NAME else "no name last"


def _beginning(spoken: Sequence[str]) -> Iterator[str]:
    first, *rest = spoken
    yield from (f"^{meaning}" for meaning in _meanings(first))
    yield from (f"^^{meaning}" for word in rest[:1] for meaning in _meanings(word))
    if _PAST.fullmatch(first):
        yield "^past"
    if _PRESENT.fullmatch(first) and "you" not in _meanings(*rest[:1] or [""]):
        yield "^present"


def _told(said: str, question: str) -> Iterator[str]:
    if carrying(said) & carrying(question):
        yield "asked"


def _spelt(words: Sequence[str]) -> Iterator[str]:
    """The words, their pieces, and two of them side by side."""
    for word in set(words):
        yield from _pieces(word)
    yield f"^{next((word for word in words if word[0].isalnum()), '')}"
    yield from (f"{one} {other}" for one, other in pairwise(("^", *map(_stem, words), "$")))


@lru_cache(maxsize=2_000)
def _pieces(word: str) -> tuple[str, ...]:
    whole = f"<{word}>"
    return _stem(word), *(whole[at : at + size] for size in PIECES for at in range(len(whole) - size + 1))


@lru_cache(maxsize=2_000)
def _meanings(word: str) -> tuple[str, ...]:
    """What a word is a sign of."""
    if word == NAME:
        return ("name",)
    return tuple(name for name, way in _words().items() if way.fullmatch(word))


@lru_cache(maxsize=2_000)
def _stem(word: str) -> str:
    return _STEM.sub("", word)


def carrying(text: str) -> frozenset[str]:
    """The beginnings of the words that carry something."""
    return frozenset(word[: _LONG + 1] for word in calm(text) if len(word) > _LONG)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(way, re.IGNORECASE) for name, way in _FACTS.items()}


@cache
def _words() -> Mapping[str, re.Pattern[str]]:
    listed = tomllib.loads((resources.files("bot.rules.talk.tone") / "signs.toml").read_text(encoding="utf-8"))
    ways = {
        name: "|".join(re.escape(word).replace(r"\*", r"[\w-]*") for word in words) for name, words in listed.items()
    }
    return {name: re.compile(way) for name, way in {**ways, **_PEOPLE}.items()}
