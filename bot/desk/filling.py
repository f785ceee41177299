"""What stands in each form when it opens: the text to be read, what must be ticked, and what can be chosen."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.drawing.beside.audit import HISTORY, audit, history_form
from bot.drawing.beside.left_out import not_taken
from bot.drawing.beside.library import library_form
from bot.drawing.beside.masked import masked_form
from bot.drawing.beside.reusable import reusable
from bot.drawing.forms import choices, reasons
from bot.drawing.forms.texts import text_form
from bot.drawing.forms.whole import whole_form
from bot.drawing.gathering import view_of
from bot.drawing.question.knowing import who_knows
from bot.drawing.question.to_look_at import to_improve, to_look_at
from bot.drawing.view import View
from bot.flow.answering import approve, correct, hide, propose, public_words, redirect
from bot.flow.answering.public_words import ASKED, CLARIFY, WISHED
from bot.flow.finding import library
from bot.flow.finding.house_texts import HouseText
from bot.flow.finding.library import LIBRARY
from bot.flow.finding.looking import Found
from bot.flow.keeping import archive, no_data, unmask
from bot.flow.promising import extend, hold
from bot.ports.card import Notice, Tone
from bot.ports.form import Form
from bot.reading.composing import Problem, Weight
from bot.work import NotMoved, Person, Work
from storage import history
from storage.queues import earlier
from storage.tables import Question

Filled = Mapping[str, str | tuple[str, ...]]


async def fresh_view(work: Work, question: Question) -> View:
    """What a form shows of the question as it stands now."""
    return await view_of(work.session, work.house, question, work.now)


async def _answer(work: Work, question: Question, by: Person, _filled: Filled) -> Form:
    proposal = await propose.current(work, question)
    text = proposal.text if proposal else approve.empty_answer(work, question, by)
    view = await fresh_view(work, question)
    form = text_form(view, "answer", text, "", ticks(work, question, text))
    told = (*to_look_at(view, proposal), *to_improve(view, proposal)) if proposal else ()
    left = not_taken(view, proposal) if proposal else ()
    return replace(form, notices=(*told, *form.notices), quotes=(*form.quotes, *left))


def ticks(work: Work, question: Question, text: str) -> list[Problem]:
    """What must be ticked before the text can go out."""
    return [problem for problem in approve.problems(work, question, text) if problem.weight is Weight.TICK]


async def _use_earlier(work: Work, question: Question, _by: Person, _filled: Filled) -> Form:
    """The answer that such a question has, dressed for this citizen, to be read and changed. Raises `NotMoved`."""
    view = await fresh_view(work, question)
    found = view.ready_answer
    if found is None:
        raise NotMoved("refused.earlier_is_gone")
    link, department = (found.link, found.department) if isinstance(found, HouseText) else _link_of(found)
    text = library.filled(work, question, found.words, link, department)
    opened = text_form(view, "answer", text, "", ticks(work, question, text))
    told = [Notice(Tone.INFO, _where_from(view, found))]
    if found.language != question.language:
        told.append(Notice(Tone.WARNING, view.say("form.other_language")))
    return replace(opened, notices=(*told, *opened.notices))


def _link_of(found: Found) -> tuple[str, str]:
    return (found.kept.link if found.kept else "", found.question.asked_department)


def _where_from(view: View, found: Found | HouseText) -> str:
    if isinstance(found, HouseText):
        return view.say("form.from_house", title=found.title)
    if found.kept:
        return view.say("form.from_library", title=found.kept.title, name=found.kept.kept_by_name)
    return view.say("form.from_earlier", number=str(found.question.id))


async def _library(work: Work, question: Question, _by: Person, _filled: Filled) -> Form:
    view = await fresh_view(work, question)
    if not reusable(view):
        raise NotMoved("refused.library_nothing")
    return library_form(view, await earlier.kept(work.session, question.id or 0))


async def _ask(work: Work, question: Question, by: Person, filled: Filled) -> Form:
    view = await fresh_view(work, question)
    knows = who_knows(view)[0]
    suggested = "" if work.house.is_the_desk(knows, question.page) else knows
    department = str(filled.get("department") or suggested)
    return choices.ask_form(view, _previews(work, view, by, department or question.department), department)


async def _holding(work: Work, question: Question, by: Person, filled: Filled) -> Form:
    hold.refuse_late(work, question)
    view = await fresh_view(work, question)
    department = _department(view, str(filled.get("department", "")))
    return choices.holding_form(view, _previews(work, view, by, department), department)


def _previews(work: Work, view: View, by: Person, department: str) -> dict[str, str]:
    chosen = _department(view, department)
    return {v: hold.holding_text(work, view.question, v, by, chosen) for v in hold.HOLDINGS}


async def _extend(work: Work, question: Question, _by: Person, _filled: Filled) -> Form:
    possible = extend.times(work, question, await extend.may_extend(work, question))
    return choices.extend_form(await fresh_view(work, question), possible, extend.usual(work, question))


async def _redirect(work: Work, question: Question, _by: Person, _filled: Filled) -> Form:
    view = await fresh_view(work, question)
    return choices.redirect_form(view, view.suggested)


async def _ready_text(work: Work, question: Question, by: Person, filled: Filled) -> Form:
    """The text that is suggested, to be read and published; where nothing speaks for one any more, the choice of all."""
    view = await fresh_view(work, question)
    ready = redirect.ready_made(work.house.municipality, question, view.suggested)
    if ready is None:
        return await _redirect(work, question, by, filled)
    text = redirect.text(work, question, ready.kind, ready.way, by)
    return text_form(view, "redirect_text", text, ready.kind, ticks(work, question, text))


async def _apology(work: Work, question: Question, by: Person, _filled: Filled) -> Form:
    text = await redirect.apology(work, question, by)
    return text_form(await fresh_view(work, question), "redirect_text", text, redirect.LATE)


async def _clarify(work: Work, question: Question, by: Person, _filled: Filled) -> Form:
    """Ask the citizen what is meant: what an expert asks in the thread, or in general where nobody asks anything.

    What cannot be passed on as it stands has a gap in its text, which whoever reads the expert's words above it fills.
    """
    view = await fresh_view(work, question)
    ready = WISHED if view.wants_something and view.to_ask_the_citizen else ASKED
    text = public_words.ready(work, question, ready, by, sporsmal=view.to_ask_the_citizen)
    if not view.talk.to_pass_on:
        text = redirect.text(work, question, CLARIFY, "", by)
    return text_form(view, "redirect_text", text, CLARIFY, ticks(work, question, text))


async def _give_to(work: Work, question: Question, _by: Person, _filled: Filled) -> Form:
    return choices.give_form(await fresh_view(work, question))


async def _close(work: Work, question: Question, _by: Person, _filled: Filled) -> Form:
    return choices.close_form(await fresh_view(work, question))


async def _hide(work: Work, question: Question, _by: Person, _filled: Filled) -> Form:
    return reasons.hide_form(await fresh_view(work, question))


async def _hide_and_redirect(work: Work, question: Question, by: Person, filled: Filled) -> Form:
    """The text that tells the safe way on, to be read; sending it hides the citizen's words as well."""
    view = await fresh_view(work, question)
    reason = str(filled.get("reason") or reasons.reason_to_hide(view) or "personal_data")
    text = hide.safe_way_on(work, question, hide.way_on(reason), _department(view), by)
    return text_form(view, "hide_text", text, reason, ticks(work, question, text))


