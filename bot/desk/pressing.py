"""Buttons: each does its one step of the flow at once, or opens the form that will."""

from collections.abc import Awaitable, Callable

from bot import orders
from bot.desk import collected_list
from bot.drawing import forms
from bot.drawing.view import View, view_of
from bot.flow.answering import approve, ask, close, propose, redirect, reply, take
from bot.flow.promising import extend, hold
from bot.ports.calls import Done, OpenForm, Press, PressReply
from bot.ports.form import Form
from bot.reading.composing import Weight
from bot.reading.suggest import Suggestion, suggest
from bot.work import NotMoved, Person, Work
from storage import questions
from storage.tables import Question


async def pressed(work: Work, press: Press) -> PressReply:
    """Let a button do its work. Raises `NotMoved` when it has none."""
    by = Person(press.person_id, press.person_name)
    if press.action in _OF_NO_CARD:
        return await _OF_NO_CARD[press.action](work, press, by)
    question, detail = await subject(work, press.value)
    _check_card(press, question)
    if press.action == "publish":
        return await _publish(work, question, int(detail or 0), by)
    if press.action in _DECIDES:
        await _DECIDES[press.action](work, question, int(detail or 0), by)
        return Done()
    if press.action == "take":
        await take.take(work, question, by, instead_of=detail)
        return Done()
    if press.action in _AT_ONCE:
        await _AT_ONCE[press.action](work, question, by)
        return Done()
    if press.action == "whole":
        return OpenForm(await _open_whole(work, question, by))
    if press.action not in _OPENS:
        raise NotMoved("refused.no_such_action")
    work.check(question, _OPENS[press.action][0], by)
    return OpenForm(await _OPENS[press.action][1](work, question, by))


async def subject(work: Work, value: str) -> tuple[Question, str]:
    """The question a button or form is about, and what else it carries. Raises `NotMoved`."""
    number, _, detail = value.partition(":")
    if not number.isdigit():
        raise NotMoved("refused.no_such_question")
    return await work.question(int(number)), detail


def _check_card(press: Press, question: Question) -> None:
    """After a restore questions get numbers again that stand on older cards: such a card is about another question."""
    if press.message and question.card_id and (press.channel, press.thread) != (question.channel, question.card_id):
        raise NotMoved("refused.old_card")


async def _use(work: Work, press: Press, by: Person) -> PressReply:
    question = await questions.by_thread(work.session, press.channel, press.thread)
    if question is None:
        raise NotMoved("refused.not_in_this_thread")
    if press.said:
        await reply.remember(work, question, press.said)
    await propose.use(work, question, press.channel, press.message, by)
    return Done()


async def _filter(work: Work, press: Press, by: Person) -> PressReply:
    await orders.show_home(work, by.id, work.now, press.value)
    return Done()


async def _open_collected(work: Work, press: Press, by: Person) -> PressReply:
    return OpenForm(await collected_list.opened(work, press.value, by))


async def _bring_out(work: Work, press: Press, by: Person) -> PressReply:
    await collected_list.brought_out(work, press, by)
    if not press.channel:  # pressed on the person's own page, which shows it as it was
        await orders.show_home(work, by.id, work.now)
    return Done()


async def _publish(work: Work, question: Question, answer_id: int, by: Person) -> PressReply:
    """Publish the proposal as it stands, or let the person look at what seems personal in it."""
    answer = await approve.seen_proposal(work, question, answer_id, by)
    ticks = [p for p in approve.problems(work, question, answer.text) if p.weight is Weight.TICK]
    if ticks:
        seen = await approve.asked_hash(work, question)
        return OpenForm(forms.text_form(await _view(work, question), "answer", answer.text, seen, ticks))
    await approve.as_it_stands(work, question, answer_id, by)
    return Done()


_OF_NO_CARD: dict[str, Callable[[Work, Press, Person], Awaitable[PressReply]]] = {
    "filter": _filter,
    "use": _use,
    "collected": _open_collected,
    "bring_out": _bring_out,
}


