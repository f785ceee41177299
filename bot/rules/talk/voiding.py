"""Words that make void what their writer said before: taken back, or not to be published yet."""

from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import listed
from bot.rules.talk.reading import Reading


def take_back(reading: Reading, place: int) -> None:
    """The writer's newest words are void, or the last message of them."""
    mine = _newest_of(reading, place)
    if mine and len(mine) > 1 and listed("the_last").search(reading.said[place].text):
        reading.void([mine.pop()], Reason.TAKEN_BACK)
        return
    void_newest(reading, place, Reason.TAKEN_BACK)


def void_newest(reading: Reading, place: int, reason: Reason) -> None:
    """The writer's newest answer is none any more; what somebody else said before is the newest again."""
    if mine := _newest_of(reading, place):
        reading.void(mine, reason)
        reading.runs.remove(mine)


def _newest_of(reading: Reading, place: int) -> list[int] | None:
    by = reading.said[place].by
    return next((run for run in reversed(reading.runs) if reading.said[run[-1]].by == by), None)
