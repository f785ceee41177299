"""A form as a dialog with an Adaptive Card in it, and a sent dialog back to the bot's words.

The dialog carries the form's name, its subject, its own name and the place where it was asked for: identifiers only, because it lives
in the person's client. Rights are checked again when it is sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, unquote

from bot.ports.card import Action
from bot.ports.form import CheckField, Choice, ChoiceField, Field, Form, TextField
from bot.ports.showing import clean, cut, one_line, quiet_lines
from handlers.teams.speak import elements as e
from handlers.teams.speak.cards import attached, framed
from handlers.teams.speak.elements import Element, Words

Value = str | tuple[str, ...]

LONGEST = 8000  # characters that an input takes
_ROOM = 6000
_TITLE = 60
_SIGN, _WRONG = "⚠️ ", "attention"
_OF_US = ("msteams", "svarvakt")


@dataclass(frozen=True)
class Place:
    """Where in the chat a dialog was asked for: the channel as our file names it, the message, and its thread."""

    channel: str = ""
    message: str = ""
    thread: str = ""

    def packed(self) -> dict[str, str]:
        """As a dialog carries it."""
        return {"channel": self.channel, "message": self.message, "thread": self.thread}


@dataclass(frozen=True)
class Sent:
    """A dialog that came back: what its button wants done, what it carries, and what was filled in by field key."""

    do: str
    carried: Mapping[str, str]
    values: Mapping[str, Value]

    @property
    def place(self) -> Place:
        """Where it was asked for."""
        return Place(*(self.carried.get(part, "") for part in ("channel", "message", "thread")))

    @property
    def typed(self) -> str:
        """What the person wrote, without what she chose; empty when she wrote nothing."""
        written = (self.values.get(key) for key in self.carried.get("texts", "").split(","))
        return "\n\n".join(text for text in written if text and isinstance(text, str))


def dialog(
    form: Form, words: Words, place: Place, opening: str, errors: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Show a form; `errors` stand beside their fields, one that belongs to no field on top.

    `opening` names this one dialog, as Teams gives it no id: sent from the next one, the same words are no repetition.
    """
    said = errors or {}
    keys = {field.key for field in form.fields}
    body = [_error(text) for key, text in said.items() if key not in keys]
    body += _reading(form, words)
    for field in form.fields:
        body += [_error(said[field.key])] if field.key in said else []
        body += _input(field)
    content = framed(body or e.passage("", words, _ROOM, ""), one_line(form.title))
    content["actions"] = list(_sends(form, words, place, opening))
    return _continued(form.title, content)


def handing_back(why: str, typed: str, words: Words) -> dict[str, Any]:
    """A dialog that says why a form was not taken, and gives what was written in it back, to be copied."""
    return dialog(_with_words(typed, words), words, Place(), "", {"": why})


def keeping(said: str, typed: str, words: Words) -> dict[str, Any]:
    """A dialog that says how it goes with a form, and keeps what was written in it, should it come to nothing."""
    return dialog(replace(_with_words(typed, words), body=said), words, Place(), "")


def _with_words(typed: str, words: Words) -> Form:
    return Form("", words("teams.told"), "", "", "", (TextField("text", words("teams.your_words"), typed),))


def asking(label: str, question: str, words: Words, carried: Mapping[str, str]) -> dict[str, Any]:
    """A dialog that asks once more before a button does its work."""
    content = framed(e.passage(quiet_lines(question), words, _ROOM, ""), label)
    content["actions"] = [_submit(label, {"do": "press", **carried}, "positive")]
    return _continued(label, content)


def telling(text: str) -> dict[str, Any]:
    """A dialog that only says something."""
    return {"task": {"type": "message", "value": cut(clean(text), 1000)}}


def offering(text: str, actions: Sequence[Action], words: Words, place: Place) -> dict[str, Any]:
    """A dialog that says something and what can be done about it."""
    content = framed(e.passage(quiet_lines(text), words, _ROOM, ""), text)
    content["actions"] = [
        _submit(one.label, {"do": "press", "name": one.name, "value": one.value, **place.packed()}) for one in actions
    ]
    return _continued(words("teams.told"), content)


def errors_in(answer: Mapping[str, Any]) -> list[str]:
    """The errors that stand in a dialog."""
    body = answer["task"]["value"]["card"]["content"]["body"]
    boxes = [one for one in body if one.get("style") == _WRONG]
    return [run["text"].removeprefix(_SIGN) for box in boxes for line in box["items"] for run in line["inlines"]]


