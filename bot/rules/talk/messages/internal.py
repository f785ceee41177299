"""What is said in a thread for colleagues alone: what is not for others, how the answer is to be given, whom somebody asked.

Before and after an answer such words are left out of it; they still stand in the thread.
"""

import re
from collections.abc import Sequence

from bot.guard.patterns import regex
from bot.rules.talk.messages.words import count, listed

_LEAD = regex(
    r"^(?:(?:p\.?\s?s|nb|obs|btw|forresten|for øvrig|ja|nei|men|og|no|but|and|please)\b[\s.:,!–-]*)+", re.IGNORECASE
)
_LABEL = regex(
    r"(?:kun |bare |berre |only )?(?:internt|intern|internal|internally|konfidensielt|confidential"
    r"|ikke offentlig|ikkje offentleg"
    r"|mellom oss|oss imellom|between us)(?:\s+(?!at\b)\w+)?\s*[:;.,!–-]",
    re.IGNORECASE,
)
_KEPT = regex(
    r"[,;.!–-]\s*(?:(?:så|og|men|but|so|and)\s+)?(?:please\s+)?"
    r"(?:(?:ikke|ikkje|ikkj|itj|aldri|don't|don’t|do\s+not|never)\s+(?:si|sei|nevn|nemn|skriv|svar|fortell|fortel|del|bruk|røp|say|tell|mention|write|share|repeat)"
    r"(?:\s+(?:noe|noko|det|dette|anything|that|this|it))?(?:\s+(?:til\s+(?:noen|nokon|andre)|her|videre|vidare|ennå|enno|to\s+anyone|here|yet))?"
    r"|(?:det|dette|that|this)\s+(?:er|is)\s+(?:(?:ikke|ikkje|not)\s+(?:vårt|vår\s+sak|opp\s+til\s+oss|ours|for\s+us)|(?:deres|theirs|opp\s+til\s+(?:dem|dei)|up\s+to\s+them))\s*(?:(?:å|to)\s+\w+)?(?:\s+(?:det|dette|it|this))?)"
    r"[\s.!]*$",
    re.IGNORECASE,
)
_ADMITS = regex(
    r"(?:@?[\w-]+\s+har\s+(?:helt\s+|heilt\s+)?rett|(?:jeg|eg)\s+tok\s+feil|min\s+feil|feil\s+av\s+meg"
    r"|you(?:'re| are)\s+right|my\s+(?:mistake|bad))\s*(?:[.,!:;–-]|$)",
    re.IGNORECASE,
)
_LED_IN = regex(
    r"^(?:(?:ja|jada|jo|yes),?\s+)?(?:helt|heilt|ganske|temmelig|veldig|hundre prosent|100\s?%"
    r"|quite|pretty|absolutely)\s+(?:sikker|sure)[.,!]+\s+(?=\S)"
    r"|^(?:@?[\w-]+ har (?:helt |heilt )?rett|ok|okei|okay|greit|den er grei|skjønner|skjønar|mottatt|notert"
    r"|alright|got it)[.!]+\s+(?=\S)"
    r"|^(?:(?:beklager|sorry|unnskyld|orsak|apologies)\s+(?:at det tok tid|for\s+)?(?:\w+\s+)?(?:sent|seint|sein"
    r"|treig\w*|late|slow)?\s*(?:svar|respons|reply|answer|response)"
    r"|(?:tusen )?(?:takk|thanks)\s+for\s+(?:påminnelsen?|påminninga|purring\w*|beskjed\w*|tipset|the reminder"
    r"|reminding me|the ping)"
    r"|(?:ok,?\s+)?(?:her (?:er|kommer|kjem)|here(?:'s| is| comes))\s+(?:et |eit |mitt |the |my "
    r"|an? )?(?:svar\w*|answer|info\w*)[^:.!\n]{0,20}"
    r"|svaret (?:er|blir)|the answer is)\s*[.,:!–-]+\s*(?=\S)",
    re.IGNORECASE,
)
_TRUSTS = regex(
    r"\b(?:gir|gjev|gjer)\s+(?:jeg|eg|æ)\s+meg\b|\b(?:jeg|eg|æ)\s+(?:gir|gjev)\s+meg\b|\bstand\s+corrected\b|"
    r"\b(?:stoler|stolar|lit|trust)\b.{0,12}\b(?:deg|dere|dykk|you)\b|\b(?:da|då|then)\s+(?:sier|seier|går|tar"
    r"|tek|gjelder|gjeld)\s+(?:vi|me|det|we)\b",
    re.IGNORECASE,
)
ADMITTED_WORDS, YIELDING_WORDS = 6, 15


