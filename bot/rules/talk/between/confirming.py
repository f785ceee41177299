"""«Mener du 2025?», «ja, 2025»: a colleague doubts a figure, a day or a date, and the writer says which is right."""

import re
from collections.abc import Iterator

from bot.guard.patterns import regex
from bot.rules.talk.messages.mending import TOKEN
from bot.rules.talk.messages.words import WORD, listed

_PROPOSES = regex(
    r"\W*(?:(?:h+m+|eh+|oi|du|men)[\s,]+)*(?:(?:du\s+)?(?:mener|meiner|mente|meinte)(?:\s+du)?|(?:do\s+|did\s+)?you\s+mean|(?:er|var|is|was)\s+(?:det|it)"
    r"(?:\s+(?:ikke|ikkje))?|isn't\s+it|ikke|ikkje|not|skal\s+det\s+(?:ikke\s+|ikkje\s+)?(?:stå|være|vere))\b",
    re.IGNORECASE,
)
_YES = regex(
    r"\W*(?:(?:haha\w*|hehe|oi|ops|ups|å|åh|oh|uff|æsj|hm+)[\s,!.]+)*(?:ja|jo|jau|ok|okei|greit|jepp|japp|jada|yes|yep|stemmer|riktig|sant|right|correct)\b",
    re.IGNORECASE,
)
_BESIDE = regex(
    r"(?:haha\w*|hehe|selvfølgelig|sjølvsagt|selvsagt|of|course|mente|meinte|mener|meiner|skal|det|stå)", re.IGNORECASE
)


def confirmed(asked: str, said: str) -> str:
    """The correction that a reply to a colleague's question comes to («*2025»); empty where it comes to none."""
    told = [token[0] for token in TOKEN.finditer(said)]
    meant = [token[0] for token in TOKEN.finditer(asked)]
    if not meant or _left(said, asked) or not (_YES.match(said) or told):
        return ""
    if told:
        named = [token for token in meant if _shares(token, told[-1])]
        return f"*{named[0]}" if named and (_YES.match(said) or _PROPOSES.match(asked)) else ""
    part = [token for token in meant if _shares(token, said)] or (meant if _PROPOSES.match(asked) else [])
    return f"*{part[0]}" if len(part) == 1 else ""


def _left(said: str, asked: str) -> bool:
    """Whether a reply says more than yes or no and what was asked."""
    return any(True for _ in _more(said, {word.casefold() for word in WORD.findall(asked)}))


def _more(said: str, asked: set[str]) -> Iterator[str]:
    for word in WORD.findall(TOKEN.sub(" ", listed("small").sub(" ", said))):
        is_small = any(
            listed(name).fullmatch(word) for name in ("filler", "beside_a_fact", "yes_no")
        ) or _BESIDE.fullmatch(word)
        if not is_small and word.casefold() not in asked:
            yield word


def _shares(token: str, said: str) -> bool:
    return bool({word.casefold() for word in WORD.findall(token)} & {word.casefold() for word in WORD.findall(said)})
