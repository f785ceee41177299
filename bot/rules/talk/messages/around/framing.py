"""What stands around an answer and is said among colleagues: how it is led in, and the sentences before and after it.

What is said to a citizen so, a greeting, thanks, an apology, a yes or no, stays.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.guard.patterns import regex
from bot.rules.talk.messages.around.addressing import without_address
from bot.rules.talk.messages.asking import HELLO, may_be_yes_or_no
from bot.rules.talk.messages.internal import is_for_us
from bot.rules.talk.messages.kinds import is_about_people
from bot.rules.talk.messages.manner import is_for_the_desk, is_of_herself
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import WORD, count, listed
from bot.rules.talk.tone.signs import meanings_of
from bot.rules.talk.tone.tone import doubt, talk

ASIDE, LEAD, QUOTED_LEAD, LEAST, SHORT = 10, 8, 4, 3, 4  # words
BEFORE, AFTER, ASKING = 1.0, 1.5, -1.5  # how clearly a short sentence before or after an answer is talk, see `tone`
_COLON = regex(r"(?P<lead>[^:\n«\"“]{1,60}?)\s*:\s*(?P<words>\S.*)$", re.DOTALL)
_TAIL = regex(
    r"[,.;]?\s+(?:men|og|but|and)\s+(?=((?:ikke|ikkje|ikkj|pakk|si|sei|don't|do not|never|aldri|tell)\b[^.!?\n]*)[.!]*\s*$)",
    re.IGNORECASE,
)
_PROOF = regex(
    r"[,;]\s+(?:(?:og|and)\s+)?(?:(?:jeg|eg|æ|i)\s+)?(?:har|sjekk\w+|ser|såg|så|las|leste|ringte|ringde|spurte|spurde|have|checked|saw)\s+"
    r"(?:(?:nettopp|akkurat|just|no|nå)\s+)?(?:den|det|dei|de|ho|han|\w+(?:a|en|et|ane|ene)|it|them)?\s*(?:her|foran\s+meg|framføre\s+meg|framfor\s+meg|på\s+skjermen|oppe|to\s+ganger|nå\s+nettopp|here|in\s+front\s+of\s+me|twice)[\s.!]*$",
    re.IGNORECASE,
)
_POINTS = regex(r"\b(?:dette|slik|sånn|følgende|følgjande|this|as follows)$", re.IGNORECASE)
_QUOTED = regex(r"[«\"“„](?P<words>.+)[»\"”“]\W*$", re.DOTALL)
_FROM_OR_TO = regex(
    r"(?:(?i:fra|frå|from)\s+\w+(?:\s+\w+)?(?:\s+(?:i dag|i går|nå|no|nettopp|today|just now))?|(?i:til|to)\s+[A-ZÆØÅ]\w+)"
)  # «fra vaktmesteren», «til Kari»
_FACT = regex(r"\d|https?://|\w@\w|\.no\b")
_LABEL = regex(r"\W*(?:nb|obs|p\.?s|fyi)\W*", re.IGNORECASE)
_OURS = regex(r"(?:(?:det|dette|that|this)\s+\w+\s+)?(?:vi|me|we)\b", re.IGNORECASE)
_WE_KNOW_NOT = regex(
    r"(?:(?:det|dette|datoen|prisen|that|this)\s+)?(?:(?:vet|veit|kan|har)\s+(?:vi|me|ingen|nokon|noen)\b"
    r"|(?:er|ble|blei|vart)\s+(?:ikke|ikkje)\s+(?:\w+\s+)?(?:avgjort|bestemt|vedtatt|vedteke|klart|avklart|fastsatt|fastsett)\b"
    r"|(?:vi|me|we)\s+(?:vet|veit|do\s+not|don't)\b)",
    re.IGNORECASE,
)
_TO_HER = regex(
    r"\W*(?:(?:tusen\s+|mange\s+|hjertelig\s+)?takk|beklager|velkommen|velkomen|lykke til|god[te]?\s|hilsen|helsing|mvh|hei|heisann|hallo"
    r"|så\s+\w+\s+(?:at|å)\b|thanks|thank you|sorry|welcome|good\s|hi|hello|dear|kjære|håper|håpar|vonar|hope"
    r"|ha\s+(?:en|ei|eit|et)\s+\w+|have\s+an?\s+\w+|enjoy|(?:great|good)\s+question|(?:please\s+)?let\s+us\s+know)\b",
    re.IGNORECASE,
)
_THANKS = regex(r"^(?:tusen\s+|mange\s+)?(?:takk|thanks|thank\s+you)[\s,]+", re.IGNORECASE)
_THANKS_FOR_THE_CALL = regex(  # of a citizen nobody is tagged
    r"\W*(?:(?:hei|ja|tusen|mange)[\s,!]+)*(?:takk|thanks|thank\s+you)\s+for\s+(?:tagg?(?:en|a|ingen|inga)?|ping(?:en|et)?|at\s+du\s+tagg\w+(?:\s+meg)?|påminnelsen?|påminninga|purring\w*"
    r"|the\s+(?:tag|ping|reminder|heads[\s-]up)|tagging(?:\s+me)?|reminding\s+me)\W*",
    re.IGNORECASE,
)
_PARDON = regex(  # «Beklager at du har måttet vente», not «beklager at jeg er sein»
    r"\W*(?:(?:vi|we)\s+)?(?:beklager|beklagar|unnskyld|orsak|sorry)\s+(?:veldig\s+|so\s+)?(?:at|for\s+at|that|for)?\s*(?:du|dere|de|dykk|you)\b",
    re.IGNORECASE,
)
_OFFERS = regex(
    r"(?:skal|kan|bør|må|vil\s+(?:dere|du|de)\s+at|shall|should|can|do\s+you\s+want\s+me\s+to)\s*(?:jeg|eg|vi|me|i|we)?\s+(?:også\s+|òg\s+|bare\s+|skal\s+)?"
    r"(?:legge|leggje|sende|skrive|ringe|ringje|ta|svare|svara|sjekke|melde|finne|lenke|lenkje|be|spørre|spørje|add|send|write|call|check|ask)\b"
    r"(?![^?]*\b(?:du|deg|din|ditt|you|your)\b)[^?]*\?$",
    re.IGNORECASE,
)  # «Skal jeg legge inn lenke?» is for the desk
_ASKS_HER = regex(r"\b(?:du|deg|dere|you|hun|han|ho|she|he)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A sentence of a message, what kind it is, and how clearly it is talk."""

    text: str
    kind: Reason
    doubt: float


