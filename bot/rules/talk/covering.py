"""Which of several things that a citizen asks an answer says nothing of. A hint for whoever reads it, and nothing more.

It is given only where the answer covers another of them and sends nobody on to a page, a number or an address: there is room for
everything there.
"""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.asking import BREAK, HELLO, WAY, part_asks
from bot.rules.talk.messages.words import WORD, count, listed

MOST = 3  # questions that are named
STEM = 5  # letters by which words are compared
_AND = regex(
    r"(?:,?\s+(?:og|and|samt)|,)\s+(?=(?:hv\w+|når|kva|kvar|kor\w*|kven|what|when|where|who|how|why|er\s+det|kan\s+(?:jeg|man|eg|vi)"
    r"|må\s+(?:jeg|man|eg|vi)|koster|kostar|is|can|do)\b)",
    re.IGNORECASE,
)
_KINDS = (
    (
        r"\b(?:koste?r?|kostar|pris\w*|gebyr\w*|avgift\w*|betale?r?|betalar|gratis|how\s+much|cost|price|fee)\b",
        r"\b(?:kr|kroner|nok|gratis|kost\w*|pris\w*|gebyr\w*|avgift\w*|betal\w*|free|cost\w*|price\w*|fees?)\b|\d,-",
    ),
    (
        r"\b(?:når|kva\s+tid|hvor\s+lenge|kor\s+lenge|hvilken?\s+dag\w*|when|how\s+long|what\s+time|klokka)\b",
        r"\d|dag(?:en|er|ar)?\b|\b(?:uke\w*|veke\w*|måned\w*|månad\w*|natt\w*|kveld\w*|morgen\w*|morgon\w*|høst\w*|haust\w*|vår(?:en)?|sommer\w*|sommar\w*"
        r"|vinter\w*|vinteren|alltid|aldri|ennå|enno|snart|hele|heile|døgn\w*|år(?:et)?|week\w*|month\w*|day\w*|always|never|soon|yet)\b",
    ),
    (
        r"\b(?:hvem|kven|who|hvor|kor|kvar|where)\b.*\b(?:kontakt\w*|ring\w*|henvend\w*|meld\w*|contact|call|report)\b",
        r"\b(?:kontakt\w*|ring\w*|henvend\w*|vend\w*|meld\w*|oss|us|contact|call)\b",
    ),
    (
        r"\b(?:hvor|kor|kvar|where)\b(?!\s+(?:lenge|mye|mykje|mange|ofte|stor|gammel|lang))",
        r"\b(?:på|i|ved|bak|under|hos|mellom|utenfor|utanfor|over|inne|ute|her|der|at|in|on|by|behind|near|between)\b",
    ),
)
_PATTERNS = tuple((regex(asks, re.IGNORECASE), regex(tells, re.IGNORECASE)) for asks, tells in _KINDS)
_RHETORICAL = regex(
    r"\b(?:klar\s+over|skjønner\s+dere|skjønar\s+de|synes\s+(?:dere|du)|syns\s+(?:dere|du)|vet\s+dere\s+at|veit\s+de\s+at|hva\s+er\s+det\s+for\s+noe|do\s+you\s+realise)\b",
    re.IGNORECASE,
)
_SHORT = frozenset(
    {
        "dette",
        "denne",
        "deres",
        "dykkar",
        "noen",
        "nokon",
        "hvilk",
        "kunne",
        "skull",
        "there",
        "which",
        "about",
        "would",
    }
)


def uncovered(question: str, answer: str) -> tuple[str, ...]:
    """The questions of a citizen that an answer says nothing of; none where it may cover them all, or covers none."""
    asked = _questions(question)
    if len(asked) < 2 or WAY.search(answer):
        return ()
    left = tuple(part for part in asked if not _covers(answer, part, asked))
    return left[:MOST] if len(left) < len(asked) else ()


def _questions(text: str) -> list[str]:
    parts = [HELLO.sub("", one.strip()) for part in BREAK.split(text) if part for one in _AND.split(part)]
    parts = [one for one in parts if one and not _RHETORICAL.search(one)]
    return [one for place, one in enumerate(parts) if (one.endswith("?") or part_asks(one) or _goes_on(parts, place))]


def _goes_on(parts: list[str], place: int) -> bool:
    """«Når åpner hallen og hva koster det?»: the first half has lost its mark."""
    return place + 1 < len(parts) and bool(listed("asking").match(parts[place])) and parts[place + 1].endswith("?")


def _covers(answer: str, part: str, asked: list[str]) -> bool:
    if _stems(part) & _stems(answer):
        return True
    for asks, tells in _PATTERNS:
        if asks.search(part):
            return bool(tells.search(answer))
    if listed("asking").match(part):
        return True  # of «hvorfor» and «hvordan» nobody can tell by words
    said = len(re.findall(r"\b(?:ja|nei|jo|dessverre|diverre|yes|no|unfortunately)\b", answer, re.IGNORECASE))
    return said >= sum(not listed("asking").match(one) for one in asked) or count(part) < 3


def _stems(text: str) -> set[str]:
    return {word.casefold()[:STEM] for word in WORD.findall(text) if len(word) >= STEM} - _SHORT
