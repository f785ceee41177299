"""The forms: write or edit an answer, ask a department, holding reply, extension, redirect, close."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.drawing.beside.audit import HISTORY
from bot.drawing.beside.masked import masked_way
from bot.drawing.beside.picture import picture_fields
from bot.drawing.beside.reusable import reusable
from bot.drawing.beside.text import beside_a_text
from bot.drawing.question.card import about
from bot.drawing.question.knowing import who_knows
from bot.drawing.state_words import state_words
from bot.drawing.talk import citizen_quotes, talk
from bot.drawing.view import View
from bot.flow.answering import close, correct, redirect
from bot.flow.answering.public_words import CLARIFY
from bot.flow.finding.library import LIBRARY
from bot.flow.promising import extend, hold
from bot.ports.card import Notice, Quote, Tone
from bot.ports.form import CheckField, Choice, ChoiceField, Field, Form, TextField
from bot.ports.happenings import Kind
from bot.reading.calling import called
from bot.reading.composing import Problem, tick
from bot.reading.suggest import Suggestion
from bot.rules.states import may_move

NO_HOLDING = "none"
TITLED = {CLARIFY: "clarify", redirect.LATE: "apologise"}  # a ready text with a button of its own is called like it
TAKEN_OUT = "taken_out"  # the tick of somebody who has taken the find out of the text instead


def text_form(
    view: View, name: str, text: str, detail: str, ticks: Sequence[Problem] = (), *, ticked: Collection[str] = ()
) -> Form:
    """Write, edit or read once more what everyone will read; sending the form publishes exactly what stands in it.

    `ticks` are finds that look personal: each must be ticked before the text can go out. `ticked` are those that are
    ticked already, if the form comes back because some are not.
    """
    hint = view.say("form.answer.hint")
    fields: tuple[Field, ...] = (TextField("text", view.say("form.answer.text"), value=text, hint=hint),)
    if name == "answer":
        fields = (*fields, *picture_fields(view, text))
    if ticks:
        fields = (*fields, _ticks(view, text, ticks, ticked))
    beside = beside_a_text(view, name, detail)
    made = form(view, name, detail, fields, everyone=beside.everyone, quotes=(*citizen_quotes(view), *beside.quotes))
    title = view.say(f"button.{TITLED[detail]}") if detail in TITLED else made.title
    return replace(made, title=title, notices=(*made.notices, *beside.notices))


def _ticks(view: View, text: str, ticks: Sequence[Problem], ticked: Collection[str]) -> CheckField:
    """A tick for each find, and one for those who have taken it out: the field cannot be left empty."""
    finds = tuple(Choice(*_tick(view, text, problem)) for problem in ticks if problem.find)
    choices = (*finds, Choice(TAKEN_OUT, view.say("form.taken_out")))
    already = tuple(one.value for one in finds if one.value in ticked)
    missing = ", ".join(one.label for one in finds if one.value not in ticked)
    hint = view.say("form.not_ticked", finds=missing) if ticked else ""
    return CheckField("ticks", view.say("form.ticks"), choices, ticked=already, hint=hint, required=True)


def _tick(view: View, text: str, problem: Problem) -> tuple[str, str]:
    if problem.find is None:
        return "", ""
    found = text[problem.find.start : problem.find.end]
    return tick(text, problem.find), view.say(
        "form.tick", type=view.say(f"find.{called(text, problem.find)}"), found=found
    )


def ask_form(view: View, previews: Mapping[str, str], suggested: str) -> Form:
    """Choose the department to ask, what to tell it, and whether the citizen is told to wait.

    Only departments that somebody answers for can be asked; `previews` shows the holding replies as they would read.
    """
    holding = () if view.promise else (_holding_choice(view),)
    fields: tuple[Field, ...] = (
        _departments(view, suggested, among=_askable(view), redraws=not view.promise, hint=_why(view, suggested)),
        TextField("note", view.say("form.ask.note"), required=False, max_length=1000),
        *holding,
    )
    quotes = (*citizen_quotes(view), *(() if view.promise else _previews(view, previews)))
    return form(view, "ask", shown_as(*previews.values()), fields, quotes=quotes)


def holding_form(view: View, previews: Mapping[str, str], suggested: str) -> Form:
    """Choose a holding reply; `previews` shows each as it would read for the suggested department."""
    quotes = (*citizen_quotes(view), *_previews(view, previews))
    fields = (_holding_choice(view, with_none=False), _departments(view, suggested, redraws=True))
    return form(view, "holding", shown_as(*previews.values()), fields, everyone=True, quotes=quotes)


def shown_as(*texts: str) -> str:
    """What a form carries of public texts that it showed, so that no other text is published when it is sent."""
    return ",".join(hashlib.sha256(text.encode()).hexdigest()[:12] for text in texts)


def keeping(form: Form, filled: Mapping[str, str | tuple[str, ...]]) -> Form:
    """The form with what somebody has filled in already."""
    return replace(form, fields=tuple(_kept(field, filled) for field in form.fields))


def _kept(field: Field, filled: Mapping[str, str | tuple[str, ...]]) -> Field:
    value = str(filled.get(field.key, "")) if field.key in filled else None
    if isinstance(field, CheckField) or value is None:
        return field
    if isinstance(field, ChoiceField) and field.key == "picture" and value not in [one.value for one in field.choices]:
        return field  # it was deleted meanwhile
    return replace(field, value=value)


def extend_form(view: View, times: Sequence[datetime], usual: datetime) -> Form:
    """Give the time and the reason for the one extension; the text comes in the next form.

    `usual` is what the rule gives; a later time needs a manager.
    """
    choices = tuple(
        Choice(
            at.isoformat(),
            view.say("form.extend.usual" if at <= usual else "form.extend.later", time=view.clock(at)),
        )
        for at in times
    )
    reasons = tuple(Choice(reason, view.say(f"extension.{reason}")) for reason in extend.REASONS)
    words = TextField("words", view.say("form.extend.words"), required=False, multiline=False, max_length=200)
    until = ChoiceField("until", view.say("form.extend.until"), choices, value=choices[0].value)
    reason = ChoiceField("reason", view.say("form.extend.reason"), reasons, value=reasons[0].value)
    fields = (until, reason, words) if len(times) > 1 else (reason, words)
    return form(view, "extend", "", fields, quotes=citizen_quotes(view))


def redirect_form(view: View, suggested: Suggestion) -> Form:
    """Choose which kind of redirect it is, and the way on; the text comes in the next form."""
    municipality, is_broken = view.house.municipality, view.promise is not None and view.is_overdue
    fits = partial(redirect.offered, municipality, view.question, promise_is_broken=is_broken, now=view.now)
    kinds = [kind for kind in redirect.NEEDS if fits(kind)]
    choices = tuple(Choice(kind, view.say(f"redirect.{kind}")) for kind in kinds)
    bodies = tuple(Choice(key, body.name) for key, body in municipality.redirects.items())
    value = redirect.kind_for(municipality, view.question, suggested)  # nobody is led to a kind that nothing speaks for
    fields: list[Field] = [
        ChoiceField("kind", view.say("form.redirect.kind"), choices, value=value),
        _departments(view, suggested.department, view.question.department),
    ]
    if bodies:
        body = suggested.redirect if suggested.redirect in municipality.redirects else ""
        fields.append(ChoiceField("body", view.say("form.redirect.body"), bodies, value=body, required=False))
    fields.append(TextField("link", view.say("form.redirect.link"), required=False, multiline=False, max_length=500))
    return form(view, "redirect", "", tuple(fields), quotes=citizen_quotes(view))


def give_form(view: View) -> Form:
    """Choose the colleague at the desk who has the question from now on."""
    choices = tuple(Choice(person, name) for person, name in view.colleagues)
    colleague = ChoiceField("colleague", view.say("form.give_to.colleague"), choices, value="")
    note = TextField("note", view.say("form.give_to.note"), required=False, max_length=1000)
    return form(view, "give_to", "", (colleague, note), quotes=citizen_quotes(view))


def close_form(view: View) -> Form:
    """Choose why nothing needs to be said; a reason that the words speak for is chosen beforehand."""
    choices = tuple(Choice(reason, view.say(f"close.{reason}")) for reason in close.REASONS)
    suggested = view.suggested.reason if view.suggested.expected == "no_answer_needed" else ""
    value = suggested if suggested in close.REASONS else ""
    field = ChoiceField("reason", view.say("form.close.reason"), choices, value=value)
    return form(view, "close", "", (field,), quotes=citizen_quotes(view))


def whole_form(view: View) -> Form:
    """Everything that was said about a question; sending the form opens it again where it is settled and that is possible."""
    may_reopen = may_move("reopen", view.question.state)
    ways = whole_ways(view) if may_reopen else ()
    choices = tuple(Choice(way, view.say(f"form.whole.{way}")) for way in ways)
    fields = (ChoiceField("way", view.say("form.whole.way"), choices, value=ways[0]),) if len(ways) > 1 else ()
    return Form(
        name="whole",
        title=view.say("form.whole.title", number=str(view.question.id)),
        submit=view.say("form.whole.go_on" if fields else "form.whole.submit") if may_reopen else "",
        cancel=view.say("form.whole.close"),
        subject=view.value(),
        fields=fields,
        quotes=talk(view),
        body=f"{about(view)}\n{state_words(view)}",
    )


def whole_ways(view: View) -> tuple[str, ...]:
    """How a settled question can go on, the most usual first."""
    keep = LIBRARY if reusable(view) else ""
    return tuple(way for way in (*_ways_on(view), keep, "archive", masked_way(view), HISTORY) if way)


def _ways_on(view: View) -> tuple[str, ...]:
    stands = any(a.kind in correct.ANSWERS and a.state == "published" for a in view.answers)
    if not stands or not may_move(correct.CORRECT, view.question.state):
        return ("reopen",)
    edit = (correct.CORRECT,) if correct.may_edit(view.question) else ()
    delete = (correct.TAKE_DOWN,) if correct.may_edit(view.question) else ()
    return ("reopen", *edit, correct.RECTIFY, *delete)


def form(
    view: View, name: str, detail: str, fields: tuple[Field, ...], *, everyone: bool = False, quotes: tuple[Quote, ...]
) -> Form:
    """A form about a question, with the texts of its name; `detail` comes back when it is sent.

    `everyone` may read on the page what it publishes, but for a message, which only the citizen reads.
    """
    is_public = view.question.kind != Kind.MESSAGE
    return Form(
        name=name,
        title=view.say(f"form.{name}.title"),
        submit=view.say(f"form.{name}.submit"),
        cancel=view.say("form.cancel"),
        subject=f"{view.question.id}:{view.mark}:{detail}",
        fields=fields,
        notices=(Notice(Tone.WARNING, view.say("form.everyone_can_read")),) if everyone and is_public else (),
        quotes=quotes,
    )


def _previews(view: View, previews: Mapping[str, str]) -> tuple[Quote, ...]:
    return tuple(Quote(view.say(f"holding.{variant}"), text) for variant, text in previews.items())


def _why(view: View, suggested: str) -> str:
    """Why this department is suggested, as long as no other one was chosen."""
    department, why = who_knows(view)
    return why if department == suggested and department in _askable(view) else ""


def _askable(view: View) -> frozenset[str]:
    return frozenset(key for key, people in view.house.rights.experts.items() if people)


def _departments(
    view: View, *suggested: str, among: frozenset[str] | None = None, redraws: bool = False, hint: str = ""
) -> ChoiceField:
    departments = {k: d for k, d in view.house.municipality.departments.items() if among is None or k in among}
    choices = tuple(Choice(key, department.name) for key, department in departments.items())
    value = next((key for key in suggested if key in departments), "")
    return ChoiceField("department", view.say("form.department"), choices, value=value, redraws=redraws, hint=hint)


def _holding_choice(view: View, *, with_none: bool = True) -> ChoiceField:
    variants = (*hold.HOLDINGS, *((NO_HOLDING,) if with_none else ()))
    is_closed = with_none and redirect.answers_messages_only(view.house.municipality, view.question)
    choices = tuple(Choice(variant, view.say(f"holding.{variant}")) for variant in variants)
    return ChoiceField("holding", view.say("form.holding.label"), choices, value=variants[-1 if is_closed else 0])
