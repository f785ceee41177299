"""Whether a matter is personal: told by whom it is about (a relative, somebody named, the writer herself) together with what
(health, money, care, a quarrel). The words and rules stand in `personal.toml`.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from bot.reading.clauses import Clause, clauses
from bot.reading.lexicon import Lexicon, lexicon

_MIDDLE_NAME = re.compile(r"(?<=[a-zæøå,] )(?:[A-ZÆØÅ][a-zæøåé]{2,})(?= |,|\.|$)")
_PLACE = re.compile(
    r"(?i)(?:vei|veien|veg|vegen|gata|gate|haugen|lia|rud|by|sund|dal|bakken|skole|skolen|kommune|hallen|nav|altinn|facebook|norge|norway)$"
)

_Rule = tuple[tuple[frozenset[str], ...], frozenset[str]]


def personal_in(text: str) -> str | None:
    """The words that make a matter personal, or None."""
    parts = clauses(text)
    heard = [_meanings(part) for part in parts]
    named = {"named"} if _names_somebody(text) else set()
    spans: list[tuple[frozenset[str], tuple[Clause, ...]]] = [
        (said, (part,)) for said, part in zip(heard, parts, strict=True)
    ]
    spans += [(one | other, both) for (one, other), both in zip(pairwise(heard), pairwise(parts), strict=True)]
    for said, several in spans:
        if any(_fits(rule, said | named) for rule in _rules()):
            return " … ".join(" ".join(part.words[:6]) for part in several)
    return None


def _meanings(part: Clause) -> frozenset[str]:
    said = {of for word in part.words for of in _words().classes(word)}
    said |= {of for at in range(len(part.words)) for of, _ in _words().expression_at(part.words, at)}
    return frozenset(said | ({"asks"} if part.end == "?" else set()))


def _names_somebody(text: str) -> bool:
    """A capital letter in the middle of a sentence that begins no place."""
    return any(not _PLACE.search(name) for name in _MIDDLE_NAME.findall(text))


def _fits(rule: _Rule, said: frozenset[str]) -> bool:
    needs, without = rule
    return without.isdisjoint(said) and not any(map(said.isdisjoint, needs))


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads((resources.files("bot.reading.handling") / "personal.toml").read_text(encoding="utf-8"))


@cache
def _words() -> Lexicon:
    return lexicon(_file()["words"])


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_rule(written.replace(" -", " + -")) for written in _file()["rules"]["personal"])


def _rule(written: str) -> _Rule:
    terms = written.split(" + ")
    needs = tuple(frozenset(term.split("|")) for term in terms if not term.startswith("-"))
    return needs, frozenset(term[1:] for term in terms if term.startswith("-"))
