"""What one sentence is: words for the citizen, a question, or one of the ways in which colleagues talk to each other."""

import re
from collections.abc import Iterable

from bot.guard.patterns import regex
from bot.rules.talk.messages.around.addressing import MENTION
from bot.rules.talk.messages.around.to_be_said import says_it
from bot.rules.talk.messages.around.wishing import asks_for_it, is_to_be_asked
from bot.rules.talk.messages.asking import guesses, is_request, may_be_yes_or_no, needs, part_asks
from bot.rules.talk.messages.internal import is_for_us
from bot.rules.talk.messages.manner import is_for_the_desk, is_of_herself
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import WORD, count, listed
from bot.rules.talk.tone.tone import doubt, talk

FRAGMENT, AGREEING = 3, 5  # words
FACT = regex(r"\d{2}[\d :.]*\d|https?://|\w@\w|\w\.(?:no|com|org|net|example)\b|\d")
_PHONE = regex(r"\b\d\d \d\d \d\d \d\d\b|\b\d{8}\b|https?://")
_BY_MANNER = (Reason.LATER, Reason.SMALL_TALK)  # of which the rules are less sure than of what is said to somebody
CLEAR = -2.0  # so clearly an answer by its tone are words that a rule takes for talk, see `tone`
_WARNS = regex(  # «men ikke vask hvite klær 😅» is meant, whatever smile stands behind it
    r"(?:men|og|but|and)\s+(?:ikke|ikkje|husk(?:\s+at|\s+å)?|hugs|pass\s+på|don't|remember)\s+\w+\s+\w+"
    r"|(?:forutsatt|med\s+mindre|unntatt|unnateke|bortsett\s+fra|så\s+lenge|provided|unless|except)\s+\w+\s+\w+",
    re.IGNORECASE,
)
_IN_PASSING = regex(r"^(?:p\.?\s?s\.?|btw|forresten)[\s:,!-]+", re.IGNORECASE)


def kind_of(part: str, staff: Iterable[str], question: str) -> Reason:
    """What one sentence is; an answer unless something speaks against it: a rule, or where none does its tone."""
    names = frozenset(name.casefold() for name in staff)
    ruled, told = by_rules(part, staff, question), talk(part, question, names)
    if ruled in _BY_MANNER and count(part) > AGREEING and doubt(part, question, names) < CLEAR:
        return Reason.TAKEN
    if ruled in _BY_MANNER and told:
        return told
    says_yes_no = listed("yes_no").match(part) and count(part) > FRAGMENT and may_be_yes_or_no(question)
    is_answer = ruled is None and bool(_PHONE.search(part) or _WARNS.match(part.strip()) or says_yes_no)
    return ruled or (None if is_answer else told) or Reason.TAKEN


def by_rules(part: str, staff: Iterable[str], question: str) -> Reason | None:
    """What the rules tell of a sentence; None where no rule speaks."""
    if needs(part):
        return Reason.QUESTION
    if asks_for_it(part):
        return Reason.QUESTION if is_to_be_asked(part) else Reason.TO_DESK
    if found := _said_of_oneself(part, staff, question):
        return found
    if is_for_the_desk(part) or says_it(part):
        return Reason.TO_DESK
    if part_asks(part):
        return Reason.TAKEN if is_request(part) else Reason.QUESTION
    return _said_among_colleagues(part, staff)


def _said_of_oneself(part: str, staff: Iterable[str], question: str) -> Reason | None:
    tells = not part.rstrip().endswith("?")
    if tells and _is_small(part, staff):
        return Reason.SMALL_TALK
    return Reason.LATER if guesses(part) or (tells and is_of_herself(part, question)) else None


def _said_among_colleagues(part: str, staff: Iterable[str]) -> Reason | None:
    if _is_small(part, staff) or (listed("praise").match(part) and not FACT.search(part)):
        return Reason.SMALL_TALK
    if is_for_us(part):
        return Reason.TO_DESK
    return Reason.SMALL_TALK if is_about_people(part) else None


def _is_small(part: str, staff: Iterable[str]) -> bool:
    """Nothing is left when greetings, thanks, consent, names and signs are taken away."""
    if WORD.search(part) and not WORD.search(listed("corrects").sub(" ", part)):
        return True  # «wait no»: what is right comes in the next message
    left = listed("small").sub(" ", MENTION.sub(" ", part))
    if left == part and WORD.search(part):
        return False
    names = {name.casefold() for name in staff}
    rest = [word.casefold() for word in WORD.findall(left)]
    return all(word in names or listed("filler").fullmatch(word) for word in rest)


def is_fragment(words: str) -> bool:
    """Some few words without a figure or address: nothing that could stand for an answer where a fuller one stands."""
    return count(words) <= FRAGMENT and not FACT.search(words)


def is_about_people(part: str) -> bool:
    """«Hun har ringt oss tre ganger»: colleagues talk about the citizen; «hun må søke» is for her."""
    part = re.sub(
        r"^(hun|han|ho|hu|she|he)\s+(?:her|der|herre|derre|denne|here|there)\b",
        r"\1",
        _IN_PASSING.sub("", part),
        flags=re.IGNORECASE,
    )
    is_about = listed("about_people").match(part) and not listed("for_people").match(part)
    return bool(is_about) and not re.search(r"\d[\d ]{4,}\d|https?://|\w@\w", part)
