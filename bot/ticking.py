"""The tick: what is due at or before now and not yet done. Reminders are noted and ordered in one transaction.

What fell due while the bot was away waits for a moment, until it has heard what happened meanwhile.
"""

import asyncio
from datetime import datetime, timedelta

from bot import orders, telling
from bot.briefs import briefing, clearing, nightly
from bot.desk.office import Office
from bot.flow.asking import collect, urgent
from bot.flow.promising import reminding, silence
from bot.flow.promising.recount import moved_times, recount
from bot.log import Log
from bot.rules import reminders
from bot.rules.reminders import NOTED, SOUNDS, Due, Plan
from bot.rules.states import State, is_open
from bot.work import BOT, Work
from storage import accounts, history, open_questions, questions
from storage.queues import moments
from storage.tables import EMERGENCY, Question

log = Log(__name__)

IDLE = timedelta(minutes=1)
HEAL_EVERY = timedelta(minutes=10)
CARDS_FIRST_SECONDS = 0.2  # a reminder may wait for a moment; a card that has just been ordered may not
PAGE_OF_QUESTIONS = 50
TIME_OVER = "time_over"  # in the history


class Ticker:
    """Looks at each question when its next interesting moment has come."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._woke_at = office.clock.now()
        self._latest = self._heals_at = self._woke_at
        self._errands = dict.fromkeys((briefing.look, nightly.look, clearing.look), self._woke_at)

    async def run(self) -> None:
        """Tick until cancelled."""
        signals, clock = self.office.signals, self.office.clock
        self._latest = self._heals_at = clock.now()
        await self._recount()
        while True:
            signals.moments.clear()
            await self._heal()
            await self._run_errands()
            await self._overwrite()
            async with self.office.database.read() as session:
                next_at = await questions.next_moment(session)
            if next_at and next_at <= clock.now() and await self.tick():
                continue  # otherwise another process is at it
            latest = clock.now() + IDLE
            await clock.sleep_until(min(next_at or latest, latest, *self._errands.values()), wake=signals.moments)
            await asyncio.sleep(CARDS_FIRST_SECONDS)

    async def tick(self) -> bool:
        """Look at some questions whose moment has come; False when there was none."""
        async with self.office.work() as work:
            due = await questions.moment_reached(work.session, work.now, PAGE_OF_QUESTIONS)
            for question in sorted(due, key=lambda one: one.suggestion != EMERGENCY):  # danger is reminded of first
                await look_at(work, question, self._woke_at)
        return bool(due)

    async def _heal(self) -> None:
        """Bring back moments that a clock which ran ahead has left behind, here or in a process before this one."""
        now = self.office.clock.now()
        is_back = now < self._latest - moments.CLOCKS_DIFFER
        self._latest = now
        if not is_back and now < self._heals_at:
            return
        self._heals_at = now + HEAL_EVERY
        async with self.office.database.write() as session:
            healed = await moments.heal(session, now)
            if healed or is_back:
                await questions.look_again(session, now)
        if healed or is_back:
            self._errands = dict.fromkeys(self._errands, now)
            log.warning("moments from the future were healed", rows=healed)

    async def _recount(self) -> None:
        """Let every open question follow the settings: they may be others than before the start. Most stand as they are."""
        now, house = self.office.clock.now(), self.office.house
        async with self.office.database.write() as session:
            await questions.look_again(session, now)
            waiting = await open_questions.of_pages(session, sorted(house.municipality.pages))
            moved = [one for one in waiting if moved_times(house, one, now)]
            promised = await accounts.promised(session, [one.id or 0 for one in moved])
        for question in [one for one in moved if one.id not in promised]:
            async with self.office.work() as work:
                await recount(work, await work.question(question.id or 0))

    async def _run_errands(self) -> None:
        """What is done once a day: each errand orders what is due and says when to look again."""
        for errand, due_at in self._errands.items():
            if self.office.clock.now() >= due_at:
                async with self.office.work() as work:
                    self._errands[errand] = await errand(work)

    async def _overwrite(self) -> None:
        """Rid the files of what was erased, once no more is being erased; what is in use just now waits for the next minute."""
        if not self.office.has_erased or self._errands[clearing.look] <= self.office.clock.now() + clearing.STEP:
            return
        self.office.has_erased = False
        if left := await self.office.database.overwrite():
            self.office.has_erased = True
            log.warning("files still hold what was erased", tables=len(left))


async def look_at(work: Work, question: Question, woke_at: datetime) -> None:
    """Order what this question needs now, and note when to look again. `woke_at` is when the bot was started."""
    if await reminding.is_settled(work.session, work.house, question):
        await reminding.settle(work, question)
    if not is_open(question.state) or question.page not in work.house.municipality.pages:
        await _look_at_settled(work, question)
        return
    promise, plan = await _plan(work, question, woke_at)
    if plan.sounds and question.collection_id is not None:
        await _remind_of_collected(work, question, plan.sounds, woke_at)
    elif plan.sounds:
        await _remind(work, question, promise, plan.sounds)
    else:
        await _show_that_time_is_over(work, question)
    await urgent.call_again(work, question)


async def _show_that_time_is_over(work: Work, question: Question) -> None:
    """The deadline passed while nobody may be reminded, as when the house is closed: the card says so all the same, once."""
    if question.wants_no_answer or work.now < question.due_at:
        return
    happened = await history.of_question(work.session, question.id or 0)
    if not any(line.what == TIME_OVER and line.at >= question.due_at for line in happened):
        await work.change(question, TIME_OVER, BOT, next_at=question.next_at)
        await orders.draw_card(work, question)


async def _look_at_settled(work: Work, question: Question) -> None:
    """Nothing is due any more, but the end of waiting for a citizen who was asked something."""
    if question.state == State.WAITING:
        await silence.look_at(work, question)
    else:
        await questions.note(work.session, question, {"next_at": None})


async def _plan(work: Work, question: Question, woke_at: datetime) -> tuple[int, Plan]:
    """What a question needs now, entered as said, and when to look again; and the promise that counts."""
    promise, watch = await reminding.watch_of(work.session, work.house, question)
    hours, rules = work.house.hours(question.page), work.house.municipality.promise.reminders
    plan = reminders.plan(watch, work.now, hours, rules)
    if plan.sounds and _waits_for_news(plan.sounds, work.now, woke_at):
        plan = Plan(None, (), woke_at + briefing.CATCH_UP)
        await questions.note(work.session, question, {"next_at": plan.next_at})
        return promise, plan
    await questions.note(work.session, question, {"next_at": _next(question, plan, work.now)})
    for due in (*plan.overtaken, *((plan.sounds,) if plan.sounds else ())):
        await questions.note_reminder(work.session, question.id or 0, promise, due.name, work.now)
    return promise, plan


def _next(question: Question, plan: Plan, now: datetime) -> datetime | None:
    """When to look again: at the deadline in any case, since the card says then that the time is over."""
    is_ahead = now < question.due_at and not question.wants_no_answer
    return min(filter(None, (plan.next_at, question.due_at if is_ahead else None)), default=None)


async def _remind_of_collected(work: Work, question: Question, due: Due, woke_at: datetime) -> None:
    """One reminder for all that stand on a collecting card. It speaks for those, too, that come out of it just now."""
    mentions = reminding.called(work.house, question, due.step)
    for one in await collect.remind(work, question, due, mentions, aloud=SOUNDS[due.step].aloud):
        await _plan(work, one, woke_at)


def _waits_for_news(due: Due, now: datetime, woke_at: datetime) -> bool:
    return due.at < woke_at - briefing.PUNCTUAL and now < woke_at + briefing.CATCH_UP


async def _remind(work: Work, question: Question, promise: int, due: Due) -> None:
    """Note and order one reminder. What falls due this morning is said by the morning brief, if there is one."""
    await work.change(question, f"{NOTED}{due.step}", BOT, str(promise))
    await orders.draw_card(work, question)
    brief = await briefing.that_says(work, question.channel, due.at)
    await telling.remind(work, question, (question.id or 0, promise, due.name), brief)
