"""What the commands share: reading the settings, opening the database, speaking in the municipality's language, failing in words."""

import errno
import json
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from handlers.usage.explaining import explained

if TYPE_CHECKING:
    from bot.municipality.settings import Loaded, Settings
    from bot.municipality.shape import Municipality
    from handlers.app import App
    from storage.database import Database

T = TypeVar("T")

EnvFile = Annotated[Path, typer.Option("--env-file", metavar="FILE", help="env_file", readable=False)]
AsJson = Annotated[bool, typer.Option("--json", help="json")]
DOTENV = Path(".env")


@dataclass(frozen=True)
class Words:
    """The sentences for staff in one language, by their key below [ui]."""

    language: str

    def __call__(self, key: str, **values: str) -> str:
        """The sentence with its values."""
        from bot.texts.wording import Wording

        return Wording().say(key, self.language, **values)


def fail(message: str) -> NoReturn:
    """Say what is wrong and exit with 1."""
    typer.echo(message, err=True)
    raise typer.Exit(1)


def print_json(value: Any) -> None:
    """JSON on standard output, in one line."""
    typer.echo(json.dumps(value, ensure_ascii=not _shows_everything()))


def pretty_json(value: Any) -> str:
    """JSON spread over lines, for people to read."""
    return json.dumps(value, ensure_ascii=not _shows_everything(), indent=2)


def _shows_everything() -> bool:
    """Whether standard output takes every letter; where it does not, JSON has a way of writing them all the same."""
    return (sys.stdout.encoding or "utf-8").casefold().replace("_", "-") in ("utf-8", "utf8")


def load(env_file: Path) -> "Loaded":
    """Settings and municipality, or exit 1 with every fault in words."""
    from bot.municipality.faults import SettingsError
    from bot.municipality.settings import load as load_settings

    try:
        return load_settings(env_file, os.environ)
    except SettingsError as error:
        fail(str(error))


def glance(env_file: Path) -> "Settings":
    """The settings as far as they can be read: for what must work while others are still being mended.

    A file that cannot be read at all ends with 1: without it another database would be looked at.
    """
    from bot.municipality import settings
    from bot.municipality.env_file import read_env
    from bot.municipality.faults import ROOTS, SettingsError
    from handlers.usage.language import spoken

    if unread := [fault for fault in read_env(env_file).faults if fault.key in ROOTS]:
        fail(str(SettingsError(unread, spoken(env_file))))
    return settings.glance(env_file, os.environ)


def municipality(settings: "Settings") -> "Municipality":
    """The municipality's file alone, or exit 1 with its faults in words."""
    from bot.municipality import file as municipality_file
    from bot.municipality.faults import SettingsError

    found = municipality_file.read(settings.municipality_file)
    if found.municipality is None or found.faults:
        fail(str(SettingsError(found.faults, found.language)))
    return found.municipality


def words_for(settings: "Settings") -> Words:
    """The sentences in the language of the municipality's file, bokmål when it cannot be read."""
    from bot.municipality import file as municipality_file

    return Words(municipality_file.read(settings.municipality_file).language)


def finish(work: Coroutine[Any, Any, T], words: Words) -> T:
    """Run to the end; an error that an operator can mend is said in words and ends with 1."""
    import asyncio  # a quarter of what --help takes

    with in_words(words):
        return asyncio.run(work)


def quiet(*, errors_only: bool = False) -> None:
    """Log only warnings, and to standard error: standard output belongs to the command's own words."""
    from handlers import logs

    logs.set_up("console", level=logging.CRITICAL if errors_only else logging.WARNING)


async def until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Let the work go on until SIGINT or SIGTERM, which cancel it; raise what it raises when it ends by itself."""
    import asyncio

    task = asyncio.ensure_future(work)
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(name, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


def require_free(host: str, port: int, words: Words, choose: str = "PORT=") -> None:
    """Exit 1 if somebody listens at this address already, or if it is not one of this machine's.

    `choose` is what a person writes before another port's number.
    """
    from handlers.machine import refused_to_listen

    refused = refused_to_listen(host, port)
    if refused and refused.errno == errno.EADDRINUSE:
        fail(words("cli.port_in_use", address=f"{host}:{port}", choose=f"{choose}{port + 1}"))
    if refused:
        fail(words("cli.port_taken", address=f"{host}:{port}", error=refused.strerror or ""))


@contextmanager
def in_words(words: Words) -> Iterator[None]:
    """Say in words what an operator can mend, and exit with 1; anything else is a bug and goes on as it is."""
    try:
        yield
    except Exception as error:
        message = explained(error, words)
        if not message:
            raise
        fail(message)


def require_current(address: str, words: Words) -> None:
    """Exit 1 unless the database at `address` is there and up to date."""
    from storage.engine import schema

    if is_missing(address, words):
        fail_without_database(address, words)
    with in_words(words):
        found = schema.status(address)
    if not found.is_current:
        fail(words("cli.db.old", found=found.found or "–", wanted=found.wanted))


def fail_without_database(address: str, words: Words) -> NoReturn:
    """Say where the file was looked for: most often the command was started in another folder."""
    from storage.database import sqlite_path

    fail(words("cli.db.none", file=str((sqlite_path(address) or Path()).absolute())))


def is_missing(address: str, words: Words) -> bool:
    """Whether the SQLite file does not exist yet. Exits 1 for an address that Svarvakt cannot use."""
    from storage.database import async_url, sqlite_path

    with in_words(words):
        async_url(address)
        path = sqlite_path(address)
    if path is not None and path.name in ("", ":memory:"):
        fail(words("cli.unsupported_database"))
    return path is not None and not path.exists()


@asynccontextmanager
async def opened(address: str) -> AsyncIterator["Database"]:
    """The database for the length of the block."""
    from storage.database import Database

    database = Database(address)
    try:
        yield database
    finally:
        await database.close()


async def present(settings: "Settings") -> datetime:
    """The present moment in UTC, by the clock the bot goes by."""
    if not settings.clock_url:
        return datetime.now(UTC)
    from handlers.clocks import BorrowedClock

    clock = BorrowedClock(settings.clock_url)
    await clock.open()
    return clock.now()


@asynccontextmanager
async def assembled(loaded: "Loaded") -> AsyncIterator["App"]:
    """The whole program put together, but not at work: it takes no lock and handles nothing."""
    from handlers.app import App
    from handlers.clocks import BorrowedClock

    app = App(*loaded)
    try:
        if isinstance(app.clock, BorrowedClock):
            await app.clock.open()
        yield app
    finally:
        await app.close()
