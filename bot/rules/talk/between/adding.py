"""What a second expert adds to a colleague's answer, and what two of them tell together."""

import re
from dataclasses import replace

from bot.guard.patterns import regex
from bot.rules.talk.messages.asking import asks_several
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import count, listed
from bot.rules.talk.reading import Reading
from bot.rules.talk.replacing import content

FEW = 12  # words; so many with an «også» add to what a colleague has said
KNOWN = 0.5  # so much of an addition may have been said before
APART = 0.25  # so little in common have two answers that tell two things
_CONSENT = regex(
    r"^\W*(?:(?:ja|jepp|japp|jo|ok|yes|yep|yeah|bra|fint|flott)\b\W*)*(?=(?:og|and|samt|men husk|pluss|plus)\b)",
    re.IGNORECASE,
)
_MORE = regex(r"(?:og|and|samt|pluss|plus|i tillegg|dessuten|in addition|also)\s+", re.IGNORECASE)
_AGREES_AND_MORE = regex(
    r"(?:(?:ja|jepp|japp|jo|ok|yes|yep|yeah|bra|fint|flott|enig|einig|samd|agree|agreed|stemmer|riktig|right)\b[\s,.!–-]*)+"
    rf"(?={_MORE.pattern})",
    re.IGNORECASE,
)


def adds(words: str) -> bool:
    """«Og hele året i Byparken.» after a colleague's answer adds to it; alone it would be none."""
    words = _CONSENT.sub("", words) or words
    return any(listed(name).match(words) for name in ("adds_to", "agrees", "but")) or (
        count(words) <= FEW and bool(listed("adds").search(words))
    )


def add_to_a_colleague(reading: Reading, place: int) -> None:
    """«Enig, og på lørdager er det åpent fra 11», «husk å nevne at …» tell more, and stand below what a colleague has told."""
    found = reading.found[place]
    agreed = _AGREES_AND_MORE.match(found.words)
    words = found.words if found.adds else found.words[agreed.end() :] if agreed else ""
    known = content(" ".join(reading.found[earlier].words for earlier in reading.run))
    new = content(words)
    if new and len(new & known) <= len(new) * KNOWN and not listed("told_to_do").match(_MORE.sub("", words)):
        reading.found[place] = replace(found, reason=Reason.TAKEN, words=words)
        reading.run.append(place)


def completes(reading: Reading, place: int) -> bool:
    """«Hva koster det, og hvem får leie?»: two colleagues who tell two things answer together."""
    if not asks_several(reading.question) or reading.found[place].takes_back:
        return False
    new, old = content(reading.found[place].words), content(" ".join(reading.found[i].words for i in reading.run))
    return bool(old) and len(new & old) / len(old) < APART and not listed("corrects").match(reading.found[place].words)
