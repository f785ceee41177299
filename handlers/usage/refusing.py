"""Wrong usage of a command, said in the municipality's language: the library says it in English, and partly in a programmer's."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any, NoReturn

import typer
from typer.exceptions import TyperException

from handlers.commands.common import DOTENV
from handlers.usage.helping import SpokenGroup, meant
from handlers.usage.language import Say, speaker

WRONG_USAGE = 2
ONLY_HELP = "NoArgsIsHelpError"  # no fault: a group of commands without one shows its help


class InWords(SpokenGroup):
    """The whole command line; what it and its commands refuse is told here."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What stands before the name of the command."""
        with _told(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """The command and all that stands behind its name."""
        with _told(ctx):
            return super().invoke(ctx)


class Refused(Exception):
    """A command found something wrong about its own words: the key of the sentence, and what stands in it."""

    def __init__(self, key: str, values: dict[str, str]) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def refuse(key: str, /, **values: str) -> NoReturn:
    """Say what is wrong about the words of a command, by its key below `cli.usage`, and exit with 2."""
    raise Refused(key, values)


@contextmanager
def _told(ctx: Any) -> Iterator[None]:
    try:
        yield
    except Refused as error:
        _end(_say()(f"usage.{error.key}", **error.values), f"{ctx.command_path} {ctx.invoked_subcommand}")
    except TyperException as error:
        if error.exit_code != WRONG_USAGE or type(error).__name__ == ONLY_HELP:
            raise
        context = getattr(error, "ctx", None)
        key, values = _about(error)
        _end(_say()(f"usage.{key}", **values), context.command_path if context else "svarvakt")
    except typer.Abort:
        typer.echo(f"\n{_say()('usage.aborted')}", err=True)
        raise typer.Exit(1) from None


def _say() -> Say:
    return speaker(DOTENV)


def _end(message: str, command: str) -> NoReturn:
    from handlers.commands.output import clean

    typer.echo(f"{clean(message)} {_say()('usage.help', command=command)}", err=True)
    raise typer.Exit(WRONG_USAGE)


def _about(error: TyperException) -> tuple[str, dict[str, str]]:
    """The key of the sentence and what stands in it. Told by what the error holds, as its kinds are the library's own."""
    parameter, option = getattr(error, "param", None), getattr(error, "option_name", "")
    if parameter is not None:
        name = meant(parameter.get_error_hint().strip("'[]."), _say())
        return _about_value(parameter, name) if error.message else ("missing", {"name": name})
    if option:
        near = ", ".join(getattr(error, "possibilities", None) or ())
        key = "option_form" if not hasattr(error, "possibilities") else "no_option_near" if near else "no_option"
        return key, {"name": option, **({"near": near} if near else {})}
    if isinstance(getattr(error, "cmd", None), SpokenGroup):
        return "no_command", {"name": error.message.partition("'")[2].rpartition("'")[0]}
    return "too_much", {}


def _about_value(parameter: Any, name: str) -> tuple[str, dict[str, str]]:
    """What a value of this parameter must be."""
    kind = parameter.type_descriptor.annotation
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "one_of", {"name": name, "choices": ", ".join(str(one.value) for one in kind)}
    if parameter.min is not None and parameter.max is not None:
        return "number_between", {"name": name, "least": str(parameter.min), "most": str(parameter.max)}
    return ("whole_number" if kind in (int, list[int]) else "unfit"), {"name": name}
