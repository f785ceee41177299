"""What stays when all has been said: no doubtful words beside sure ones, no note before the text it became."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from bot.guard.patterns import regex
from bot.rules.talk.contributions import DESK, EXPERT
from bot.rules.talk.messages.around.addressing import MENTION
from bot.rules.talk.messages.kinds import FACT, by_rules
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.small import JOKES
from bot.rules.talk.messages.words import count
from bot.rules.talk.reading import Reading, asked
from bot.rules.talk.replacing import exclaims
from bot.rules.talk.tone.tone import doubt

SURE, DOUBTFUL, DOUBTFUL_IN_BRACKETS = -2.0, 0.5, -0.5  # how clearly words are talk, see `tone`
LEAST, FULL = 3, 12  # words: of a note, and of the text that takes its place
_TELLS = regex(
    r"(?:det|den|de|dei|they|it|that)\s+(?:er|var|ble|blei|vart|blir|har|had|has|is|was|are|were)\s+\w+", re.IGNORECASE
)
LIKELY = 3.5  # so clearly a sentence must be talk before it vanishes though nobody has answered, see `tone`
_GOES_ON = regex(
    r"(?:hvis|viss|dersom|fordi|med\s+mindre|så\s+lenge|so\s+lenge|if|because|unless|men|og|eller|så|deretter|etterpå"
    r"|til slutt|but|and|or|then)\s",
    re.IGNORECASE,
)
AFTER_AND = 3  # words; so many do not go on with an answer
_NOTE = regex(r"[a-zæøå][^.!?]*[^\W\d]$")  # begun with a small letter, and no full stop
_SAYS_YES_OR_NO = regex(r"(?:ja|jo|nei|jepp|yes|no)\b(?!,?\s+(?:men|but)\b)", re.IGNORECASE)
_TEXT = regex(r"[A-ZÆØÅ].*[.!?]$", re.DOTALL)


def sift(reading: Reading) -> None:
    """Take out of the answers what is none beside the others."""
    taken = [place for run in reading.runs for place in run]
    is_asked = any(found.reason is Reason.QUESTION for found in reading.found)
    if is_asked or any(reading.found[place].doubt <= SURE for place in taken):
        _take_out(reading, [place for place in taken if _is_doubtful(reading, place)], Reason.TO_COLLEAGUE)
    _bring_together(reading)
    for run in list(reading.runs):
        _take_out(reading, list(_notes(reading, run)), Reason.CORRECTED)
    _take_the_only_words(reading)


def goes_on(reading: Reading, place: int) -> bool:
    """«Men vi har noen få på sykehjemmet» right after the writer's own answer, or a figure that the desk asks for, belongs to it."""
    text, by = reading.said[place].text.strip(), reading.said[place].by
    mine = next((run for run in reversed(reading.runs) if reading.said[run[0]].by == by), [])
    if by_rules(text, reading.staff, reading.question) is not None or MENTION.search(text) or JOKES.search(text):
        return False
    if before := asked(reading.said, place):
        return before.part == DESK and bool(FACT.search(text)) and place - 2 in mine
    is_some = count(text) > AFTER_AND or bool(FACT.search(text))
    return bool(_GOES_ON.match(text)) and is_some and place - 1 in mine


def _bring_together(reading: Reading) -> None:
    """What one writer says before and after words that came to nothing is one answer."""
    together: list[list[int]] = []
    for run in reading.runs:
        if together and reading.said[together[-1][-1]].by == reading.said[run[0]].by:
            together[-1] = [*together[-1], *run]
        else:
            together.append(run)
    reading.runs = together


def _take_the_only_words(reading: Reading) -> None:
    """Where nobody has answered, whole sentences that only sound a little like talk are shown: what is unclear must not vanish."""
    if reading.runs or any(
        found.takes_back or found.reason in (Reason.QUESTION, Reason.HELD) for found in reading.found
    ):
        return
    places = [place for place, each in enumerate(reading.said) if each.part == EXPERT and _may_answer(reading, place)]
    for place in places[-1:]:
        reading.found[place] = replace(reading.found[place], reason=Reason.TAKEN)
        reading.runs.append([place])


def _may_answer(reading: Reading, place: int) -> bool:
    text, reason = reading.said[place].text.strip(), reading.found[place].reason
    if reason not in (Reason.SMALL_TALK, Reason.TO_COLLEAGUE) or not _TELLS.match(text) or asked(reading.said, place):
        return False
    is_ruled = by_rules(text, reading.staff, reading.question) is not None or JOKES.search(text) or MENTION.search(text)
    names = frozenset(name.casefold() for name in reading.staff)
    return not is_ruled and doubt(text, reading.question, names) < LIKELY


def _is_doubtful(reading: Reading, place: int) -> bool:
    """Whether words are likely talk; in brackets they are sooner."""
    if goes_on(reading, place):
        return False
    in_brackets = reading.said[place].text.strip().startswith("(") and reading.said[place].text.rstrip(" .!").endswith(
        ")"
    )
    return reading.found[place].doubt > (DOUBTFUL_IN_BRACKETS if in_brackets else DOUBTFUL)


def _take_out(reading: Reading, places: Sequence[int], reason: Reason) -> None:
    reading.void(places, reason)
    kept = ([place for place in run if place not in places] for run in reading.runs)
    reading.runs = [run for run in kept if run]


def _notes(reading: Reading, run: Sequence[int]) -> Iterator[int]:
    """«ja men det er fylket sin veg» before the whole text was for colleagues."""
    for place, after in pairwise(run):
        note, text = reading.found[place].words, reading.found[after].words
        if _TEXT.match(text) and not FACT.search(note) and count(text) >= _least_after(note):
            yield place


def _least_after(note: str) -> float:
    """How many words a text has at least that takes the place of a note; no text does where it is none."""
    if exclaims(note):
        return count(note) + 1
    is_note = _NOTE.match(note) and not _SAYS_YES_OR_NO.match(note) and count(note) >= LEAST
    return max(FULL, 2 * count(note)) if is_note else inf
