"""The command `svarvakt`. Exit codes: 0 all is well, 1 something is wrong and said in words, 2 wrong usage."""

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handlers.archive import command as archive
from handlers.commands import data, erasing, manifest, questions, queues, report, rules, setup
from handlers.commands.common import (
    DOTENV,
    EnvFile,
    Words,
    fail,
    finish,
    is_missing,
    load,
    require_free,
    until_stopped,
)
from handlers.commands.lean import without_plugins
from handlers.commands.manifest import ChatName
from handlers.usage.helping import spoken
from handlers.usage.refusing import InWords

if TYPE_CHECKING:
    from bot.municipality.settings import Loaded
    from handlers.app import App

Figures = Annotated[bool, typer.Option("--figures", help="figures")]
Tour = Annotated[bool, typer.Option("--tour", help="tour")]
Chat = Annotated[ChatName, typer.Option(help="demo_chat")]
Port = Annotated[int, typer.Option(metavar="NUMBER", min=0, max=65535, help="port")]
Keep = Annotated[Path | None, typer.Option(metavar="FILE", help="keep")]
Fault = Annotated[list[str], typer.Option("--fault", metavar="NAME[=CHANCE]", help="fault")]
NO_FAULTS: list[str] = []
Seed = Annotated[int, typer.Option(metavar="NUMBER", min=0, help="seed")]


def main() -> None:
    """Run the command line."""
    without_plugins()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # an older terminal shows ? for ✓, where it would show nothing at all
    application()()


def application() -> typer.Typer:
    """The command line with all its commands. What a command needs is imported when it is called."""
    app = typer.Typer(
        name="svarvakt",
        cls=InWords,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # it would take the name of a section, as in [retention], for markup and leave it out
    )
    app.callback()(svarvakt)
    for command in (run, demo):
        app.command()(command)
    for group in (setup, manifest, data, erasing, questions, queues, rules, report, archive):
        group.add_to(app)
    spoken(app)
    return app


def _version(wanted: bool) -> None:  # noqa: FBT001 - the shape of an option's callback
    if wanted:
        from importlib.metadata import version

        typer.echo(version("svarvakt"))
        raise typer.Exit


def svarvakt(
    *,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="version")] = False,
) -> None:
    """Svarvakt brings citizens' Facebook questions to the people who can answer, and keeps what was promised."""


def run(env_file: EnvFile = DOTENV) -> None:
    """Run the bot until it is stopped."""
    from handlers import logs
    from handlers.commands import lean

    with lean.loading():
        loaded = load(env_file)
        words = Words(loaded.municipality.language)
        is_missing(loaded.settings.database_url, words)
        require_free(loaded.settings.host, loaded.settings.port, words)
        logs.set_up(loaded.settings.log_format)
        from handlers.app import App
    finish(until_stopped(_run(App, loaded)), words)


async def _run(program: "type[App]", loaded: "Loaded") -> None:
    from bot.log import Log
    from handlers.doors import named

    app = program(loaded.settings, *await named(*loaded))
    try:
        await app.open()
        Log(__name__).info("started", host=loaded.settings.host, port=loaded.settings.port)
        await app.run()
    finally:
        await app.close()


def demo(
    *,
    tour: Tour = False,
    figures: Figures = False,
    chat: Chat = ChatName.SLACK,
    port: Port = 8080,
    keep: Keep = None,
    fault: Fault = NO_FAULTS,
    seed: Seed = 0,
) -> None:
    """Run the bot with a simulated Facebook and Slack or Teams: no accounts, nothing leaves this machine."""
    words = Words("nb")  # Solvik, the invented municipality, speaks bokmål
    tour = tour or figures
    require_free("127.0.0.1", 0 if tour else port, words, "make demo PORT=")
    if keep and keep.exists():
        fail(words("cli.file_exists", file=str(keep)))
    from handlers.demo import misfortunes, play_tour, serve

    bad_luck = misfortunes(fault, seed, words)
    finish(play_tour(keep, chat, figures=figures) if tour else serve(port, keep, bad_luck, words, chat), words)