def sent(data: Mapping[str, Any]) -> Sent:
    """What a dialog's button brought back. `data` is the client's, so nothing in it is trusted."""
    own = data.get("svarvakt")
    carried = {str(key): str(value) for key, value in own.items()} if isinstance(own, Mapping) else {}
    ticks = set(filter(None, carried.get("ticks", "").split(",")))
    filled = {str(key): _value(value, ticks=key in ticks) for key, value in data.items() if key not in _OF_US}
    empty: dict[str, Value] = dict.fromkeys(ticks - filled.keys(), ())
    return Sent(carried.get("do", ""), carried, filled | empty)


def _value(value: Any, *, ticks: bool) -> Value:
    text = value if isinstance(value, str) else ""
    return tuple(unquote(part) for part in text.split(",") if part) if ticks else text


def _continued(title: str, content: Element) -> dict[str, Any]:
    shown = {"title": cut(one_line(title), _TITLE), "width": "medium", "height": "large", "card": attached(content)}
    return {"task": {"type": "continue", "value": shown}}


def _reading(form: Form, words: Words) -> list[Element]:
    """What is read before anything is filled in."""
    body = [e.notice(said, words, _ROOM) for said in form.notices]
    for said in form.quotes:
        body += e.quote(said, words, _ROOM, "")
    return body + (e.passage(quiet_lines(form.body), words, _ROOM, "") if clean(form.body) else [])


def _error(text: str) -> Element:
    return e.box([e.line(e.run(f"{_SIGN}{one_line(text)}", color="Attention", weight="Bolder"))], _WRONG)


def _sends(form: Form, words: Words, place: Place, opening: str) -> Iterator[Element]:
    """The buttons at the dialog's foot. Its own cross closes it."""
    ticks = ",".join(field.key for field in form.fields if isinstance(field, CheckField))
    texts = ",".join(field.key for field in form.fields if isinstance(field, TextField))
    named = {"form": form.name, "subject": form.subject, "opening": opening}
    carried = {**named, "ticks": ticks, "texts": texts, **place.packed()}
    if form.submit:
        yield _submit(form.submit, {"do": "send", **carried}, "positive")
    if any(isinstance(field, ChoiceField) and field.redraws for field in form.fields):
        yield _submit(words("teams.redraw"), {"do": "choose", **carried})


def _submit(label: str, carried: Mapping[str, str], style: str = "default") -> Element:
    return {
        "type": "Action.Submit",
        "title": cut(one_line(label), 40) or "OK",
        "data": {"svarvakt": dict(carried)},
        "style": style,
    }


def _input(field: Field) -> list[Element]:
    hint = e.small(field.hint, 500) if one_line(field.hint) else []
    if isinstance(field, TextField):
        return [_text(field), *hint]
    if not field.choices:
        return []
    return [_choosing(field) if isinstance(field, ChoiceField) else _ticking(field), *hint]


def _text(field: TextField) -> Element:
    value = clean(field.value) if field.multiline else one_line(field.value)
    return _labelled(field.key, field.label, "Input.Text") | {
        "isMultiline": field.multiline,
        "maxLength": min(max(1, field.max_length, len(value)), LONGEST),
        "value": value,
    }


def _choosing(field: ChoiceField) -> Element:
    style = "expanded" if len(field.choices) <= 6 else "compact"
    drawn = _labelled(field.key, field.label, "Input.ChoiceSet")
    return drawn | {
        "style": style,
        "wrap": True,
        "choices": [_choice(one) for one in field.choices],
        "value": field.value,
    }


def _ticking(field: CheckField) -> Element:
    """Teams joins ticks by commas, so a comma in a value is written otherwise."""
    return _labelled(field.key, field.label, "Input.ChoiceSet") | {
        "isMultiSelect": True,
        "style": "expanded",
        "wrap": True,
        "choices": [{"title": one.label, "value": quote(one.value, safe="")} for one in field.choices],
        "value": ",".join(quote(one, safe="") for one in field.ticked),
    }


def _choice(one: Choice) -> Element:
    return {"title": e.inert(cut(one_line(one.label), 200) or "–"), "value": one.value}


def _labelled(key: str, label: str, kind: str) -> Element:
    """An input with its label. What must be filled in the bot checks itself, so that its words stand beside the field."""
    return {"type": kind, "id": key, "label": e.inert(one_line(label) or "–")}
