"""`svarvakt export`: what is marked for the archive, one folder a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from handlers.commands.common import DOTENV, AsJson, EnvFile, fail, finish, opened, present, print_json
from handlers.commands.questions import house_of
from handlers.usage.explaining import to_install

if TYPE_CHECKING:
    from datetime import datetime

    from bot.municipality.settings import Settings
    from bot.work import House
    from storage.database import Database

Numbers = Annotated[list[int] | None, typer.Argument(metavar="[ID]...", help="numbers")]
Into = Annotated[Path, typer.Option("--to", metavar="FOLDER", help="folder")]
Consider = Annotated[bool, typer.Option("--consider", help="consider")]
Thread = Annotated[bool, typer.Option("--thread", help="thread")]


@dataclass(frozen=True)
class Wanted:
    """What is to be exported, and how."""

    into: Path
    numbers: tuple[int, ...]
    consider: bool
    thread: bool


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)


def export(
    numbers: Numbers = None,
    into: Into = Path("arkiv"),
    env_file: EnvFile = DOTENV,
    *,
    consider: Consider = False,
    thread: Thread = False,
    as_json: AsJson = False,
) -> None:
    """Write what is worth archiving and has ended: arkivmelding.json, the conversation word for word, and a PDF/A."""
    from handlers.archive.font import NoFont

    settings, house, words = house_of(env_file)
    wanted = Wanted(into, tuple(numbers or ()), consider, thread)
    try:
        made = finish(_exported(settings, house, wanted, is_quiet=as_json), words)
    except NoFont:
        fail(words("cli.export.no_font", command=to_install("matplotlib")))
    except OSError as error:
        fail(words("cli.export.not_written", folder=str(into), error=error.strerror or type(error).__name__))
    if as_json:
        print_json([{"number": number, "folder": str(folder)} for number, folder in made])
        return
    for number, folder in made:
        typer.echo(words("cli.export.made", number=str(number), folder=str(folder)))
    typer.echo(words("cli.export.done", count=str(len(made))))


async def _exported(
    settings: "Settings", house: "House", wanted: Wanted, *, is_quiet: bool
) -> Sequence[tuple[int, Path]]:
    """Numbered, so that whatever breaks off leaves a folder too many and never one too few:
    1. Write the folder.
    2. Note that the archive has it, if the question is still as it was written.
    """
    from storage.queues import erasing

    made = []
    async with opened(settings.database_url) as database:
        async with database.read() as session:
            numbers = wanted.numbers or await erasing.for_the_archive(session, consider=wanted.consider)
        with typer.progressbar(numbers, hidden=is_quiet or not numbers) as progress:
            for number in progress:
                folder = await _one(database, await present(settings), house, number, wanted)
                if folder:
                    made.append((number, folder))
    return made


async def _one(database: "Database", now: "datetime", house: "House", number: int, wanted: Wanted) -> Path | None:
    from bot.drawing.gathering import view_of
    from bot.flow.keeping import archive
    from bot.work import Work
    from handlers.archive.folder import files_of, write
    from handlers.archive.record import record_of
    from storage.tables import Question

    async with database.read() as session:
        question = await session.get(Question, number)
        if question is None:
            return None
        record, version = record_of(await view_of(session, house, question, now)), question.version
    own = house.municipality.municipality
    files = files_of(record, house.say, ZoneInfo(own.time_zone), own.language, thread=wanted.thread)
    folder = write(wanted.into, number, files)
    async with database.write() as session:
        await archive.exported(Work(session, now, house), number, version)
    return folder
