"""What each form does when it is sent: the step of the flow that it leads to, or the second form that shows the text."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime

from bot import telling
from bot.desk import opening
from bot.drawing import forms
from bot.drawing.beside.audit import HISTORY
from bot.drawing.beside.library import PUT_OUT
from bot.drawing.gathering import view_of
from bot.flow.answering import approve, ask, close, correct, hide, pictures, redirect, take
from bot.flow.finding import library
from bot.flow.finding.library import LIBRARY
from bot.flow.keeping import archive, no_data
from bot.flow.keeping.unmask import UNMASK
from bot.flow.promising import extend, hold
from bot.ports.calls import Done, OpenForm, Submission, SubmitReply, Told
from bot.ports.card import Action, Notice, Tone
from bot.ports.form import Form
from bot.rules.promise import day_in_words
from bot.rules.states import PRIVATE
from bot.work import NotMoved, Person, Work
from storage.tables import Answer, Question


def ticked(sent: Submission, key: str = "ticks") -> tuple[str, ...]:
    """What a person has ticked in a field; in the usual one, the finds that may stand in public."""
    ticks = sent.values.get(key, ())
    return ticks if isinstance(ticks, tuple) else ()


def value(sent: Submission, key: str) -> str:
    """What a field holds; empty when nothing was filled in."""
    filled = sent.values.get(key, "")
    return filled if isinstance(filled, str) else ""


def _moment(written: str) -> datetime:
    """A moment that a form of ours carries. Raises `NotMoved` for anything else."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise NotMoved("refused.no_such_time") from None
    if moment.tzinfo is None:
        raise NotMoved("refused.no_such_time")
    return moment


async def _answer(work: Work, question: Question, where: str, sent: Submission, by: Person) -> SubmitReply:
    """The card shows what happens next; who published from a list sees it there."""
    home_of = by.id if where == opening.AT_HOME else ""
    picture = await pictures.chosen(work, question, value(sent, "picture"))
    more = {"picture": picture, "home_of": home_of}
    answer = await approve.from_form(work, question, value(sent, "text"), by, ticked(sent), **more)
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
    holding = value(sent, "holding")
    await ask.ask(
        work,
        question,
        value(sent, "department"),
        by,
        note=value(sent, "note"),
        holding="" if holding == forms.NO_HOLDING else holding,
    )
    return Done()


async def _holding(work: Work, question: Question, detail: str, sent: Submission, by: Person) -> SubmitReply:
    if other := await _other_text(work, question, detail, sent, by):
        return OpenForm(other)
    await hold.hold(work, question, value(sent, "holding"), by, department=value(sent, "department"))
    return Done()


