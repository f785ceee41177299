"""What stays when all has been said: no doubtful words beside sure ones, no note before the text it became, no settled question."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.rules.talk.contributions import DESK
from bot.rules.talk.messages.kinds import FACT
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import count
from bot.rules.talk.reading import Reading

SURE, DOUBTFUL = -2.0, 0.75  # how clearly words are talk, see `tone`
LEAST, FULL = 3, 12  # words: of a note, and of the text that takes its place
_NOTE = re.compile(r"[a-zæøå][^.!?]*[^\W\d]$")  # begun with a small letter, and no full stop
_TELLS_OF_HER = re.compile(
    r"(?:(?:ja|jo|nei|yes|no)\b[\s,.]*)?(?:hun|han|ho|she|he|de|they|vedkommende)\s+(?:\w+\s+)?(?:skriver|skriv|skrev|skreiv|sier"
    r"|seier|sa|svarte|mener|meiner|says|said|writes|wrote|means)\b(?!\s+(?:ikke|ikkje|nothing))",
    re.IGNORECASE,
)
_SAYS_YES_OR_NO = re.compile(r"(?:ja|jo|nei|jepp|yes|no)\b(?!,?\s+(?:men|but)\b)", re.IGNORECASE)
_TEXT = re.compile(r"[A-ZÆØÅ].*[.!?]$", re.DOTALL)


def sift(reading: Reading) -> None:
    """Take out of the answers what is none beside the others."""
    taken = [place for run in reading.runs for place in run]
    is_asked = any(found.reason is Reason.QUESTION for found in reading.found)
    if is_asked or any(reading.found[place].doubt <= SURE for place in taken):
        _take_out(reading, [place for place in taken if reading.found[place].doubt > DOUBTFUL], Reason.TO_COLLEAGUE)
    for run in list(reading.runs):
        _take_out(reading, list(_notes(reading, run)), Reason.CORRECTED)


def settle(reading: Reading) -> None:
    """What an expert asked, the desk told and the expert then answered is no question to the citizen any more."""
    for place, found in enumerate(reading.found):
        if found.reason is Reason.QUESTION and _is_settled(reading, place):
            reading.void([place], Reason.TO_COLLEAGUE)


def _is_settled(reading: Reading, place: int) -> bool:
    """Whether the desk told next what the citizen says, and the writer has answered since."""
    by, told = reading.said[place].by, reading.said[place + 1 : place + 2]
    by_the_desk = any(each.part == DESK and _TELLS_OF_HER.match(each.text) for each in told)
    return by_the_desk and any(reading.said[later].by == by and later > place for later in reading.run)


def _take_out(reading: Reading, places: Sequence[int], reason: Reason) -> None:
    reading.void(places, reason)
    kept = ([place for place in run if place not in places] for run in reading.runs)
    reading.runs = [run for run in kept if run]


def _notes(reading: Reading, run: Sequence[int]) -> Iterator[int]:
    """«ja men det er fylket sin veg» before the whole text was for colleagues."""
    for place, after in pairwise(run):
        note, text = reading.found[place].words, reading.found[after].words
        is_note = _NOTE.match(note) and not _SAYS_YES_OR_NO.match(note) and not FACT.search(note)
        if is_note and count(note) >= LEAST and _TEXT.match(text) and count(text) >= max(FULL, 2 * count(note)):
            yield place
