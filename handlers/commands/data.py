"""`svarvakt db …`: the database's tables, where they stand, and a copy of them."""

import os
import shlex
import sqlite3
from pathlib import Path
from typing import Annotated

import typer

from handlers.commands.common import (
    DOTENV,
    AsJson,
    EnvFile,
    Words,
    fail,
    fail_without_database,
    finish,
    glance,
    in_words,
    is_missing,
    opened,
    print_json,
    require_current,
    words_for,
)
from handlers.commands.output import progress


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    group = typer.Typer(no_args_is_help=True)
    for command in (upgrade, status, backup, move):
        group.command()(command)
    app.add_typer(group, name="db")


def upgrade(env_file: EnvFile = DOTENV) -> None:
    """Bring the tables up to date, creating them if need be. `svarvakt run` does this by itself."""
    from storage.engine import schema

    settings = glance(env_file)
    words = words_for(settings)
    is_missing(settings.database_url, words)
    with in_words(words):
        before = schema.status(settings.database_url)
        if before.is_current:
            typer.echo(words("cli.db.current", found=before.found))
            return
        _upgrade(settings.database_url)
    if before.found:
        typer.echo(words("cli.db.upgraded", found=before.found, wanted=before.wanted))
    else:
        typer.echo(words("cli.db.created", where=_where(settings.database_url), wanted=before.wanted))


def _where(address: str) -> str:
    """The file, or the server and its database; never the password."""
    from sqlalchemy.engine import make_url

    from storage.database import sqlite_path

    path, url = sqlite_path(address), make_url(address)
    return str(path.absolute()) if path else f"{url.host or 'localhost'}/{url.database}"


def _upgrade(address: str) -> None:
    """Not under a running bot: on SQLite its lock file keeps us away, on PostgreSQL a lock in the database does."""
    from storage.database import sqlite_path
    from storage.engine import schema
    from storage.queues.claiming.claimant import take_place

    place = take_place(address) if sqlite_path(address) else None
    try:
        schema.upgrade(address)
    finally:
        if place:
            place.release()


def status(env_file: EnvFile = DOTENV, *, as_json: AsJson = False) -> None:
    """Say whether the tables are up to date, and how many rows stand in which state. Exits 1 if they are not."""
    from storage.engine import schema

    settings = glance(env_file)
    words = words_for(settings)
    if is_missing(settings.database_url, words):
        fail_without_database(settings.database_url, words)
    with in_words(words):
        found = schema.status(settings.database_url)
    rows = finish(_rows(settings.database_url), words) if found.is_current else {}
    if as_json:
        print_json({"found": found.found, "wanted": found.wanted, "current": found.is_current, "rows": rows})
    elif found.is_current:
        _print_status(found.found, rows, words)
    if not found.is_current:
        fail(words("cli.db.old", found=found.found or "–", wanted=found.wanted))


async def _rows(address: str) -> dict[str, dict[str, int]]:
    """Table → state → how many rows."""
    from storage import figures

    async with opened(address) as database, database.read() as session:
        counts = await figures.rows_by_state(session)
    tables = sorted({table for table, _ in counts})
    return {name: {state: n for (table, state), n in sorted(counts.items()) if table == name} for name in tables}


def _print_status(found: str, rows: dict[str, dict[str, int]], words: Words) -> None:
    typer.echo(words("cli.db.current", found=found))
    for table, states in rows.items():
        typer.echo(f"{table}: " + ", ".join(f"{state} {count}" for state, count in states.items()))


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="copy")],
    env_file: EnvFile = DOTENV,
) -> None:
    """Copy the SQLite database into a new file, also while the bot runs. On PostgreSQL use pg_dump."""
    from storage.database import sqlite_path
    from storage.engine.backup import pg_dump

    settings = glance(env_file)
    words = words_for(settings)
    if is_missing(settings.database_url, words):
        fail_without_database(settings.database_url, words)
    source = sqlite_path(settings.database_url)
    if source is None:
        fail(words("cli.db.use_pg_dump", command=shlex.join(pg_dump(settings.database_url, file))))
    if file.exists():
        fail(words("cli.file_exists", file=str(file)))
    if not file.parent.is_dir():
        fail(words("cli.no_folder", folder=str(file.parent)))
    try:
        _copy(source, file)
    except (sqlite3.Error, OSError) as error:
        fail(words("cli.db.backup_failed", file=str(file), error=getattr(error, "strerror", None) or str(error)))
    typer.echo(words("cli.db.backed_up", file=str(file), size=f"{file.stat().st_size / 1e6:.1f}"))


To = Annotated[str, typer.Option("--to", metavar="postgresql://…", help="move_to")]
Dry = Annotated[bool, typer.Option("--dry-run", help="move_dry")]


def move(to: To, env_file: EnvFile = DOTENV, *, dry_run: Dry = False, as_json: AsJson = False) -> None:
    """Move everything from the SQLite file to an empty PostgreSQL database: all of it or nothing. The file stays as it is."""
    from storage.database import sqlite_path
    from storage.queues.claiming.claimant import take_place

    settings = glance(env_file)
    words = words_for(settings)
    require_current(settings.database_url, words)
    _require_address(to, words)
    if sqlite_path(settings.database_url) is None or sqlite_path(to) is not None:
        fail(words("cli.db.move_which"))
    with in_words(words):
        place = take_place(settings.database_url)  # not under a running bot
        try:
            rows = _moved(settings.database_url, to, words, dry_run=dry_run)
        finally:
            place.release()
    if as_json:
        print_json({"moved": not dry_run, "rows": rows})
        return
    for table, count in rows.items():
        typer.echo(f"{table}: {count}")
    typer.echo(words("cli.db.would_move" if dry_run else "cli.db.moved", count=str(sum(rows.values()))))


def _require_address(to: str, words: Words) -> None:
    """Exit 1 for an address that Svarvakt cannot use; it is `--to` that is wrong then, and not `DATABASE_URL`."""
    from sqlalchemy.exc import ArgumentError

    from storage.database import UnsupportedDatabase, async_url

    try:
        async_url(to)
    except (UnsupportedDatabase, ArgumentError):
        fail(words("cli.db.move_to"))


def _moved(source: str, target: str, words: Words, *, dry_run: bool) -> dict[str, int]:
    from sqlalchemy.exc import DBAPIError, OperationalError

    from storage.engine import move as moving

    try:
        if dry_run:
            if there := {name: count for name, count in moving.rows_of(target).items() if count}:
                raise moving.NotEmpty(there)
            return moving.rows_of(source)
        with progress(words("cli.db.moving"), sum(moving.rows_of(source).values())) as advanced:
            return moving.move(source, target, advanced)
    except moving.NotEmpty as full:
        fail(words("cli.db.not_empty", tables=", ".join(f"{name} ({count})" for name, count in full.rows.items())))
    except moving.NotWhole as differing:
        fail(words("cli.db.not_whole", tables=", ".join(differing.tables)))
    except DBAPIError as error:
        if isinstance(error, OperationalError):  # the file was read a moment ago, so it is the other one
            fail(words("cli.db.move_unreachable", error=str(error.orig).partition("\n")[0]))
        fail(words("cli.db.not_taken", error=type(error.orig).__name__))  # the rest of it would quote a row


def _copy(source: Path, target: Path) -> None:
    """Numbered, so that a file under the target's name is always a whole copy:
    1. Make an empty file that only we can read: it will hold citizens' words.
    2. Copy, and let the database check the copy.
    3. Give it its name.
    """
    from storage.engine.backup import copy

    part = target.with_name(target.name + ".part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        copy(source, part)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
