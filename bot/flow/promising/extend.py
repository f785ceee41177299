"""The extension: one more time, before the promise is broken, for a reason that a citizen would accept.

It is published in public. A time later than the rule gives needs the click of a manager; until then nothing is public.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot import orders
from bot.flow.answering import approve, public_words
from bot.flow.promising.hold import Draft, freeze, on_its_way, send
from bot.ports.card import Action, Style
from bot.reading.word_rules import pattern
from bot.rules import calling
from bot.rules.promise import extension_deadline, latest_extension
from bot.rules.states import Role
from bot.work import NotMoved, Person, Work
from storage import questions
from storage.tables import Answer, Promise, Question

ONE_DAY = timedelta(days=1)
REASONS = ("expert_away", "on_site", "waiting_for_others", "incident", "other")
WAITING = "waiting"  # the state of an extension that a manager has not decided on


def usual(work: Work, question: Question) -> datetime:
    """The time the rule gives to an extension that is published now."""
    return extension_deadline(work.now, work.house.hours(question.page), work.house.municipality.promise)


def times(work: Work, question: Question, promise: Promise) -> list[datetime]:
    """The times an extension of this promise may name: the rule's, then the later closings that need a manager.

    Raises `NotMoved` when none is later than what was promised already.
    """
    hours, rules = work.house.hours(question.page), work.house.municipality.promise
    found = [usual(work, question)]
    latest = latest_extension(work.now, hours, rules) if _manager(work, question) else found[0]
    while (
        closing := hours.closing_of(hours.next_open_day(hours.local_date(found[-1]) + ONE_DAY))
    ) and closing <= latest:
        found.append(closing)
    later = [at for at in found if at > promise.until]
    if not later:
        raise NotMoved("refused.too_early_to_extend", time=work.house.said(found[0], work.now))
    return later


async def draft(
    work: Work, question: Question, reason: str, own_words: str, by: Person, *, until: datetime | None = None
) -> Draft:
    """The extension as it would be published. Raises `NotMoved` without a good reason, too late, or the second time."""
    work.check(question, "extend", by)
    promise = await may_extend(work, question)
    words = _reason(work, question, reason, own_words)
    possible = times(work, question, promise)
    until = until or possible[0]
    if until not in possible:
        raise NotMoved("refused.no_such_time")
    values = {
        "gammel_frist": public_words.moment(work, question, promise.until),
        "frist": public_words.moment(work, question, until),
        "grunn": words,
    }
    return draft_of(until, words, public_words.ready(work, question, "extension", by, **values))


def draft_of(until: datetime, reason: str, text: str) -> Draft:
    """An extension as somebody would publish it."""
    return Draft(until, reason, text, "extension", "extension")


async def extend(work: Work, question: Question, extension: Draft, by: Person, ticked: Collection[str] = ()) -> None:
    """Publish the one extension as shown, or ask a manager, once, when its time is later than the rule gives.

    Raises `NotMoved`, also when the text no longer names the new time.
    """
    work.check(question, "extend", by)
    promise = await may_extend(work, question)
    if (time := public_words.moment(work, question, extension.until)) not in extension.text:
        raise NotMoved("refused.time_missing", time=time)
    manager = _manager(work, question)
    is_usual = extension.until <= usual(work, question)
    if is_usual or not manager or Role.MANAGER in work.house.rights.roles(by.id):
        await send(work, question, extension, by, ticked)
        return
    if waiting_for_manager(promise, await work.answers(question)):
        raise NotMoved("refused.called_before")
    answer = await freeze(work, question, extension, by, ticked)
    await _ask_manager(work, question, answer, manager, by)


def waiting_for_manager(promise: Promise | None, answers: Sequence[Answer]) -> Answer | None:
    """The extension of this promise that a manager was asked about and has not decided on."""
    asked = [a for a in answers if a.state == WAITING and promise and (a.id or 0) > promise.answer_id]
    return asked[-1] if asked else None


async def may_extend(work: Work, question: Question) -> Promise:
    """The promise that would be extended. Raises `NotMoved` with the reason why it cannot be."""
    promises = [p for p in await questions.promises_of(work.session, question.id or 0) if p.round == question.round]
    if not promises:
        raise NotMoved("refused.nothing_promised")
    if len(promises) > 1 or "extension" in await on_its_way(work, question):
        raise NotMoved("refused.extended_once")
    if work.now >= promises[-1].until:
        raise NotMoved("refused.too_late_to_extend")
    return promises[-1]


async def grant(work: Work, question: Question, answer_id: int, by: Person) -> None:
    """A manager agrees: the extension is published as it was shown. Raises `NotMoved` when that is no longer possible."""
    work.check(question, "grant", by)
    answer = await _waiting(work, question, answer_id)
    await may_extend(work, question)
    await approve.send(work, question, answer, by, move="grant", detail=f"extension {answer.version}")


async def deny(work: Work, question: Question, answer_id: int, by: Person) -> None:
    """A manager says no: nothing is published, and the promise stands. Raises `NotMoved` when it was decided before."""
    work.check(question, "deny", by)
    answer = await _waiting(work, question, answer_id)
    answer.state = "stopped"
    work.session.add(answer)
    await work.change(question, "deny", by, f"extension {answer.version}")
    key, house = f"denied:{answer.id}", work.house
    mentions = house.answering_for(question) if house.has_left(answer.author_id) else [answer.author_id]
    await orders.say(work, question, key, "thread.manager_denied", mentions=mentions, by=by.name)
    await orders.draw_card(work, question)


async def _ask_manager(work: Work, question: Question, answer: Answer, manager: str, by: Person) -> None:
    answer.state = WAITING
    work.session.add(answer)
    await work.change(question, "ask_manager", by, f"extension {answer.version}")
    buttons = (("grant", Style.PRIMARY), ("deny", Style.PLAIN))
    value = f"{question.id}:{answer.id}"
    actions = [Action(name, work.house.say(f"button.{name}"), value, style) for name, style in buttons]
    await orders.ask_manager(work, question, answer, manager, actions, by.name, _to_staff(work, question, answer))
    await orders.draw_card(work, question)


def _to_staff(work: Work, question: Question, answer: Answer) -> str:
    """Why more time is needed, in the staff's language and not the citizen's; somebody's own words as they were written."""
    say, language = work.house.wording.reason, work.house.municipality.language
    known = {say(reason, question.language): say(reason, language) for reason in REASONS if reason != "other"}
    return known.get(answer.reason, answer.reason)


async def _waiting(work: Work, question: Question, answer_id: int) -> Answer:
    answer = await questions.answer_by_id(work.session, answer_id)
    if answer is None or answer.question_id != question.id or answer.state != WAITING:
        raise NotMoved("refused.decided_before")
    return answer


def _manager(work: Work, question: Question) -> str:
    departments = work.house.municipality.departments
    department = departments.get(question.asked_department) or departments.get(question.department)
    return next(iter(calling.manager(department, work.house.left)), "") if department else ""


def _reason(work: Work, question: Question, reason: str, own_words: str) -> str:
    if reason not in REASONS:
        raise NotMoved("refused.no_reason")
    if reason != "other":
        return work.house.wording.reason(reason, question.language)
    if not own_words.strip():
        raise NotMoved("refused.no_reason")
    if pattern("composing", "busy").search(own_words):
        raise NotMoved("refused.busy_is_no_reason")
    return own_words.strip().rstrip(".")
