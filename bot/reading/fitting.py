"""Whether a rule of `bot/reading/words.toml` fits a citizen's words: what it asks for, and the words as the rules see them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from bot.guard.patterns import any_of, regex
from bot.guard.plain import plain
from bot.municipality.shape import Municipality
from bot.reading.handling.matters import matters_in
from bot.reading.privacy import but_for, scan, types
from bot.reading.word_rules import WordList, pattern, word_list, words

_BEGINNING = regex(r"(?:^|[.!:,\n])\s*(?:(?i:hei|hallo|heisann|hi|hello)[\s,!]+)?(\w.*)")
_NOTE = regex(r"\[[^\]]*\]")
_NAME = r"[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)?"
_NAMES_FIRST = regex(rf"\W*(?:@\w+|{_NAME}(?: {_NAME})+)(?=[\s,!.]+[a-zæøå]|\W*$)")

_WITH_NEXT = regex(r"\s+\w+")


@dataclass(frozen=True)
class Rule:
    """One rule of the word file; every condition that is set must hold."""

    name: str
    expected: str
    department: str = ""
    ready: str = ""
    redirect: str = ""
    any: WordList | None = None
    also: WordList | None = None
    unless: WordList | None = None
    finds: Sequence[str] = ()
    question: bool | None = None
    longest: int | None = None
    shape: str = ""
    about: Sequence[str] = ()


@dataclass(frozen=True)
class Reading:
    """A citizen's text as the rules see it."""

    text: str
    finds: frozenset[str]
    asks: bool
    shows: bool
    words: int
    ours: re.Pattern[str]  # the names of the municipality's own pages and departments
    about: Mapping[str, str]  # the matters of `bot/reading/handling/`, each with the words that tell it


def fitting(reading: Reading, expected: str = "") -> Iterator[tuple[Rule, str]]:
    """The rules that fit (and say this), in the order of the file, each with the words that make it fit (perhaps none)."""
    for rule in _rules():
        if expected in ("", rule.expected) and (found := _fits(rule, reading)) is not None:
            yield rule, found


def read(text: str, municipality: Municipality, *, shows: bool, no_data: frozenset[str]) -> Reading:
    """A text as the rules see it; what these are, `bot/reading/suggest.py` says."""
    calm, ours = calmed(plain(text).text), _own_names(municipality)
    finds = frozenset(types(but_for(text, scan(text, municipality.public_contacts), no_data)))
    return Reading(calm, finds, _asks(calm, ours), shows, len(re.findall(r"[^\W\d_]+", calm)), ours, matters_in(calm))


def calmed(text: str) -> str:
    """The text without notes in brackets, empty lines and stretched letters ("hjeeelp")."""
    lines = (" ".join(line.split()) for line in _NOTE.sub(" ", text).replace("’", "'").splitlines())
    return re.sub(r"(\w)\1{2,}", r"\1", "\n".join(filter(None, lines)))


def _own_names(municipality: Municipality) -> re.Pattern[str]:
    pages, departments = municipality.pages.values(), municipality.departments.values()
    return _pattern((municipality.name, *(page.name for page in pages), *(one.name for one in departments)))


def _asks(text: str, ours: re.Pattern[str]) -> bool:
    """Many leave the question mark out: a question word, or a sentence that begins with its verb, will do."""
    if "?" in text or "؟" in text or pattern("suggest", "questions").search(text):
        return True
    after = text[_house_first(text, ours) :].lstrip(" ,!.")  # "Solvik kommune kan dere …"
    beginnings = [beginning[1] for beginning in _BEGINNING.finditer(text)]
    return any(pattern("suggest", "inverted").match(beginning) for beginning in [after, *beginnings])


def _fits(rule: Rule, reading: Reading) -> str | None:
    """The words that make the rule fit (perhaps none), or None if it does not."""
    if not _conditions_hold(rule, reading):
        return None
    if rule.about:
        return next((reading.about[name] for name in rule.about if name in reading.about), None)
    found = rule.any.search(reading.text) if rule.any else None
    if rule.any and not found:
        return None
    return found[0] if found else ""


def _conditions_hold(rule: Rule, reading: Reading) -> bool:
    text = reading.text
    return (
        (rule.question is None or rule.question == reading.asks)
        and (rule.longest is None or reading.words <= rule.longest)
        and (not rule.finds or not reading.finds.isdisjoint(rule.finds))
        and (not rule.also or bool(rule.also.search(text)))
        and not (rule.unless and rule.unless.search(text))
        and (not rule.shape or _SHAPES[rule.shape](reading))
    )


def _has_no_words(reading: Reading) -> bool:
    """Neither words, nor a question mark that asks without them, nor anything that may ask in their place."""
    return reading.words == 0 and not reading.asks and not reading.shows


def _names_first(reading: Reading) -> bool:
    return bool(_NAMES_FIRST.match(reading.text)) and not _house_first(reading.text, reading.ours)


def _house_first(text: str, ours: re.Pattern[str]) -> int:
    """Where the name ends with which a text begins, if it is that of a place or a unit, perhaps our own; else 0."""
    called = _NAMES_FIRST.match(text)
    whole = _WITH_NEXT.match(text, called.end()) if called else None
    for end in (whole.end() if whole else 0, called.end() if called else 0):
        if ours.search(text, 0, end) or pattern("suggest", "not_friends").search(text, 0, end):
            return end
    return 0


_SHAPES = {"no_words": _has_no_words, "names_first": _names_first}


@cache
def _rules() -> tuple[Rule, ...]:
    names = {field.name for field in fields(Rule)}
    return tuple(
        Rule(**{name: _kept(name, value) for name, value in rule.items() if name in names})
        for rule in words()["suggest"]["rules"]
    )


def _kept(name: str, value: Any) -> Any:
    """What a rule of the word file says under a name: its lists of words are looked for."""
    entries = tuple(value) if isinstance(value, list) else value
    return word_list(entries) if name in ("any", "also", "unless") else entries


@cache
def _pattern(entries: tuple[str, ...]) -> re.Pattern[str]:
    return any_of(entries)
