"""What the desk asks the expert about the answer: a draft to agree to, the citizen's question passed on, how to put it."""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.around.to_be_said import said_of_words
from bot.rules.talk.messages.asking import BREAK, HELLO, asks
from bot.rules.talk.messages.mending import mended
from bot.rules.talk.messages.words import WORD, count, listed

_QUOTED = regex(r"[«\"“](?P<words>\S[^»\"”]*)[»\"”]")
_LED = regex(
    r"^[^:\n]{0,60}\b(?:svar\w*|skriv\w*|forslag\w*|utkast\w*|slik|sånn|ok|greit|dette|publiser\w*|draft|write"
    r"|reply|answer|this)\b[^:?\n]{0,20}[:?]\s+(?P<words>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ASKS_FOR_IT = regex(
    r"(?<=[.!?»\"])\s+(?:ok|okei|greit|er det greit|stemmer det|riktig|enig|alright|is that ok|right)\s*\?\s*$",
    re.IGNORECASE,
)
_OTHERWISE = regex(
    r"^(?:(?:ja|nei|ok|bra|fint|flott|topp|perf|perfekt|perfect|great|supert?"
    r"|men|nesten|jo|yes|no|ok|but|almost|skriv|bytt til|endre til|si|det er"
    r"|det skal være|skal være|det skal vere|make it|say|write)\b[\s,.!:]*)+",
    re.IGNORECASE,
)
_REFUSES = regex(r"\b(?:nei|nja|ikke|ikkje|ikkj|vent|no|nope|not|don't|wait|feil|wrong|men|but)\b", re.IGNORECASE)
_OF_THE_ANSWER = regex(
    r"\b(?:svare|svara|skrive|love|lova|si|seie|publisere|legge ut|leggje ut|love|opplyse|answer|write|say|reply"
    r"|publish|post|promise)\b",
    re.IGNORECASE,
)
_MAY_WE = regex(r"(?:\w+[\s,!.]+){0,3}?(?:kan|skal|bør|får|can|shall|should)\s+(?:jeg|eg|vi|me|i|we)\s", re.IGNORECASE)
LEAST, AGREES = 3, 6  # words of a draft; of a message that agrees to it
_COLLEAGUES = frozenset({"du", "dere", "dokker", "de", "vi", "me", "jeg", "eg", "you", "we", "i"})


def draft_in(text: str) -> str:
    """The answer that a message of the desk drafts; empty when it drafts none."""
    found = _QUOTED.search(text) or _LED.match(text)
    words = _ASKS_FOR_IT.sub("", found["words"].strip()) if found else ""
    if words.endswith("?") and _MAY_WE.match(text) and not asks(words.rstrip(" ?")):
        words = f"{words.rstrip(' ?')}."  # «Kan jeg skrive: Det er åpent i dag?»
    return words if count(words) >= LEAST and not words.endswith("?") else ""


def agrees(text: str) -> bool:
    """«ok for meg», «fint!», «👍»: to a draft."""
    return count(text) <= AGREES and not _REFUSES.search(text) and not text.rstrip().endswith("?")


def changed(draft: str, text: str, question: str = "") -> str:
    """«Ja, men skriv 20. mai», «ja, men husk å si at …»: the draft with what the expert wants otherwise; empty where that is not clear."""
    told = said_of_words(text, question)
    return f"{draft}\n{told.words}" if told.is_all else mended(draft, f"*{_OTHERWISE.sub('', text.strip())}")


def is_about_the_answer(text: str) -> bool:
    """«Skal jeg skrive at …?», «kan vi love det?»: how the answer is to be put."""
    return bool(_OF_THE_ANSWER.search(text)) and "?" in text


def passes_on(text: str, question: str) -> bool:
    """«Kan man det, Ola?» under «Kan jeg låne el-sykkel?»: the desk asks what the citizen asks."""
    asked = {_beginning(part)[0] for part in _parts(question)}
    return any(verb in asked and subject not in _COLLEAGUES for verb, subject in map(_beginning, _parts(text)) if verb)


def _parts(text: str) -> list[str]:
    return [HELLO.sub("", part.strip()) for part in BREAK.split(text) if part and "?" in part]


def _beginning(part: str) -> tuple[str, str]:
    first = [word.casefold() for word in WORD.findall(part)[:2]]
    is_verb = bool(first) and bool(listed("first_verbs").fullmatch(first[0]))
    return (first[0] if is_verb else "", first[1] if len(first) > 1 else "")
