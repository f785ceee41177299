"""What is said of the words themselves: «husk å skrive at parkeringen er gratis», «må legge til at …», «nevn åpningstida».

The clause behind «at» is what the citizen is to read, and becomes a sentence of its own. Where there is no clause somebody at
the desk has to find the words. What a citizen is told to write herself («skriv at du vil si opp») is left alone.
"""

import re
from dataclasses import dataclass, field

from bot.guard.patterns import regex
from bot.rules.talk.messages.around.dictating import as_sentence, is_courtesy
from bot.rules.talk.messages.around.speaking_to import to_her
from bot.rules.talk.messages.asking import BREAK
from bot.rules.talk.messages.words import count

_LEAD = (
    r"(?:(?:(?:hvis|om|viss)\s+(?:du|dere|de)\s+(?:kan|vil|har\s+tid)|if\s+you\s+can|ja|nei|jo|ok|okei|greit|fint|flott|bra|men|og|da|då|så|forresten|hei|p\.?\s?s|btw|oi|å|åh|også|òg|yes|no|and|but|also|oh|so"
    r"|please|kanskje|maybe)\b[\s,.!:–-]*){0,6}"
)
_ALSO = (
    r"(?:\s+(?:også|òg|gjerne|bare|berre|kanskje|helst|heller|kort|tydelig|tydeleg|nok|jo|da|då|i\s+svaret|på\s+slutten|til\s+slutt|til\s+sist"
    r"|her|der|also|just|please|maybe|too|at\s+the\s+end|in\s+the\s+answer)){0,4}"
)
_ADD = (
    r"(?:nevne?|nemne?|legge?\s+(?:til|ved|inn)|leggj[ea]\s+til|føye?\s+til|ta\s+med|få\s+med|få\s+fram|presisere?|understreke?|mention|add|include"
    r"|point\s+out|stress|note)"
)
_SAY = r"(?:skrive?|skriva|si|seie|sei|(?:opplyse?|informere?|minne?)(?:\s+om)?|fortelle?|fortel(?:je)?|write|say|tell|state)"
_BEAR_IN_MIND = (
    r"(?:(?:husk|hugs|pass\s+på|sørg\s+for|remember|make\s+sure|be\s+sure)|(?:(?:jeg|eg|vi|me|i|we)\s+)?(?:glemte|gløymde|glømte|forgot))"
    rf"{_ALSO}\s+(?:å|to)"
)
_MUST = (
    r"(?:(?:vi|me|dere|du|de|dokker|jeg|eg|we|you|i)\s+)?(?:må|bør|skal|kan|får|vil|ville|must|should|need\s+to|have\s+to|can|could)"
    r"(?:\s+(?:vi|me|dere|du|de|dokker|jeg|eg))?"
)
_SURELY = rf"(?:{_BEAR_IN_MIND}{_ALSO}\s+(?:{_ADD}|{_SAY})|(?:{_MUST}{_ALSO}\s+)?{_ADD})"
_STANDS = r"(?:(?:det|der|it)\s+(?:må|skal|bør|should|must)\s+(?:også\s+|òg\s+|also\s+)?(?:stå|say))"
_HER = r"(?:\s+(?:til\s+|to\s+)?(?:henne|ham|ho|han|dem|dei|innbygge?ren|innbyggjaren|folk|her|him|them))?"
_ABOUT_HERSELF = (
    r"(?!(?:du|dere|de|you)\s+(?:har|er|skal|vil|ønsker|ønskjer|kommer|kjem|trenger|treng|have|are|want|will|need|would)\b"
    r"|(?:jeg|eg|i)\s|[^.!?]*\b(?:skjema\w*|søknad(?:en|a)|kommentarfelt\w*|e-posten|meldinga|meldingen|the\s+form|your\s+application)\b)"
)
_THAT = rf"{_ALSO}{_HER}{_ALSO}\s*[,:]?\s+(?:at|that)\s+{_ABOUT_HERSELF}"
_HER_CLAUSE = r"(?=(?:de|dei|they|hun|han|ho|vedkommende|innbygge?ren|innbyggjaren|she|he)\s)"
_WHOLE = regex(rf"\W*{_LEAD}(?:{_SURELY}|{_STANDS}){_THAT}(?P<clause>\S.*)", re.IGNORECASE | re.DOTALL)
_OF_HER = regex(rf"\W*{_LEAD}{_SAY}{_THAT}{_HER_CLAUSE}(?P<clause>\S.*)", re.IGNORECASE | re.DOTALL)
_BEHIND = regex(
    rf"(?P<front>\S.*?\w[).»!]?)(?:\s*[,;]\s*|\s+[–-]+\s+|\s+(?=(?:og|men|and|but)\s)){_LEAD}"
    rf"(?:(?:{_BEAR_IN_MIND}{_ALSO}\s+(?:{_ADD}|{_SAY})|(?:{_MUST}{_ALSO}\s+)?{_ADD}|{_STANDS}){_THAT}|{_SAY}{_THAT}{_HER_CLAUSE})(?P<clause>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_IS_TO_STAND = regex(r"[\s,–-]+(?:skal|skulle|må|bør)\s+det\s+(?:stå|stått|ha\s+stått)[\s.!]*$", re.IGNORECASE)
_TAIL = regex(r",?\s+(?:også|òg|too|as\s+well|da|då|takk|thanks|please|er\s+du\s+snill)(?=[\s.!]*$)", re.IGNORECASE)
_SAY_IT = regex(
    rf"\W*{_LEAD}(?:(?:si|sei|skriv|nevn|nemn|ta|få|legg|say|write|mention|add|include)\s+(?:det|dette|den|that|this|it)"
    r"(?:\s+(?:med|til|inn|likevel|allikevel|også|òg|da|då|uansett|i\s+svaret|anyway|too|in|as\s+well))*)[\s.!]*",
    re.IGNORECASE,
)
_PART_OF_IT = (
    r"\s+(?:(?:noe|noko|litt|mer|meir|something|a\s+bit|more)\s+(?:om|about)\b|(?:en\s+|ei\s+|a\s+|the\s+)?(?:lenk[ea]\w*|link\w*|telefonnummer\w*|prisen\w*"
    r"|åpningstid\w*|opningstid\w*|adressen|opening\s+hours|phone\s+number|price|address)\b)"
)
_WITHOUT_WORDS = regex(
    rf"\W*{_LEAD}(?:{_BEAR_IN_MIND}{_ALSO}\s+|{_MUST}{_ALSO}\s+)?(?:(?:nevne?|nemne?|mention){_ALSO}(?!\s+(?:at|that)\b)|(?:{_ADD}|{_SAY}){_ALSO}(?={_PART_OF_IT}))"
    r"(?:\s+(?!(?:din|ditt|dine|du|your|you)\b)\S+){1,8}[\s.!]*",
    re.IGNORECASE,
)
LEAST = 2  # words of a sentence


@dataclass(frozen=True)
class Told:
    """A message in which what is said of its words is done: all its words, the sentences that came of it, and what stood before them."""

    words: str
    sentences: frozenset[str] = field(default_factory=frozenset)
    front: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing else is said in it."""
        return bool(self.sentences) and not self.front


def said_of_words(text: str, question: str = "") -> Told:
    """Do what a message says of its own words; every other message comes back as it is."""
    parts = [part for part in BREAK.split(text) if part and part.strip()]
    done = [_done(part, question) for part in parts]
    if not any(sentence for _, sentence in done):
        return Told(text)
    kept = [
        (front, sentence) for (front, sentence), part in zip(done, parts, strict=True) if not _SAY_IT.fullmatch(part)
    ]
    words = " ".join(one for front, sentence in kept for one in (_closed(front), sentence) if one)
    sentences = frozenset(sentence for _, sentence in kept if sentence)
    return Told(words, sentences, " ".join(front for front, _ in kept if front))


def says_it(text: str) -> bool:
    """«Si det likevel», «ta det med», «husk å nevne prisen»: said of the words, and nothing that could be one of them."""
    if text.rstrip().endswith("?"):
        return False
    return any(way.fullmatch(text) for way in (_SAY_IT, _WITHOUT_WORDS))


def _done(part: str, question: str) -> tuple[str, str]:
    """What stands before the instruction in a sentence, and what comes of it; nothing comes of a sentence without one."""
    if part.rstrip().endswith("?"):
        return part, ""
    for way in (_WHOLE, _OF_HER, _BEHIND):
        found = way.fullmatch(part.strip())
        if found and (sentence := _sentence(found, question)):
            return found.groupdict().get("front") or "", sentence
    return part, ""


def _sentence(found: re.Match[str], question: str) -> str:
    clause = _TAIL.sub("", found["clause"].strip())
    if is_courtesy(clause) or count(clause) < LEAST:
        return ""
    told = to_her(
        as_sentence(clause), found.string[: found.start("clause")], f"{question} {found.groupdict().get('front') or ''}"
    )
    return f"{told}." if told[-1:].isalnum() else told


def _closed(front: str) -> str:
    """What stands before, without «skal det stå», as a sentence that has ended."""
    front = _IS_TO_STAND.sub("", front.strip())
    return f"{front}." if front[-1:].isalnum() else front
