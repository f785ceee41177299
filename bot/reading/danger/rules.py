"""The rules of `kinds.toml`: which meanings together tell of which danger. The file says how a rule is written."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from bot.reading.lexicon import Lexicon, lexicon

_WORD_FILES = ("things", "events", "ways", "signs", "despair", "leaving")
_HUMAN = ("kin", "person", "child", "self", "we")
# What is told by how a clause is said, not by a word in it.
MANNERS = frozenset({"exclaim", "ask", "short", "loud"})


class Hold(StrEnum):
    """How firmly a rule holds against what takes words back; see `kinds.toml`."""

    OWN = "own"
    SURE = "sure"
    WEAK = "weak"
    NEAR = "near"


@dataclass(frozen=True)
class Rule:
    """What must be said, denied, and not said for one sign of danger."""

    kind: str
    hold: Hold
    needs: tuple[frozenset[str], ...]  # of each set one; "no x" is x denied
    without: frozenset[str]

    def fits(self, said: frozenset[str]) -> bool:
        """Whether the meanings of a clause ("no x" for what is denied) are enough."""
        return self.without.isdisjoint(said) and not any(map(said.isdisjoint, self.needs))


@dataclass(frozen=True)
class Kind:
    """A kind of danger: who in the house knows it, the reason for the staff, and the text for the citizen."""

    name: str
    department: str
    reason: str
    ready: str


@cache
def meanings() -> Lexicon:
    """All words of the files beside this module."""
    lists: dict[str, list[str]] = {}
    for words_of in (*map(_read, _WORD_FILES), _read("senses")["words"]):
        for of, words in words_of.items():
            lists.setdefault(of, []).extend(words)
    return lexicon(lists)


@cache
def deniable() -> frozenset[str]:
    """The meanings that a "not" turns: what happens, not whom or what it happens to."""
    return frozenset(of for name in ("events", "signs", "despair") for of in _read(name))


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds of danger, the gravest first."""
    return {
        name: Kind(name, kind["department"], kind["reason"], kind["ready"]) for name, kind in _read("kinds").items()
    }


@cache
def rules_by_sign() -> Mapping[Hold, Mapping[str, tuple[Rule, ...]]]:
    """The rules under the meanings of their rarest need, so that a clause asks only those that may fit."""
    return {hold: _by_sign(several) for hold, several in rules().items()}


def _by_sign(several: Iterable[Rule]) -> Mapping[str, tuple[Rule, ...]]:
    several = tuple(several)
    often = Counter(of for rule in several for need in rule.needs for of in need)
    often.update({name: len(several) for name in _HUMAN})
    under: dict[str, list[Rule]] = defaultdict(list)
    for rule in several:
        for of in min(rule.needs, key=lambda need: sum(often[of] for of in need)):
            under[of].append(rule)
    return {of: tuple(found) for of, found in under.items()}


@cache
def rules() -> Mapping[Hold, tuple[Rule, ...]]:
    """The rules of all kinds by how firmly they hold, those of the gravest kind first."""
    return {hold: tuple(_rules(hold)) for hold in Hold}


def _rules(hold: Hold) -> Iterator[Rule]:
    for kind, table in _read("kinds").items():
        for written in table.get(hold, ()):
            yield _rule(kind, hold, written)


def _rule(kind: str, hold: Hold, written: str) -> Rule:
    needs, without = [], set()
    for term in written.replace(" -", " + -").split(" + "):
        if term.startswith("-"):
            without.add(term.removeprefix("-"))
        else:
            needs.append(_need(term))
    return Rule(kind, hold, tuple(needs), frozenset(without))


@cache
def _need(term: str) -> frozenset[str]:
    """One term's meanings; most terms stand in many rules, and are kept once."""
    return frozenset(_alternatives(term))


def _alternatives(term: str) -> Iterator[str]:
    denied = "no " if term.startswith("no ") else ""
    for name in term.removeprefix("no ").split("|"):
        yield from (denied + each for each in (_HUMAN if name == "human" else (name,)))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("bot.reading.danger") / f"{name}.toml").read_text(encoding="utf-8"))
