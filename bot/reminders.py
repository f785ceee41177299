"""When the staff are reminded of a promise: pure, worked out from the promise, the calendar and what was said before.

Reminders sound only in opening hours. After the program has slept there is one catch-up per question, not a pile:
only the latest step that is due sounds, and the earlier ones count as said.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.calendar import OpeningHours
from bot.municipality import Reminders

AT_CLOSING = timedelta(minutes=5)  # the deadline is a closing time: a reminder due just then still sounds


class Step(StrEnum):
    """The stages of a reminder, in the order in which they come."""

    BEFORE_DEADLINE = "before_deadline"
    AT_DEADLINE = "at_deadline"


@dataclass(frozen=True)
class Plan:
    """What should sound now, if anything, and when to look again."""

    step: Step | None
    silent: tuple[Step, ...]  # steps that a later one has overtaken
    next_at: datetime | None


def plan(due_at: datetime, said: set[str], now: datetime, hours: OpeningHours, rules: Reminders) -> Plan:
    """Work out the next reminder of an open question that is due at `due_at`; `said` are the steps ordered before."""
    ahead = [(at, step) for at, step in _moments(due_at, hours, rules) if step not in said]
    reached = [step for at, step in ahead if at <= now]
    later = [at for at, _ in ahead if at > now]
    if not reached:
        return Plan(None, (), min(later, default=None))
    if not _may_sound(now, hours):
        return Plan(None, (), hours.next_opening(now))
    return Plan(reached[-1], tuple(reached[:-1]), min(later, default=None))


def _moments(due_at: datetime, hours: OpeningHours, rules: Reminders) -> list[tuple[datetime, Step]]:
    before = hours.subtract_open(due_at, timedelta(hours=rules.before_deadline_hours))
    return [(before, Step.BEFORE_DEADLINE), (due_at, Step.AT_DEADLINE)]


def _may_sound(now: datetime, hours: OpeningHours) -> bool:
    return hours.is_open(now) or hours.is_open(now - AT_CLOSING)
