"""How the writer found an answer out, told in front of it: «sjekket nå: …», «fikk svar fra Per – …», «ny info: …», «Per sier at …».

Only what somebody did herself is left out. Where the words in front carry something for a citizen («Vi har fått bekreftet at …»,
«Ifølge NVE: …», «Ny åpningstid: …») they stay, and so do they where the rest cannot be understood without them.
"""

import re
from collections.abc import Collection

from bot.guard.patterns import regex
from bot.rules.talk.messages.words import capital, count, listed

MOST = 6  # words between what was done and the answer
LEAST = 2  # words of an answer
_LEAD = r"(?:(?:ok|okei|ja|hei|sånn|slik|sorry|beklager|da|då|så|nå|no|og|men|endelig|well|so|now|og\s+så)\b[\s,.!:]*)*"
_SELF = r"(?:(?:har|hadde|have|had)\s+)?(?:(?:jeg|eg|i|i've|i’ve)\s+)?(?:(?:har|hadde|fikk|fekk|have|had)\s+)?"
_NOW = r"(?:(?:nå|no|akkurat|nettopp|endelig|også|just|now|finally|bare|berre)\s+)*"
_DID = (
    r"(?:(?:dobbelt|double[-\s]?)?(?:sjekket|sjekka|checked)|snakket|snakka|pratet|prata|spurt|spurte|spurde|ringt|ringte|ringde"
    r"|hørt|hørte|høyrt|høyrde|undersøkt|undersøkte|undersøkte|slått\s+opp|slo\s+opp|lest|leste|lese|sett|kikket|kikka|talked|spoke|spoken"
    r"|asked|called|heard|looked|"
    r"(?:fått|fikk|fekk|motteke|mottatt|got|received|had)\s+(?:\w+\s+)?(?:tak|svar|beskjed|tilbakemelding|attendemelding|melding|bekreft\w*|stadfest\w*"
    r"|info\w*|vite|vita|an\s+answer|word|hold|confirm\w*|reply))\b"
)
_NEWS = (
    r"(?:(?:ny|nytt|nye|siste|litt|mer|meir|fersk|new|latest|some)\s+)?(?:info|informasjon|nytt|news|svar|beskjed|melding"
    r"|tilbakemelding|attendemelding)"
)
_WHAT = rf"(?P<what>(?:\s+[^\s:,–—-][^\s:,–—]*){{0,{MOST}}}?)"
_STOP = r"(?:\s*:\s+|\s+[–—-]\s+|[.!]\s+(?=(?-i:[A-ZÆØÅ])))"
_THEY_SAY = (
    r"(?P<they>(?:han|hun|ho|de|dei|he|she|they)\s+(?:sier|seier|sa|svarte|svarer|svarar|meinte|mente|says?|said)"
    r"(?:\s+(?:at|that)|:)?\s+)?"
)
_TOLD = regex(
    rf"{_LEAD}(?:{_SELF}{_NOW}{_DID}{_WHAT}|som\s+(?:sagt|nevnt|nemnt)(?:\s+(?:til|i|på)\s+\w+){{0,3}}|(?P<news>{_NEWS})(?:\s+(?:fra|frå|from|av)\s+(?P<who>\w+(?:\s+\w+)?))?)(?:{_STOP}){_THEY_SAY}(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_AND_SO = regex(  # a comma parts less clearly: what comes after it has to be a sentence
    rf"{_LEAD}{_SELF}{_NOW}{_DID}{_WHAT}\s*,\s+(?:og\s+|and\s+|så\s+|so\s+)?{_THEY_SAY}(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_THAT = regex(rf"{_LEAD}{_SELF}{_NOW}{_DID}{_WHAT}\s+(?:om\s+)?(?:at|that)\s+(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL)
_SAYS = regex(
    r"(?P<who>@?[^\W\d_]+)\s+(?:sier|seier|sa|skriver|skriv|skrev|svarer|svarar|svarte|melder|says|said|writes)(?P<stop>\s*:\s+|\s+(?:at|that)\s+)(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_CARRIES = regex(r"\b(?:om|hvis|når|vi|me|we|if|whether|when|ikke|ikkje|not|ingen)\b|\d|\?", re.IGNORECASE)
_NEEDS_MORE = regex(
    r"(?:de|dei|han|hun|ho|they|he|she)\b(?!\s+(?:som|who)\b)|(?:ingen|nobody|no\s+one)\s+(?:svar|tar|tek|answer|pick|der\b|there)|(?:får|fekk|fikk)\s+(?:ikke|ikkje)|\?",
    re.IGNORECASE,
)
_SENTENCE = regex(
    r"(?:\S+\s+){1,4}?(?:er|var|har|kan|skal|må|får|blir|åpner|stenger|\w{2,}(?:er|ar|ir|år)|is|are|opens?|closes?|will|can)\b",
    re.IGNORECASE,
)


def without_report(text: str, names: Collection[str]) -> tuple[str, bool]:
    """The answer without how it was found out, and whether it was a clause after «at». `names` are colleagues', in small letters."""
    for way in (_SAYS, _TOLD, _THAT, _AND_SO):
        found = way.fullmatch(text)
        if found and _may_go(way, found, names):
            said = found.groupdict().get("they") or found.groupdict().get("stop") or ""
            is_clause = way is _THAT or said.rstrip().endswith(("at", "that"))
            return (found["rest"] if is_clause else capital(found["rest"])), is_clause
    return text, False


def _may_go(way: re.Pattern[str], found: re.Match[str], names: Collection[str]) -> bool:
    parts, rest = found.groupdict(), found["rest"]
    is_answer = count(rest) >= LEAST or bool(listed("yes_no").fullmatch(rest.strip(" .!")))
    if not is_answer or _NEEDS_MORE.match(rest) or _CARRIES.search(parts.get("what") or ""):
        return False
    who = (parts.get("who") or "").lstrip("@")
    if way is _SAYS:
        return who.casefold() in names
    if who and parts.get("news"):
        return who.split()[0].casefold() in names or who.islower()
    return way is not _AND_SO or bool(_SENTENCE.match(rest))
