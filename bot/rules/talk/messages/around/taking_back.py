"""Words by which somebody makes void what she has written: «stryk det», «det er feil», «sorry, jeg blandet: …»."""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.around.excusing import mixed_up
from bot.rules.talk.messages.asking import BREAK
from bot.rules.talk.messages.kinds import FACT
from bot.rules.talk.messages.words import capital, count, listed

_HALT = regex(
    r"^(?:(?:h+m+|øh+|nei|neida|nei da|forresten|btw|oi|ops|ups|sorry|beklager|unnskyld|orsak|vent|stopp?|hold|wait|no|åh?"
    r"|please|vær så snill å"
    r"|eller|sant|riktig|rett|å\s+ja|true|right)[\s,.!]+)+(?!med\b)",
    re.IGNORECASE,
)
_DENIES = regex(
    r"(?:(?:det|dette|den|that|this|it)\s+(?:er|var|ble|blir|is|was)\s+(?:vel\s+|nok\s+|jo\s+|visst\s+)?(?:helt\s+|heilt\s+)?(?:(?:ikke|ikkje)\s+(?:helt|heilt)\s+(?:riktig|rett)|feil|galt|gale"
    r"|ikke riktig|ikke rett|ikkje rett|wrong|not right|incorrect)"
    r"|(?:(?:det|dette)\s+)?stemmer\s+(?:ikke|ikkje)(?:\s+(?:lenger|lengre|lengjer))?|that's\s+(?:wrong"
    r"|not right))(?:\s+(?-i:[A-ZÆØÅ])\w+(?=[.,!]))?(?!\s+(?:på|i|med|at|in|with|on)\b)[\s,.!:;–-]*",
    re.IGNORECASE,
)
SOME = 4  # words
_STOP = regex(r"[,.!:;]\s+")
_STOPPED = regex(r"[,.!:;–-]\s*$")
_WARNS = regex(  # «Ikke send e-post til læreren» tells the citizen what not to do
    r"(?:ikke|ikkje|don't|do\s+not)\s+(?:send|bruk|use)\s+(?!(?:det|dette|den|denne|it|this|that|svar\w*|tekst\w*|melding\w*|utkast\w*|answer|ut|out|før|før|til|noe|noko|yet|before)\b(?!\s+\w+e\s+\w{4,}))\S{3,}",
    re.IGNORECASE,
)


def after_taking_back(words: str) -> str | None:
    """What follows in «stopp! Ikke send det ut», «nei, det er feil. Den åpner mandag.»; None where nothing is taken back."""
    said = _HALT.sub("", words)
    if rest := mixed_up(words):
        return rest
    if denial := _DENIES.match(said):
        rest = capital(said[denial.end() :].strip())
        rest = rest if FACT.search(rest) or not denial[0][-1:].isspace() or _STOPPED.search(denial[0]) else ""
    elif _takes_back(said):
        first = BREAK.split(said)[0]
        rest = said[len(first) :].strip() or _after_stop(first)
    elif later := next(filter(_takes_back, BREAK.split(words)[1:]), ""):
        rest = words[words.index(later) + len(later) :].strip()
    else:
        return None
    return rest


def _takes_back(part: str) -> bool:
    return bool(part and listed("takes_back").match(part)) and not _WARNS.match(part)


def _after_stop(part: str) -> str:
    """«stryk det, den er flyttet til klokka 19», «jeg blander. 15. desember»: what is right, if it has a figure.

    Where only the last of it goes, what takes its place needs none: «stryk det siste, de hentes på torget».
    """
    rest = [*_STOP.split(part, maxsplit=1), ""][1].strip()
    is_whole = bool(listed("the_last").search(part)) and count(rest) >= SOME
    return capital(rest) if FACT.search(rest) or is_whole else ""
