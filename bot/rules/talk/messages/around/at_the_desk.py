"""Whether a question is about what the desk itself does: publish, approve, take a question. Nobody who wrote an answer knows that."""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.asking import BREAK

_PUBLISHES = (
    r"publi(?:ser|ce|sh)\w*|godkjen\w*|approv\w*|legg?j?[ea]?r?\s+(?:den|det|dette|svaret)?\s*ut|post(?:e|er|ar|it)\b"
    r"|send(?:e|er|as|es|t)?\s+(?:av\s+gårde|ut\b|(?:den|det|dette|denne|svaret|it|this|that)\b(?!\s+(?:til|to|på\s+nytt|igjen|again)\b))"
)
_TAKES = (
    r"(?:ta|tar|tek|lukke|lukker|avslutte|avsluttar|avslutter|take|takes|close)\s+(?:du\s+|noen\s+|nokon\s+|jeg\s+|eg\s+|you\s+)?"
    r"(?:den|denne|dette|this|it)\b"
)
_AT_THE_DESK = regex(rf"\b(?:{_PUBLISHES}|{_TAKES})", re.IGNORECASE)
_NEEDS_WHO_KNOWS = regex(
    r"\b(?:sjekk\w*|stemm\w*|riktig|rett|korrekt|sikker|sikre|mangl\w*|legge?\s+til|leggj[ea]\s+til|skriv\w*|endr\w*|kortere|enklere"
    r"|check\w*|correct|right|sure|missing|add|write|chang\w*|shorter)\b",
    re.IGNORECASE,
)


def is_the_desks(text: str) -> bool:
    """«Skal vi publisere denne?», but not «kan vi publisere, eller mangler det noe?»: each thing asked is the desk's own."""
    asked = [part for part in BREAK.split(text) if part and "?" in part] or [text]
    return all(_AT_THE_DESK.search(one) for one in asked) and not _NEEDS_WHO_KNOWS.search(text)
