"""A form as a Slack modal, and a sent modal back to the bot's words.

The modal carries the form's name, its subject and the place where it was asked for in `private_metadata`: identifiers
only, because the modal lives in the person's client. Rights are checked again when it is sent.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.ports.form import CheckField, Choice, ChoiceField, Field, Form, TextField
from bot.ports.showing import clean, one_line
from handlers.slack.speak import elements as e
from handlers.slack.speak import limits
from handlers.slack.speak.elements import Words
from handlers.slack.speak.limits import Block

Value = str | tuple[str, ...]

# A text longer than one input holds is spread over several; the mark in the block's id says what stood between them.
_JOINTS = {"n": "\n", "s": " ", "x": ""}
_PIECE = 2600


@dataclass(frozen=True)
class Place:
    """Where in the chat a form was asked for, so that its sender can be told something there. May be empty."""

    channel: str = ""
    thread: str = ""


@dataclass(frozen=True)
class Sent:
    """A form that came back."""

    form: str
    subject: str
    place: Place
    values: Mapping[str, Value]


def view(form: Form, words: Words, place: Place) -> dict[str, Any]:
    """Draw a form as a modal."""
    blocks = [*_reading(form, words), *(block for field in form.fields for block in _inputs(field))]
    drawn: dict[str, Any] = {
        "type": "modal",
        "callback_id": form.name,
        "title": e.plain(form.title, limits.VIEW_TITLE),
        "close": e.plain(form.cancel, limits.VIEW_TITLE),
        "private_metadata": _packed(form, place),
        "blocks": blocks[-limits.VIEW_BLOCKS :] or [e.body("", words, limits.SECTION, "")],
    }
    if form.submit or form.fields:  # Slack wants a button to send where there is something to fill in
        drawn["submit"] = e.plain(form.submit, limits.VIEW_TITLE)
    return drawn


def telling(text: str, words: Words) -> dict[str, Any]:
    """A modal that only says something: for people who can be told nowhere else."""
    return {
        "type": "modal",
        "title": e.plain(words("slack.notice_title"), limits.VIEW_TITLE),
        "close": e.plain(words("slack.notice_close"), limits.VIEW_TITLE),
        "blocks": [e.body(text, words, limits.SECTION, "")],
    }


def sent(view: Mapping[str, Any]) -> Sent:
    """What a person filled in, by field key. `view` is the one of a `view_submission`."""
    kept = json.loads(view.get("private_metadata") or "{}")
    place = Place(kept.get("channel", ""), kept.get("thread", ""))
    return Sent(view["callback_id"], kept.get("subject", ""), place, _values(view))


def first_field(view: Mapping[str, Any]) -> str:
    """The block at which an error that belongs to no field is shown; empty when the view has no field."""
    return next((str(block["block_id"]) for block in view.get("blocks", ()) if block.get("type") == "input"), "")


def errors(view: Mapping[str, Any], said: Mapping[str, str]) -> dict[str, str]:
    """Errors by the id of the block they stand at. One that belongs to no field of the view goes to the first."""
    ids = {block.get("block_id") for block in view.get("blocks", ()) if block.get("type") == "input"}
    placed: dict[str, str] = {}
    for key, text in said.items():
        at = key if key in ids else first_field(view)
        placed[at] = f"{placed[at]} {text}" if at in placed else text
    return {at: text for at, text in placed.items() if at}


def _packed(form: Form, place: Place) -> str:
    kept = {"subject": form.subject, "channel": place.channel, "thread": place.thread}
    return json.dumps(kept, ensure_ascii=False)


def _reading(form: Form, words: Words) -> list[Block]:
    """What is read before anything is filled in."""
    blocks = [e.notice(said, words, limits.SECTION) for said in form.notices]
    blocks += [e.quote(said, words, limits.SECTION, "") for said in form.quotes]
    return blocks + ([e.body(form.body, words, limits.SECTION, "")] if clean(form.body) else [])


def _inputs(field: Field) -> Iterator[Block]:
    if isinstance(field, TextField):
        yield from _text_inputs(field)
    elif field.choices:
        element = _choosing(field) if isinstance(field, ChoiceField) else _ticking(field)
        drawn = _input(field, field.key, element, required=field.required)
        yield drawn | {"dispatch_action": True} if isinstance(field, ChoiceField) and field.redraws else drawn


def _input(field: Field, block_id: str, element: Block, *, required: bool) -> Block:
    drawn: Block = {
        "type": "input",
        "block_id": block_id,
        "label": e.plain(field.label, limits.LABEL),
        "element": element | {"action_id": field.key},
        "optional": not required,
    }
    return drawn | {"hint": e.plain(field.hint, limits.LABEL)} if one_line(field.hint) else drawn


def _text_inputs(field: TextField) -> Iterator[Block]:
    """One input, or as many as a long text needs. Only the first is required."""
    pieces = _pieces(clean(field.value) if field.multiline else one_line(field.value))
    for number, (joint, text) in enumerate(pieces, start=1):
        element: Block = {"type": "plain_text_input", "multiline": field.multiline}
        most = limits.INPUT if len(pieces) > 1 else max(1, field.max_length, len(text))
        element["max_length"] = min(most, limits.INPUT)
        if text:
            element["initial_value"] = text
        block_id = field.key if number == 1 else f"{field.key}~{number}{joint}"
        yield _input(field, block_id, element, required=field.required and number == 1)


def _pieces(text: str) -> list[tuple[str, str]]:
    """The text in pieces that fit, each with the mark of what stood before it."""
    pieces, joint, rest = [], "x", text
    while len(rest) > limits.INPUT:
        end, mark = _seam(rest)
        pieces.append((joint, rest[:end]))
        joint, rest = mark, rest[end + len(_JOINTS[mark]) :]
    return [*pieces, (joint, rest)]


def _seam(text: str) -> tuple[int, str]:
    """Where to part a text: at a line's end, else between words, else anywhere."""
    for mark in ("n", "s"):
        end = text.rfind(_JOINTS[mark], _PIECE // 2, _PIECE)
        if end > 0 and text[end - 1].strip() and text[end + 1].strip():
            return end, mark
    return _PIECE, "x"


def _choosing(field: ChoiceField) -> Block:
    few = len(field.choices) <= 5 and field.required
    options = _options(field.choices)
    element: Block = {"type": "radio_buttons", "options": options} if few else _select("static_select", options)
    chosen = [option for option in options if option["value"] == field.value]
    return element | {"initial_option": chosen[0]} if chosen else element


def _ticking(field: CheckField) -> Block:
    options = _options(field.choices)
    few = len(options) <= limits.TICKS
    element: Block = {"type": "checkboxes", "options": options} if few else _select("multi_static_select", options)
    ticked = [option for option in options if option["value"] in field.ticked]
    return element | {"initial_options": ticked} if ticked else element


def _select(kind: str, options: list[Block]) -> Block:
    """A list to choose from; more than Slack takes in one go are numbered groups."""
    if len(options) <= limits.OPTIONS:
        return {"type": kind, "options": options}
    groups = []
    for start in range(0, len(options), limits.OPTIONS):
        some = options[start : start + limits.OPTIONS]
        label = {"type": "plain_text", "text": f"{start + 1}–{start + len(some)}"}
        groups.append({"label": label, "options": some})
    return {"type": kind, "option_groups": groups}


def _options(choices: Sequence[Choice]) -> list[Block]:
    return [e.option(choice.value, choice.label) for choice in choices]


def _values(view: Mapping[str, Any]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    state = view.get("state", {}).get("values", {})
    for block_id in sorted(state, key=_piece_number):
        key, _, piece = block_id.partition("~")
        value = _value(next(iter(state[block_id].values()), {}))
        values[key] = _joined(values.get(key, ""), piece, value) if piece else value
    return values


def _piece_number(block_id: str) -> int:
    digits = block_id.partition("~")[2][:-1]
    return int(digits) if digits.isdigit() else 1


def _joined(before: Value, piece: str, value: Value) -> Value:
    """Two pieces of one text put together again; a piece that was emptied takes its seam with it."""
    if not before or not value or not isinstance(before, str):
        return before or value
    return f"{before}{_JOINTS.get(piece[-1], '')}{value}"


def _value(element: Mapping[str, Any]) -> Value:
    if "selected_options" in element:
        return tuple(option["value"] for option in element["selected_options"] or ())
    if "selected_option" in element:
        return str((element["selected_option"] or {}).get("value", ""))
    return str(element.get("value") or "")
