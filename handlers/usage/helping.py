"""The help of every command in the municipality's language. The library has its own in English, with words for programmers.

`help=` of an argument or option is the key of its text below [ui.cli.help.option]; a command's stands below
[ui.cli.help.command] by its name. Names of commands and options are the same in every language.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from handlers.usage.language import Say, speaker

if TYPE_CHECKING:
    from pathlib import Path

NOTHING: tuple[object, ...] = (None, False, "", [], ())
OWN = "svarvakt"  # the command line as a whole
_WORD = re.compile(r"[A-Z]{3,}")  # what stands for something to be written: TEXT, FILE


class SpokenCommand(TyperCommand):
    """A command that explains itself."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help; called by the library."""
        _explain(self, ctx, formatter)


class SpokenGroup(TyperGroup):
    """Several commands that explain themselves."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help; called by the library."""
        _explain(self, ctx, formatter)


def spoken(app: typer.Typer) -> None:
    """Let every command of `app`, and of the groups in it, explain itself."""
    for command in app.registered_commands:
        command.cls = SpokenCommand
    for group in app.registered_groups:
        if group.typer_instance:
            group.cls = SpokenGroup
            spoken(group.typer_instance)


def key_of(path: str) -> str:
    """The key of a command's text: `svarvakt db move` is `db_move`."""
    return re.sub(r"[ -]", "_", path.partition(" ")[2]) or OWN


def meant(name: str, say: Say) -> str:
    """What stands for something to be written, in the language of who reads it: TEXT|- as TEKST|-."""
    return _WORD.sub(lambda word: say(f"help.word.{word[0].lower()}"), name)


def _explain(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any) -> None:
    from handlers.commands.common import DOTENV

    say = speaker(DOTENV)
    arguments, options = _of_kind(command, ctx, "argument"), _of_kind(command, ctx, "option")
    formatter.write_usage(ctx.command_path, " ".join(_behind(command, arguments, say)), f"{say('help.usage')} ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(say(f"help.command.{key_of(ctx.command_path)}"))
    _list(formatter, say("help.arguments"), [(_name(one, say), _told(one, say)) for one in arguments])
    _list(formatter, say("help.options"), [(_name(one, say), _told(one, say)) for one in options])
    if isinstance(command, TyperGroup):
        _list(formatter, say("help.commands"), list(_commands(command, ctx, say)))


def _of_kind(command: TyperCommand | TyperGroup, ctx: Any, kind: str) -> list[Any]:
    return [one for one in command.get_params(ctx) if one.param_type_name == kind]


def _behind(command: TyperCommand | TyperGroup, arguments: list[Any], say: Say) -> Iterator[str]:
    """What may stand behind the name of the command."""
    yield f"[{say('help.option_word')}]"
    yield from (_name(one, say) for one in arguments)
    if isinstance(command, TyperGroup):
        yield say("help.command_word")


def _list(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


def _commands(group: TyperGroup, ctx: Any, say: Say) -> Iterator[tuple[str, str]]:
    """Each command with the first sentence of its text."""
    for name in group.list_commands(ctx):
        text = say(f"help.command.{key_of(f'{ctx.command_path} {name}')}")
        yield name, re.split(r"(?<=[.!?]) |[:;] ", text)[0].rstrip(".") + "."


def _name(one: Any, say: Say) -> str:
    """How it is written: its names, and what stands for its value."""
    if one.param_type_name == "argument":
        return _value(one, say) or one.display_name_raw
    return ", ".join(one.opts) + (f" {_value(one, say)}" if not one.is_flag else "")


def _value(one: Any, say: Say) -> str:
    if choices := _choices(one):
        return "|".join(choices)
    return meant(one.metavar or "", say)


def _choices(one: Any) -> list[str]:
    kind = one.type_descriptor.annotation
    return [str(each.value) for each in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []


def _told(one: Any, say: Say) -> str:
    """Its text, what is taken where it is left out, and between what it must lie."""
    key = "help" if "--help" in one.opts else one.help
    rules = "; ".join(_rules(one, say))
    return say(f"help.option.{key}") + (f" [{rules}]" if rules else "")


def _rules(one: Any, say: Say) -> Iterator[str]:
    if one.required:
        yield say("help.required")
    elif one.default not in NOTHING:
        yield say("help.default", value=_written(one.default))
    if getattr(one, "min", None) is not None:
        within = {"least": str(one.min), "most": str(one.max)}
        yield say("help.between", **within) if one.max is not None else say("help.at_least", least=str(one.min))


def _written(value: "str | int | Path | Enum") -> str:
    return str(value.value if isinstance(value, Enum) else value)
