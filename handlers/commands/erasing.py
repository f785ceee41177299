"""`svarvakt retention` and `svarvakt forget`: what the municipality need not keep goes, and a citizen who asks is forgotten."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from handlers.commands.common import DOTENV, AsJson, EnvFile, Words, fail, finish, opened, present, print_json
from handlers.commands.questions import house_of

if TYPE_CHECKING:
    from bot.flow.forgetting.forget import Forgotten
    from bot.municipality.settings import Settings
    from bot.work import House, Work
    from storage.database import Database

TRIES, TRY_AGAIN_SECONDS = 10, 0.5  # of getting at files that a running bot uses
MOST_DIGITS = 9  # of a question's number; the page's ids are longer

DryRun = Annotated[bool, typer.Option("--dry-run", help="dry_run")]
LogDays = Annotated[
    int | None,
    typer.Option("--log", metavar="DAYS", min=1, max=366, help="erased_log"),
]
Whom = Annotated[str, typer.Argument(metavar="PERSON|ID", help="whom")]
Yes = Annotated[bool, typer.Option("--yes", help="yes")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (retention, forget):
        app.command()(command)


def retention(
    env_file: EnvFile = DOTENV, *, dry_run: DryRun = False, log: LogDays = None, as_json: AsJson = False
) -> None:
    """Erase now what is older than [retention] says; the running bot does the same each night."""
    settings, house, words = house_of(env_file)
    if log:
        lines = finish(_log(settings, house, log), words)
        if as_json:
            print_json(lines)
        for line in [] if as_json else lines or [words("list.erased_none")]:
            typer.echo(line)
        return
    counts = finish(_counted(settings, house), words)
    total = sum(counts.values())
    if not dry_run and total:
        finish(_erased(settings, house, total, is_quiet=as_json), words)
    if as_json:
        print_json({"erased": not dry_run, **counts})
        return
    for name, count in counts.items():
        typer.echo(words(f"cli.retention.{'due_' if dry_run else ''}{name}", count=str(count)))
    typer.echo(words("cli.retention.none" if not total else "cli.retention.due" if dry_run else "cli.retention.done"))


async def _log(settings: "Settings", house: "House", days: int) -> list[str]:
    from bot.drawing.beside.records import erased_lines

    now = await present(settings)
    async with opened(settings.database_url) as database, database.read() as session:
        return await erased_lines(session, house, now, days)


async def _counted(settings: "Settings", house: "House") -> dict[str, int]:
    from bot.flow.forgetting import erase, taken_back
    from bot.work import Work

    now = await present(settings)
    async with opened(settings.database_url) as database, database.read() as session:
        counts = await erase.waiting(Work(session, now, house))
        gone = await taken_back.waiting(Work(session, now, house))
    return {**{stage.name.lower(): count for stage, count in counts.items()}, taken_back.TAKEN_BACK: gone}


async def _erased(settings: "Settings", house: "House", total: int, *, is_quiet: bool) -> None:
    """Some at a time, each in a transaction of its own, so that a running bot goes on."""
    from bot.flow.forgetting import erase, taken_back
    from bot.work import Work

    now = await present(settings)
    async with opened(settings.database_url) as database:
        with typer.progressbar(length=total, hidden=is_quiet) as progress:
            done = 1
            while done:
                async with database.write() as session:
                    work = Work(session, now, house)
                    done = sum(len(some) for some in (await erase.some(work)).values())
                    done += len(await taken_back.some(work))
                progress.update(done)
        await _rid_files(database)


async def _rid_files(database: "Database") -> None:
    """Rid the files of it, too; what the running bot was using all the while goes with the next night's erasing."""
    for _ in range(TRIES):
        if not await database.overwrite():
            return
        await asyncio.sleep(TRY_AGAIN_SECONDS)


def forget(whom: Whom, env_file: EnvFile = DOTENV, *, yes: Yes = False, as_json: AsJson = False) -> None:
    """Erase everything about one citizen: words, name, stored events; open questions are withdrawn."""
    settings, house, words = house_of(env_file)
    if not finish(_is_known(settings, house, whom), words):
        fail(words("cli.forget.nobody"))
    if not (yes or as_json) and not _is_sure(words):
        fail(words("cli.forget.kept"))
    found = finish(_forgotten(settings, house, whom), words)
    if not found.questions and not found.rows and not found.kept:
        fail(words("cli.forget.nobody"))
    if as_json:
        print_json({"questions": list(found.questions), "rows": found.rows, "kept": list(found.kept)})
        return
    numbers, kept = (", ".join(str(number) for number in each) for each in (found.questions, found.kept))
    typer.echo(words("cli.forget.done", count=str(len(found.questions)), numbers=numbers, rows=str(found.rows)))
    if found.kept:
        fail(words("cli.forget.for_the_archive", numbers=kept))


def _is_sure(words: Words) -> bool:
    from handlers.setting_up.talk import Stopped, Talk, at_terminal

    try:
        return Talk(words, at_terminal).agrees("forget", default=False)
    except Stopped:
        return False


async def _is_known(settings: "Settings", house: "House", whom: str) -> bool:
    from bot.flow.forgetting.forget import is_known
    from bot.work import Work

    now = await present(settings)
    async with opened(settings.database_url) as database, database.read() as session:
        work = Work(session, now, house)
        return await is_known(work, await _id_of(work, whom))


async def _forgotten(settings: "Settings", house: "House", whom: str) -> "Forgotten":
    from bot.flow.forgetting.forget import forget as forget_citizen
    from bot.work import Work

    now = await present(settings)
    async with opened(settings.database_url) as database:
        async with database.write() as session:
            work = Work(session, now, house)
            found = await forget_citizen(work, await _id_of(work, whom))
        await _rid_files(database)
    return found


async def _id_of(work: "Work", whom: str) -> str:
    """The citizen's id, given as such or by the number of a question of hers."""
    from storage import questions

    if not whom.isdecimal() or len(whom) > MOST_DIGITS:
        return whom
    question = await questions.by_id(work.session, int(whom))
    return question.author_id if question else whom