_AT_ONCE: dict[str, Callable[[Work, Question, Person], Awaitable[None]]] = {
    "release": take.release,
    "ask_deputy": ask.ask_deputy,
    "call_manager": ask.ask_manager,
    "reopen": close.reopen,
}


async def _use_this(work: Work, question: Question, remark_id: int, by: Person) -> None:
    await propose.use_remark(work, question, await questions.remark_by_number(work.session, remark_id), by)


async def _join(work: Work, question: Question, remark_id: int, by: Person) -> None:
    await propose.join(work, question, await questions.remark_by_number(work.session, remark_id), by)


_DECIDES: dict[str, Callable[[Work, Question, int, Person], Awaitable[None]]] = {
    "use_this": _use_this,
    "join": _join,
    "grant": extend.grant,
    "deny": extend.deny,
}


async def _view(work: Work, question: Question) -> View:
    return await view_of(work.session, work.house, question, work.now)


async def _open_answer(work: Work, question: Question, by: Person) -> Form:
    proposal = await propose.current(work, question)
    text = proposal.text if proposal else approve.empty_answer(work, question, by)
    return forms.text_form(await _view(work, question), "answer", text, await approve.asked_hash(work, question))


async def _open_ask(work: Work, question: Question, by: Person) -> Form:
    view = await _view(work, question)
    return forms.ask_form(view, _previews(work, view, by), _suggested(view).department)


async def _open_holding(work: Work, question: Question, by: Person) -> Form:
    view = await _view(work, question)
    return forms.holding_form(view, _previews(work, view, by), _department(view))


def _previews(work: Work, view: View, by: Person) -> dict[str, str]:
    department = _department(view)
    return {v: hold.holding_text(work, view.question, v, by, department) for v in hold.HOLDINGS}


async def _open_extend(work: Work, question: Question, _by: Person) -> Form:
    possible = extend.times(work, question, await extend.may_extend(work, question))
    return forms.extend_form(await _view(work, question), possible, extend.usual(work, question))


async def _open_redirect(work: Work, question: Question, _by: Person) -> Form:
    view = await _view(work, question)
    return forms.redirect_form(view, _suggested(view))


async def _open_apology(work: Work, question: Question, by: Person) -> Form:
    text = await redirect.apology(work, question, by)
    return forms.text_form(await _view(work, question), "redirect_text", text, redirect.LATE)


async def _open_clarify(work: Work, question: Question, by: Person) -> Form:
    """Ask the citizen what is meant, as an expert has asked in the thread."""
    text = redirect.text(work, question, redirect.CLARIFY, "", by)
    return forms.text_form(await _view(work, question), "redirect_text", text, redirect.CLARIFY)


async def _open_close(work: Work, question: Question, _by: Person) -> Form:
    return forms.close_form(await _view(work, question))


async def _open_whole(work: Work, question: Question, by: Person) -> Form:
    """Who has no part in the questions does not read them."""
    if not work.house.rights.roles(by.id):
        raise NotMoved("refused.no_right")
    return forms.whole_form(await _view(work, question))


_OPENS: dict[str, tuple[str, Callable[[Work, Question, Person], Awaitable[Form]]]] = {
    "answer": ("approve", _open_answer),
    "edit": ("approve", _open_answer),
    "ask": ("ask", _open_ask),
    "holding": ("hold", _open_holding),
    "extend": ("extend", _open_extend),
    "redirect": ("redirect", _open_redirect),
    "close": ("close", _open_close),
    "apologise": ("redirect", _open_apology),
    "clarify": ("redirect", _open_clarify),
}


def _suggested(view: View) -> Suggestion:
    return suggest(view.unanswered_words, view.question.page, view.house.municipality)


def _department(view: View) -> str:
    known = view.house.municipality.departments
    asked, suggested = view.question.asked_department, _suggested(view).department
    return next(key for key in (asked, suggested, view.question.department) if key in known)
