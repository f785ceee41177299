"""Closing without an answer, always by a named person and for one of the reasons that make silence right; and reopening."""

from typing import Any

from bot import orders
from bot.flow.answering.talk import following
from bot.rules.promise import deadline
from bot.rules.states import UNANSWERED, State
from bot.work import NotMoved, Person, Work
from storage.tables import NO_ANSWER, Question

# The only reasons for which nothing needs to be said to the citizen.
REASONS = (
    "thanks",
    "tagging",
    "opinion",
    "spam",
    "answered_elsewhere",
    "by_ourselves",
    "answered_by_hand",
    "unreachable",
)


async def close(work: Work, question: Question, reason: str, by: Person) -> None:
    """Close a question without an answer. Raises `NotMoved` without a reason from the list."""
    if reason not in REASONS:
        raise NotMoved("refused.no_reason")
    await work.move(question, "close", by, reason)
    await orders.draw(work, question)


async def reopen(work: Work, question: Question, by: Person) -> None:
    """Open an ended question again, as the desk's own. One that was closed unanswered is as late as it was.

    Whatever seemed to want no answer wants one now: its time begins. What colleagues answered while the citizen was asked
    something is the proposal.
    """
    again = {} if question.state in UNANSWERED else round_from_now(work, question)
    if question.suggestion == NO_ANSWER and question.reacted_at is None:
        again = {**again, **work.clock_starts(question)}
    owner, was_waiting = {"owner_id": by.id, "owner_name": by.name}, question.state == State.WAITING
    await work.move(question, "reopen", by, next_at=work.now, notice="", **owner, **again)
    if was_waiting:
        await following.said_meanwhile(work, question)
    await orders.draw(work, question)


def round_from_now(work: Work, question: Question) -> dict[str, Any]:
    """The values of a new round, of which nothing is promised yet; none while the time of this one is not over."""
    if question.due_at > work.now:
        return {}
    hours, rules = work.house.hours(question.page), work.house.municipality.promise
    return {"round": question.round + 1, "round_at": work.now, "due_at": deadline(work.now, hours, rules)}