def is_for_us(part: str) -> bool:
    """«Internt: …», «ikke nevn at …», «si gjerne at vi beklager», «da må vi spørre henne»: not for the citizen."""
    said = _LEAD.sub("", part.strip().lstrip("("))
    return bool(
        _LABEL.match(said)
        or listed("internal").match(said)
        or listed("how_to").match(said)
        or listed("ask_her").search(said)
    )


def is_kept(text: str) -> bool:
    """«… men ho har ikkje skrive under, så ikkje sei noko», «… but that is theirs to tell»: all of it is for colleagues alone."""
    return bool(_KEPT.search(text))


def without_kept(text: str) -> str:
    """A message without the lines that are for colleagues alone, where it has others."""
    kept = [line for line in text.split("\n") if not is_kept(line)]
    return "\n".join(kept) if any(line.strip() for line in kept) else text


def admits(text: str) -> bool:
    """«Du har rett, beklager. …»: what the writer said before is void."""
    return bool(_ADMITS.match(_LEAD.sub("", text.strip())))


def yields(text: str, staff: Sequence[str]) -> bool:
    """«Da gjelder det Ingrid skriver.»: the writer leaves it at what a colleague has said."""
    if _TRUSTS.search(text) and count(text) <= YIELDING_WORDS and not re.search(r"\d|\?", text):
        return True
    names = "|".join(re.escape(name) for name in staff)
    if not names or count(text) > YIELDING_WORDS or re.search(r"\d|\?", text):
        return False
    says = r"(?:skriver|skriv|sier|seier|sa|skrev|skreiv|svarte|says|said|wrote|writes)"
    ways = (
        rf"(?:det|slik|som|hva|kva|what|as|med|with)\s+(?:{names})\s+{says}\b|\b(?:hør|høyr|lytt|bruk|ta|stol|listen"
        rf"|use)\s+(?:på|til|to)?\s*(?:{names})\b"
    )
    return bool(
        re.search(rf"{ways}|\b(?:{names})s?\s+(?:svar|answer)\s+(?:gjelder|gjeld|er|is|stands)\b", text, re.IGNORECASE)
    )


def for_the_citizen(words: str, parts: Sequence[str]) -> str:
    """The words without what is for colleagues alone before and after them; line breaks between them stay."""
    kept = [_LED_IN.sub("", parts[0]), *parts[1:]]
    while len(kept) > 1 and (_only_admits(kept[0]) or _only_corrects(kept[0])):
        kept.pop(0)
    while len(kept) > 1 and is_for_us(kept[-1]):
        kept.pop()
    start = words.find(kept[0])
    return words[start : words.rfind(kept[-1]) + len(kept[-1])].strip()


def _only_corrects(part: str) -> bool:
    """«Orsak, feil!», «nei, vent.» before the right words; a «nei» alone may be the answer."""
    left = listed("corrects").sub(" ", part)
    is_sure = listed("surely_corrects").search(part) or listed("halts").search(part)
    return left != part and bool(is_sure) and not re.search(r"\w", left)


def _only_admits(part: str) -> bool:
    return admits(part) and count(part) <= ADMITTED_WORDS