async def _delete(work: Work, question: Question, _by: Person, _filled: Filled) -> Form:
    return reasons.delete_form(await fresh_view(work, question))


async def _correct(work: Work, question: Question, _by: Person, _filled: Filled) -> Form:
    text = (await correct.standing(work, question)).text
    return text_form(await fresh_view(work, question), correct.CORRECT, text, "", ticks(work, question, text))


async def _rectify(work: Work, question: Question, by: Person, _filled: Filled) -> Form:
    text = correct.rectification(work, question, by)
    return text_form(await fresh_view(work, question), correct.RECTIFY, text, "")


async def _take_down(work: Work, question: Question, _by: Person, _filled: Filled) -> Form:
    return reasons.take_down_form(await fresh_view(work, question))


async def _whole(work: Work, question: Question) -> Form:
    return whole_form(await fresh_view(work, question))


async def _history(work: Work, question: Question) -> Form:
    lines = audit(work.house, await history.of_question(work.session, question.id or 0))
    return history_form(await fresh_view(work, question), lines)


async def _archive(work: Work, question: Question, _by: Person, _filled: Filled) -> Form:
    return reasons.archive_form(await fresh_view(work, question))


async def _unmask(work: Work, question: Question, by: Person, _filled: Filled) -> Form:
    """The words as they were written; that this person saw what is masked is kept."""
    view = await fresh_view(work, question)
    if view.hides_words:
        await unmask.unmask(work, question, by)
    return masked_form(view)


def _department(view: View, chosen: str = "") -> str:
    known = view.house.municipality.departments
    asked, suggested = view.question.asked_department, view.suggested.department
    return next(key for key in (chosen, asked, suggested, view.question.department) if key in known)


READ: dict[str, Callable[[Work, Question], Awaitable[Form]]] = {"whole": _whole, HISTORY: _history}
# Each button with the move its form leads to, and what fills the form.
OPENS: dict[str, tuple[str, Callable[[Work, Question, Person, Filled], Awaitable[Form]]]] = {
    "answer": ("approve", _answer),
    "edit": ("approve", _answer),
    "use_earlier": ("approve", _use_earlier),
    "ask": ("ask", _ask),
    "holding": ("hold", _holding),
    "extend": ("extend", _extend),
    "redirect": ("redirect", _redirect),
    "ready_text": ("redirect", _ready_text),
    "give_to": ("give", _give_to),
    "close": ("close", _close),
    "apologise": ("redirect", _apology),
    "clarify": ("redirect", _clarify),
    "hide": (hide.HIDE, _hide),
    "hide_and_redirect": (hide.HIDE, _hide_and_redirect),
    "delete": (hide.DELETE, _delete),
    "correct": (correct.CORRECT, _correct),
    "rectify": (correct.RECTIFY, _rectify),
    "take_down": (correct.TAKE_DOWN, _take_down),
    unmask.UNMASK: (unmask.UNMASK, _unmask),
    no_data.NO_DATA: (no_data.NO_DATA, _unmask),
    "archive": (archive.MARK, _archive),
    LIBRARY: (LIBRARY, _library),
}
