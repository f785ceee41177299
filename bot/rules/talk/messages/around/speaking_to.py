"""A dictated answer speaks to the citizen, though the colleague spoke of her: «skriv at hun må søke» comes to «du må søke».

Not where somebody else is meant, a person of whom the citizen asked, nor where nynorsk «ho» and «han» may stand for a thing.
"""

import re

from bot.guard.patterns import regex

_SHE = {"hun": "du", "she": "you", "henne": "deg", "her": "you", "hennes": "din", "hers": "yours"}
_HO = {"ho": "du", "hu": "du"}  # of a thing, too: «løypa … ho opnar i mars»
_HE = {"han": "du", "he": "you", "ham": "deg", "him": "you", "hans": "din"}
_THEY = {"vedkommende": "du", "vedkomande": "du", "innbyggeren": "du", "innbyggjaren": "du"}
_SELF = {"seg": "deg", "sin": "din", "sitt": "ditt", "si": "di", "sine": "dine"}
_OTHER_WOMAN = regex(
    r"\b(?:mor|mora|moren|mamma|datter\w*|dotter\w*|kon[ae]\w*|søster\w*|syster\w*|bestemor\w*|jent[ea]\w*|dame\w*|læreren|nabo\w*|mother|mum|daughter"
    r"|wife|sister|girl|teacher)\b",
    re.IGNORECASE,
)
_OTHER_MAN = regex(
    r"\b(?:far|faren|pappa|sønn\w*|son(?:en)?|mann(?:en)?|bror\w*|bestefar\w*|gutt\w*|gut(?:en)?|læreren|nabo\w*|hund\w*|katt\w*|father|dad|son|husband"
    r"|brother|boy|teacher|dog|cat)\b",
    re.IGNORECASE,
)
_NYNORSK = regex(r"\b(?:ikkje|eg|ein|frå|kva|korleis|noko|berre|treng|skriv\s+te|me|dei)\b", re.IGNORECASE)
_TO_HER = regex(r"\b(?:henne|ho|hu|na|an|'a)\b", re.IGNORECASE)
_FEMININE = regex(r"\b[^\W\d_]{3,}a\b")
_WORD = regex(r"[^\W\d_]+")


def to_her(told: str, lead: str, question: str) -> str:
    """What is told of the citizen in a clause, said to her. `lead` is what stood in front of it in the message."""
    words = _words(told, lead, question)
    if not any(word.casefold() in words for word in _WORD.findall(told)):
        return told
    words = {**words, **_SELF}
    return _WORD.sub(lambda found: _like(found[0], words.get(found[0].casefold(), found[0])), told)


def _words(told: str, lead: str, question: str) -> dict[str, str]:
    is_nynorsk = bool(_NYNORSK.search(f"{lead} {told}"))
    is_english = bool(re.search(r"\b(?:that|the|is|can|has|to)\b", told))
    may_be_a_thing = _FEMININE.search(f"{question} {told}") and not _TO_HER.search(lead)
    she = {} if _OTHER_WOMAN.search(question) else _SHE | ({} if may_be_a_thing else _HO)
    he = {} if _OTHER_MAN.search(question) or is_nynorsk else _HE
    words = {**she, **he, **_THEY}
    return words if is_english else {key: value for key, value in words.items() if key != "her"}


def _like(old: str, new: str) -> str:
    return new[0].upper() + new[1:] if old[0].isupper() and new != old else new
