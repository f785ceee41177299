"""What an expert wants of the citizen and asks the desk to ask for: «be henne ringe meg», «kan dere spørre om hun har bilde?».

It is put so that the citizen can be asked it, where that is sure; else somebody has to find the words.
"""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.asking import BREAK
from bot.rules.talk.messages.words import count

_HER = (
    r"(?:henne|ham|han|ho|hun|vedkommende|vedkomande|innbygge?r(?:en)?|innbyggj?ar(?:en)?|spørreren|avsender(?:en)?"
    r"|dem|dei|her|him|them|the\s+citizen)"
)
_COULD = (
    r"(?:(?:hei|ok|men|og|da|så|bare|berre|just)[\s,!.]+)*(?:(?:kan|kunne|vil|could|can|would)\s+(?:du|dere|de|dykk|noen|nokon|vi|me|you|someone"
    r"|somebody|we)\s+(?:bare\s+|berre\s+|please\s+)?|please\s+|(?:du|dere|de|vi|me)\s+(?:må|bør|kan|får)\s+"
    r"|(?:fint|bra|flott)\s+(?:om|hvis|viss)\s+(?:du|dere|de|noen|nokon)\s+(?:kan\s+|kunne\s+)?)?"
)
_ASKS_TO = regex(
    rf"(?:{_COULD}(?:be|ber|bed|få|får|ask)|(?:får|kan)\s+(?:du|dere|de)(?:\s+få)?)\s+{_HER}\s+(?P<how>om\s+å\s+|til\s+å\s+|å\s+|om\s+|to\s+|for\s+)?(?P<what>\S.*?)[\s?.!]*",
    re.IGNORECASE,
)
_ASKS_ABOUT = regex(
    rf"{_COULD}(?:(?:spør|spørr|spørre|spørje|ask)|(?:spør|spørr|spørre|spørje|sjekke?\s+med|høre?\s+med|høyre?\s+med|ask|check\s+with)\s+{_HER})\s*,?\s+(?P<what>(?:om|hvor|hva|hvem"
    r"|hvilke[nt]?|når|hvorfor|hvordan|kor|kva|kven|korleis|kvifor|where|what|which|who|when|if|whether|how)\b.*?)[\s?.!]*",
    re.IGNORECASE,
)
_SHE_MUST = regex(
    r"(?:hun|han|ho|vedkommende|innbyggeren|innbyggjaren|she|he)\s+(?:må|bør|kan|får|must|should|can)\s+(?:gjerne\s+|bare\s+|heller\s+|berre\s+)?"
    r"(?P<what>(?:ringe?|ringje|sende?|ta\s+kontakt|kontakte|komme|kome|fylle|legge|leggje|skrive|vise|call|send|contact|write)\b.*?)[\s?.!]*",
    re.IGNORECASE,
)
_MAY_WE = regex(
    r"(?:kan|kunne|får|can|could|may)\s+(?:jeg|eg|vi|me|i|we)\s+(?:få|ha|have|get)\s+(?P<what>(?:(?:et|eit|noen|nokre|a|some)\s+)?"
    r"(?:bilde\w*|bilete\w*|foto\w*|picture\w*|photo\w*)\b.*?)[\s?.!]*",
    re.IGNORECASE,
)
_OF_HER = regex(
    r"\b(?:hennes|hans|deres|her\s+(?:address|number|name)|his)\b|\b(?:adress\w*|fødsels\w*|personnummer\w*|navne?t?|namne?t?)\b",
    re.IGNORECASE,
)
_INFINITIVE = regex(
    r"(?:ta|gå|se|sjå|si|gi|gje|få|stå|la|\w{2,}[ea])\b(?!\s*$)|(?:ringe|kontakte|møte)\b", re.IGNORECASE
)
_SHE = regex(r"\b(?:hun|han|ho|vedkommende|innbyggeren|innbyggjaren)\b", re.IGNORECASE)
_HERSELF = regex(r"\b(?:henne|ham|seg)\b", re.IGNORECASE)
_ENGLISH = regex(
    r"\b(?:ask|her|him|the|she|he|could|please|call|me|us|picture|photo|which|where|what)\b", re.IGNORECASE
)
_CALLS = regex(
    r"\b(?:ringe?|ringje|call)(?:\s+(?:oss|us))?(?=\s*(?:$|[,.?!]|i\s+morgen|i\s+morgon|today|tomorrow))", re.IGNORECASE
)
_HEDGES = regex(r"\b(?:kanskje|evt|eventuelt|først|fyrst|forresten|liksom|maybe|perhaps|first)\b", re.IGNORECASE)
_NO_CLAUSE = regex(  # «om farge»: no sentence that could stand behind «Kan du skrive»
    r"om\b(?!.*\b(?:er|var|har|hadde|kan|kunne|vil|ville|skal|skulle|må|fikk|fekk|får|ble|blei|blir|\w{2,}(?:er|ar|te|de))\b)",
    re.IGNORECASE,
)
MOST = 25  # words


