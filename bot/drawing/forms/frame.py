"""What every form about a question shares: its frame, what it carries, and what was typed into it before."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from bot.drawing.view import View
from bot.ports.card import Notice, Quote, Tone
from bot.ports.form import CheckField, ChoiceField, Field, Form
from bot.ports.happenings import Kind


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
