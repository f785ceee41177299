"""Small words of the dialects as bokmål has them, so that a rule need know only one form. No public text is made of it."""

import re

from bot.guard.patterns import regex

_WORDS = {
    "ikke": "itj|itte|ikkj|ikkje|ittj",
    "nei": "næi|næ|nehei",
    "er": "e",
    "var": "va",
    "hva": "ka|kva",
    "hvor": "kor|kur|kvar",
    "hvorfor": "koffer|kvifor|korfor",
    "hvordan": "korsen|korleis|åssen|kordan|kossen",
    "hvem": "kem|kven",
    "jeg": "eg|æ|je",
    "dere": "dokker|dykk|dåkk|døkk|dokke",
    "hun": "ho|hu",
    "til": "te",
    "for": "førr",
    "nå": "no|nu",
    "mener": "meine|meiner|mein",
    "bor": "bur",
    "skal": "ska",
}
_PLAIN = [(regex(rf"\b(?:{ways})\b", re.IGNORECASE), word) for word, ways in _WORDS.items()]


def plain(text: str) -> str:
    """A text with its small words in bokmål, for rules that only ask whether something is said."""
    for way, word in _PLAIN:
        text = way.sub(word, text)
    return text
