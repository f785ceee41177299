"""A bare yes or no: the answer where the citizen's question can be answered so, else for a colleague."""

from dataclasses import replace

from bot.rules.talk import drafting
from bot.rules.talk.contributions import DESK
from bot.rules.talk.messages.asking import may_be_yes_or_no
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import listed
from bot.rules.talk.reading import Reading, asked


def take(reading: Reading) -> None:
    """«Nei.» is an answer, as said, where the citizen's question can be answered so: alone, or just before the writer's others."""
    if not may_be_yes_or_no(reading.question):
        return
    if reading.runs:
        _take_yes_or_no_before(reading, reading.run)
        return
    bare = [i for i, found in enumerate(reading.found) if found.says_yes_no and _is_for_the_citizen(reading, i)]
    if bare:
        reading.found[bare[-1]] = replace(reading.found[bare[-1]], reason=Reason.TAKEN)
        reading.runs.append([bare[-1]])


def _is_for_the_citizen(reading: Reading, place: int) -> bool:
    """A bare yes or no that nobody at the desk asked for, or where the desk only passed the citizen's question on."""
    before = asked(reading.said, place)
    return before is None or (before.part == DESK and drafting.passes_on(before.text, reading.question))


def _take_yes_or_no_before(reading: Reading, run: list[int]) -> None:
    """«Ja.» «Men det er stengt for vinteren.» are one answer."""
    said, before = reading.said, run[0] - 1
    says_it_again = listed("yes_no").match(reading.found[run[0]].words)
    while before > 0 and said[before].part == DESK and not says_it_again:  # «Nei», «hvorfor ikke?», «fordi det er tørt»
        before -= 1
    if (
        before >= 0
        and reading.found[before].says_yes_no
        and said[before].by == said[run[0]].by
        and not asked(said, before)
    ):
        reading.found[before] = replace(reading.found[before], reason=Reason.TAKEN)
        run.insert(0, before)
