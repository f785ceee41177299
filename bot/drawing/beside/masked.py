"""The citizen's words as they were written, for one person at the desk; she may say there what of it is no personal data."""

from bot.drawing.talk import citizen_quotes, unmasked_quotes
from bot.drawing.view import View
from bot.flow.keeping import no_data
from bot.flow.keeping.no_data import NO_DATA
from bot.flow.keeping.unmask import UNMASK
from bot.ports.card import Notice, Tone
from bot.ports.form import CheckField, Choice, Form


def masked_way(view: View) -> str:
    """The button that leads there; empty where nothing personal was found. What is pointed out need not be masked."""
    if view.hides_words:
        return UNMASK
    return NO_DATA if no_data.found_in(view.remarks, view.house.public_contacts) else ""


def masked_form(view: View) -> Form:
    """The words with nothing masked, and a tick for each find. What is ticked from the start travels in the form's subject."""
    name = UNMASK if view.hides_words else NO_DATA
    found = no_data.found_in(view.remarks, view.house.public_contacts)
    ticked = tuple(sorted(no_data.said(view.question) & found.keys()))
    choices = tuple(Choice(each, _label(view, *what)) for each, what in found.items())
    label, hint = view.say("form.no_data.field"), view.say("form.no_data.hint")
    return Form(
        name=name,
        title=view.say(f"form.{name}.title"),
        submit=view.say("form.no_data.submit") if choices else "",
        cancel=view.say("form.cancel" if choices else "form.whole.close"),
        subject=f"{view.question.id}:{view.mark}:{','.join(ticked)}",
        fields=(CheckField(NO_DATA, label, choices, hint=hint, ticked=ticked),) if choices else (),
        notices=(Notice(Tone.WARNING, view.say("form.unmask.notice")),) if name == UNMASK else (),
        quotes=unmasked_quotes(view) if name == UNMASK else citizen_quotes(view),
    )


def _label(view: View, kind: str, words: str) -> str:
    return view.say("form.tick", type=view.say(f"find.{kind}"), found=" ".join(words.split()))
