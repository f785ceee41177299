"""How sure an alarm is: what a rule told, and what the whole text is like (`bot/reading/likeness/`), weighed together. Pure.

1. What a rule told calls the duty, unless the whole text makes it doubtful: then it is a guess, which the desk hears first. Where
   hardly any text of this kind was a danger, it is none. A text of few words is as the rule says.
2. Where no rule spoke, a text that is likely a danger is a guess; and where it is hardly anything else, the duty is called.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.reading.danger.rules import kinds
from bot.reading.danger.seeing import Danger, Meaning, all_of, like, presses_in, told_in, understand
from bot.reading.likeness.heads import DANGERS

# How likely danger must be, by what the text is like. A miss costs a life, a false alarm a look; but a phone that rings for nothing is
# switched off. Chosen on batches that were each kept out of the training (decision 0044).
_HARDLY, _DOUBTED, _LIKELY, _SURE = 0.02, 0.15, 0.35, 0.9
_FEW = 8  # words: in fewer, a rule knows better
_ENOUGH_TO_COMPARE = 6  # words: in fewer, a single one would decide
_ENOUGH_STANDING = 4  # words that nothing takes back
_NO_DANGER = frozenset({"supposed", "no burn", "no fire", "no bleed", "no smoke", "no crash", "no hurt"})
_WAITING = frozenset({"general", "standing", "slippery", "recovered"})
_A_HOLE = frozenset({"hole", "road"})  # what is dangerous of it, the rules know
_DESPAIR = "despair"


def trusted(told: Danger, text: str) -> Danger | None:
    """What a rule told, as the whole text has it: as it is, as a guess, or None."""
    likely = like(text).chance(DANGERS, {})
    if likely >= _DOUBTED or _count(understand(text)) < _FEW:
        return told
    return _guessed(told) if likely >= _HARDLY else None


def guess_in(text: str, against: Mapping[str, float]) -> Danger | None:
    """A danger that no rule told, but that is likely enough by what the text is like, other handlings helped by so much."""
    understood, seen = understand(text), like(text)
    likely = seen.chance(DANGERS, against)
    if likely <= _LIKELY or not _says_something(understood) or any(told_in(understood)):
        return None
    name = seen.clearest(DANGERS)
    if name != _DESPAIR and _calms(understood):
        return None
    found = Danger(kinds()[name], seen.words(name))
    return _sure(found) if likely > _SURE else _guessed(found)


def _guessed(found: Danger) -> Danger:
    reason = "self_harm_alike" if found.kind.name == _DESPAIR else "emergency_unclear"
    return replace(found, kind=replace(found.kind, reason=reason))


def _sure(found: Danger) -> Danger:
    reason = "self_harm" if found.kind.name == _DESPAIR else "emergency_alike"
    return replace(found, kind=replace(found.kind, reason=reason))


def _says_something(understood: Sequence[Meaning]) -> bool:
    """Whether there is more than a few words, and enough of them stand as they are said."""
    standing = sum(len(meaning.clause.words) for meaning in understood if not meaning.taken_back)
    return _count(understood) >= _ENOUGH_TO_COMPARE and standing >= _ENOUGH_STANDING


def _count(understood: Sequence[Meaning]) -> int:
    return sum(len(meaning.clause.words) for meaning in understood)


def _calms(understood: Sequence[Meaning]) -> bool:
    """Whether a danger is denied, or the text speaks of a hole in the road or what is so every day."""
    if all_of(understood) >= _A_HOLE:
        return True
    waits = not _WAITING.isdisjoint(all_of(understood)) and not presses_in(understood)
    return waits or any(not _NO_DANGER.isdisjoint(meaning.said) for meaning in understood)
