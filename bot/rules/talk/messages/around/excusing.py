"""What leads an answer in and is no part of it: an excuse, an interjection; and corrections alone.

«Sorry, jeg blandet: vi strør onsdag», «Uff, 270 er familiebilletten».
"""

import re
from collections.abc import Collection

from bot.guard.patterns import regex
from bot.rules.talk.messages.mending import bare_facts, without_lead
from bot.rules.talk.messages.words import capital, count

QUOTES = ("«", '"', "“", "„")
WHOLE, WHOLE_AFTER_COMMA = 3, 4  # words of what stands by itself after a lead
_PARDON = r"(?:(?:oi|oj|ops|ups|uff|hov|å|åh|oh|nei|no|beklager|beklagar|sorry|unnskyld|orsak|my\s+bad)\b[\s,.!]+)"
_I = r"(?:(?:jeg|eg|i|her\s+har\s+jeg|der)\s+)?"
_MIXED = rf"{_I}(?:blandet|blanda|(?:leste|las|så|såg)\s+feil|mixed(?:\s+(?:it|them|things))?\s+up|misread)(?:\s+(?:sammen|saman))?"
_WRONG = rf"(?:{_I}tok\s+feil|(?:det\s+)?(?:ble|blei|vart)\s+feil|feil(?:\s+av\s+meg)?|wrong)"
_THEN = r"(?:\s*:\s+|\s+[–—-]+\s+|\s*;\s+|(?P<comma>,\s+))(?P<rest>\S.*)$"
_MIXES = regex(rf"{_PARDON}*{_MIXED}{_THEN}", re.IGNORECASE | re.DOTALL)
_EXCUSES = regex(rf"{_PARDON}*(?:{_MIXED}|{_WRONG}){_THEN}", re.IGNORECASE | re.DOTALL)
_LABELLED = regex(  # «Rettelse: …», «Edit – …»
    r"\W*(?:korreksjon|korrigering|korrigert|rettelse|retting|rettet|retta|edit|edited|redigert|oppdatering|oppdatert|update|endring|endra|endret|correction|corrected)\s*(?::|\s[–—-]\s)\s*"
    r"(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_EXCLAIMS = regex(
    r"(?:(?:uff|oi|oj|h+m+|æsj|åh|jo\s+altså|ja\s+altså)[,.!…–-]+\s+)+(?=\S)",
    re.IGNORECASE,
)
_GOES_ON = regex(r"(?:som|fordi|men|og|eller|så|which|because|but|and|or|so|beklager|sorry)\b", re.IGNORECASE)
_DENIES = regex(r"(?:nei|næi|no)\s*[,.!–-]\s*(?P<rest>\S.*)$", re.IGNORECASE | re.DOTALL)
_TELLS = regex(r"\b(?:er|blir|var|is|was)\b", re.IGNORECASE)
_BY_ITSELF = regex(  # «prisen er …»
    r"(?!(?:det|den|it|that)\b)\w+(?:\s+\w+)?\s+(?:er|blir|var|is|was)\b", re.IGNORECASE
)
_ELSEWHERE = regex(
    r"\b(?:annen|anna|andre|other|wrong|feil)\s+(?:sak|tråd|spørsmål|kanal|case|thread|question)", re.IGNORECASE
)


def mixed_up(text: str) -> str:
    """The answer after «sorry, jeg blandet: …», by which the writer's words before are void; empty where there is none."""
    return _rest(_MIXES.match(text.strip()))


def without_lead_in(text: str) -> str:
    """An answer without an excuse, an interjection or the label of a correction in front, where the rest stands by itself."""
    if labelled := _LABELLED.match(text):
        return capital(labelled["rest"])
    if rest := _rest(_EXCUSES.match(text)):
        return rest
    left = _EXCLAIMS.sub("", text, count=1) if _EXCLAIMS.match(text) else text
    return capital(left) if left != text and count(left) >= WHOLE else text


def only_corrects(text: str) -> bool:
    """«Korreksjon: 3. januar», «*kl. 12»: a day or a figure alone, surely led in as a correction of what stood before."""
    left, is_sure = without_lead(text)
    return is_sure and not _DENIES.match(text.strip()) and _is_bare(left)


def only_denies(text: str) -> bool:
    """«nei, 3. januar»: a correction where nothing was asked that can be denied."""
    denied = _DENIES.match(text.strip())
    return denied is not None and _is_bare(denied["rest"]) and not _TELLS.search(denied["rest"])


def is_to_a_name(text: str, by: str, names: Collection[str]) -> bool:
    """«Anne: privat må de ha en ansvarlig over 18»: said to that colleague, unless the name is the writer's own, or words are quoted."""
    name, colon, rest = text.strip().partition(":")
    own, is_quoted = by.partition(" ")[0].casefold(), rest.strip()[:1] in QUOTES
    return bool(colon) and not is_quoted and name.casefold() in {each.casefold() for each in names} - {own}


def _rest(found: re.Match[str] | None) -> str:
    is_loose = found is not None and found["comma"] is not None
    rest = _whole(found, WHOLE_AFTER_COMMA if is_loose else WHOLE)
    return "" if _GOES_ON.match(rest) or _ELSEWHERE.search(rest) else rest


def _whole(found: re.Match[str] | None, least: int = WHOLE) -> str:
    """What stands behind a lead, where it is more than a day or a figure that corrects another."""
    rest = found["rest"].strip() if found else ""
    return capital(rest) if count(rest) >= least and not only_corrects(f"*{rest}") else ""


def _is_bare(left: str) -> bool:
    """Whether a text is a day or a figure, and no sentence with a subject of its own."""
    return bool(bare_facts(left)) and not _BY_ITSELF.match(left)
