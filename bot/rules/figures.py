"""The numbers of a span of time: pure, rounds in, figures out. Facts and no grades.

A redirect is an answer. "Within two days" is the promise itself, counted as the house counts it, so that a Friday's
question answered on Monday is within it. A promise was given to the minute, and so is lateness.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.rules.calendar import OpeningHours
from bot.rules.rounds import Ending, Round

A_MINUTE = timedelta(minutes=1)
NINE_OF_TEN = 0.9
PUBLIC = frozenset({Ending.ANSWERED, Ending.REDIRECTED})


@dataclass(frozen=True)
class Span:
    """From `since` to (not with) `until`; days are those of `zone`."""

    since: datetime
    until: datetime
    zone: ZoneInfo

    def holds(self, moment: datetime | None) -> bool:
        """Whether the moment lies in the span."""
        return moment is not None and self.since <= moment < self.until


@dataclass(frozen=True)
class Figures:
    """What happened in a span, and (`open`, `never_answered`) what stood open at its end; thanks wait for no answer.

    `answered` counts answers and redirects; `same_day` is a part of `within_two_days`, and that of `answered`.
    `overdue` are answers that came late and questions open past the promise, `never_answered` those of them to whom
    nothing public was ever said. `longest_wait` is from the citizen's words to the answer; None without answers.
    """

    came: int
    answered: int
    same_day: int
    within_two_days: int
    answered_late: int
    extended: int
    overdue: int
    promises_kept: int
    promises_late: int
    never_answered: int
    redirected: int
    closed: int
    open: int
    longest_wait: timedelta | None

    @property
    def is_quiet(self) -> bool:
        """Whether nobody asked, nobody was answered, and nobody waits."""
        return not self.came + self.answered + self.open

    @property
    def after_extension(self) -> int:
        """Answers in time because the promise had been extended."""
        return self.answered - self.within_two_days - self.answered_late

    @property
    def open_past_promise(self) -> int:
        """Questions that stood open past the promise at the end of the span."""
        return self.overdue - self.answered_late


@dataclass(frozen=True)
class Week:
    """Seven days, the seven before them, and how many events wait unread at the end: behind each somebody may wait."""

    now: Figures
    before: Figures
    unread: int = 0


def count(rounds: Iterable[Round], span: Span) -> Figures:
    """Count the rounds of a span."""
    known = [one for one in rounds if one.asked_at < span.until]
    ended = [one for one in known if span.holds(one.ended_at)]
    answered = [one for one in ended if one.ending in PUBLIC]
    to_citizens = [one for one in answered if one.by_citizen]
    waiting = [one for one in known if one.ended_at is None or one.ended_at >= span.until]
    past = [one for one in waiting if one.wants_answer and _is_late(span.until, one.due_at)]
    late = sum(_is_late(_end(one), one.due_at) for one in to_citizens)
    return Figures(
        came=sum(one.by_citizen and span.holds(one.asked_at) for one in known),
        answered=len(to_citizens),
        same_day=sum(_is_same_day(one, span.zone) for one in to_citizens),
        within_two_days=sum(_is_in_time(one) for one in to_citizens),
        answered_late=late,
        extended=sum(span.holds(given.made_at) for one in known for given in one.promises[1:]),
        overdue=late + len(past),
        promises_kept=sum(bool(one.promises) and not _is_late(_end(one), _promised(one)) for one in answered),
        promises_late=sum(_broke_in(one, span) for one in known),
        never_answered=sum(one.reacted_at is None or one.reacted_at >= span.until for one in past),
        redirected=sum(one.ending is Ending.REDIRECTED for one in to_citizens),
        closed=sum(one.ending is Ending.CLOSED for one in ended),
        open=sum(one.wants_answer for one in waiting),
        longest_wait=max((_end(one) - one.asked_at for one in to_citizens), default=None),
    )


def _end(one: Round) -> datetime:
    return one.ended_at or one.asked_at


def _is_late(moment: datetime, due_at: datetime) -> bool:
    return moment - due_at >= A_MINUTE


def _is_in_time(one: Round) -> bool:
    """Within the promise as it was at first; an answer on the day of the question always is."""
    return not _is_late(_end(one), one.first_due_at)


def _is_same_day(one: Round, zone: ZoneInfo) -> bool:
    return _is_in_time(one) and _end(one).astimezone(zone).date() == one.asked_at.astimezone(zone).date()


def _broke_in(one: Round, span: Span) -> bool:
    """Whether the promise that counted in the end was broken in the span. Who takes the question back breaks nothing."""
    if not one.promises or not span.holds(_promised(one)):
        return False
    return _is_late(one.ended_at or span.until, _promised(one))


def _promised(one: Round) -> datetime:
    return one.promises[-1].until


@dataclass(frozen=True)
class Waits:
    """Half waited at most `half`, nine of ten at most `most`, of so many. None where nobody waited for anything."""

    counted: int
    half: timedelta | None
    most: timedelta | None


@dataclass(frozen=True)
class Speed:
    """From the citizen's words to the first public word, and to the answer; and how many answers staff typed on the page."""

    reaction: Waits
    answer: Waits
    by_hand: int


def speed_of(rounds: Iterable[Round], span: Span, hours_of: Callable[[str], OpeningHours]) -> Speed:
    """The speed of what was said within the span. `hours_of` tells the opening hours of a page."""
    asked = [one for one in rounds if one.by_citizen]
    answered = [one for one in asked if one.ending in PUBLIC and span.holds(one.ended_at)]
    return Speed(
        reaction=_waits(
            [
                hours_of(one.page).open_between(one.asked_at, one.reacted_at)
                for one in asked
                if one.reacted_at and span.holds(one.reacted_at)
            ]
        ),
        answer=_waits(
            [hours_of(one.page).open_between(one.asked_at, one.ended_at) for one in answered if one.ended_at]
        ),
        by_hand=sum(one.by_hand for one in answered),
    )


def _waits(lengths: Sequence[timedelta]) -> Waits:
    ordered = sorted(lengths)
    return Waits(len(ordered), _least(ordered, 0.5), _least(ordered, NINE_OF_TEN))


def _least(ordered: Sequence[timedelta], share: float) -> timedelta | None:
    """The shortest wait that so large a share stayed within."""
    return ordered[math.ceil(share * len(ordered)) - 1] if ordered else None
