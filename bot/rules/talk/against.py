"""What somebody said after an answer that may speak against it: a no, a stop, a doubt, a question. When in doubt it is shown."""

import re
from collections.abc import Collection, Sequence

from bot.guard.patterns import regex
from bot.rules.talk.between.doubting import doubts, hedges_it
from bot.rules.talk.contributions import BOT, DESK
from bot.rules.talk.conversation import Heard
from bot.rules.talk.messages.around.to_be_said import says_it
from bot.rules.talk.messages.asking import asks
from bot.rules.talk.messages.mending import facts, only_facts
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import listed

_SAID_OF = (Reason.TAKEN, Reason.FROM_DESK, Reason.OLDER_ANSWER)  # of another answer the proposal tells itself
MOST = 2  # that are shown
_HERS = frozenset({"hour", "number", "day"})  # «er i møte til 14», «tilbake på fredag»
_IS_BUSY = regex(
    r"\b(?:møte\w*|lunsj\w*|ferie\w*|tilbake|attende|opptatt|oppteken|meeting|lunch|on\s+leave|back|busy)\b",
    re.IGNORECASE,
)
_RECALLS = regex(  # «hm, jeg trodde det var 270»
    r"\W*(?:(?:hm+|men|øh|eh|oi|but|well)\b[\s,.!…]*)*(?:jeg|eg|æ|vi|me|i|we)\s+(?:har|hadde|trodde|trudde|mente|mener|meinte|meiner|tror|trur|leste|las|hørte|høyrde"
    r"|husker|hugsar|ser|have|had|thought|think|read|heard|remember|see)\b",
    re.IGNORECASE,
)


def said_against(heard: Sequence[Heard], sources: Collection[int]) -> tuple[Heard, ...]:
    """The newest that speak against an answer which was made of these contributions."""
    places = [place for place, each in enumerate(heard) if each.contribution.id in sources]
    after = heard[max(places) + 1 :] if places else ()
    answer = " ".join(each.words for each in heard if each.contribution.id in sources)
    return tuple(each for each in after if _may_be_against(each, answer))[-MOST:]


def is_answered(heard: Sequence[Heard], sources: Collection[int]) -> bool:
    """Whether something new is an answer since somebody spoke against these: who has read the doubt waits for it."""
    against = said_against(heard, sources)
    since = heard[heard.index(against[0]) + 1 :] if against else ()
    return any(each.reason is Reason.TAKEN for each in since)


def _may_be_against(each: Heard, answer: str) -> bool:
    if each.contribution.part in (DESK, BOT) or each.reason in _SAID_OF:
        return False
    text = each.contribution.text
    is_asked = each.reason is Reason.QUESTION or (each.reason is Reason.TO_COLLEAGUE and asks(text))
    may_correct = text.startswith("*") or (each.reason is Reason.ADDS and bool(only_facts(text)))
    says_no = bool(listed("against").search(text)) or may_correct or doubts(text)
    is_said_of_it = hedges_it(text) or says_it(text)
    return is_asked or each.reason is Reason.HELD or says_no or is_said_of_it or _says_another(each, answer)


def _says_another(each: Heard, answer: str) -> bool:
    """«Jeg har 15. mars» beside «Fristen er 1. mars.», «bare torsdag»: another fact of a kind the answer has, or some of its facts."""
    text, there = each.contribution.text, facts(answer)
    is_small = each.reason in (Reason.LATER, Reason.SMALL_TALK) and not _RECALLS.match(text)
    may_be_of_herself = is_small or bool(_IS_BUSY.search(text))
    told = {
        kind: one for kind, one in facts(text).items() if kind in there.keys() - (_HERS if may_be_of_herself else ())
    }
    is_less = bool(listed("only").search(text)) and any(one < there[kind] for kind, one in told.items())
    return is_less or any(not one <= there[kind] for kind, one in told.items()) or _has_changed(each, answer)


def _has_changed(each: Heard, answer: str) -> bool:
    """«Stengt i vinter» beside an answer that says nothing of it."""
    told = {found[0].casefold() for found in listed("changes").finditer(each.contribution.text)}
    return each.reason is not Reason.SMALL_TALK and any(one not in answer.casefold() for one in told)
