"""Forms: what a person has filled in leads to one step of the flow, or to a second form that shows the text."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.desk import collected_list
from bot.desk.pressing import subject
from bot.drawing import forms
from bot.drawing.view import view_of
from bot.flow.answering import approve, ask, close, redirect
from bot.flow.promising import extend, hold
from bot.ports.calls import Done, OpenForm, Submission, SubmitReply, Told
from bot.reading.composing import Problem, Weight
from bot.work import Person, Work
from storage.tables import Question


async def submitted(work: Work, sent: Submission) -> SubmitReply:
    """Let a form do its work. Raises `NotMoved` when it may not; `fault_field` says where to show that."""
    if sent.form == collected_list.NAME:
        return await collected_list.submitted(work, sent)
    question, detail = await subject(work, sent.subject)
    by = Person(sent.person_id, sent.person_name)
    if "text" in sent.values and (ticks := _still_to_tick(work, question, sent)):
        view = await view_of(work.session, work.house, question, work.now)
        return OpenForm(forms.text_form(view, sent.form, _value(sent, "text"), detail, ticks, ticked=_ticked(sent)))
    step, _ = _FORMS[sent.form]
    return await step(work, question, detail, sent, by)


def fault_field(form: str) -> str:
    """The field of a form at which a refusal is shown."""
    return "questions" if form == collected_list.NAME else _FORMS[form][1]


def _ticked(sent: Submission) -> tuple[str, ...]:
    ticks = sent.values.get("ticks", ())
    return ticks if isinstance(ticks, tuple) else ()


def _still_to_tick(work: Work, question: Question, sent: Submission) -> list[Problem]:
    """All that must be ticked, if any of it is not; when something blocks the text anyway, that is said first."""
    text = _value(sent, "text")
    left = {problem.weight for problem in approve.problems(work, question, text, _ticked(sent))}
    if Weight.BLOCKS in left or Weight.TICK not in left:
        return []
    return [problem for problem in approve.problems(work, question, text) if problem.weight is Weight.TICK]


def _value(sent: Submission, key: str) -> str:
    value = sent.values.get(key, "")
    return value if isinstance(value, str) else ""


async def _answer(work: Work, question: Question, seen: str, sent: Submission, by: Person) -> SubmitReply:
    went_out = await approve.from_form(work, question, _value(sent, "text"), seen, by, _ticked(sent))
    return Done() if went_out else Told(work.house.say("told.kept_as_proposal"))


async def _ask(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    holding = _value(sent, "holding")
    await ask.ask(
        work,
        question,
        _value(sent, "department"),
        by,
        note=_value(sent, "note"),
        holding="" if holding == forms.NO_HOLDING else holding,
    )
    return Done()


async def _holding(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await hold.hold(work, question, _value(sent, "holding"), by, department=_value(sent, "department"))
    return Done()


async def _extend(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    until = datetime.fromisoformat(_value(sent, "until")) if _value(sent, "until") else None
    draft = await extend.draft(work, question, _value(sent, "reason"), _value(sent, "words"), by, until=until)
    detail = f"{draft.until.isoformat()}|{draft.reason}"
    return OpenForm(
        forms.text_form(await view_of(work.session, work.house, question, work.now), "extend_text", draft.text, detail)
    )


async def _extend_text(work: Work, question: Question, detail: str, sent: Submission, by: Person) -> SubmitReply:
    until, _, reason = detail.partition("|")
    draft = extend.draft_of(datetime.fromisoformat(until), reason, _value(sent, "text"))
    await extend.extend(work, question, draft, by, _ticked(sent))
    return Done()


async def _redirect(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    kind = _value(sent, "kind")
    way = {"body": "body", "link": "link"}.get(next(iter(redirect.NEEDS.get(kind, ())), ""), "department")
    text = redirect.text(work, question, kind, _value(sent, way), by)
    return OpenForm(
        forms.text_form(await view_of(work.session, work.house, question, work.now), "redirect_text", text, kind)
    )


async def _redirect_text(work: Work, question: Question, kind: str, sent: Submission, by: Person) -> SubmitReply:
    await redirect.redirect(work, question, kind, _value(sent, "text"), by, _ticked(sent))
    return Done()


async def _close(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await close.close(work, question, _value(sent, "reason"), by)
    return Done()


async def _reopen(work: Work, question: Question, _detail: str, _sent: Submission, by: Person) -> SubmitReply:
    await close.reopen(work, question, by)
    return Done()


Step = Callable[[Work, Question, str, Submission, Person], Awaitable[SubmitReply]]

# Each form with the step it leads to, and the field at which a refusal is shown.
_FORMS: dict[str, tuple[Step, str]] = {
    "answer": (_answer, "text"),
    "ask": (_ask, "department"),
    "holding": (_holding, "holding"),
    "extend": (_extend, "words"),
    "extend_text": (_extend_text, "text"),
    "redirect": (_redirect, "kind"),
    "redirect_text": (_redirect_text, "text"),
    "close": (_close, "reason"),
    "whole": (_reopen, ""),
}
