"""Two lines of one proposal of which the second may put the first right: «Åpent 10-13.» and «Forresten stryk det med 13, vi
stenger 12».
"""

import re
from collections.abc import Collection, Sequence

from bot.guard.patterns import regex
from bot.rules.talk.conversation import Heard
from bot.rules.talk.left.signs import facts
from bot.rules.talk.messages.asking import WAY, asks
from bot.rules.talk.messages.words import WORD, count

SHORT = 8  # words of a line that tells little more than another number
BARE = 3  # words of a line that is little more than a number
STEM = 5  # letters by which words are compared
_BEGINS = regex(
    r"\W*(?:(?:ja|jo|yes|ok|perf|men|but|eller|or|hm+|øh|så|so|og|and)\b[\s,.!:…–-]*)?"
    r"(?:nei|neida|næ|no(?=\s*[,.!])|nope|sorry|sry|beklager|orsak|ups|ops|oops|ojsann|oisann|oi|hov|feil|rettelse|retting|korreksjon|correction"
    r"|oppdatering|update|vent|wait|actually|egentlig|eigentleg|stryk|forresten\W+(?:stryk|ta|ikke|ikkje|nei)|dessverre|diverre"
    r"|\w+\s+(?:dessverre|diverre|heller|likevel|actually))\b",
    re.IGNORECASE,
)
_IS_RIGHT = regex(
    r"\b(?:er|is)\s+(?:riktig|rett|korrekt|right|correct|the right)\b(?!\s+(?:ved|under|over|før|etter|at|by)\b)",
    re.IGNORECASE,
)
_YES = regex(r"\W*(?:ja|jo|jada|joda|jepp|yes|yep)\b", re.IGNORECASE)
_NO = regex(r"\W*(?:nei|neida|nope|no(?=\s*(?:[,.!]|$)))\b", re.IGNORECASE)
_DENIED = regex(r"([^\W\d_]{5,})\s+(?:ikke|ikkje|not)\b", re.IGNORECASE)
_DIGIT = regex(r"\d")
_COUNTED = regex(r"(\d[\d \u00a0]*(?:[.,:]\d+)?)\s*([^\W\d_]{2,})")


def mended_below(heard: Sequence[Heard], sources: Collection[int]) -> str:
    """The last line of an answer, made of these contributions, that may put an earlier one right; empty where none does."""
    places = [place for place, each in enumerate(heard) if each.contribution.id in sources and each.words]
    found = [place for n, place in enumerate(places) if any(_may_mend(heard, place, above) for above in places[:n])]
    return heard[found[-1]].words if found else ""


def _may_mend(heard: Sequence[Heard], place: int, before: int) -> bool:
    line, above = heard[place].words, heard[before].words
    if _is_put_right(line, above) and not _answers(heard, place):
        return True
    return _IS_RIGHT.search(line) is not None or _counts_otherwise(line, above) or _says_the_opposite(line, above)


def _is_put_right(line: str, above: str) -> bool:
    """«Nei. Stengt i kveld» below «Ja 17-21», or below anything but another no."""
    is_other = bool(_NO.match(above) and _YES.match(line))
    return is_other or (_BEGINS.match(line) is not None and not (_NO.match(line) and _NO.match(above)))


def _answers(heard: Sequence[Heard], place: int) -> bool:
    """Whether a line answers what a colleague asked right before it."""
    before = heard[place - 1].contribution
    return before.by != heard[place].contribution.by and asks(before.text)


def _counts_otherwise(line: str, above: str) -> bool:
    """«2 150 half» below «2 050 half», and «toast er 25» below «toast for 20 kr»: no matter of its own, and another number."""
    if count(line) > SHORT or facts(line) <= facts(above) or not (_DIGIT.search(line) and _DIGIT.search(above)):
        return False
    if _stems(line) - _stems(above):
        return False
    mine, theirs = _counted(line), _counted(above)
    is_other = any(theirs[unit] != mine[unit] for unit in mine.keys() & theirs.keys())
    return is_other or bool(_stems(line) & _stems(above)) or count(line) <= BARE


def _says_the_opposite(line: str, above: str) -> bool:
    """«vi refunderte i fjor» below «Årskort refunderes ikke»."""
    return count(line) <= SHORT and not WAY.search(line) and bool((_denied(above) & _stems(line)) - _denied(line))


def _denied(text: str) -> set[str]:
    """What stands right beside a no."""
    return {found[1].casefold()[:STEM] for found in _DENIED.finditer(text)}


def _counted(text: str) -> dict[str, str]:
    return {unit.casefold(): re.sub(r"\D", "", number) for number, unit in _COUNTED.findall(text)}


def _stems(text: str) -> set[str]:
    return {word.casefold()[:STEM] for word in WORD.findall(text) if len(word) >= STEM and not word[0].isdigit()}
