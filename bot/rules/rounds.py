"""Rounds: from what a citizen writes to its end, told again from the history. Pure; nothing is read or stored here.

A question has one round, and one more each time the citizen writes again after an end. What the desk opens again by
itself is a round too, but not one that a citizen began.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.rules.states import ANSWERS_ITSELF, ENDS, State
from storage.tables import History, Promise, Question

DeadlineOf = Callable[[datetime], datetime]
SAME_ROUND = "same round"  # the history's detail when a citizen writes again and what was promised before still stands
BY_HAND = "answered_by_hand"  # … when staff typed the answer on the page, and its move or the reason of its closing


class Ending(StrEnum):
    """How a round ended, for the citizen."""

    ANSWERED = "answered"
    REDIRECTED = "redirected"
    CLOSED = "closed"  # by a named person, for a reason that makes silence right
    WITHDRAWN = "withdrawn"


_ENDINGS = {
    State.PUBLISHED: Ending.ANSWERED,
    State.REDIRECTED: Ending.REDIRECTED,
    State.WAITING: Ending.ANSWERED,  # with a question; what she writes then is a round of its own
    State.HIDDEN: Ending.CLOSED,
    State.CLOSED: Ending.CLOSED,
    State.WITHDRAWN: Ending.WITHDRAWN,
}


@dataclass(frozen=True)
class Given:
    """A promise: when it was made in public, and until when it holds."""

    made_at: datetime
    until: datetime


@dataclass(frozen=True)
class Round:
    """One round. `first_due_at` is its deadline without an extension, `due_at` the one that counts in the end.

    A first promise that was given only after the deadline had passed mends nothing: then both are the deadline.
    `reacted_at` is when something public was said first, where that is still known. `by_hand`: staff answered it on the
    page itself. Of what wants no answer, such as thanks that stand open, no time runs. `department` is the question's as it stands now.
    """

    by_citizen: bool
    asked_at: datetime
    first_due_at: datetime
    due_at: datetime
    promises: tuple[Given, ...] = ()
    reacted_at: datetime | None = None
    ended_at: datetime | None = None
    ending: Ending | None = None
    by_hand: bool = False
    wants_answer: bool = True
    page: str = ""
    department: str = ""


def as_of(one: Round, moment: datetime) -> Round:
    """The round as far as it had come: promises that were given later did not count yet."""
    given = tuple(promise for promise in one.promises if promise.made_at < moment)
    if len(given) == len(one.promises):
        return one
    return replace(one, promises=given, due_at=given[-1].until if given else one.first_due_at)


def rounds_of(
    question: Question, history: Sequence[History], promises: Sequence[Promise], deadline_of: DeadlineOf
) -> list[Round]:
    """All rounds of a question, oldest first. `history` and `promises` are its own, oldest first.

    `deadline_of` is the house's rule; it serves for rounds that are over and in which nothing was promised.
    """
    stretches = _stretches(question, history)
    return [_round(question, one, promises, deadline_of, is_last=one is stretches[-1]) for one in stretches]


@dataclass(frozen=True)
class _Stretch:
    """What the history tells of a round."""

    number: int
    by_citizen: bool
    began_at: datetime
    ended_at: datetime | None = None
    ending: Ending | None = None
    by_hand: bool = False


def _stretches(question: Question, history: Sequence[History]) -> list[_Stretch]:
    found, ready = [_Stretch(1, by_citizen=True, began_at=question.asked_at)], ""
    for line in history:
        last = found[-1]
        ready = line.detail if line.what == "redirect" else ready
        if last.ending is None and line.to_state in ENDS:
            by_hand = BY_HAND in (line.what, line.detail)
            ending = _ENDINGS[State(line.to_state)]
            # an apology or a ready text like «takk» shows nobody the way on
            ending = Ending.ANSWERED if ending is Ending.REDIRECTED and ready in ANSWERS_ITSELF else ending
            found[-1] = replace(last, ended_at=line.at, ending=ending, by_hand=by_hand)
        elif last.ending is not None and line.to_state not in ENDS:
            found = _opened_again(found, line)
    return found


def _opened_again(found: list[_Stretch], line: History) -> list[_Stretch]:
    last = found[-1]
    if line.what == "write_again" and line.detail != SAME_ROUND:
        return [*found, _Stretch(last.number + 1, by_citizen=True, began_at=line.at)]
    if last.ending is Ending.CLOSED:  # closed by mistake: the citizen still waits since she asked
        return [*found[:-1], replace(last, ended_at=None, ending=None, by_hand=False)]
    return [*found, _Stretch(last.number, by_citizen=False, began_at=line.at)]


def _round(
    question: Question, told: _Stretch, promises: Sequence[Promise], deadline_of: DeadlineOf, *, is_last: bool
) -> Round:
    given = tuple(Given(p.made_at, p.until) for p in promises if _belongs(p, told))
    asked_at = question.began_at if is_last and told.by_citizen else told.began_at
    first_due_at, due_at = _due(given, deadline_of(asked_at))
    if is_last and not given:
        first_due_at = due_at = question.due_at
    return Round(
        by_citizen=told.by_citizen,
        asked_at=asked_at,
        first_due_at=first_due_at,
        due_at=due_at,
        promises=given,
        reacted_at=question.reacted_at if is_last else told.ended_at,
        ended_at=told.ended_at,
        ending=told.ending,
        by_hand=told.by_hand,
        wants_answer=not (is_last and question.wants_no_answer),
        page=question.page,
        department=question.department,
    )


def _due(given: Sequence[Given], deadline: datetime) -> tuple[datetime, datetime]:
    if not given or given[0].made_at > deadline:
        return deadline, deadline
    return given[0].until, given[-1].until


def _belongs(promise: Promise, told: _Stretch) -> bool:
    """Whether a promise was made in this stretch; several stretches may share a number."""
    is_before_end = told.ended_at is None or promise.made_at <= told.ended_at
    return promise.round == told.number and promise.made_at >= told.began_at and is_before_end
