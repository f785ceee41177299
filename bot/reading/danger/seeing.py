"""Danger in a citizen's words.

1. The text is cut into clauses (`bot/reading/clauses.py`), their words are understood (`kinds.toml` and the word files).
2. "Not" turns what stands beside it: "puster ikke" is a danger, "brenner ikke" is none.
3. A drill, a film, last year, a rule or a joke takes back what is said in the same clause, and there only: never what
   somebody says of herself, and seldom what is shouted or begged.
4. The gravest kind of danger that a rule finds is told, with the words that told it.
5. Where the text speaks of a case of the office (the teacher, waiting for a place, every night), what cases use the same
   words for is no emergency unless something in the words presses.

What the whole text is like is weighed beside this in `bot/reading/weighing.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, islice, pairwise

from bot.reading.clauses import Clause, clauses
from bot.reading.danger.rules import Hold, Kind, Rule, deniable, kinds, meanings, rules_by_sign
from bot.reading.danger.senses import has_recovered, in_their_sense, may_wait, presses
from bot.reading.handling.matters import heard_in
from bot.reading.likeness.likeness import Likeness, likeness

_TAKES_BACK = frozenset({"past", "drill", "rules", "maybe", "over", "joke"})
_HELPERS = frozenset(
    {"get", "want", "strength", "any_want", "worry"}
)  # "får ikke puste": it is the breath that is denied
_WHO = frozenset({"self", "we", "you", "kin", "person", "child"})
_ALSO_CASES = frozenset({"child", "violence", "injury", "breath_heart"})  # kinds whose words the office's own cases use
_BEFORE, _AFTER = 2, 3  # words that a "not" reaches
_SHORT = 4  # words of a whole text that is no more than a cry
_FEW_WORDS_SHOWN = 8


@dataclass(frozen=True)
class Danger:
    """The gravest danger a text tells of, and the citizen's words that tell it."""

    kind: Kind
    words: str
    is_own: bool = False  # somebody says it of herself, in words that mean nothing else


@dataclass(frozen=True)
class Meaning:
    """What one clause says."""

    clause: Clause
    said: frozenset[str]
    taken_back: bool
    insists: bool  # it is shouted, or asks for help

    def speaks(self, hold: Hold) -> bool:
        """Whether the words count for rules that hold so firmly."""
        if hold is Hold.OWN or not self.taken_back:
            return True
        return hold is Hold.SURE and self.insists


def danger_in(text: str) -> Danger | None:
    """The gravest danger that a rule finds in the text, or None."""
    understood = understand(text)
    told = [one for one in told_in(understood) if not _is_well_again(*one, understood)]
    return _gravest(told if presses_in(understood) else [one for one in told if not _may_wait(*one, understood)])


def told_in(understood: Sequence[Meaning]) -> Iterator[tuple[Rule, tuple[Meaning, ...]]]:
    """The rules that fit, each with the clauses that it fits."""
    return chain(_in_one_clause(understood), _in_neighbours(understood))


def _gravest(found: Sequence[tuple[Rule, tuple[Meaning, ...]]]) -> Danger | None:
    order = list(kinds())
    rule, told_by = min(found, key=lambda one: order.index(one[0].kind), default=(None, ()))
    is_own = any(one.hold is Hold.OWN for one, _ in found)
    return Danger(kinds()[rule.kind], " … ".join(map(_shown, told_by)), is_own) if rule else None


def presses_in(understood: Sequence[Meaning]) -> bool:
    """Whether something in the text tells that it is now."""
    return presses(all_of(understood))


def _may_wait(rule: Rule, told_by: Sequence[Meaning], understood: Sequence[Meaning]) -> bool:
    """Whether the text speaks of a case of the office, of what is so every day, or of what is over."""
    everywhere = all_of(understood)
    is_case = "standing" in everywhere and rule.kind in _ALSO_CASES and rule.hold is not Hold.OWN
    return is_case or may_wait(rule.kind, all_of(told_by), everywhere)


def _is_well_again(rule: Rule, told_by: Sequence[Meaning], understood: Sequence[Meaning]) -> bool:
    """Whether what is told here was treated and is well again, as the text says then or later, and nothing comes anew."""
    later = understood[understood.index(told_by[0]) :]
    return has_recovered(rule.kind, all_of(told_by), all_of(later))


def all_of(understood: Sequence[Meaning]) -> frozenset[str]:
    """What is said anywhere in the text."""
    return frozenset[str]().union(*(meaning.said for meaning in understood))


@lru_cache(maxsize=8)  # danger and handling ask the same
def like(text: str) -> Likeness:
    """What the text is like, by its letters, the dangers it may mean, and whom and what it is about."""
    return likeness(text, chain((meaning.said for meaning in understand(text)), _about(text)))