def led_in(text: str, names: Collection[str]) -> str:
    """The answer in «til innbyggeren: …», «ok, her er det: «…»», «fikk svar: …»; empty where nothing leads one in."""
    found = _COLON.match(text)
    quoted = _QUOTED.match(found["words"]) if found else None
    words = (quoted or found or {"words": ""})["words"].strip()
    if found is None or count(words) < LEAST or is_for_us(text) or is_for_the_desk(text):
        return ""
    if _POINTS.search(found["lead"]) and count(found["lead"]) <= LEAD:
        return words
    if not (quoted or words[:1].isupper()):
        return words if _is_of_the_writer(found["lead"], names) else ""
    return words if _leads_in(found["lead"], names, is_quoted=quoted is not None) else ""


def _leads_in(lead: str, names: Collection[str], *, is_quoted: bool) -> bool:
    """Whether a lead speaks of the text or of how it was found, and not of the matter."""
    seen = meanings_of(lead)
    if _FROM_OR_TO.fullmatch(lead) and not listed("times").search(lead.split()[1]):
        return True
    if "service" in seen or count(lead) > LEAD:
        return False
    of_the_text = bool(
        seen & {"speak", "text", "publish"} or listed("frames").search(lead) or _FROM_OR_TO.fullmatch(lead)
    )
    if _FACT.search(lead) and not of_the_text:
        return False
    is_talk = count(lead) > 1 and doubt(lead, "", names) > BEFORE
    return of_the_text or is_talk or (is_quoted and count(lead) <= QUOTED_LEAD)


def _is_of_the_writer(lead: str, names: Collection[str]) -> bool:
    """«sitter i bil, dikterer: …»: what comes after it is the answer, though it begins with a small letter."""
    seen = meanings_of(lead)
    return (
        "service" not in seen
        and count(lead) > 1
        and not _FACT.search(lead)
        and (is_of_herself(lead, "") or talk(lead, "", names) is Reason.LATER)
    )


