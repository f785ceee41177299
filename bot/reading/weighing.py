"""How sure what is suggested is: what rules tell and what the whole text is like (`bot/reading/likeness/`), weighed together. Pure.

1. What is likely enough a danger is raised; where it is hardly anything else, the duty is called, else the desk hears of it first.
   The kind is the one that a rule tells, else what the text is most like.
2. A cry of a few words is as the rule says, and where no rule knows it, no danger. What somebody says of herself in words that mean
   nothing else is a guess at least.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.reading.danger.rules import kinds
from bot.reading.danger.seeing import Danger, like, presses_in, understand
from bot.reading.fitting import Reading
from bot.reading.likeness.heads import DANGERS
from bot.reading.likeness.together import EMERGENCY, chances
from bot.reading.topics.departments import told_by_words

# How likely danger must be to be raised where a rule told it, and where none did, and to call the duty. A miss costs a life, a false
# alarm a look; but a phone that rings for nothing is switched off. Chosen by parting the open half in five (decision 0045).
RAISED, RAISED_ALONE, CALLED = 0.2, 0.3, 0.6
_A_CRY, _FEW = 5, 8  # words
_ENOUGH_TO_COMPARE = 6  # words: in fewer, a single one would decide
_LENGTHS = (1, 3, 7, 15, 31, 63)  # words
_DESPAIR = "despair"


def likely(text: str, reading: Reading, told: Danger | None, first: str) -> Mapping[str, float]:
    """How likely each handling is, where rules told this danger, and of the others this one fitted first (or none: "")."""
    return chances(like(text).asked, frozenset(signs(text, reading, told, first)))


def danger_of(text: str, reading: Reading, told: Danger | None, chance: float) -> Danger | None:
    """The danger to be raised, where it is so likely and a rule told this one (or none)."""
    if told and reading.words < _A_CRY:
        return told
    if not (_raises(told, chance) if told else chance >= RAISED_ALONE and reading.words >= _ENOUGH_TO_COMPARE):
        return None
    found = told or _alike(text)
    if chance < CALLED:
        return _because(found, "self_harm_alike", "emergency_unclear")
    return found if told else _because(found, "self_harm", "emergency_alike")


def _raises(told: Danger, chance: float) -> bool:
    return told.is_own or chance >= RAISED


def signs(text: str, reading: Reading, told: Danger | None, first: str) -> Iterator[str]:
    """What is known of a text beside what it is like: which rules fit, whom its words are for, what was found, and how long it is."""
    yield f"first {first}"
    yield f"words for {told_by_words(reading.text)}"
    yield "asks" if reading.asks else "tells"
    yield f"long {sum(reading.words >= one for one in _LENGTHS)}"
    yield from (f"find {kind}" for kind in reading.finds)
    if told:
        yield from (EMERGENCY, f"danger {told.kind.name}")
        yield from (f"danger in under {few}" for few in (_A_CRY, _FEW) if reading.words < few)
        if presses_in(understand(text)):
            yield "danger presses"


def _alike(text: str) -> Danger:
    seen = like(text)
    name = seen.clearest(DANGERS)
    return Danger(kinds()[name], seen.words(name))


def _because(found: Danger, of_despair: str, of_others: str) -> Danger:
    reason = of_despair if found.kind.name == _DESPAIR else of_others
    return replace(found, kind=replace(found.kind, reason=reason))