def is_wish(text: str) -> bool:
    """Whether something in a message is wanted of the citizen."""
    return bool(_wish_in(text))


def asks_for_it(part: str) -> bool:
    """Whether a sentence asks the desk to ask the citizen; what she is told to do herself may be an answer."""
    return any(way.fullmatch(part.strip()) for way in (_ASKS_TO, _ASKS_ABOUT)) and count(part) <= MOST


def is_to_be_asked(part: str) -> bool:
    """«Spør ham om det er lokket som er ødelagt»: a question to the citizen, in the mouth of the desk."""
    return _ASKS_ABOUT.fullmatch(part.strip()) is not None


def wished(text: str, phone: str = "") -> str:
    """The wish as the citizen can be asked it; empty where it is none, or speaks of what she should not tell in public.

    `phone` is where she reaches whoever wants to be called.
    """
    said = _wish_in(text)
    if not said or _OF_HER.search(said):
        return ""
    if about := _ASKS_ABOUT.fullmatch(said):
        if _HEDGES.search(about["what"]) or _NO_CLAUSE.match(about["what"]):
            return ""
        words = _to_her(about["what"])
        return f"Can you tell us {words}?" if _ENGLISH.match(about["what"]) else f"Kan du skrive {words}?"
    found = _ASKS_TO.fullmatch(said) or _SHE_MUST.fullmatch(said)
    if found and (found.groupdict().get("how") or "").strip() not in ("om", "for"):
        return _may_you(found["what"], phone) if _is_doing(found) else ""
    if found := found or _MAY_WE.fullmatch(said):
        words = _to_her(found["what"])
        return f"Can you send us {words}?" if _ENGLISH.search(said) else f"Kan du sende oss {words}?"
    return ""


def _wish_in(text: str) -> str:
    """The sentence, or what stands behind its last comma, that is a wish."""
    parts = [part.strip() for part in BREAK.split(text) if part and count(part) <= MOST]
    said = [one for part in parts for one in (part, part.rpartition(", ")[2])]
    ways = (_ASKS_TO, _ASKS_ABOUT, _SHE_MUST, _MAY_WE)
    return next((one for one in said if any(way.fullmatch(one) for way in ways)), "")


def _is_doing(found: re.Match[str]) -> bool:
    return bool(
        _INFINITIVE.match(found["what"]) or "how" not in found.groupdict() or (found["how"] or "").strip() == "to"
    )


def _may_you(what: str, phone: str) -> str:
    words = _to_her(what)
    is_english = _ENGLISH.search(what) is not None
    reached = f" {'on' if is_english else 'på'} {phone}" if phone else ""
    words = _CALLS.sub(lambda found: f"{found[0].split()[0]} {'us' if is_english else 'oss'}{reached}", words)
    return f"Can you {words}?" if is_english else f"Kan du {words}?"


def _to_her(words: str) -> str:
    """Words about the citizen as they are said to her, and what the writer says of herself as the municipality says it."""
    words = re.sub(r"\b(?:meg direkte|meg|mæ)\b", "oss", words, flags=re.IGNORECASE)
    words = re.sub(r"\bme\b(?=\s*(?:$|[.,?!]|a\b|the\b|on\b|to))", "us", words)
    words = re.sub(r"\b(?:she|he)\s+has\b", "you have", words)
    words = re.sub(r"\b(?:she|he)\s+is\b", "you are", words)
    words = re.sub(r"\b(?:she|he)\s+(\w{2,})s\b", r"you \1", words)
    words = re.sub(r"\b(?:she|he)\b", "you", words)
    return _HERSELF.sub("deg", _SHE.sub("du", words)).strip()
