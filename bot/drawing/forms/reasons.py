"""The forms in which somebody gives the reason why words go from the page: a citizen's, or our own."""

from collections.abc import Sequence
from dataclasses import replace

from bot.drawing.forms.frame import form
from bot.drawing.talk import citizen_quotes, meant_quotes, standing_quote
from bot.drawing.view import View
from bot.flow.answering import correct, hide
from bot.flow.answering.redirect import may_be_private
from bot.flow.keeping.worth import REASONS, Flag
from bot.ports.card import Notice, Quote, Tone
from bot.ports.form import Choice, ChoiceField, Form
from bot.rules.states import PRIVATE


def hide_form(view: View) -> Form:
    """Choose why the citizen's words are hidden, and whether she is told the way on; what is meant is shown."""
    hiding = _reasoned(view, hide.HIDE, hide.REASONS, reason_to_hide(view), meant_quotes(view))
    ways = [each for each in hide.THEN if each != PRIVATE or may_be_private(view.question, view.now)]
    then = tuple(Choice(each, view.say(f"form.hide.{each}")) for each in ways)
    return replace(
        hiding, fields=(*hiding.fields, ChoiceField("then", view.say("form.hide.then"), then, value=then[0].value))
    )


def delete_form(view: View) -> Form:
    """Choose why the citizen's words are deleted for good; what is meant is shown."""
    return _reasoned(view, hide.DELETE, hide.DELETE_REASONS, "", meant_quotes(view))


def take_down_form(view: View) -> Form:
    """Choose why our answer is deleted; it is shown once more."""
    return _reasoned(view, correct.TAKE_DOWN, correct.REASONS, "", standing_quote(view))


def archive_form(view: View) -> Form:
    """Choose whether the question goes to the archive, and why; what its words speak for is chosen."""
    flag, reason = view.archive
    flags = tuple(Choice(each.value, view.say(f"form.archive.{each}")) for each in reversed(Flag))
    reasons = tuple(Choice(each, view.say(f"archive.{each}")) for each in REASONS)
    fields = (
        ChoiceField("flag", view.say("form.archive.flag"), flags, value=flag.value),
        ChoiceField("reason", view.say("form.archive.reason"), reasons, value=reason, required=False),
    )
    return form(view, "archive", "", fields, quotes=citizen_quotes(view))


def reason_to_hide(view: View) -> str:
    """The reason that the words speak for; empty when they speak for none."""
    suggested = view.suggested
    if suggested.reason == "imitation":
        return "spam"
    if suggested.expected == "hide" and suggested.reason in hide.REASONS:
        return suggested.reason
    return "personal_data" if view.finds(view.unanswered_words) else ""


def _reasoned(view: View, name: str, reasons: Sequence[str], value: str, quotes: tuple[Quote, ...]) -> Form:
    group = name if name == correct.TAKE_DOWN else "moderation"
    choices = tuple(Choice(reason, view.say(f"{group}.{reason}")) for reason in reasons)
    field = ChoiceField("reason", view.say(f"form.{name}.reason"), choices, value=value)
    notice = Notice(Tone.WARNING, view.say(f"form.{name}.notice"))
    return replace(form(view, name, "", (field,), quotes=quotes), notices=(notice,))
