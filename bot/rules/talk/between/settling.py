"""Questions of experts that are none to the citizen: told since, asked of a colleague, or a doubt about her answer."""

import re

from bot.guard.patterns import regex
from bot.rules.talk.contributions import DESK, EXPERT
from bot.rules.talk.messages.asking import asks
from bot.rules.talk.messages.dialect import plain
from bot.rules.talk.messages.not_ours import is_not_theirs
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import count, listed
from bot.rules.talk.reading import Reading

DOUBTS = regex(
    r"(?:hm+\W+|men\s+|but\s+)?(?:ikke|ikkje|not|isn't|wasn't|doesn't|(?!hv|kv|ko|why|how)[^\W\d_]+\s+(?:\w+\s+)?(?:ikke|ikkje|ikkj|itj|not))\b",
    re.IGNORECASE,
)
_TO_HER = regex(r"\b(?:du|deg|din|ditt|dine|dere|deres|you|your)\b", re.IGNORECASE)
_FOUND = regex(
    r"\W*(?:(?:å|oi|ah|oh|nei|ok|sorry|beklager)\b[\s,!.]*)*(?:(?:jeg|eg|æ|i)\s+)?(?:så|såg|ser|fant|fann|leste|las|saw|see|found)\s+(?:det|den|nå|no|at|it)\b"
    r"|\W*(?:(?:å|oi|nei|ok)\b[\s,!.]*)*(?:glem|gløym|dropp|never\s*mind|forget)\b",
    re.IGNORECASE,
)
_SOURCE = regex(
    r"\W*(?:(?:h+m+|men|ok|ja|but)\b[\s,.]*)*(?:(?:hvor|where|hvilken\s+\w+)\s+(?:står|fant|leste|finner|does|did)|hvem\s+(?:sa|sier)|who\s+(?:said|says)|siden\s+når|since\s+when|hvem\s+bestemte)\b",
    re.IGNORECASE,
)
_SAID = (Reason.HELD, Reason.TAKEN_BACK, Reason.CORRECTED)
SHORT, GUESS = 5, 3  # words


def settle(reading: Reading) -> None:
    """Take from the questions to the citizen those that are none."""
    for place, found in enumerate(reading.found):
        if found.reason is Reason.QUESTION and any(way(reading, place) for way in _WAYS):
            reading.void([place], Reason.TO_COLLEAGUE)


def _is_settled(reading: Reading, place: int) -> bool:
    """Whether somebody at the desk or a colleague told it next, and the writer has answered since."""
    by, told = reading.said[place].by, reading.said[place + 1 : place + 2]
    is_told = any(each.part in (DESK, EXPERT) and each.by != by and not asks(each.text) for each in told)
    return is_told and any(reading.said[later].by == by and later > place for later in reading.run)


def _is_answered(reading: Reading, place: int) -> bool:
    """«har vi det da?», «ja, bak biblioteket»: a colleague has answered, and no answer stood before it."""
    told, before = reading.said[place + 1 : place + 2], reading.said[place - 1 : place] if place else ()
    is_told = any(each.part == EXPERT and each.by != reading.said[place].by and not asks(each.text) for each in told)
    is_open = not any(each.part == EXPERT and any(place - 1 in run for run in reading.runs) for each in before)
    return is_told and is_open and not _TO_HER.search(plain(reading.said[place].text))


def _is_found(reading: Reading, place: int) -> bool:
    """«Er det same tomt?», «såg det no, same tomt»: who asked has seen it herself."""
    by, told = reading.said[place].by, reading.said[place + 1 : place + 2]
    return any(each.by == by and bool(_FOUND.match(plain(each.text))) for each in told)


def _is_about_an_answer(reading: Reading, place: int) -> bool:
    """«ikke 1. april?», «hvor står det?» under a colleague's answer: a doubt about it, and nothing to ask the citizen."""
    text, before = reading.said[place].text, reading.said[place - 1] if place else None
    if before is None or before.by == reading.said[place].by or before.part != EXPERT:
        return False
    is_void = reading.found[place - 1].reason in _SAID
    is_short = count(text) <= SHORT and not _TO_HER.search(text) and "?" in text
    asks_of_it = DOUBTS.match(text) or (is_short and (is_void or _SOURCE.match(plain(text))))
    return bool(asks_of_it) and (is_void or any(place - 1 in run for run in reading.runs))


def _is_a_guess(reading: Reading, place: int) -> bool:
    """«hamnevakta?», and a colleague who says that it is hers; «ikke mitt heller, kanskje fylket?»."""
    text, told = reading.said[place].text, reading.said[place + 1 : place + 2]
    is_guess = count(text) <= GUESS and not listed("asking").match(plain(text)) and not _TO_HER.search(text)
    is_told = any(each.part == EXPERT and each.by != reading.said[place].by for each in told)
    return is_not_theirs(text) or (is_guess and is_told)


_WAYS = (_is_settled, _is_answered, _is_found, _is_about_an_answer, _is_a_guess)
