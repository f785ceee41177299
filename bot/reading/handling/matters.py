"""What a comment is about, told by meanings: whom (a relative, somebody named, the writer, a group) together with what (health,
money, a quarrel, contempt), another body's field, or an offer. Words and rules stand in the files beside this module.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from bot.guard.patterns import regex
from bot.reading.clauses import Clause, clauses
from bot.reading.lexicon import Lexicon, lexicon

_FILES = ("abuse", "personal", "others")
_WORDS = (*_FILES, "private")
_SLIPS_FROM = 9  # letters: the words here are everyday ones, which a slip makes of one another
_SHOWN = 6  # words of each clause
_MIDDLE_NAME = regex(r"(?<=[a-zæøå,] )(?:[A-ZÆØÅ][a-zæøåé]{2,})(?= |,|\.|$)")
_PLACE = regex(
    r"(?i)(?:vei|veien|veg|vegen|gata|gate|haugen|lia|rud|by|sund|dal|bakken|skole|skolen|kommune|hallen|nav|altinn|facebook|norge|norway)$"
)


@dataclass(frozen=True)
class Rule:
    """What must be said, in a clause or in two neighbours; what must not be said there, and what nowhere in the text."""

    needs: tuple[frozenset[str], ...]  # of each set one
    without: frozenset[str]
    nowhere: frozenset[str]

    def fits(self, said: frozenset[str], everywhere: frozenset[str]) -> bool:
        """Whether what is said here, and in the whole text, is what the rule asks for."""
        silent = self.without.isdisjoint(said) and self.nowhere.isdisjoint(everywhere)
        return silent and not any(map(said.isdisjoint, self.needs))


@lru_cache(maxsize=8)
def matters_in(text: str) -> Mapping[str, str]:
    """The matters of a text (the names of the rules in the files), each with the words that tell it."""
    parts, heard = clauses(text), heard_in(text)
    everywhere = frozenset[str]().union(*heard)
    found: dict[str, str] = {}
    for said, several in _spans(parts, heard):
        for name in _fitting(said, everywhere):
            if name not in found:
                found[name] = " … ".join(" ".join(part.words[:_SHOWN]) for part in several)
    return found


def _fitting(said: frozenset[str], everywhere: frozenset[str]) -> Iterator[str]:
    under = _rules_by_sign()
    return (name for of in said for name, rule in under.get(of, ()) if rule.fits(said, everywhere))


@lru_cache(maxsize=8)
def heard_in(text: str) -> tuple[frozenset[str], ...]:
    """The meanings of each clause of a text, in order."""
    named = frozenset({"named"} if _names_somebody(text) else ())
    return tuple(_meanings(part) | named for part in clauses(text))


def _spans(
    parts: tuple[Clause, ...], heard: tuple[frozenset[str], ...]
) -> Iterator[tuple[frozenset[str], tuple[Clause, ...]]]:
    """Each clause alone, then each with the next."""
    yield from ((said, (part,)) for said, part in zip(heard, parts, strict=True))
    yield from ((one | other, both) for (one, other), both in zip(pairwise(heard), pairwise(parts), strict=True))


def _meanings(part: Clause) -> frozenset[str]:
    said = set[str]().union(*map(_classes, part.words), (of for of, _, _ in _words().expressions_in(part.words)))
    return frozenset(said | ({"asks"} if part.end == "?" else set()))


def words_of(words: Sequence[str], marks: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The words and expressions that belong to one of these meanings: the places of their first and last words."""
    for at, word in enumerate(words):
        if not marks.isdisjoint(_classes(word)):
            yield at, at
    yield from ((at, end - 1) for of, at, end in _words().expressions_in(words) if of in marks)


@lru_cache(maxsize=2_000)
def _classes(word: str) -> frozenset[str]:
    return _words().classes(word)


def _names_somebody(text: str) -> bool:
    """A capital letter in the middle of a sentence that begins no place."""
    return any(not _PLACE.search(name) for name in _MIDDLE_NAME.findall(text))


@cache
def _words() -> Lexicon:
    lists: dict[str, list[str]] = {}
    for name in _WORDS:
        for of, words in read_file(name, "words").items():
            lists.setdefault(of, []).extend(words)
    return lexicon(lists, slips_from=_SLIPS_FROM)


@cache
def _rules() -> Mapping[str, tuple[Rule, ...]]:
    return {name: tuple(map(rule, several)) for file in _FILES for name, several in read_file(file, "rules").items()}


@cache
def _rules_by_sign() -> Mapping[str, Sequence[tuple[str, Rule]]]:
    """The rules under the signs of what is said most seldom of their needs: a clause asks only those that may fit."""
    several = [(name, rule) for name, rules in _rules().items() for rule in rules]
    often = Counter(of for _, rule in several for need in rule.needs for of in need)
    under: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
    for name, rule in several:
        for of in min(rule.needs, key=lambda need: sum(often[of] for of in need)):
            under[of].append((name, rule))
    return under


def rule(written: str) -> Rule:
    """The rule that a line of a file says."""
    terms = re.split(r" \+ | (?=[-~])", written)
    needs = tuple(frozenset(term.split("|")) for term in terms if term[0] not in "-~")
    without, nowhere = (frozenset(term[1:] for term in terms if term[0] == sign) for sign in "-~")
    return Rule(needs, without, nowhere)


def read_file(name: str, table: str) -> Mapping[str, list[str]]:
    """A table of one of the files beside this module."""
    found: Mapping[str, list[str]] = tomllib.loads(
        (resources.files("bot.reading.handling") / f"{name}.toml").read_text(encoding="utf-8")
    )[table]
    return found