def without_ban_on_a_detail(text: str) -> str:
    """«Kaia er åpen, men ikke nevn at vi mangler gjerde» without what is not to be said."""
    return next(
        (text[: tail.start()] for tail in _TAIL.finditer(text) if is_for_us(tail[1]) or is_for_the_desk(tail[1])), text
    )


def without_proof(text: str) -> str:
    """«Inntil seks høns er lov, jeg har forskrifta foran meg» without how the writer knows it."""
    return _PROOF.sub("", text)


def trimmed(parts: Sequence[Part], names: Collection[str], question: str) -> list[str]:
    """The sentences of an answer to a question without those before and after it that are for colleagues."""
    core = min(range(len(parts)), key=lambda i: (parts[i].kind is not Reason.TAKEN, parts[i].doubt))
    first, end = 0, len(parts)
    while end > core + 1 and _is_no_more_of_it(_last_with_words(parts[core + 1 : end]), names):
        end -= 1
    while first < core and (_leads_up(parts[first], names) or _answers_the_call(parts[first], question)):
        first += 1
    return [part.text for part in parts[first:end]]


def _last_with_words(parts: Sequence[Part]) -> Part:
    """The last sentence; a picture after it goes with it."""
    return next((part for part in reversed(parts) if WORD.search(part.text)), parts[-1])


def _leads_up(part: Part, names: Collection[str]) -> bool:
    """What stands before an answer and is said of the citizen, to the desk, of the writer herself, or to nobody."""
    is_of_her = part.kind is Reason.LATER and not _OURS.match(part.text) and not _WE_KNOW_NOT.match(part.text)
    if _only_greets(part.text, names) or _THANKS_FOR_THE_CALL.fullmatch(part.text):
        return True
    if _PARDON.match(part.text):
        return False
    return (
        is_of_her
        or part.kind is Reason.TO_DESK
        or is_about_people(part.text)
        or (not _WE_KNOW_NOT.match(part.text) and _is_talk(part, BEFORE))
    )


def _answers_the_call(part: Part, question: str) -> bool:
    """«Ja, takk for at du tagger!» where the citizen's own question cannot be answered with yes or no."""
    is_short = count(part.text) <= LEAD and not _FACT.search(part.text)
    return bool(question) and is_short and bool(listed("yes_no").match(part.text)) and not may_be_yes_or_no(question)


def _only_greets(text: str, names: Collection[str]) -> bool:
    """«Hei Anne.», «Takk Kjell!»"""
    words = [word.casefold() for word in WORD.findall(_THANKS.sub("", HELLO.sub("", text)))]
    return bool(words) and all(word in names for word in words)


def _is_no_more_of_it(part: Part, names: Collection[str]) -> bool:
    """What stands after an answer and is said to a colleague, of the writer herself, or of the text."""
    is_small = part.kind is not Reason.TAKEN or (not _FACT.search(part.text) and count(part.text) <= ASIDE)
    is_spoken = is_small and without_address(part.text, names)[1]
    is_of_her = part.kind is Reason.LATER and is_of_herself(part.text, "")
    is_for_desk = part.kind is Reason.TO_DESK or bool(_LABEL.fullmatch(part.text))
    asks_desk = _asks_whether_it_will_do(part) or bool(_OFFERS.match(part.text.strip()))
    return is_spoken or is_of_her or is_for_desk or asks_desk or _is_talk(part, AFTER)


def _is_talk(part: Part, bound: float) -> bool:
    if _FACT.search(part.text) or is_said_to_her(part.text) or listed("yes_no").match(part.text):
        return False
    return (
        part.doubt > bound
        and bool(WORD.search(part.text))
        and count(part.text) <= ASIDE
        and not part.text.endswith("?")
    )


def is_said_to_her(text: str) -> bool:
    """«Takk for at du sier fra», «god tur», «hei»: a citizen is told so."""
    return bool(_TO_HER.match(text))


def _asks_whether_it_will_do(part: Part) -> bool:
    """«Greit?», «holder det?»"""
    if part.kind is not Reason.QUESTION or count(part.text) > SHORT or _ASKS_HER.search(part.text):
        return False
    return part.doubt > ASKING and not listed("asking").match(part.text)
