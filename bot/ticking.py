"""The tick: what is due at or before now and not yet done. Reminders are noted and ordered in one transaction."""

import asyncio
from datetime import timedelta

from bot import orders, reminders
from bot.office import Office
from bot.states import State, is_open
from bot.work import BOT, Work
from storage import questions
from storage.tables import Question

IDLE = timedelta(minutes=1)
CARDS_FIRST_SECONDS = 0.2  # a reminder may wait for a moment; a card that has just been ordered may not
PAGE_OF_QUESTIONS = 50


class Ticker:
    """Looks at each question when its next interesting moment has come."""

    def __init__(self, office: Office) -> None:
        self.office = office

    async def run(self) -> None:
        """Tick until cancelled."""
        signals, clock = self.office.signals, self.office.clock
        while True:
            signals.moments.clear()
            async with self.office.database.read() as session:
                next_at = await questions.next_moment(session)
            if next_at and next_at <= clock.now():
                await self.tick()
                continue
            latest = clock.now() + IDLE
            await clock.sleep_until(min(next_at or latest, latest), wake=signals.moments)
            await asyncio.sleep(CARDS_FIRST_SECONDS)

    async def tick(self) -> bool:
        """Look at some questions whose moment has come; False when there was none."""
        async with self.office.work() as work:
            due = await questions.moment_reached(work.session, work.now, PAGE_OF_QUESTIONS)
            for question in due:
                await look_at(work, question)
        return bool(due)


async def look_at(work: Work, question: Question) -> None:
    """Order what this question needs now, and note when to look again."""
    if not is_open(question.state):
        question.next_at = None
        work.session.add(question)
        return
    promise = await _counting_promise(work, question)
    said = {step for number, step in await questions.reminded(work.session, question.id or 0) if number == promise}
    hours, rules = work.house.hours(question.page), work.house.municipality.promise.reminders
    plan = reminders.plan(question.due_at, said, work.now, hours, rules)
    question.next_at = plan.next_at
    work.session.add(question)
    for step in (*plan.silent, *((plan.step,) if plan.step else ())):
        await questions.note_reminder(work.session, question.id or 0, promise, step, work.now)
    if plan.step:
        await _remind(work, question, promise, plan.step)


async def _counting_promise(work: Work, question: Question) -> int:
    promises = await questions.promises_of(work.session, question.id or 0)
    current = [promise.id or 0 for promise in promises if promise.round == question.round]
    return current[-1] if current else -question.round


async def _remind(work: Work, question: Question, promise: int, step: reminders.Step) -> None:
    await work.change(question, f"remind_{step}", BOT, str(promise))
    await orders.draw_card(work, question)
    department = work.house.municipality.departments.get(question.asked_department)
    mentions = [question.owner_id] if question.owner_id else []
    if step == reminders.Step.AT_DEADLINE and department and department.manager:
        mentions.append(department.manager)
    waits_for = "asked" if question.state == State.ASKED else "open"
    key = f"remind:{promise}:{step}"
    body = {"mentions": mentions, "department": question.asked_department}
    await orders.say(work, question, key, f"reminder.{step}_{waits_for}", aloud=True, **body)
