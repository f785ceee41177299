"""The holding reply: what the citizen is promised in public when the answer takes time.

The published text is the promise: it is recorded when the text stands on the page, not when it was ordered. The time
is counted from the citizen's words, so a slow holding reply buys nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.flow.answering import approve, propose, public_words
from bot.rules.promise import deadline, when
from bot.rules.states import State, is_open
from bot.work import NotMoved, Person, Work
from storage import questions
from storage.tables import Answer, Promise, Question

AWAY = "holding_away"
HOLDINGS = ("holding", AWAY)
OURSELVES = "holding_ourselves"  # names no department: whoever signs does not ask herself
_BECAUSE = {key: f"{key}_feast" for key in (*HOLDINGS, OURSELVES)}  # the same, with a reason for a long wait


def holding_text(work: Work, question: Question, variant: str, by: Person, department: str) -> str:
    """The holding reply as it would be published."""
    asked = work.house.municipality.departments[department]
    until = public_words.moment(work, question, _deadline(work, question))
    key = OURSELVES if variant == "holding" and _is_ours(work, question, department) else variant
    feast = when(question.began_at, work.house.hours(question.page), work.house.municipality.promise).feast
    if not feast:
        return public_words.ready(work, question, key, by, avdeling=asked.name, frist=until)
    reason = work.house.wording.reason(feast, question.language)
    return public_words.ready(work, question, _BECAUSE[key], by, avdeling=asked.name, frist=until, grunn=reason)


def _is_ours(work: Work, question: Question, department: str) -> bool:
    """Whether a department is the desk itself, or what this page signs as."""
    house = work.house
    name = house.municipality.departments[department].name
    return house.is_the_desk(department, question.page) or name == house.municipality.signature(question.page)


async def hold(work: Work, question: Question, variant: str, by: Person, *, department: str) -> None:
    """Publish a holding reply with the time by which the citizen gets an answer. Raises `NotMoved`."""
    work.check(question, "hold", by)
    if variant not in HOLDINGS or department not in work.house.municipality.departments:
        raise NotMoved("refused.no_such_text")
    await refuse_promised(work, question)
    refuse_late(work, question)
    text = holding_text(work, question, variant, by, department)
    await send(work, question, Draft(_deadline(work, question), "", text, "holding", variant), by)


async def refuse_promised(work: Work, question: Question) -> None:
    """Raise `NotMoved` where the citizen has been told a time already, or is told it just now."""
    if await is_promised(work, question):
        raise NotMoved("refused.already_promised")


def refuse_late(work: Work, question: Question) -> None:
    """Raise `NotMoved` after the deadline: who has waited too long is owed an apology and not a new time alone."""
    if question.due_at <= work.now and not question.wants_no_answer:
        raise NotMoved("refused.too_late_to_hold")


@dataclass(frozen=True)
class Draft:
    """A promise in the making: the time, the reason if one is given, and the text that would say so.

    `kind` is what the answer will be, holding or extension, and `variant` the ready text it began as.
    """

    until: datetime
    reason: str
    text: str
    kind: str
    variant: str


async def promised(work: Work, question: Question, answer: Answer) -> None:
    """The text stands on the page: from now on it is a promise."""
    before = await questions.promises_of(work.session, question.id or 0)
    until = answer.promised_until or question.due_at
    work.session.add(
        Promise(
            question_id=question.id or 0,
            sequence=len(before) + 1,
            round=question.round,
            until=until,
            answer_id=answer.id or 0,
            made_by_id=answer.approver_id,
            made_by_name=answer.approver_name,
            made_at=work.now,
            reason=answer.reason,
        )
    )
    if is_open(question.state):
        await work.change(
            question,
            answer.kind,
            Person(answer.approver_id, answer.approver_name),
            due_at=until,
            reacted_at=question.reacted_at or work.now,
            next_at=work.now,
        )


def _deadline(work: Work, question: Question) -> datetime:
    """Counted from what the citizen last began a round with; a promise is never given for a time that has passed."""
    hours, rules = work.house.hours(question.page), work.house.municipality.promise
    return question.due_at if question.due_at > work.now else deadline(work.now, hours, rules)


async def is_promised(work: Work, question: Question) -> bool:
    """Whether this round's promise stands in public, or is on its way there."""
    made = await questions.promises_of(work.session, question.id or 0)
    return any(p.round == question.round for p in made) or "holding" in await on_its_way(work, question)


async def on_its_way(work: Work, question: Question) -> set[str]:
    """The kinds of texts that are approved and not published yet."""
    answers = await work.answers(question)
    return {answer.kind for answer in answers if answer.state == "approved"}


async def send(work: Work, question: Question, draft: Draft, by: Person, ticked: Collection[str] = ()) -> None:
    """Freeze a promise's text and order its publication. Raises `NotMoved` when the text must not go out."""
    answer = await freeze(work, question, draft, by, ticked)
    if question.state == State.NEW:  # whoever promises an answer sees to it
        await work.move(question, "take", by, owner_id=by.id, owner_name=by.name)
    move = "hold" if draft.kind == "holding" else "extend"
    await approve.send(work, question, answer, by, move=move, detail=f"{draft.kind} {answer.version}")


async def freeze(work: Work, question: Question, draft: Draft, by: Person, ticked: Collection[str] = ()) -> Answer:
    """Store a promise's text. Raises `NotMoved` when the text must not go out."""
    approve.refuse_faults(work, question, draft.text, ticked)
    return await propose.freeze(
        work,
        question,
        draft.text,
        kind=draft.kind,
        author=(by.id, by.name),
        variant=draft.variant,
        reason=draft.reason,
        promised_until=draft.until,
    )
