"""What an expert asks in a thread, put so that the citizen can be asked it. Pure.

Only whole questions are passed on, without whom they were spoken to. One that is about the citizen or for a colleague is left
out: somebody has to put it in other words.
"""

import re
from collections.abc import Collection

from bot.rules.talk.messages.around.addressing import without_address, without_name_after

_QUESTION = re.compile(r"[^.!?\n]+\?")
_SHE_MEANS = re.compile(
    r"\b(mener|mente|meiner|meinte) (?:hun|han|hen|ho|vedkommende|vedkomande|innbygge?ren|innbyggjaren)\b",
    re.IGNORECASE,
)
_DOES_SHE = re.compile(r"\b(?:does|did) (?:she|he|the citizen) mean\b", re.IGNORECASE)
_ABOUT_HER = re.compile(
    r"\b(?:hun|han|hen|ho|henne|hennes|ham|honom|hans|vedkommende|vedkomande|innbygge?ren|innbyggjaren|spørreren|avsender(?:en)?"
    r"|she|he|her|him|his|hers|the citizen|they|them)\b",
    re.IGNORECASE,
)
_FOR_A_COLLEAGUE = re.compile(
    r"^(?:(?:kan|skal|bør|må|har|vil|can|could|should|shall|have) (?:vi|me|jeg|eg|we|i)\b"
    r"|(?:kan|kunne|vil|har|can|could|have) (?:du|dere|de|dykk|noen|nokon|you|somebody|someone) "
    r"(?:spørre|spørje|spurt|sjekke|sjekket|finne ut|høre|høyre|ask|asked|check|find out)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def for_the_citizen(text: str, staff: Collection[str]) -> str:
    """The questions of a message as the citizen can be asked them; empty when none can. `staff` are first names of colleagues."""
    names = {name.casefold() for name in staff}
    own, _ = without_address(text, names)
    found = (_put(question.strip(), names) for question in _QUESTION.findall(own))
    return " ".join(question for question in found if question)


def _put(question: str, names: Collection[str]) -> str:
    spoken, _ = without_address(question, names)
    bare = without_name_after(spoken.rstrip(" ?"), names)
    words = _DOES_SHE.sub("do you mean", _SHE_MEANS.sub(r"\1 du", bare)).strip(" ,–-")
    if not words or "@" in words or _ABOUT_HER.search(words) or _FOR_A_COLLEAGUE.match(words):
        return ""
    if any(word.casefold() in names and word[0].isupper() for word in _WORD.findall(words)):
        return ""
    return f"{words[0].upper()}{words[1:]}?"
