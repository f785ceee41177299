"""`svarvakt inbox` and `svarvakt deliveries`: what did not get through, and another try for it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from handlers.commands.common import (
    DOTENV,
    AsJson,
    EnvFile,
    Words,
    fail,
    finish,
    glance,
    opened,
    present,
    print_json,
    require_current,
    words_for,
)
from handlers.commands.output import age, local, print_table
from handlers.usage.refusing import refuse

if TYPE_CHECKING:
    from sqlmodel.ext.asyncio.session import AsyncSession

    from bot.municipality.settings import Settings

ALL = "all"
OSLO = ZoneInfo("Europe/Oslo")


def _number_or_all(value: str) -> str:
    if value and value != ALL and not value.isdecimal():
        refuse("number_or_all", name="--retry", all=ALL)
    return value


Retry = Annotated[str, typer.Option("--retry", metavar="ID", callback=_number_or_all, help="retry")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (inbox, deliveries):
        app.command()(command)


@dataclass(frozen=True)
class Stuck:
    """One row that did not get through. `kind` says what it is, `error` is a code, never anybody's words."""

    id: int
    kind: str
    state: str
    since: datetime
    attempts: int
    error: str


Listing = Callable[["AsyncSession", datetime], Awaitable[Sequence[Stuck]]]
Putting = Callable[["AsyncSession", datetime, int | None], Awaitable[list[int]]]


def inbox(env_file: EnvFile = DOTENV, retry: Retry = "", *, as_json: AsJson = False) -> None:
    """Show events that could not be handled and wait for you; --retry hands them to the running bot again."""
    from storage.queues import listing

    async def stuck(session: "AsyncSession", _now: datetime) -> list[Stuck]:
        rows = await listing.stuck_events(session)
        return [Stuck(r.id or 0, r.door, r.state, r.received_at, r.attempts, r.error) for r in rows]

    _queue(env_file, retry, stuck, listing.retry_events, as_json=as_json)


def deliveries(env_file: EnvFile = DOTENV, retry: Retry = "", *, as_json: AsJson = False) -> None:
    """Show what could not be sent to Facebook or Slack; --retry makes the running bot try again."""
    from storage.queues import listing

    async def stuck(session: "AsyncSession", now: datetime) -> list[Stuck]:
        rows = await listing.stuck_deliveries(session, now)
        return [Stuck(r.id or 0, r.kind, r.state, r.ordered_at, r.attempts, r.error) for r in rows]

    _queue(env_file, retry, stuck, listing.retry_deliveries, as_json=as_json)


def _queue(env_file: Path, retry: str, listing: Listing, putting: Putting, *, as_json: bool) -> None:
    settings = glance(env_file)
    words = words_for(settings)
    require_current(settings.database_url, words)
    if retry:
        _report(finish(_put_back(settings, retry, putting), words), retry, words, as_json=as_json)
        return
    now, rows = finish(_read(settings, listing), words)
    if as_json:
        print_json([_plain(row, now) for row in rows])
    elif not rows:
        typer.echo(words("cli.queue.none"))
    else:
        _print(rows, now, words)


async def _read(settings: "Settings", listing: Listing) -> tuple[datetime, Sequence[Stuck]]:
    now = await present(settings)
    async with opened(settings.database_url) as database, database.read() as session:
        return now, await listing(session, now)


async def _put_back(settings: "Settings", retry: str, putting: Putting) -> list[int]:
    now = await present(settings)
    async with opened(settings.database_url) as database, database.write() as session:
        return await putting(session, now, None if retry == ALL else int(retry))


def _report(retried: list[int], retry: str, words: Words, *, as_json: bool) -> None:
    if not retried and retry != ALL:
        fail(words("cli.queue.not_stuck", id=retry))
    if as_json:
        print_json({"retried": retried})
    else:
        typer.echo(words("cli.queue.retried", count=str(len(retried))))


def _plain(row: Stuck, now: datetime) -> dict[str, object]:
    about = {"id": row.id, "kind": row.kind, "state": row.state, "since": local(row.since, OSLO)}
    return about | {
        "age_seconds": max(int((now - row.since).total_seconds()), 0),
        "attempts": row.attempts,
        "error": row.error,
    }


def _print(rows: Sequence[Stuck], now: datetime, words: Words) -> None:
    heads = [words(f"cli.queue.{name}") for name in ("id", "kind", "state", "age", "attempts", "error")]
    print_table(heads, (_cells(row, now, words) for row in rows))


def _cells(row: Stuck, now: datetime, words: Words) -> list[str]:
    since = age(row.since, now, words.language)
    return [str(row.id), row.kind, row.state, since, str(row.attempts), row.error]
