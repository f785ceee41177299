"""«Mona har rett»: who has answered gives in to a colleague's figure, and the answer has it from then on."""

import re

from bot.guard.patterns import regex
from bot.rules.talk.contributions import EXPERT
from bot.rules.talk.messages.mending import TOKEN
from bot.rules.talk.reading import Reading

FAR = 3  # messages back, in which the colleague told it
_GIVES_IN = regex(
    r"\W*(?:(?:ja|jo|jau|oi|ok|å|åh|ops|ups|oops|uff|sant|nei|beklager|sorry|sjekka|sjekket|checked|yes|oh|takk|thanks|har|det|nå|no)\b[\s,.!–-]*){0,6}"
    r"(?:@?(?P<who>[^\W\d_]+)(?:\s+(?-i:[A-ZÆØÅ])[\w-]+)?\s+(?:har|hadde|is|was|are)\s+(?:helt\s+|heilt\s+|nok\s+|jo\s+|quite\s+|absolutely\s+)?(?:rett|right)"
    r"|(?:det|slik|som|what|as)\s+@?(?P<says>[^\W\d_]+)\s+(?:sier|seier|skriver|skriv|says|wrote)\s+(?:stemmer|er\s+rett|er\s+riktig|is\s+right))"
    r"(?:\s+(?:det|ja|i\s+det|der|nok|altså|da|då|of\s+course))*[\s.!,👍🙏😅🙈]*",
    re.IGNORECASE,
)
_YOU = frozenset({"du", "you"})


def conceded(reading: Reading, place: int) -> tuple[str, int]:
    """The correction that a colleague told («*7 821») and where, when this message gives in to it; an empty one when it does not."""
    found = _GIVES_IN.fullmatch(reading.said[place].text)
    if found is None:
        return "", place
    who = (found["who"] or found["says"]).casefold()
    for at in range(place - 1, max(-1, place - 1 - FAR), -1):
        each = reading.said[at]
        told = [token[0].strip() for token in TOKEN.finditer(each.text)]
        is_hers = who in _YOU or each.by.casefold().startswith(who) or _is_called(reading, who)
        if each.part == EXPERT and each.by != reading.said[place].by and is_hers and told:
            return f"*{' '.join(told)}", at
    return "", place


def _is_called(reading: Reading, who: str) -> bool:
    """Whether it is a colleague's first name; which one is told by what she wrote."""
    return who in {name.casefold() for name in reading.staff}
