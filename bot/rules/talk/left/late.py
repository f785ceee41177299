"""What was written after the words of a proposal, is not in it, and may make it wrong. Nothing here is understood: when in
doubt it is told.

When somebody says later that the proposal is right, what was written before that is settled.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from bot.guard.patterns import regex
from bot.rules.talk.against import said_against
from bot.rules.talk.contributions import BOT
from bot.rules.talk.conversation import Heard
from bot.rules.talk.left.nothing import is_nothing
from bot.rules.talk.left.signs import denies, facts, may_change
from bot.rules.talk.messages.asking import asks
from bot.rules.talk.messages.words import count

LONGEST = 10  # words of who says only that something is right
_CONFIRMS = regex(
    r"\W*(?:(?:ok|okei|ja|jo|jada|joda|jepp|yes|yep|sjekka|sjekket|checked)\b\W*)*"
    r"(?:(?:(?:det|dette|den|svaret|that|it|this)(?:['’]s)?\s+)?(?:er\s+|is\s+)?(?:(?:helt|heilt|quite)\s+)?"
    r"(?:stemmer|riktig|rett|korrekt|bekrefta|bekreftet|enig|einig|confirmed|correct|right|sikker|sure)\b|(?<=\w)\W*$)",
    re.IGNORECASE,
)

_DENIED = regex(r"(?<!\w)(?:ikke|ikkje|not)\s+([^,.;!?]*(?:[.:,]\d+)?)", re.IGNORECASE)


def late(
    heard: Sequence[Heard], sources: Collection[int], answer: str, question: str, names: Collection[str] = ()
) -> tuple[Heard, ...]:
    """The contributions after the first of those that an answer was made of which may change it, in order."""
    found: list[Heard] = []
    against = said_against(heard, sources)
    for each in _after(heard, sources):
        text = each.contribution.text
        if confirms(text, answer):
            found = [] if _settles(text, answer, found) else found
        elif each.contribution.id in sources:
            found = [one for one in found if not asks(one.contribution.text)]
        elif each in against or _may_change(each, answer, question, names):
            found.append(each)
    return tuple(found)


def is_confirmed(heard: Sequence[Heard], sources: Collection[int], answer: str) -> bool:
    """Whether somebody has said last that the answer is right."""
    said = [each for each in _after(heard, sources) if confirms(each.contribution.text, answer)]
    return any(facts(each.contribution.text) for each in said)


def confirms(text: str, answer: str) -> bool:
    """Whether words only say that something is right, and name nothing that an answer does not have."""
    is_short = count(text) <= LONGEST and "?" not in text and not denies(text)
    return is_short and _CONFIRMS.match(text) is not None and facts(text) <= facts(answer)


def _after(heard: Sequence[Heard], sources: Collection[int]) -> Iterator[Heard]:
    places = [place for place, each in enumerate(heard) if each.contribution.id in sources]
    yield from heard[places[0] + 1 :] if places else ()


def _settles(text: str, answer: str, before: Sequence[Heard]) -> bool:
    """A number of the answer says which of two is right; without one it can only be a question that is answered."""
    said = [each.contribution.text for each in before]
    return bool(facts(text)) or all(asks(one) and facts(one) <= facts(answer) for one in said)


def _may_change(each: Heard, answer: str, question: str, names: Collection[str]) -> bool:
    text = each.contribution.text
    if each.contribution.part == BOT or is_nothing(text, question, names) or _is_done(text, answer):
        return False
    return may_change(text, answer)


def _is_done(text: str, answer: str) -> bool:
    """«270 mener jeg, ikke 250» where the answer has the one and not the other."""
    denied = facts(" ".join(_DENIED.findall(text)))
    said, stands = facts(text) - denied, facts(answer)
    return count(text) <= LONGEST and bool(said and denied) and said <= stands and denied.isdisjoint(stands)
