"""What an expert asks in a thread, put so that the citizen can be asked it. Pure.

Only whole questions are passed on, without whom they were spoken to. One that is about the citizen or for a colleague is left
out: somebody has to put it in other words. What the desk is asked to ask for («be henne sende bilde») is put as a question.
"""

import re
from collections.abc import Collection

from bot.guard.patterns import regex
from bot.rules.talk.messages.around.addressing import asked_by_name, without_address, without_name_after
from bot.rules.talk.messages.around.wishing import is_wish, wished

_QUESTION = regex(r"[^.!?\n]+\?")
_SHE_MEANS = regex(
    r"\b(mener|mente|meiner|meinte) (?:hun|han|hen|ho|vedkommende|vedkomande|innbygge?ren|innbyggjaren)\b",
    re.IGNORECASE,
)
_DOES_SHE = regex(r"\b(?:does|did) (?:she|he|the citizen) mean\b", re.IGNORECASE)
_ABOUT_HER = regex(
    r"\b(?:hun|han|hen|ho|henne|hennes|ham|honom|hans|vedkommende|vedkomande|innbygge?ren|innbyggjaren|spørreren|avsender(?:en)?"
    r"|she|he|her|him|his|hers|the citizen|they|them)\b",
    re.IGNORECASE,
)
_FOR_A_COLLEAGUE = regex(
    r"^(?:(?:kan|skal|bør|må|har|vil|can|could|should|shall|have) (?:vi|me|jeg|eg|we|i)\b"
    r"|(?:kan|kunne|vil|har|can|could|have) (?:du|dere|de|dykk|noen|nokon|you|somebody|someone) "
    r"(?:spørre|spørje|spurt|sjekke|sjekket|finne ut|høre|høyre|ask|asked|check|find out)\b)",
    re.IGNORECASE,
)
_SHE_DOES = regex(
    r"\b(har|hadde|kan|kunne|så|såg|ser|fikk|fekk|vil|vet|veit|prøvde|husker|hugsar|parkerte|bruker|brukar|skal) "
    r"(?:hun|han|hen|ho|vedkommende|vedkomande|innbygge?ren|innbyggjaren)\b",
    re.IGNORECASE,
)
_OURS = regex(
    r"\b(?:vi|oss|vår|vårt|våre|dere|dykk|deres|jeg|eg|we|our|us|torget|kommunetorget)\b|(?-i:\bI\b)"
    r"|\b(?:vet|veit|har|kan|kunne)\s+(?:noen|nokon)\b|\bhvem\s+(?:er\s+det\s+som\s+spør|spør|svarer|melder|tar|har|sender|gjør)\b"
    r"|\bkven\s+(?:er\s+det\s+som\s+spør|spør|svarar|melder|tek|har|sender|gjer)\b|\b(?:be)?svar(?:e|es|ast|a)?\b|\bfrist(?:en)?\b"
    r"|\b(?:sendt|meldt|sent)\s+(?:videre\s+|vidare\s+)?(?:til|to)\b|\b(?:anyone|somebody|someone)\b",
    re.IGNORECASE,
)
_OF_US = regex(
    r"\b(?:kan|kunne|vil|har|can|could)\s+(?:du|you)\s+(?:svare|ta|sjekke|se|sjå|answer|take|check)\b", re.IGNORECASE
)
_TO_HER = regex(rf"\b(?:du|deg|din|ditt|dine|you|your)\b|{_ABOUT_HER.pattern}", re.IGNORECASE)
_WORD = regex(r"[^\W\d_]+")


def for_the_citizen(text: str, staff: Collection[str], phone: str = "") -> str:
    """The questions of a message as the citizen can be asked them; empty when none can. `staff` are first names of colleagues.

    `phone` is where she reaches whoever wants to be called.
    """
    names = {name.casefold() for name in staff}
    own, _ = without_address(text, names)
    if is_wish(own):
        return wished(own, phone)
    found = (_put(question.strip(), names) for question in _QUESTION.findall(own))
    return " ".join(question for question in found if question)


def is_for_colleagues(text: str, staff: Collection[str]) -> bool:
    """Whether only colleagues can answer what a message asks: «skal vi svare på denne?», «Anne, har dere hørt noe mer?»"""
    names = {name.casefold() for name in staff}
    own, is_spoken_to_one = without_address(text, names)
    if is_wish(own):
        return False
    asked = [question.strip() for question in _QUESTION.findall(own)]
    is_spoken_to_one = is_spoken_to_one or bool(asked_by_name(text, names))
    return is_spoken_to_one or (bool(asked) and all(_is_ours(question, names) for question in asked))


def _is_ours(question: str, names: Collection[str]) -> bool:
    is_ours = _OURS.search(question) or _names_one(question, names)
    return bool(is_ours) and not _TO_HER.search(_OF_US.sub(" ", question))


def _names_one(words: str, names: Collection[str]) -> bool:
    return any(word.casefold() in names and word[0].isupper() for word in _WORD.findall(words))


def _put(question: str, names: Collection[str]) -> str:
    spoken, _ = without_address(question, names)
    bare = without_name_after(spoken.rstrip(" ?"), names)
    words = _DOES_SHE.sub("do you mean", _SHE_DOES.sub(r"\1 du", _SHE_MEANS.sub(r"\1 du", bare))).strip(" ,–-")
    if not words or "@" in words or _ABOUT_HER.search(words) or _FOR_A_COLLEAGUE.match(words):
        return ""
    if _names_one(words, names) or _is_ours(words, names):
        return ""
    return f"{words[0].upper()}{words[1:]}?"
