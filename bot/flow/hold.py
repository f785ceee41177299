"""Holding reply and extension: what the citizen is promised in public when the answer takes time.

The published text is the promise: it is recorded when the text stands on the page, not when it was ordered. The time
is counted from the citizen's words, so a slow holding reply buys nothing. There is one extension, before the deadline,
for a reason a citizen would accept.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.flow import approve, propose, public_words
from bot.promise import deadline, extension_deadline
from bot.states import is_open
from bot.word_rules import pattern
from bot.work import NotMoved, Person, Work
from storage import questions
from storage.tables import Answer, Promise, Question

HOLDINGS = ("holding", "holding_away")
REASONS = ("expert_away", "on_site", "waiting_for_others", "incident", "other")


def holding_text(work: Work, question: Question, variant: str, by: Person, department: str) -> str:
    """The holding reply as it would be published."""
    asked = work.house.municipality.departments[department]
    until = public_words.moment(work, question, _deadline(work, question))
    return public_words.ready(work, question, variant, by, avdeling=asked.name, frist=until)


async def hold(work: Work, question: Question, variant: str, by: Person, *, department: str) -> None:
    """Publish a holding reply with the time by which the citizen gets an answer. Raises `NotMoved`."""
    work.check(question, "hold", by)
    if variant not in HOLDINGS or department not in work.house.municipality.departments:
        raise NotMoved("refused.no_such_text")
    if await _promising(work, question):
        raise NotMoved("refused.already_promised")
    text = holding_text(work, question, variant, by, department)
    draft = Draft(_deadline(work, question), "", text)
    await _send(work, question, draft, by, kind="holding", variant=variant)


@dataclass(frozen=True)
class Draft:
    """A promise in the making: the time, the reason if one is given, and the text that would say so."""

    until: datetime
    reason: str
    text: str


async def draft_extension(work: Work, question: Question, reason: str, own_words: str, by: Person) -> Draft:
    """The extension as it would be published. Raises `NotMoved` without a good reason, too late, or the second time."""
    work.check(question, "extend", by)
    promise = await may_extend(work, question)
    words = _reason(work, question, reason, own_words)
    until = extension_deadline(work.now, work.house.hours(question.page), work.house.municipality.promise)
    if until <= promise.until:
        raise NotMoved("refused.too_early_to_extend", time=public_words.moment(work, question, until))
    values = {
        "gammel_frist": public_words.moment(work, question, promise.until),
        "frist": public_words.moment(work, question, until),
        "grunn": words,
    }
    return Draft(until, words, public_words.ready(work, question, "extension", by, **values))


async def extend(work: Work, question: Question, draft: Draft, by: Person, ticked: Collection[str] = ()) -> None:
    """Publish the one extension as shown. Raises `NotMoved`, also when the text no longer names the new time."""
    work.check(question, "extend", by)
    await may_extend(work, question)
    if (time := public_words.moment(work, question, draft.until)) not in draft.text:
        raise NotMoved("refused.time_missing", time=time)
    await _send(work, question, draft, by, kind="extension", variant="extension", ticked=ticked)


async def may_extend(work: Work, question: Question) -> Promise:
    """The promise that would be extended. Raises `NotMoved` with the reason why it cannot be."""
    promises = [p for p in await questions.promises_of(work.session, question.id or 0) if p.round == question.round]
    if not promises:
        raise NotMoved("refused.nothing_promised")
    if len(promises) > 1 or "extension" in await _on_its_way(work, question):
        raise NotMoved("refused.extended_once")
    if work.now >= promises[-1].until:
        raise NotMoved("refused.too_late_to_extend")
    return promises[-1]


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


async def _promising(work: Work, question: Question) -> bool:
    made = await questions.promises_of(work.session, question.id or 0)
    return any(p.round == question.round for p in made) or "holding" in await _on_its_way(work, question)


async def _on_its_way(work: Work, question: Question) -> set[str]:
    answers = await questions.answers_of(work.session, question.id or 0)
    return {answer.kind for answer in answers if answer.state == "approved"}


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


async def _send(
    work: Work,
    question: Question,
    draft: Draft,
    by: Person,
    *,
    kind: str,
    variant: str,
    ticked: Collection[str] = (),
) -> None:
    approve.refuse_faults(work, question, draft.text, ticked)
    answer = await propose.freeze(
        work,
        question,
        draft.text,
        kind=kind,
        author=(by.id, by.name),
        variant=variant,
        reason=draft.reason,
        promised_until=draft.until,
    )
    move = "hold" if kind == "holding" else "extend"
    await approve.send(work, question, answer, by, move=move, detail=f"{kind} {answer.version}")