def _about(text: str) -> Iterator[frozenset[str]]:
    """What each clause says of whom and what, under names of their own."""
    return (frozenset(f"about {one}" for one in heard) for heard in heard_in(text))


def _in_one_clause(understood: Sequence[Meaning]) -> Iterator[tuple[Rule, tuple[Meaning, ...]]]:
    for meaning in understood:
        for hold in (Hold.OWN, Hold.SURE, Hold.WEAK):
            if meaning.speaks(hold):
                yield from ((rule, (meaning,)) for rule in _fitting(hold, meaning.said))


def _in_neighbours(understood: Sequence[Meaning]) -> Iterator[tuple[Rule, tuple[Meaning, ...]]]:
    for one, other in pairwise(understood):
        if not (one.taken_back or other.taken_back):
            yield from ((rule, (one, other)) for rule in _fitting(Hold.NEAR, one.said | other.said))


def _fitting(hold: Hold, said: frozenset[str]) -> Iterator[Rule]:
    under = rules_by_sign()[hold]
    return (rule for of in said for rule in under.get(of, ()) if rule.fits(said))


def _shown(meaning: Meaning) -> str:
    words = (word for word in meaning.clause.words if not any(map(str.isdigit, word)))
    return " ".join(islice(words, _FEW_WORDS_SHOWN))


@lru_cache(maxsize=8)  # danger and handling ask the same
def understand(text: str) -> tuple[Meaning, ...]:
    """What the clauses of a text mean, in their order."""
    parts = clauses(text)
    is_short = sum(len(part.words) for part in parts) <= _SHORT
    words_mean = [_meanings_of(part.words) for part in parts]
    senses = in_their_sense([said for said, _ in words_mean])
    heard = [(said, denied) for said, (_, denied) in zip(senses, words_mean, strict=True)]
    begged = {part.sentence for part, (said, _) in zip(parts, heard, strict=True) if "plea" in said}
    understood: list[Meaning] = []
    for part, (said, denied) in zip(parts, heard, strict=True):
        back = part.quoted or part.laughs or "supposed" in said or not _TAKES_BACK.isdisjoint(said)
        insists = (part.end == "!" or part.sentence in begged) and "supposed" not in said
        manners = _manners(part, is_short=is_short)
        meanings_said = said | manners | {f"no {one}" for one in denied}
        understood.append(Meaning(part, meanings_said, back, insists))
    return tuple(understood)


def _manners(part: Clause, *, is_short: bool) -> frozenset[str]:
    told = {"exclaim": part.end == "!", "ask": part.end == "?", "short": is_short, "loud": part.loud}
    return frozenset(name for name, holds in told.items() if holds)


def _meanings_of(words: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The meanings that are said in a clause, and those that are denied."""
    places = _by_place(words)
    denied_places = {place for at, found in enumerate(places) if "not" in found for place in _denied_by(places, at)}
    if not denied_places:
        return frozenset[str]().union(*places), frozenset()
    stands = (found - _turnable() if at in denied_places else found for at, found in enumerate(places))
    denied = (places[at] & deniable() for at in denied_places)
    return frozenset[str]().union(*stands), frozenset[str]().union(*denied)


@cache
def _turnable() -> frozenset[str]:
    return deniable() - _HELPERS


def _by_place(words: tuple[str, ...]) -> list[frozenset[str]]:
    """The meanings of each word. An expression means something at its last word, and its own "not" denies nothing; an idiom
    means nothing at all.
    """
    places = [_classes(word) for word in words]
    for of, start, end in meanings().expressions_in(words):
        if of == "idiom":
            places[start:end] = [frozenset({"idiom"})] * (end - start)
        elif "idiom" not in places[start]:
            if of != "not":
                places[start:end] = [found - {"not"} for found in places[start:end]]
            places[end - 1] |= {of}
    return places


@lru_cache(maxsize=2_000)
def _classes(word: str) -> frozenset[str]:
    found = meanings().classes(word)
    return frozenset({"idiom"}) if "idiom" in found else found


def _denied_by(places: Sequence[frozenset[str]], at: int) -> Iterator[int]:
    """The places a "not" denies: the word before it, else those that follow; a helper passes it on."""
    for place in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
        if turned := _turned(places[place]):
            yield place
            if not turned <= _HELPERS:
                return
    yield from (place for place in range(at + 1, min(len(places), at + 1 + _AFTER)) if _turned(places[place]))


def _turned(found: frozenset[str]) -> frozenset[str]:
    """What a "not" turns of a word: nothing of a word for a person."""
    return found & deniable() if found.isdisjoint(_WHO) else frozenset()
