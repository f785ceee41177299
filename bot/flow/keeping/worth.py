"""What may be worth keeping in the municipality's archive. Pure, and a suggestion only: a person decides.

What decides is what was said, not where. Most of the talk on a page is like a telephone call and is not kept. Source:
the archive act of 2026 as the trade reads it, the Ombudsman on Messenger, Digdir's example of an unploughed road.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from bot.reading.suggest import Suggestion
from bot.reading.word_rules import pattern


class Flag(StrEnum):
    """Whether a question goes to the archive."""

    NO = "no"
    CONSIDER = "consider"
    YES = "yes"


KEPT = frozenset({Flag.CONSIDER, Flag.YES})
REASONS = ("complaint", "access", "case", "danger", "fault", "input", "promise", "corrected", "other")
DANGERS = frozenset({"road_slide", "water_sewage", "power_gas"})  # what the municipality itself must act on


class Worth(NamedTuple):
    """The flag that the words speak for, and why (a text key below "archive.reason."; empty for no)."""

    flag: Flag
    reason: str = ""


NOTHING = Worth(Flag.NO)


def worth(words: str, suggested: Suggestion, answers: Collection[str], *, corrected: bool) -> Worth:
    """What the citizen's words, our published answers, and whether one was wrong, speak for; the weightiest first."""
    if suggested.ready == "complaint":
        return Worth(Flag.YES, "complaint")
    if pattern("archive", "access").search(words):
        return Worth(Flag.YES, "access")
    if corrected:
        return Worth(Flag.CONSIDER, "corrected")
    if suggested.danger in DANGERS:
        return Worth(Flag.CONSIDER, "danger")
    for reason in ("input", "fault"):
        if pattern("archive", reason).search(words):
            return Worth(Flag.CONSIDER, reason)
    if any(pattern("archive", "promise").search(answer) for answer in answers):
        return Worth(Flag.CONSIDER, "promise")
    return NOTHING
