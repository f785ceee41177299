"""Asking a person at a terminal, one line at a time. Works in a pipe, too, and can be stopped at every question."""

import getpass
import sys
from collections.abc import Callable, Mapping, Sequence

import typer

from handlers.commands.common import Words
from handlers.commands.output import clean

STOPS = ("stopp", "stop")
_AGREES = {"": None, "j": True, "ja": True, "y": True, "yes": True, "n": False, "nei": False, "no": False}
Check = Callable[[str], str]
"""What is wrong with an answer, in words; empty for a good one."""


class Stopped(Exception):
    """The person has had enough for now, or there is nobody who answers."""


Hear = Callable[[str, bool], str]
"""Show a question and return the answer; unseen if the second argument says so. Raises `EOFError` when nobody answers."""
NO_VALUES: Mapping[str, str] = {}


def anything(_answer: str) -> str:
    """Every answer is good."""
    return ""


class Talk:
    """Says and asks. `words` may be exchanged once the person has chosen a language."""

    def __init__(self, words: Words, hear: Hear) -> None:
        self.words = words
        self._hear = hear

    def say(self, key: str, /, **values: str) -> None:
        """A sentence, with an empty line before a heading (`head_…`)."""
        if key.startswith("head_"):
            typer.echo()
        typer.echo(clean(self.words(f"cli.setup.{key}", **values)))

    def text(self, key: str, /, **values: str) -> str:
        """A sentence to be said later."""
        return self.words(f"cli.setup.{key}", **values)

    def ask(
        self,
        key: str,
        default: str = "",
        *,
        check: Check = anything,
        may_be_empty: bool = False,
        values: Mapping[str, str] = NO_VALUES,
    ) -> str:
        """Ask until the answer is good; Enter takes what stands in brackets."""
        question = self.text(f"ask_{key}", **values)
        while True:
            answer = self._line(f"{question} [{default}]" if default else question) or default
            wrong = "" if not answer and may_be_empty else self.text("empty") if not answer else check(answer)
            if not wrong:
                return answer
            typer.echo(clean(f"  {wrong}"))

    def secret(self, key: str, /) -> str:
        """Ask for a secret, unseen where there is a terminal; never empty."""
        while True:
            if answer := self._line(self.text(f"ask_{key}"), hidden=True):
                return answer
            typer.echo(f"  {self.text('empty')}")

    def agrees(self, key: str, /, *, default: bool, **values: str) -> bool:
        """A yes or a no."""
        marks = self.text("yes_no" if default else "no_yes")
        while True:
            answer = self._line(f"{self.text(f'ask_{key}', **values)} [{marks}]").casefold()
            if answer in _AGREES:
                agreed = _AGREES[answer]
                return default if agreed is None else agreed
            typer.echo(f"  {self.text('only_yes_no')}")

    def choose(self, key: str, options: Sequence[str], default: int = 1) -> int:
        """The number of the chosen option, counted from 0."""
        self.say(f"ask_{key}")
        for number, option in enumerate(options, start=1):
            typer.echo(clean(f"  {number}  {option}"))
        while True:
            answer = self._line(f"{self.text('number')} [{default}]") or str(default)
            if answer.isdecimal() and 0 < int(answer) <= len(options):
                return int(answer) - 1
            typer.echo(f"  {self.text('only_number', most=str(len(options)))}")

    def _line(self, prompt: str, *, hidden: bool = False) -> str:
        try:
            answer = self._hear(clean(prompt), hidden).strip()
        except (KeyboardInterrupt, EOFError):
            raise Stopped from None
        if answer.casefold() in STOPS:
            raise Stopped
        return answer


def at_terminal(prompt: str, hidden: bool) -> str:  # noqa: FBT001 - the shape of `Hear`
    """Read one line from standard input, a terminal or a pipe. Raises `EOFError` at its end."""
    is_terminal = sys.stdin.isatty()
    if hidden and is_terminal:
        return getpass.getpass(f"{prompt}: ")
    typer.echo(f"{prompt}: ", nl=is_terminal is False)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line
