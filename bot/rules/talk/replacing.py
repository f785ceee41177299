"""Whether a text takes the place of the same writer's earlier one: a whole correction, or said again and better."""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.asking import BREAK, hedges
from bot.rules.talk.messages.mending import kinds_in
from bot.rules.talk.messages.words import WORD, count, listed

_EXCLAIMS = regex(
    r"\W*(?:eller|or)\s+(?:nei|no)[\s,.!–-]+(?=\w)|\W*(?:(?:ok|å|oi|hm+)[\s,.!]+)?(?:(?:eller|nei|or)[\s,]+(?:forresten|vent|rather|wait)[\s,.!:–-]+|(?:ny\s+(?:beskjed|melding)|korrigert|ny\s+versjon)\s*[:.–-]\s*)(?=\w)|\W*(?:nei|no|næi|å\s+nei|oh\s+no)[\s,]+(?:oi\w*|ops\w*|ups\w*|uff|hov|vent|wait|oops|beklager|sorry|feil)\b[\s,.!]*(?=\w)",
    re.IGNORECASE,
)
_AFTER_ALL = regex(r"\b(?:likevel|allikevel|visst|after all)\b", re.IGNORECASE)
_YES_NO = regex(
    r"\W*(?:så|so)?[\s:,]*(?:(?P<no>nei|næi|no|nope|desverre\s+nei|dessverre\s+nei)|ja|jo|jepp|yes|yep)\b",
    re.IGNORECASE,
)
_UPDATES = regex(
    r"\W*(?:oppdatering|oppdatert|ny\s+status|status\s+(?:nå|no)|update)\s*[:–-]\s*(?!.*\b(?:også|òg|i\s+tillegg|also)\b)",
    re.IGNORECASE,
)
_BECOMES = regex(  # «Blir dessverre i morgen tidlig»
    r"(?:(?:det|den|it)\s+)?(?:blir|vert|will\s+be)\s+(?:dessverre|diverre|likevel|heller|nok|visst|unfortunately)\b",
    re.IGNORECASE,
)
_ABOUT = regex(r"\b(?:ca|cirka|omtrent|mener|meiner|about|around|roughly)\b", re.IGNORECASE)
ALIKE = 0.75  # so much of an earlier text that comes back makes the later one a new version of it
SHORT = 4  # words; a shorter correction says only what is different


def replaces(new: str, old: str, whole: str, *, was_asked: bool) -> bool:
    """Whether new words take the place of old ones. `whole` is the new message with the words that introduce it."""
    if not was_asked and (_turns(new, old) or _UPDATES.match(whole) or _BECOMES.match(new)):
        return True
    lead = listed("corrects").match(whole.lstrip("* "))
    alike = content(new) & content(old)
    if listed("partly").search(new) and count(new) < count(old):
        return False
    if exclaims(whole) and not was_asked:
        return True
    if lead and not was_asked and _AFTER_ALL.search(new):
        return True
    if lead and not was_asked and count(whole.lstrip("* ")[lead.end() :]) > SHORT:
        return bool(alike) or bool(listed("surely_corrects").search(lead[0]))
    if _differs_in_one(new, old):
        return True
    if _is_surer(new, old):
        return True
    is_more = listed("adds").search(new)
    return len(content(old)) > 2 and not is_more and len(alike) / len(content(old)) >= ALIKE


def _turns(new: str, old: str) -> bool:
    """«Nei. Sjuk vakt, stengt i kveld» after «Ja 17-21», unasked."""
    first, then = (_YES_NO.match(one) for one in (old, new))
    return first is not None and then is not None and bool(first["no"]) != bool(then["no"])


def exclaims(text: str) -> bool:
    """«nei, oisann, turister må betale»: all of what the writer said before is wrong."""
    return bool(_EXCLAIMS.match(text))


def _differs_in_one(new: str, old: str) -> bool:
    """«Fristen er to uker.» and later «Sjekket nå. Fristen er tre uker.»: the same sentence with another word in it."""
    before = _words(old)
    for sentence in filter(None, BREAK.split(new)):
        pairs = list(zip(before, _words(sentence), strict=False))
        is_as_long = len(before) == len(_words(sentence)) >= SHORT
        if is_as_long and pairs[0][0] == pairs[0][1] and sum(one != other for one, other in pairs) == 1:
            return True
    return False


def _is_surer(new: str, old: str) -> bool:
    """«Mener det er i uke 11» and later «uke 12»: what was only guessed is told."""
    guessed = hedges(old) or _ABOUT.search(old)
    return bool(guessed) and not hedges(new) and not _ABOUT.search(new) and bool(kinds_in(new) & kinds_in(old))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def content(text: str) -> set[str]:
    """The words that carry something: the longer ones, and figures."""
    words = (word.strip('.,:;!?«»"()').casefold() for word in text.split())
    return {word for word in words if len(word) > 3 or any(letter.isdigit() for letter in word)}
