"""The form in which somebody writes, edits or reads once more what is to be published."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.drawing.beside.picture import picture_fields
from bot.drawing.beside.text import beside_a_text
from bot.drawing.forms.frame import form
from bot.drawing.talk import citizen_quotes
from bot.drawing.view import View
from bot.flow.answering import redirect
from bot.flow.answering.public_words import CLARIFY
from bot.ports.form import CheckField, Choice, Field, Form, TextField
from bot.reading.calling import called
from bot.reading.composing import Problem, tick

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
