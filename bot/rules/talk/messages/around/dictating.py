"""An answer that a colleague dictates: «svar henne at det er stengt», «du kan skrive «…»», «utkast: …».

What stands after «at» is a subordinate clause; in Norwegian «ikke» and its like stand before the verb there, and behind it
in a sentence of its own.
"""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.around.speaking_to import to_her
from bot.rules.talk.messages.words import capital, count, listed

_INFINITIVE = (
    r"(?:be)?svar[ea]|si|seie?|hilse\s+og\s+si|helse\s+og\s+seie|skrive|fortelle|fortelje|opplyse|gi\s+beskjed|gje\s+beskjed|answer|say|reply"
    r"|write|tell"
)
_IMPERATIVE = (
    r"(?:be)?svar|si|sei|skriv|fortell|fortel|forklar|opplys|informer|meld\s+tilbake|legg\s+ut|publiser|hils(?:\s+og\s+si)?"
    r"|helse\s+og\s+sei|(?:gi|gje)(?:\s+(?:henne|ham|ho|han|dem|dei))?\s+beskjed|(?:la|lat)\s+(?:henne|ham|ho|han|dem|dei)\s+få\s+(?:vite|vita)"
    r"|answer|say|reply|write|tell"
)
_YOU = r"(?:du|dere|dokker|dykk|de|you|@?(?!(?:vi|me|jeg|eg|i|we|må)\b)(?-i:[A-ZÆØÅ])\w+)"
_MAY = r"(?:kan|kunne|vil|ville|bør|må|skal|får|can|could|may|should|would|might)"
_A_LITTLE = (
    r"(?:\s+(?:bare|berre|gjerne|jo|vel|nok|da|nå|noe|noko|sånt|slikt|som|i\s+retning\s+av|godt|også|òg|heller|trygt|kort|just"
    r"|simply|please|om|tilbake|back))*"
)
_HER = (
    r"(?:\s+(?:til\s+|te\s+|åt\s+|to\s+)?(?:henne|ham|ho|han|hun|hu|na|an|'a|'n|n|dem|dei|vedkommende|innbygger(?:en)?|innbyggjar(?:en)?"
    r"|spørreren|folk"
    r"|her|him|them|the\s+citizen))?"
)
_LEAD = (
    r"(?:(?:hei|ja|nei|ok|okei|greit|men|og|da|så|hm|hi|yes|no|well|so|then|kanskje|maybe|bare|berre|just"
    r"|please)[\s,.!]+)*"
)
_TELLS = r"(?:svarer|svarar|skriver|skriv|sier|seier|answer|say|write|reply)"
_WE_TELL = (
    r"(?:(?:vi|me|we)\s+(?:kan|må|får|bør|skal|can|should|must)(?:\s+(?:vel|nok|jo|bare|berre|just))*\s+(?:svare|svara|skrive|answer|reply|write)"
    r"|(?:vi|me|we)\s+(?:kan|får|can)\s+(?:vel|nok|jo|bare|berre|just)\s+(?:si|seie|say)"
    r"|(?:vi|me|we)\s+(?:svarer|svarar|answer|reply)"
    rf"|{_TELLS}\s+(?:vi|me|du|dere|dokker|we)"
    rf"|(?:fint|flott|bra|great|nice)\s+(?:om|hvis|viss|if)\s+(?:du|dere|de|noen|nokon|you|someone)\s+{_TELLS}"
    rf"|(?:jeg|eg)\s+foreslår\s+(?:å\s+svare|at\s+(?:vi|me|du|dere|de)\s+{_TELLS})"
    r"|(?:kan|kunne|can|could)\s+(?:noen|nokon|someone)\s+(?:svare|svara|skrive|si|seie|answer|reply|write|say)"
    r"|(?:det\s+(?:riktige|rette)\s+)?svaret\s+(?:er|blir)|(?:det|alt)\s+(?:vi|me|du|dere|de)\s+kan\s+(?:si|svare|seie)(?:\s+(?:nå|no))?\s+er"
    r"|the\s+(?:right\s+)?answer\s+is)"
)
_ASKED_TO = (
    rf"(?:{_YOU}\s+{_MAY}{_A_LITTLE}\s+(?:{_INFINITIVE})|{_MAY}\s+{_YOU}{_A_LITTLE}\s+(?:{_INFINITIVE})"
    rf"|(?:jeg|eg|i)\s+(?:ville|hadde|would(?:\s+have)?)\s+(?:svart|skrevet|skrive|sagt|answered?|said|say"
    rf"|written|write)|{_WE_TELL}|(?:{_IMPERATIVE}))"
)
_DICTATES = regex(
    rf"{_LEAD}(?:[A-ZÆØÅ]\w+,\s+)?{_ASKED_TO}{_A_LITTLE}{_HER}{_A_LITTLE}(?:\s+(?:at|that)|(?<=tell\s(?:her|him))(?=\s+(?:we|you|she|he|it|there|the)\b))\s+(?P<clause>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_SUCH = r"(?:\s+(?:dette|følgende|slik|sånn|noe|noko|sånt|slikt|som|ca\.?|cirka|omtrent|this|something|like|roughly))*"
_DRAFTS = regex(
    rf"{_LEAD}(?:{_ASKED_TO}{_A_LITTLE}{_HER}{_A_LITTLE}{_SUCH}"
    r"|(?:her\s+er\s+)?(?:et\s+|eit\s+|mitt\s+|my\s+|a\s+)?(?:svar)?(?:forslag|utkast|draft"
    r"|suggestion)(?:et)?(?:\s+(?:til|på|for)\s+\w+)?)"
    r"\s*:?\s*[«\"“„](?P<words>\S.*?)[»\"”“][^»\"”]*$",
    re.IGNORECASE | re.DOTALL,
)
_MAYBE = r"(?:kanskje|hva\s+med|kva\s+med|f\.?eks\.?|for\s+eksempel|til\s+dømes|maybe|perhaps|how\s+about|e\.g\.)"
_ALONE = regex(
    rf"(?:(?:{_MAYBE}{_SUCH}|(?:noe|noko|something){_SUCH})\s*:?\s*)?[«\"“](?P<words>[^«»\"“”]+)[»\"”]\s*$",
    re.IGNORECASE,
)
_AFTER_COLON = regex(
    rf"{_LEAD}{_ASKED_TO}{_A_LITTLE}{_HER}{_A_LITTLE}{_SUCH}\s*:\s*(?P<words>[^\s«\"“].*)$", re.IGNORECASE | re.DOTALL
)
_WE_SAY = regex(
    r"(?:\w+[\s,!.]+){0,3}?(?:(?:kan|skal|bør|må|can|shall|should)\s+(?:vi|jeg|eg|me|we|i)\s+(?:bare\s+|berre\s+|just\s+)?"
    rf"(?:{_INFINITIVE})|(?:svarer|svarar|skriver|skriv|sier|seier|say|write|answer)(?:\s+(?:jeg|eg|vi|me))?"
    r"|(?:er|is)\s+(?:det|it)\s+(?:riktig|rett|right|correct)(?:\s+(?:å|to)\s+(?:si|seie|svare|skrive|say"
    r"|answer))?|stemmer\s+det|svaret\s+er)"
    rf"{_HER}\s+(?:at|that)\s+(?P<clause>\S.*?)(?:[,.]?\s+(?:ok|okei|greit|da|stemmer det|er det greit|right))?\s*\?*\s*$",
    re.IGNORECASE | re.DOTALL,
)
_VERB = regex(
    r"(?:er|var|har|hadde|kan|kunne|skal|skulle|vil|ville|må|måtte|får|fikk|fekk|blir?|ble|vert|vart|bør|kjem"
    r"|gir|gjer|gjør|tar|tek|går"
    r"|står|veit|vet|ligg|finst|finnes|treng|finn|held|seier|sit|\w{2,}(?:er|ar|ir|år))$",
    re.IGNORECASE,
)
_AUXILIARY = regex(
    r"(?:er|var|har|hadde|kan|skal|vil|må|får|blir|ble|bør|vert|vart|skulle|kunne|ville)$", re.IGNORECASE
)
_ADDS = regex(
    r"(?:vi|me|we|det|it)\s+(?:beklag\w*|er\s+lei|er\s+glad|takk\w*|sett?er\s+pris|set\s+pris|gled\w*|apologi\w*|are\s+sorry)",
    re.IGNORECASE,
)
WHOLE = 4  # words of a clause that may be an answer, though it is only «gjerne» to be said
NEAR = 6  # words from the clause's beginning in which its subject ends


def dictated(text: str, question: str = "") -> str:
    """The answer in a message that dictates one, as a sentence of its own; empty for every other message."""
    if alone := _ALONE.match(text):
        return alone["words"].strip() if count(alone["words"]) > 2 else ""
    if quoted := _DRAFTS.match(text):
        return quoted["words"].strip() if count(quoted["words"]) > 1 else ""
    if drafted := _AFTER_COLON.match(text):
        return drafted["words"].strip() if count(drafted["words"]) > 1 else ""
    found = _DICTATES.match(text)
    if not found:
        return ""
    clause = found["clause"].strip()
    if listed("how_to").match(text) and (count(clause) < WHOLE or is_courtesy(clause)):
        return ""  # «Si gjerne at vi beklager» adds to an answer, and is none
    told = to_her(as_sentence(clause), text[: found.start("clause")], question)
    return told if count(clause) > 1 else ""


def is_courtesy(clause: str) -> bool:
    """«vi beklager»: it is put into an answer, and is none."""
    return bool(_ADDS.match(clause))


def told_by_the_desk(text: str) -> str:
    """«Kan vi svare at det ikke er lov?»: what the desk would say, as a sentence of its own; empty for every other message."""
    found = _WE_SAY.match(text.strip())
    told = to_her(as_sentence(found["clause"].strip()), "", "") if found and count(found["clause"]) > 1 else ""
    return f"{told}." if told[-1:].isalnum() else told


def as_sentence(clause: str) -> str:
    """A subordinate clause as a sentence of its own. It ends as the writer ended it, but for a question mark."""
    told = re.sub(r"\b(men|og|but|and)\s+(?:at|that)\b", r"\1", clause.rstrip("?").rstrip())
    text = capital(" ".join(_verb_first(told.split(" "))))
    return f"{text}." if clause.endswith("?") and text[-1:].isalnum() else text


def _verb_first(words: list[str]) -> list[str]:
    """«det ikke er lov» → «det er ikke lov»; what has the order of a sentence already stays."""
    place = next((i for i, word in enumerate(words[:NEAR]) if i and listed("adverbs").fullmatch(word)), 0)
    if not place or _AUXILIARY.match(words[place - 1]):
        return words
    end = place
    while end < len(words) and listed("adverbs").fullmatch(words[end]):
        end += 1
    if end == len(words) or not _VERB.match(words[end]):
        return words
    return [*words[:place], words[end], *words[place:end], *words[end + 1 :]]
