"""What a text of ours gives away about whom it is for: that she has a case, a place or a service with the municipality.

We may not confirm that, even where she told everybody herself: her openness does not release the staff. Pure, and a
suggestion only. A sentence that asks, or that begins with "if", speaks of nobody in particular.
"""

import re
from functools import cache

from bot.guard.patterns import regex
from bot.reading.privacy import Find
from bot.reading.word_rules import pattern

CLIENT = "client"
_SENTENCE = regex(r"[^.!?\n]+[.!?]*")
_GREETING = regex(r"\W*(?:hei|hi|hello|hallo)\b[^,!.]{0,30}[,!.]?\W*(?:[A-ZÆØÅ]\w+\s*[!,]\W*)?", re.IGNORECASE)


def client_finds(text: str) -> tuple[Find, ...]:
    """Where a text seems to tell that somebody is a client of ours, in reading order, at most one for each sentence."""
    found = (_told(sentence, text) for sentence in _SENTENCE.finditer(text))
    return tuple(Find(CLIENT, *span, "word_and_person") for span in found if span)


def _told(sentence: re.Match[str], text: str) -> tuple[int, int] | None:
    begins = _GREETING.match(text, sentence.start(), sentence.end())
    start = begins.end() if begins else sentence.start()
    words = text[start : sentence.end()].strip()
    if words.endswith("?") or pattern("clients", "if_so").match(words):
        return None
    found = [rule.search(text, start, sentence.end()) for rule in _rules()]
    first = min((one for one in found if one), key=lambda one: one.start(), default=None)
    return first.span() if first else None


@cache
def _rules() -> tuple[re.Pattern[str], ...]:
    things, whose, relatives, has = (_one_of(name) for name in ("things", "whose", "relatives", "has"))
    somebody = rf"(?:{relatives}\W+{whose}|{whose}\W+{relatives})"
    never = _one_of("unless")
    return (
        re.compile(rf"{things}\W+{whose}", re.IGNORECASE),
        re.compile(rf"{whose}\W+{things}", re.IGNORECASE),
        re.compile(rf"{somebody}\W+(?!{never}){has}", re.IGNORECASE),
        pattern("clients", "told").compiled,
    )


def _one_of(name: str) -> str:
    return pattern("clients", name).pattern
