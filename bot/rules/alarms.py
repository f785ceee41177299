"""When an alarm about danger is said again, who hears of a mere guess, and what counts as having acted: pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

GUESSES = frozenset({"emergency_unclear", "self_harm_alike"})
"""Reasons of a suggestion that say that it is no more than a guess."""
ALWAYS = "always"
ACTS = frozenset(
    {
        *("take", "hand_over", "give", "ask", "hold", "extend", "approve", "redirect", "close", "hide", "delete"),
        "answered_by_hand",
    }
)
"""What somebody does to a question, as the history names it, that shows that the alarm was heard."""


def is_an_act(what: str) -> bool:
    """Whether this shows that somebody sees to it."""
    return what in ACTS


def is_for_the_desk(reason: str, duty_guesses: str, *, is_open: bool) -> bool:
    """Whether an alarm is said where the cards are: the desk looks there while the house `is_open`, and it is a guess."""
    return reason in GUESSES and is_open and duty_guesses != ALWAYS


def again(raised_at: datetime, minutes: Sequence[int], now: datetime) -> tuple[int, datetime | None]:
    """After how many minutes an alarm is said again that nobody has acted on, and when to look next.

    By the clock, since danger does not wait for opening hours. After the program has slept the latest time alone counts; 0
    and None stand for nothing.
    """
    times = {raised_at + timedelta(minutes=each): each for each in minutes}
    reached = max((at for at in times if at <= now), default=None)
    return times[reached] if reached else 0, min((at for at in times if at > now), default=None)
