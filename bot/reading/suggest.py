"""What the front desk probably does first with a citizen's words, and who knows the answer. Pure, and a suggestion only.

Danger comes before all else (`bot/reading/danger/`). Then the rules of `bot/reading/words.toml` are read from top to bottom;
the first that fits wins. Where none does, a small model is asked what the text is like (`bot/reading/likeness/`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any

from bot.guard.patterns import any_of
from bot.guard.plain import plain
from bot.municipality.shape import Municipality
from bot.reading.danger.seeing import Danger, danger_in, like
from bot.reading.handling.matters import matters_in
from bot.reading.likeness.heads import HANDLINGS
from bot.reading.privacy import but_for, scan, types
from bot.reading.topics.departments import department_for
from bot.reading.topics.spoken import spoken_for
from bot.reading.word_rules import WordList, listed, pattern, word_list, words

_BEGINNING = re.compile(r"(?:^|[.!:,\n])\s*(?:(?i:hei|hallo|heisann|hi|hello)[\s,!]+)?(\w.*)")
_NOTE = re.compile(r"\[[^\]]*\]")
_NAME = r"[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)?"
_NAMES_FIRST = re.compile(rf"\W*(?:@\w+|{_NAME}(?: {_NAME})+)(?=[\s,!.]+[a-zæøå]|\W*$)")

# What the model may say against a rule, if it says so clearly: only what is graver. Whoever waits for an answer is not to be left.
_GRAVER = {
    "no_answer_needed": ("hide", "redirect_personal", "redirect_case"),
    "redirect_other": ("hide", "redirect_personal", "redirect_case"),
    "answer": ("hide", "redirect_personal"),
    "holding": ("hide", "redirect_personal"),
    "redirect_case": ("hide",),
}
_MUCH = 0.3  # by so much more than enough
_WITH_NEXT = re.compile(r"\s+\w+")


_NEEDS_NOBODY = frozenset({"thanks", "tagging", "no_words"})  # the reasons that are sure enough to stop a clock


@dataclass(frozen=True)
class Suggestion:
    """What to do first, and why.

    `expected` is answer, holding, redirect_case, redirect_personal, redirect_other, emergency, no_answer_needed or hide.
    `department` is a key of the municipality's, or "none" or "ekstern". `reason` is a text key (below "suggest.").
    `ready` is the citizen text that fits, `redirect` the body outside that is responsible, `found` the citizen's
    words that decided, `danger` the kind of danger (`bot/reading/danger/kinds.toml`); each may be empty.
    """

    expected: str
    department: str
    reason: str
    ready: str = ""
    redirect: str = ""
    found: str = ""
    danger: str = ""

    @property
    def noted(self) -> str:
        """What is kept of it, for the time that runs: an opinion, or a guess that nobody has to answer, stops no clock."""
        runs_on = self.expected == "no_answer_needed" and self.reason not in _NEEDS_NOBODY
        return "answer" if runs_on else self.expected


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


@lru_cache(maxsize=256)  # a card, its view and its reminder read the same words
def suggest(
    text: str,
    page: str | None,
    municipality: Municipality,
    *,
    shows: bool = False,
    no_data: frozenset[str] = frozenset(),
) -> Suggestion:
    """Suggest what to do with a text on a page (None, or one that was taken out of the settings: the municipality's first).

    `shows` tells that something stands beside the words which only a person can look at, such as a picture.
    `no_data` are fingerprints of finds that are not personal, as a person has said.
    """
    home = (municipality.pages.get(page or "") or next(iter(municipality.pages.values()))).department
    reading = _read(text, municipality, shows=shows, no_data=no_data)
    topic = department_for(reading.text, home, municipality.departments)
    if danger := danger_in(text):
        return _urgent(danger, topic, municipality)
    seen = like(text)
    for rule in _rules():
        if (found := _fits(rule, reading)) is not None:
            if seen.clearest(_GRAVER.get(rule.expected, ()), by=_MUCH):
                break  # the graver leads
            department = _known(rule.department, topic, municipality)
            return Suggestion(rule.expected, department, rule.name, rule.ready, rule.redirect, found)
    name = seen.clearest(HANDLINGS)
    if name and not (shows and name == "no_answer_needed") and not (name == "redirect_other" and spoken_for(text)):
        return _alike(name, seen.words(name), topic, municipality)
    if topic in listed("suggest", "holding_departments"):
        return Suggestion("holding", topic, "expert", "holding")
    return Suggestion("answer", topic, "nothing")


def _urgent(danger: Danger, topic: str, municipality: Municipality) -> Suggestion:
    kind = danger.kind
    department = _known(kind.department, topic, municipality)
    return Suggestion("emergency", department, kind.reason, kind.ready, found=danger.words, danger=kind.name)


def _alike(name: str, found: str, topic: str, municipality: Municipality) -> Suggestion:
    """What no rule knew, but what is like texts that are handled so."""
    way = words()["suggest"]["alike"][name]
    department = _known(way.get("department", ""), topic, municipality)
    return Suggestion(name, department, f"alike_{name}", way.get("ready", ""), found=found)


def _read(text: str, municipality: Municipality, *, shows: bool, no_data: frozenset[str]) -> Reading:
    calm, ours = _calm(plain(text).text), _own_names(municipality)
    finds = frozenset(types(but_for(text, scan(text, municipality.public_contacts), no_data)))
    return Reading(calm, finds, _asks(calm, ours), shows, len(re.findall(r"[^\W\d_]+", calm)), ours, matters_in(calm))


def _calm(text: str) -> str:
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


def word_for(text: str, department: str) -> str:
    """The words of a text that speak for a department; empty where it was not told by words."""
    calm = _calm(plain(text).text)
    found = pattern("suggest", "topics", department).search(calm)
    spoken = spoken_for(calm).get(department)
    return found[0] if found else spoken.word if spoken else ""


def _known(department: str, topic: str, municipality: Municipality) -> str:
    special = (words()["suggest"]["none"], words()["suggest"]["external"])
    return department if department in special or department in municipality.departments else topic


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
