"""Whether words ask something: of a colleague, of the citizen, or as a citizen may ask so that «nei» answers."""

import re
from functools import cache

from bot.guard.patterns import regex
from bot.rules.talk.messages.words import count, listed, word_lists

HELLO = regex(r"^(?:hei|hallo|hi|hello|hey)[ ,]+", re.IGNORECASE)
_SHORT_WORDS = "ny|by|øy|få|gå|se|ta|bo|ut|nå|no|på|av|så|da|då|ja|ok|er|du|vi|år|to|ti|us|it|up|in|on|me|go|so"  # not «nr», «kl», «ca»
BREAK = regex(
    rf"(?<=[!?…])\s+|(?<=[\u2600-\u27bf\U0001f300-\U0001faff])\s+(?=[A-ZÆØÅ«\"@(])|(?<=(?:[^\W\d_]{{3}}|\W\d\d|\d{{3}})\.)\s+(?=[A-ZÆØÅ«\"@(])"
    r"|(?<=[^\W\d_]{4}\.)(?<!inkl\.)(?<!ekskl\.)(?<!maks\.)(?<!sept\.)(?<!resp\.)(?<!approx\.)\s+(?=[a-zæøå])"  # «… pass. tida vet Mona»
    rf"|(?<=\b(?:{_SHORT_WORDS})\.)\s+(?=[A-ZÆØÅ«\"@(])"
    r"|(?<=\d\s(?:kr|km|kg|cm|mm|st|år)\.)\s+(?=[A-ZÆØÅ«\"@(])|\n+",  # «… for 40 kr. Anne, kan du …»
)
_NEEDS = regex(  # «I need the pole number first»
    r"(?:(?:jeg|eg|vi|me|i|we)\s+(?:trenger|treng|need)|(?:jeg|eg|vi|me|i|we)\s+må\s+(?:vite|vita|ha|få))\s+(?:\w+\s+){0,4}?"
    r"(?:\w*nummer\w*|\w*adress\w*|\w*bild?e\w*|\w*dato\w*|navne?t?|namne?t?|hvilke\w*|hvor|kva|kvar|number|address|photo|picture|date|which|where)\b"
    r"[^.!?\d]*\b(?:først|fyrst|first|for å (?:sjekke|finne|svare)|to (?:check|find|answer))\b",
    re.IGNORECASE,
)
_DOES_HE = regex(  # «Brøyter dere …?»
    r"(?!(?:h?v\w+|når|kva|kven|kor\w*|åssen)\b)[^\W\d_]{2,}(?:er|ar|år)\s+(?:dere|de|dokker|du|jeg|eg|vi|me|man|det|den|kommunen)\b[^.!]*\?",
    re.IGNORECASE,
)
_AND_MORE = regex(
    r"\w\W+(?:og|and)\s+(?:er|var|har|kan|må|får|koster|kostar|finnes|finst|trenger|treng|gjelder|gjeld|is|are|can|do|does)\s+\w[^.!]*\?",
    re.IGNORECASE,
)
_PRONOUNS = "jeg|eg|i|man|ein|en"
_ANY_NOUN = rf"{_PRONOUNS}|[^\W\d_]{{3,}}"  # «skal bare sende en e-post» asks nothing: only where it is known that something is asked
WAY = regex(r"\d[\d ]{4,}\d|https?://|\w@\w|\.no\b|\b(?:oss|us)\b", re.IGNORECASE)


def asks(text: str) -> bool:
    """Whether a message asks something, with a question mark or without."""
    return any(part_asks(part) for part in BREAK.split(text) if part)


def may_be_yes_or_no(question: str) -> bool:
    """Whether a citizen's question can be answered with yes or no: one of its questions begins with the verb."""
    parts = [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n|,\s+", question) if part.strip()]
    asked = [HELLO.sub("", part) for part in parts]
    return any(_inverted(_ANY_NOUN).match(part) or _DOES_HE.match(part) for part in asked)


def asks_several(question: str) -> bool:
    """Whether a citizen asks two things or more."""
    is_more = _AND_MORE.search(question) is not None  # «Når åpner badet, og er det badevakt der?»
    return is_more or len(listed("asking").findall(question)) > 1 or question.count("?") > 1


def part_asks(part: str) -> bool:
    """Whether one sentence asks something."""
    part = HELLO.sub("", part.strip())
    if re.match(
        r"(?:kan|får|må|can|may)\s+(?:jeg|eg|i)\s+(?:bare\s+|berre\s+|just\s+)?(?:skyte inn|skyte til|legge til"
        r"|leggje til|føye til|add)\b",
        part,
        re.IGNORECASE,
    ):
        return False  # «Kan jeg bare skyte inn at …?» tells
    if re.search(r"\?[\s\W]*$", part) or needs(part):
        return True
    if "," in part or count(part) > 9:
        return False
    first = listed("asking").match(part)
    by_word = first and (count(part) < 3 or listed("verbs").match(part[first.end() :].lstrip()))
    which = re.match(r"(?:hvilke[nt]?|which|kva for)\b", part, re.IGNORECASE)
    return bool(by_word or which or (_inverted(_PRONOUNS).match(part) and not part.rstrip().endswith(("!", "."))))


def needs(part: str) -> bool:
    """«I need the pole number first»: only the citizen can tell."""
    return bool(_NEEDS.match(part))


def guesses(part: str) -> bool:
    """«Husker ikke, 200 kanskje?» guesses aloud; nobody is asked."""
    begins = listed("asking").match(part) or _inverted(_ANY_NOUN).match(part)
    doubts = (
        r"(?:hm+\W+)?(?:kanskje|maybe|perhaps|muligens)\b|.*\b(?:kanskje|muligens|maybe|perhaps)\b[\s\W]*$"
        r"|(?:hm+\W+)?[\d ]+-?(?:noe|ish|tallet)\b"
    )
    return bool(not begins and part.rstrip().endswith("?") and re.match(doubts, part, re.IGNORECASE))


def hedges(part: str) -> bool:
    """«40, tror jeg»: the writer is not sure of it."""
    return bool(
        re.search(
            r"\b(?:tror|trur|kanskje|antar|vistnok|visstnok|muligens|maybe|perhaps|i think|i guess|i believe"
            r"|probably)\b",
            part,
            re.IGNORECASE,
        )
    )


def is_request(part: str) -> bool:
    """«Kan hun ringe oss på 61 01 20 01?» is meant for the citizen."""
    begins = re.match(r"(?:kan|kunne|vil|ville|can|could|would|please)\s+(\w+)", part, re.IGNORECASE)
    person = begins and (listed("citizen").match(begins[1]) or listed("you").match(begins[1]))
    return bool(person and listed("contact").search(part) and WAY.search(part))


@cache
def _inverted(others: str) -> re.Pattern[str]:
    """A verb before its subject: a pronoun, or these others."""
    subjects = "|".join(re.escape(word) for word in word_lists()["subjects"])
    verbs = "|".join(word_lists()["first_verbs"])
    return re.compile(rf"(?:{verbs})\s+(?:{subjects}|{others})\b", re.IGNORECASE)
