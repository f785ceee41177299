"""An answer that the desk has got from somebody outside the thread and passes on: «fikk svar fra veg: …».

What the citizen said is no answer, and a first name that is no colleague's may be hers.
"""

import re
from collections.abc import Collection
from dataclasses import replace

from bot.guard.patterns import regex
from bot.rules.talk.contributions import DESK
from bot.rules.talk.messages.around.quoting import mail, without_quoted
from bot.rules.talk.messages.asking import asks
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import count
from bot.rules.talk.reading import Reading

LEAST = 4  # words of an answer
_WORD = (
    r"(?:svar\w*|beskjed\w*|melding\w*|tilbakemelding\w*|attendemelding\w*|e-?post\w*|mail\w*|sms\w*|info\w*"
    r"|answer|reply|word|message|this|det(?:te)?|den)"
)
_GOT = (
    r"(?:(?:ok|nå|no|da|då|og|so|now|her|here)[\s,:]+)?(?:(?:jeg|eg|vi|me|i|we)\s+)?(?:(?:har|have)\s+)?"
    r"(?:fikk|fekk|fått|got|received|kom)?\s*(?:et\s+|eit\s+|an?\s+)?"
)
_SENDS = (
    r"(?:(?:jeg\s+|eg\s+|i\s+)?(?:videresend\w*|vidaresend\w*|sender\s+(?:videre|vidare)"
    r"|limer\s+inn|kopierer|klipper\s+inn|sitat|forward\w*|pasting)\s*(?:svar\w*\s+|dette\s+)?)"
)
_WHO = r"(?P<who>[^:\n«»\"?.]{2,60}?)"
_FROM = rf"(?:fra|frå|from|av|by)\s+{_WHO}"
_THENCE = r"(?:derifra|derifrå|derfra|derfrå|tilbake|attende|back)"
_SAID = r"(?:svart?e?r?|svara[r]?|sie?r|seier|sa|skrive?r?|skrev|skreiv|meld(?:er|te|ar)|said|says?|wrote|answers?|answered)"
_LED = regex(
    rf"(?:(?:{_GOT}{_WORD}\s+|{_SENDS})?{_FROM}|{_GOT}{_WORD}\s+{_THENCE}|(?:de|dei|they)\s+{_SAID})\s*:\s*(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CITIZEN = regex(
    r"(?:henne|ham|han|hun|ho|hen|innb?ygg\w+|spørre\w*|vedkommende|avsender\w*|her|him|the\s+citizen|meg|oss|me|us)\b",
    re.IGNORECASE,
)
_INSTITUTION = regex(r"\w+(?:et|en|a|verk|vesen|senter|lag|lagt?et|kommune|as|sa|nav|nve|udi)", re.IGNORECASE)
_MARKS = '«»"“”„'


def take(reading: Reading, place: int) -> bool:
    """Make what the desk passes on an answer."""
    words = _passed_on(reading, place)
    if words:
        reading.found[place] = replace(reading.found[place], reason=Reason.TAKEN, words=words)
    return bool(words)


def _passed_on(reading: Reading, place: int) -> str:
    said, names = reading.said[place], {name.casefold() for name in reading.staff}
    if words := relayed(said.text, names):
        return words
    before = reading.said[place - 1] if place else None
    if before is None or before.by != said.by or before.part != DESK or not _only_leads(before.text, names):
        return ""
    return _answer(said.text)


def relayed(text: str, names: Collection[str]) -> str:
    """The answer in a message that passes one on; empty for every other message. `names` are colleagues', in small letters."""
    found = _LED.fullmatch(without_quoted(text).strip())
    return _answer(found["words"]) if found and _may_answer(found["who"], names) else ""


def _only_leads(text: str, names: Collection[str]) -> bool:
    found = _LED.fullmatch(text.strip())
    return found is not None and not found["words"] and _may_answer(found["who"], names)


def _may_answer(who: str | None, names: Collection[str]) -> bool:
    """Whether somebody who answered is a colleague, an office or a firm."""
    if who is None:
        return True
    if _CITIZEN.match(who):
        return False
    first, *more = who.split()
    is_known = first.casefold() in names or first.islower() or bool(_INSTITUTION.fullmatch(first))
    return is_known or bool(more)


def _answer(words: str) -> str:
    answer = mail(words).strip(_MARKS + " ")
    return answer if count(answer) >= LEAST and not asks(answer) else ""
