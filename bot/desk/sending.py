"""Forms: what a person has filled in leads to one step of the flow, or to a second form that shows the text."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from bot import telling
from bot.desk import collected_list, opening
from bot.desk.pressing import subject
from bot.drawing import forms
from bot.drawing.beside.audit import HISTORY
from bot.drawing.gathering import view_of
from bot.flow.answering import approve, ask, close, correct, hide, redirect, take
from bot.flow.keeping import archive
from bot.flow.keeping.unmask import UNMASK
from bot.flow.promising import extend, hold
from bot.ports.calls import Done, OpenForm, Submission, SubmitReply, Told
from bot.ports.card import Action, Notice, Tone
from bot.ports.form import Form
from bot.reading.composing import Weight
from bot.rules.seen import read
from bot.rules.states import PRIVATE, is_open
from bot.work import NotMoved, Person, Work
from storage.tables import Answer, Question


async def submitted(work: Work, sent: Submission) -> SubmitReply:
    """Let a form do its work. Raises `NotMoved` when it may not; `fault_field` says where to show that."""
    if sent.form == collected_list.NAME:
        return await collected_list.submitted(work, sent)
    question, carried = await subject(work, sent.subject)
    by = Person(sent.person_id, sent.person_name)
    seen, _, detail = carried.partition(":")
    step, _ = _FORMS[sent.form]
    if not carried:  # a form that is only read
        return await step(work, question, "", sent, by)
    if unread := await _unread(work, question, sent, seen, detail):
        return OpenForm(unread)
    if "text" in sent.values and _lacks_ticks(work, question, sent):
        return OpenForm(await opening.again(work, question, sent, detail, by))
    return await step(work, question, detail, sent, by)


async def chosen(work: Work, filling: Submission) -> Form:
    """The form with what follows from a choice that was made in it just now. Raises `NotMoved`.

    What it showed before still counts as all that the person has seen of the talk.
    """
    question, carried = await subject(work, filling.subject)
    seen, _, detail = carried.partition(":")
    by = Person(filling.person_id, filling.person_name)
    form = await opening.again(work, question, filling, detail, by)
    number, _, drawn = form.subject.split(":", 2)
    return replace(form, subject=f"{number}:{seen}:{drawn}")


async def _unread(work: Work, question: Question, sent: Submission, seen: str, detail: str) -> Form | None:
    """The form with what its sender has not seen yet; None when there is nothing. Raises `NotMoved` after an answer.

    A question that has ended meanwhile is refused by the step itself, which knows how it ended.
    """
    view = await view_of(work.session, work.house, question, work.now)
    mark = read(seen)
    if not is_open(question.state) or mark == view.mark:
        return None
    if mark and not mark.is_of_same_round(view.mark):
        raise NotMoved("refused.form_from_before")
    return await opening.with_news(work, question, sent, detail, mark)


async def _other_text(work: Work, question: Question, detail: str, sent: Submission, by: Person) -> Form | None:
    """The form once more when the holding reply would not read as it was shown; None when it does."""
    variant, department = _value(sent, "holding"), _value(sent, "department")
    if variant not in hold.HOLDINGS or department not in work.house.municipality.departments:
        return None
    text = hold.holding_text(work, question, variant, by, department)
    if forms.shown_as(text) in detail.split(","):
        return None
    form = await opening.again(work, question, sent, detail, by)
    return replace(form, notices=(Notice(Tone.WARNING, work.house.say("form.other_text")), *form.notices))


def fault_field(form: str) -> str:
    """The field of a form at which a refusal is shown."""
    return "questions" if form == collected_list.NAME else _FORMS[form][1]


def _ticked(sent: Submission) -> tuple[str, ...]:
    ticks = sent.values.get("ticks", ())
    return ticks if isinstance(ticks, tuple) else ()


def _lacks_ticks(work: Work, question: Question, sent: Submission) -> bool:
    """Whether something must still be ticked; when something blocks the text anyway, that is said first."""
    left = {problem.weight for problem in approve.problems(work, question, _value(sent, "text"), _ticked(sent))}
    return Weight.TICK in left and Weight.BLOCKS not in left


def _value(sent: Submission, key: str) -> str:
    value = sent.values.get(key, "")
    return value if isinstance(value, str) else ""


async def _answer(work: Work, question: Question, where: str, sent: Submission, by: Person) -> SubmitReply:
    """The card shows what happens next; who published from a list sees it there."""
    home_of = by.id if where == opening.AT_HOME else ""
    answer = await approve.from_form(work, question, _value(sent, "text"), by, _ticked(sent), home_of=home_of)
    if home_of:
        await telling.home(work, home_of, work.now)
    if approve.is_laid_ready(answer):
        return Told(work.house.say("told.laid_ready", number=str(question.id)))
    return _on_its_way(work, question, answer) if where == opening.LISTED else Done()


def _on_its_way(work: Work, question: Question, answer: Answer) -> Told:
    pause = approve.held_back(work.house, answer)
    if not pause:
        return Told(work.house.say("told.on_its_way", number=str(question.id)))
    seconds = f"{pause.total_seconds():.0f}"
    undo = Action("undo", work.house.say("button.undo"), f"{question.id}:{answer.id}")
    return Told(work.house.say("told.held_back", number=str(question.id), seconds=seconds), actions=(undo,))


async def _ask(work: Work, question: Question, detail: str, sent: Submission, by: Person) -> SubmitReply:
    if other := await _other_text(work, question, detail, sent, by):
        return OpenForm(other)
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


async def _holding(work: Work, question: Question, detail: str, sent: Submission, by: Person) -> SubmitReply:
    if other := await _other_text(work, question, detail, sent, by):
        return OpenForm(other)
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


async def _give(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await take.give(work, question, _value(sent, "colleague"), by, note=_value(sent, "note"))
    return Done()


async def _close(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await close.close(work, question, _value(sent, "reason"), by)
    return Done()


async def _hide(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    if _value(sent, "then") in TOLD_AFTER:
        why = _value(sent, "reason") + TOLD_AFTER[_value(sent, "then")]
        return OpenForm(await opening.opened(work, question, "hide_and_redirect", by, {"reason": why}))
    await hide.hide(work, question, _value(sent, "reason"), by)
    return Done()


async def _hide_text(work: Work, question: Question, reason: str, sent: Submission, by: Person) -> SubmitReply:
    await hide.hide_and_redirect(work, question, reason, _value(sent, "text"), by, _ticked(sent))
    return Done()


async def _delete(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await hide.delete(work, question, _value(sent, "reason"), by)
    return Done()


async def _whole(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """How a settled question goes on: it is opened again, unless another way was chosen."""
    way = _value(sent, "way")
    if way in (correct.CORRECT, correct.RECTIFY, correct.TAKE_DOWN, UNMASK, "archive", HISTORY):
        return OpenForm(await opening.opened(work, question, way, by))
    await close.reopen(work, question, by)
    return Done()


async def _correct(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await correct.correct(work, question, _value(sent, "text"), by, _ticked(sent))
    return Done()


async def _rectify(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await correct.rectify(work, question, _value(sent, "text"), by, _ticked(sent))
    return Done()


async def _take_down(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await correct.take_down(work, question, _value(sent, "reason"), by)
    return Done()


async def _archive(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await archive.mark(work, question, _value(sent, "flag"), _value(sent, "reason"), by)
    return Done()


TOLD_AFTER = {
    "redirect": "",
    PRIVATE: hide.AND_PRIVATE,
}  # what follows the reason, by what the citizen is told after hiding
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
    "give_to": (_give, "colleague"),
    "close": (_close, "reason"),
    "hide": (_hide, "reason"),
    "hide_text": (_hide_text, "text"),
    "delete": (_delete, "reason"),
    "correct": (_correct, "text"),
    "rectify": (_rectify, "text"),
    "take_down": (_take_down, "reason"),
    "whole": (_whole, "way"),
    "archive": (_archive, "reason"),
}
