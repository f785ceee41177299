"""The forms in which somebody chooses: whom to ask, what to promise and until when, where it belongs, who has it, why it ends."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from bot.drawing.forms.frame import form, shown_as
from bot.drawing.question.knowing import who_knows
from bot.drawing.talk import citizen_quotes
from bot.drawing.view import View
from bot.flow.answering import close, redirect
from bot.flow.promising import extend, hold
from bot.ports.card import Quote
from bot.ports.form import Choice, ChoiceField, Field, Form, TextField
from bot.reading.suggest import Suggestion

NO_HOLDING = "none"


def ask_form(view: View, previews: Mapping[str, str], suggested: str) -> Form:
    """Choose the department to ask, what to tell it, and whether the citizen is told to wait.

    Only departments that somebody answers for can be asked; `previews` shows the holding replies as they would read.
    """
    may_wait = not (view.promise or view.is_overdue)
    holding = (_holding_choice(view),) if may_wait else ()
    fields: tuple[Field, ...] = (
        _departments(view, suggested, among=_askable(view), redraws=may_wait, hint=_why(view, suggested)),
        TextField("note", view.say("form.ask.note"), required=False, max_length=1000),
        *holding,
    )
    quotes = (*citizen_quotes(view), *(_previews(view, previews) if may_wait else ()))
    return form(view, "ask", shown_as(*previews.values()), fields, quotes=quotes)


def holding_form(view: View, previews: Mapping[str, str], suggested: str) -> Form:
    """Choose a holding reply; `previews` shows each as it would read for the suggested department."""
    quotes = (*citizen_quotes(view), *_previews(view, previews))
    fields = (_holding_choice(view, with_none=False), _departments(view, suggested, redraws=True))
    return form(view, "holding", shown_as(*previews.values()), fields, everyone=True, quotes=quotes)


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
