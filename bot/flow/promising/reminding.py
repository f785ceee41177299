"""Reminding: what a question needs to be reminded of, whom that calls, and whether it still holds.

All that a channel is reminded of at the same time is said in one message; its order carries the list of the reminders.
Each was entered into the ledger with the order. It counts as said when the message stands: from then on the question
knows its message, and the reminder before is taken away. What is settled disappears from its message.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot import orders, telling
from bot.rules import calling, reminders
from bot.rules.promise import aim_at
from bot.rules.reminders import SOUNDS, Call, Step, Watch
from bot.rules.states import State, is_open
from bot.work import House, Work
from storage import history, open_questions, questions
from storage.tables import Question


@dataclass(frozen=True)
class Entry:
    """One reminder as the ledger knows it. `promise` is negative while nothing has been promised in public."""

    question_id: int
    promise: int
    name: str

    @property
    def step(self) -> Step:
        """Which stage of reminding it is."""
        return reminders.step_of(self.name)


def in_order(body: Mapping[str, Any]) -> list[Entry]:
    """The reminders that an order says, as its body carries them."""
    return [Entry(*one) for one in body.get("reminders", ())]


async def watch_of(session: AsyncSession, house: House, question: Question) -> tuple[int, Watch]:
    """What the rules need to know of a question, and the promise that counts."""
    promise = await _counting_promise(session, question)
    said = await questions.reminded(session, question.id or 0)
    hours, rules = house.hours(question.page), house.municipality.promise
    watch = Watch(
        heard_at=question.began_at,
        reaction_due_at=question.reaction_due_at,
        aim_at=min(aim_at(question.began_at, hours, rules), question.due_at),
        due_at=question.due_at,
        is_taken=bool(question.owner_id),
        has_reacted=question.reacted_at is not None,
        asked_expert_at=question.asked_expert_at if question.state == State.ASKED else None,
        proposed_at=await _proposed_at(session, question),
        said=frozenset(name for number, name in said if number == promise or reminders.has_its_own_moment(name)),
        wants_answer=not question.wants_no_answer,
    )
    return promise, watch


async def standing(session: AsyncSession, house: House, question: Question) -> Entry | None:
    """The reminder of a question that was ordered last, if what it says is still so."""
    last = await questions.last_reminder(session, question.id or 0)
    if last is None or not is_open(question.state) or question.page not in house.municipality.pages:
        return None
    entry = Entry(question.id or 0, *last)
    promise, watch = await watch_of(session, house, question)
    is_of_now = entry.promise == promise or entry.step in (Step.NOT_APPROVED, Step.EXPERT_SILENT)
    return entry if is_of_now and reminders.still_holds(entry.name, watch) else None


async def still_standing(session: AsyncSession, house: House, entries: Sequence[Entry]) -> list[Entry]:
    """Those of the reminders that say something that is still so, and that no later one has overtaken."""
    found = [(entry, await session.get(Question, entry.question_id)) for entry in entries]
    return [entry for entry, one in found if one is not None and await standing(session, house, one) == entry]


async def stand(
    work: Work, entries: Sequence[Entry], message_id: str, why: str, *, says: frozenset[Entry] | None
) -> None:
    """A message that was to say these reminders stands, and `says` some of them; None when it was found and nobody knows.

    Each question notes it in place of the one before. An empty `message_id` stands for one that is never shortened.
    """
    held: set[Entry] = set()
    channel, before = "", set[str]()
    for entry in sorted(entries, key=lambda one: one.question_id):  # in one order for all who lock several
        question = await work.question(entry.question_id)
        channel = question.channel
        if await standing(work.session, work.house, question) == entry:
            held.add(entry)
            before.add(question.reminder_id)
            question.reminder_id = message_id
            work.session.add(question)
    for message in sorted(before - {"", message_id}):
        await let_go(work, channel, message, why)
    if message_id and says != frozenset(held) and (len(entries) > 1 or not held):
        await let_go(work, channel, message_id, why)


async def is_settled(session: AsyncSession, house: House, question: Question) -> bool:
    """Whether the reminder of this question that stands in the channel says something that is no longer so."""
    return bool(question.reminder_id) and await standing(session, house, question) is None


async def settle(work: Work, question: Question) -> None:
    """Let a question's reminder disappear from the message that says it."""
    message_id, question.reminder_id = question.reminder_id, ""
    work.session.add(question)
    await let_go(work, question.channel, message_id, f"{question.id}.{question.version}")


async def let_go(work: Work, channel: str, message_id: str, why: str) -> None:
    """A message reminds of less than before: shorten it, or take it away with its last line. `why` names the change."""
    await work.session.flush()
    if await open_questions.reminded_by(work.session, channel, message_id):
        await telling.shorten_reminder(work, channel, message_id, why)
    else:
        await orders.take_away(work, channel, message_id)


def called(house: House, question: Question, step: Step) -> list[str]:
    """The people and groups to call, each once and none who has left; the desk is called in place of those who are not there."""
    municipality, calls = house.municipality, SOUNDS[step].calls
    asked = municipality.departments.get(question.asked_department)
    answers_for_it = asked or municipality.departments.get(question.department)
    found: list[str] = []
    if Call.OWNER in calls:
        found += house.answering_for(question)
    if Call.DESK in calls:
        found += (
            house.desk_of(question.page) if step is Step.NOT_TAKEN else [*house.desk_of(question.page), *house.desk]
        )
    if Call.EXPERTS in calls and asked and question.state == State.ASKED:
        found += calling.reminded(asked, house.left) or house.answering_for(question)
    if Call.MANAGER in calls and answers_for_it and answers_for_it.manager:
        found += calling.second_line(answers_for_it, house.left) or house.desk
    return list(dict.fromkeys(found))


async def _counting_promise(session: AsyncSession, question: Question) -> int:
    promises = await questions.promises_of(session, question.id or 0)
    current = [promise.id or 0 for promise in promises if promise.round == question.round]
    return current[-1] if current else -question.round


async def _proposed_at(session: AsyncSession, question: Question) -> datetime | None:
    """Since when an answer lies ready."""
    if question.state != State.PROPOSED:
        return None
    moved = await history.last_move(session, question.id or 0, State.PROPOSED)
    return moved.at if moved else None
