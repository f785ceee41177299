"""When the staff are reminded, of what, and who is called: pure, worked out from the question and the calendar.

Reminders sound only in opening hours. After the program has slept there is one catch-up per question, not a pile:
only the latest step that is due sounds, and the earlier ones count as said. Nothing mutes the last step, which comes
at every opening, but an answer, a redirect or a reasoned closing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.municipality.conduct import Reminders
from bot.rules.calendar import ONE_DAY, OpeningHours

AT_CLOSING = timedelta(minutes=5)  # the deadline is a closing time: a reminder due just then still sounds
A_MOMENT = timedelta(microseconds=1)
NOTED = "remind_"  # how a reminder stands in the history, with its step behind


class Step(StrEnum):
    """The stages of a reminder, from the mildest to the one that nobody can mute."""

    NOT_TAKEN = "not_taken"
    EXPERT_SILENT = "expert_silent"
    NOT_APPROVED = "not_approved"
    NO_REACTION = "no_reaction"
    DEADLINE_MORNING = "deadline_morning"
    BEFORE_DEADLINE = "before_deadline"
    AT_DEADLINE = "at_deadline"
    LATE = "late"


class Call(StrEnum):
    """Who is called by a reminder."""

    DESK = "desk"
    OWNER = "owner"
    EXPERTS = "experts"
    MANAGER = "manager"


@dataclass(frozen=True)
class Loudness:
    """How a step sounds: whom it calls, and whether the channel hears it or only the thread."""

    calls: frozenset[Call]
    aloud: bool


SOUNDS = {
    Step.NOT_TAKEN: Loudness(frozenset({Call.DESK}), aloud=True),
    Step.NOT_APPROVED: Loudness(frozenset({Call.OWNER}), aloud=True),
    Step.EXPERT_SILENT: Loudness(frozenset({Call.EXPERTS}), aloud=False),
    Step.NO_REACTION: Loudness(frozenset({Call.OWNER, Call.DESK}), aloud=True),
    Step.DEADLINE_MORNING: Loudness(frozenset({Call.OWNER, Call.EXPERTS}), aloud=True),
    Step.BEFORE_DEADLINE: Loudness(frozenset({Call.OWNER, Call.EXPERTS, Call.MANAGER}), aloud=True),
    Step.AT_DEADLINE: Loudness(frozenset({Call.OWNER, Call.DESK, Call.MANAGER}), aloud=True),
    Step.LATE: Loudness(frozenset({Call.OWNER, Call.DESK, Call.MANAGER}), aloud=True),
}


@dataclass(frozen=True)
class Watch:
    """What the reminders need to know of an open question. Moments are aware.

    `heard_at` is when the citizen last began a round, `asked_expert_at` when a department was asked (None: nobody waits
    for an expert), `proposed_at` since when an answer lies ready (None: none does), `said` the steps ordered before in this
    round of promises. `wants_answer` is False for thanks, praise and the like, of which nobody is reminded.
    """

    heard_at: datetime
    reaction_due_at: datetime
    aim_at: datetime
    due_at: datetime
    is_taken: bool
    has_reacted: bool
    asked_expert_at: datetime | None = None
    proposed_at: datetime | None = None
    said: frozenset[str] = frozenset()
    wants_answer: bool = True

    @property
    def not_approved(self) -> str:
        """The name of the reminder that this very answer lies unread; each answer that lies ready has its own."""
        return f"{Step.NOT_APPROVED}:{self.proposed_at.isoformat()}" if self.proposed_at else ""

    @property
    def expert_silent(self) -> str:
        """The name of the reminder that this very asking was not answered; each asking of an expert has its own."""
        return f"{Step.EXPERT_SILENT}:{self.asked_expert_at.isoformat()}" if self.asked_expert_at else ""


@dataclass(frozen=True)
class Due:
    """One reminder: its step, and the name under which the ledger knows it.

    Each late opening has its own, and each asking of an expert.
    """

    at: datetime
    step: Step
    name: str


@dataclass(frozen=True)
class Plan:
    """What should sound now, if anything, and when to look again."""

    sounds: Due | None
    overtaken: tuple[Due, ...]  # steps that a later one has made pointless: they count as said
    next_at: datetime | None


def plan(watch: Watch, now: datetime, hours: OpeningHours, rules: Reminders) -> Plan:
    """Work out the next reminder of an open question."""
    ahead = sorted((due for due in _all(watch, now, hours, rules) if due.name not in watch.said), key=lambda d: d.at)
    reached = [due for due in ahead if due.at <= now]
    later = min((due.at for due in ahead if due.at > now), default=None)
    if not reached:
        return Plan(None, (), later)
    if not _may_sound(now, hours):
        return Plan(None, (), hours.next_opening(now))
    return Plan(reached[-1], tuple(reached[:-1]), later)


def has_its_own_moment(name: str) -> bool:
    """Whether a reminder names what it is about, so that it is said once, whatever is promised meanwhile."""
    return ":" in name


def step_of(name: str) -> Step:
    """The step of a reminder, from the name under which the ledger knows it."""
    return Step(name.partition(":")[0])


def still_holds(name: str, watch: Watch) -> bool:
    """Whether what a reminder says is still so; what has been settled meanwhile disturbs nobody."""
    if not watch.wants_answer:
        return False
    match step_of(name):
        case Step.NOT_TAKEN:
            return not (watch.is_taken or watch.has_reacted)
        case Step.NO_REACTION:
            return not watch.has_reacted
        case Step.NOT_APPROVED:
            return name == watch.not_approved
        case Step.EXPERT_SILENT:
            return name == watch.expert_silent
        case _:
            return True


def _all(watch: Watch, now: datetime, hours: OpeningHours, rules: Reminders) -> Iterator[Due]:
    if not watch.wants_answer:
        return
    # A deadline that counts hours may pass in a weekend; what is milder must not take the place of "too late" then.
    yield from (due for due in _on_the_way(watch, hours, rules) if due.at < watch.due_at)
    yield from _around_the_deadline(watch, hours, rules)
    yield from _late(watch, now, hours)


def _on_the_way(watch: Watch, hours: OpeningHours, rules: Reminders) -> Iterator[Due]:
    if not watch.is_taken and not watch.has_reacted:
        minutes = timedelta(minutes=rules.not_taken_minutes)
        yield _due(hours.add_open(watch.heard_at, minutes), Step.NOT_TAKEN)
    if not watch.has_reacted:
        yield _due(watch.reaction_due_at, Step.NO_REACTION)
    if watch.proposed_at is not None:
        lies = hours.add_open(watch.proposed_at, timedelta(minutes=rules.not_approved_minutes))
        yield Due(lies, Step.NOT_APPROVED, watch.not_approved)
    if watch.asked_expert_at is not None and watch.asked_expert_at < watch.aim_at:
        half_way = _half_way(watch.asked_expert_at, watch.aim_at, hours, rules)
        yield Due(half_way, Step.EXPERT_SILENT, watch.expert_silent)


def _half_way(asked_at: datetime, aim_at: datetime, hours: OpeningHours, rules: Reminders) -> datetime:
    return hours.add_open(asked_at, hours.open_between(asked_at, aim_at) * rules.expert_silent_share)


def _around_the_deadline(watch: Watch, hours: OpeningHours, rules: Reminders) -> Iterator[Due]:
    last_day = hours.local_date(watch.due_at - A_MOMENT)  # midnight still belongs to the evening before
    morning = _opening_of(last_day, hours)
    if rules.on_deadline_morning and morning and watch.heard_at < morning < watch.due_at:
        yield _due(morning, Step.DEADLINE_MORNING)
    before = hours.subtract_open(watch.due_at, timedelta(hours=rules.before_deadline_hours))
    if before > watch.heard_at:
        yield _due(before, Step.BEFORE_DEADLINE)
    yield _due(watch.due_at, Step.AT_DEADLINE)


def _late(watch: Watch, now: datetime, hours: OpeningHours) -> Iterator[Due]:
    """Once on each open day after the deadline: the first such day, today, and the next; those between are overtaken."""
    first = hours.next_opening(watch.due_at + AT_CLOSING)
    today, next_day = hours.local_date(now), hours.next_open_day(hours.local_date(max(now, first)) + ONE_DAY)
    for opening in {first, _opening_of(today, hours), _opening_of(next_day, hours)}:
        if opening and opening > watch.due_at:
            yield Due(opening, Step.LATE, f"{Step.LATE}:{hours.local_date(opening).isoformat()}")


def _opening_of(day: date, hours: OpeningHours) -> datetime | None:
    intervals = hours.intervals(day)
    return intervals[0].start if intervals else None


def _due(at: datetime, step: Step) -> Due:
    return Due(at, step, step.value)


def _may_sound(now: datetime, hours: OpeningHours) -> bool:
    return hours.is_open(now) or hours.is_open(now - AT_CLOSING)