async def _extend(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    until = _moment(value(sent, "until")) if value(sent, "until") else None
    draft = await extend.draft(work, question, value(sent, "reason"), value(sent, "words"), by, until=until)
    detail = f"{draft.until.isoformat()}|{draft.reason}"
    return OpenForm(
        forms.text_form(await view_of(work.session, work.house, question, work.now), "extend_text", draft.text, detail)
    )


async def _extend_text(work: Work, question: Question, detail: str, sent: Submission, by: Person) -> SubmitReply:
    until, _, reason = detail.partition("|")
    draft = extend.draft_of(_moment(until), reason, value(sent, "text"))
    await extend.extend(work, question, draft, by, ticked(sent))
    return Done()


async def _redirect(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    kind = value(sent, "kind")
    way = {"body": "body", "link": "link"}.get(next(iter(redirect.NEEDS.get(kind, ())), ""), "department")
    text = redirect.text(work, question, kind, value(sent, way), by)
    return OpenForm(
        forms.text_form(await view_of(work.session, work.house, question, work.now), "redirect_text", text, kind)
    )


async def _redirect_text(work: Work, question: Question, kind: str, sent: Submission, by: Person) -> SubmitReply:
    await redirect.redirect(work, question, kind, value(sent, "text"), by, ticked(sent))
    return Done()


async def _give(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await take.give(work, question, value(sent, "colleague"), by, note=value(sent, "note"))
    return Done()


async def _close(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await close.close(work, question, value(sent, "reason"), by)
    return Done()


async def _hide(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    if value(sent, "then") in TOLD_AFTER:
        why = value(sent, "reason") + TOLD_AFTER[value(sent, "then")]
        return OpenForm(await opening.opened(work, question, "hide_and_redirect", by, {"reason": why}))
    await hide.hide(work, question, value(sent, "reason"), by)
    return Done()


async def _hide_text(work: Work, question: Question, reason: str, sent: Submission, by: Person) -> SubmitReply:
    await hide.hide_and_redirect(work, question, reason, value(sent, "text"), by, ticked(sent))
    return Done()


async def _delete(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await hide.delete(work, question, value(sent, "reason"), by)
    return Done()


async def _whole(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """How a settled question goes on: it is opened again, unless another way was chosen."""
    way = value(sent, "way")
    if way in (
        correct.CORRECT,
        correct.RECTIFY,
        correct.TAKE_DOWN,
        UNMASK,
        no_data.NO_DATA,
        "archive",
        LIBRARY,
        HISTORY,
    ):
        return OpenForm(await opening.opened(work, question, way, by))
    await close.reopen(work, question, by)
    return Done()


async def _correct(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await correct.correct(work, question, value(sent, "text"), by, ticked(sent))
    return Done()


async def _rectify(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await correct.rectify(work, question, value(sent, "text"), by, ticked(sent))
    return Done()


async def _take_down(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await correct.take_down(work, question, value(sent, "reason"), by)
    return Done()


async def _library(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    if value(sent, "what") == PUT_OUT:
        await library.put_out(work, question, by)
        return Told(work.house.say("told.out_of_library"))
    day = _day(value(sent, "until"))
    await library.keep(work, question, value(sent, "asks"), value(sent, "text"), value(sent, "link").strip(), day, by)
    return Told(
        work.house.say(
            "told.in_library", title=value(sent, "asks"), day=day_in_words(day, work.house.municipality.language)
        )
    )


def _day(written: str) -> date:
    """A day as people write it, or as programs do. Raises `NotMoved` for anything else."""
    found = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})|(\d{4})-(\d{2})-(\d{2})", written.strip())
    if found is None:
        raise NotMoved("refused.library_day")
    day, month, year = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise NotMoved("refused.library_day") from None


async def _no_data(work: Work, question: Question, shown: str, sent: Submission, by: Person) -> SubmitReply:
    await no_data.say(work, question, ticked(sent, no_data.NO_DATA), shown.split(","), by)
    return Done()


async def _archive(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    await archive.mark(work, question, value(sent, "flag"), value(sent, "reason"), by)
    return Done()


async def _other_text(work: Work, question: Question, detail: str, sent: Submission, by: Person) -> Form | None:
    """The form once more when the holding reply would not read as it was shown; None when it does."""
    variant, department = value(sent, "holding"), value(sent, "department")
    if variant not in hold.HOLDINGS or department not in work.house.municipality.departments:
        return None
    text = hold.holding_text(work, question, variant, by, department)
    if forms.shown_as(text) in detail.split(","):
        return None
    form = await opening.again(work, question, sent, detail, by)
    return replace(form, notices=(Notice(Tone.WARNING, work.house.say("form.other_text")), *form.notices))


TOLD_AFTER = {
    "redirect": "",
    PRIVATE: hide.AND_PRIVATE,
}
"""What follows the reason, by what the citizen is told after hiding."""
Step = Callable[[Work, Question, str, Submission, Person], Awaitable[SubmitReply]]

STEPS: dict[str, tuple[Step, str]] = {
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
    LIBRARY: (_library, "until"),
    UNMASK: (_no_data, no_data.NO_DATA),
    no_data.NO_DATA: (_no_data, no_data.NO_DATA),
}
"""Each form with the step it leads to, and the field at which a refusal is shown."""
