"""The neutral form: a dialog with fields, before any chat draws it. Every string is plain text."""

from dataclasses import dataclass

from bot.ports.card import Notice, Quote


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen: `value` comes back, `label` is read."""

    value: str
    label: str


@dataclass(frozen=True)
class TextField:
    """Free text. `max_length` counts characters."""

    key: str
    label: str
    value: str = ""
    hint: str = ""
    max_length: int = 3000
    multiline: bool = True
    required: bool = True


@dataclass(frozen=True)
class ChoiceField:
    """Exactly one of the choices. With `redraws` the form shows something else as soon as another one is chosen."""

    key: str
    label: str
    choices: tuple[Choice, ...]
    value: str = ""
    hint: str = ""
    required: bool = True
    redraws: bool = False


@dataclass(frozen=True)
class CheckField:
    """Any number of ticks; the value that comes back is a tuple of the ticked choices' values. `ticked` are so from the start."""

    key: str
    label: str
    choices: tuple[Choice, ...]
    hint: str = ""
    required: bool = False
    ticked: tuple[str, ...] = ()


Field = TextField | ChoiceField | CheckField


@dataclass(frozen=True)
class Form:
    """A dialog. `name` says which; `subject` is opaque to the door and comes back unchanged when the form is sent.

    A form that is only read has an empty `submit`.
    """

    name: str
    title: str
    submit: str
    cancel: str
    subject: str
    fields: tuple[Field, ...] = ()
    notices: tuple[Notice, ...] = ()
    quotes: tuple[Quote, ...] = ()
    body: str = ""
