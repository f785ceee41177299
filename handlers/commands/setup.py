"""`svarvakt check` and `svarvakt subscribe`: getting the settings and the outside services right."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handlers.commands.common import (
    DOTENV,
    AsJson,
    EnvFile,
    Words,
    assembled,
    explained,
    fail,
    finish,
    glance,
    load,
    print_json,
    quiet,
    words_for,
)
from handlers.commands.output import working

if TYPE_CHECKING:
    from bot.municipality.faults import SettingsError
    from bot.municipality.settings import Loaded, Settings
    from bot.municipality.shape import Municipality
    from bot.ports.health import Health
    from handlers.app import App
    from handlers.facebook.speak.subscribe import Subscribed


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (check, subscribe):
        app.command()(command)


@dataclass(frozen=True)
class Found:
    """One thing that is wrong: where (a place that was asked), its stable name, and how to mend it in words."""

    where: str
    name: str
    text: str


SETTINGS, DATABASE, FACEBOOK = "settings", "database", "facebook"  # and the chat, by its name
HERE = (SETTINGS, DATABASE)
OF_OTHERS = 0o077  # the rights of group and everybody


Ledger = Annotated[bool, typer.Option("--ledger", help="Compare the pages with the list of questions instead.")]


def check(env_file: EnvFile = DOTENV, *, ledger: Ledger = False, as_json: AsJson = False) -> None:
    """Read the settings, ask the chat and Facebook, and say what is missing and how to mend it. Exits 1 if anything is."""
    if ledger:
        from handlers.commands.ledger import settle

        settle(env_file, as_json=as_json)
        return
    from bot.municipality.faults import SettingsError
    from bot.municipality.settings import load as load_settings

    quiet(errors_only=True)  # what is wrong is told below, in words
    settings = glance(env_file)
    words = words_for(settings)
    found = [*_here(env_file, settings, words), *_database(settings, words)]
    asked: Sequence[str] = HERE
    try:
        loaded = load_settings(env_file, os.environ)
    except SettingsError as error:
        found = [*_settings(error), *found]
    else:
        found, asked = [*found, *finish(_outside(loaded, words), words)], (*HERE, settings.chat, FACEBOOK)
    _tell(found, asked, words, as_json=as_json)
    if not found and not as_json:
        _say_what_pages_must_say(loaded.municipality, words)
    if found:
        raise typer.Exit(1)


def _settings(error: "SettingsError") -> Iterator[Found]:
    from bot.municipality.faults import in_words

    for fault in error.faults:
        yield Found(SETTINGS, fault.name, *in_words([fault], error.language))


def _here(env_file: Path, settings: "Settings", words: Words) -> Iterator[Found]:
    """What only this machine can tell: who may read the secrets, and whether the port is free or ours already."""
    from handlers.machine import is_free

    if env_file.exists() and os.name == "posix" and env_file.stat().st_mode & OF_OTHERS:
        yield Found(SETTINGS, "env_readable", words("cli.check.env_readable", file=str(env_file)))
    if settings.facebook_intake == "webhook" and not settings.public_url:
        yield Found(SETTINGS, "public_url", words("cli.check.public_url"))
    if not is_free(settings.host, settings.port) and not _is_ours(settings):
        address = f"{settings.host}:{settings.port}"
        yield Found(SETTINGS, "port_in_use", words("cli.check.port_in_use", address=address))


def _is_ours(settings: "Settings") -> bool:
    """Whether who listens there is a bot that is running."""
    import httpx

    with contextlib.suppress(httpx.HTTPError):
        answer = httpx.get(f"http://{settings.host}:{settings.port}/healthz", timeout=2)
        return answer.status_code == 200
    return False


def _database(settings: "Settings", words: Words) -> Iterator[Found]:
    """A database that does not exist yet, or has older tables, is no fault: `svarvakt run` sees to it."""
    from storage.database import sqlite_path
    from storage.engine import schema

    try:
        path = sqlite_path(settings.database_url)
        if path is None or path.exists():
            schema.status(settings.database_url)
    except Exception as error:
        yield Found(DATABASE, type(error).__name__, explained(error, words) or type(error).__name__)


async def _outside(loaded: "Loaded", words: Words) -> list[Found]:
    """The chat and Facebook are asked whatever the database is like: nothing is read from it for this."""
    from handlers.machine import Machine
    from storage.database import sqlite_path

    no_store = loaded.settings.model_copy(update={"database_url": "sqlite://"})
    async with assembled(loaded._replace(settings=no_store)) as app:
        with working(words("cli.check.asking")):
            chat = await app.chat_door.chat.health()
            groups = await _groups(app, chat)
            people = await _people(app, chat, loaded.municipality, words)
            facebook = await app.facebook.page.health()
    disk = await Machine(sqlite_path(loaded.settings.database_url)).health()
    name = loaded.settings.chat
    places = ((DATABASE, disk), (name, chat), (name, groups), (FACEBOOK, facebook))
    return [*(found for place, health in places for found in _troubles(place, health, words)), *people]


async def _people(app: "App", chat: "Health", municipality: "Municipality", words: Words) -> list[Found]:
    """Who stands in the file and cannot be called: misspelt, left, or no person at all."""
    if any(trouble.manner.afterwards for trouble in chat.troubles):
        return []
    named, place = municipality.named_people, app.settings.chat
    strangers = await app.chat_door.chat.strangers(list(named))
    return [
        Found(place, "person_unknown", words("cli.check.person", person=one, where=named[one], error=why))
        for one, why in strangers.items()
    ]


async def _groups(app: "App", chat: "Health") -> "Health":
    """Who may do what. Nothing can be said of groups while the chat itself cannot be asked."""
    from bot.ports.health import Health

    if any(trouble.manner.afterwards for trouble in chat.troubles):
        return Health()
    await app.groups.look()
    return await app.groups.health()


def _troubles(where: str, health: "Health", words: Words) -> Iterator[Found]:
    for trouble in health.troubles:
        yield Found(where, trouble.name, words(trouble.text_key, **dict(trouble.values)))


def _tell(found: Sequence[Found], asked: Sequence[str], words: Words, *, as_json: bool) -> None:
    if as_json:
        print_json({"ok": not found, "asked": list(asked), "troubles": [asdict(one) for one in found]})
        return
    for place in asked:
        wrong = [one.text for one in found if one.where == place]
        name = words(f"cli.check.{place}")
        typer.echo(words("cli.check.wrong" if wrong else "cli.check.right", name=name))
        for text in wrong:
            typer.echo(f"  {text}")
    if asked == HERE:
        typer.echo(words("cli.check.not_asked"))


def _say_what_pages_must_say(municipality: "Municipality", words: Words) -> None:
    """Where comments are closed, the page's own text has to tell how to ask; only a person can put it there."""
    from bot.texts.wording import Wording

    for key, page in municipality.pages.items():
        if page.comments == "closed":
            wording = Wording().with_overrides(municipality.texts).with_overrides(page.texts)
            text = wording.template("comments_closed", municipality.page_language(key))
            text = text.replace("{lenke}", municipality.message_link(key))
            typer.echo(words("cli.check.comments_closed", page=page.name, text=text))


def subscribe(env_file: EnvFile = DOTENV, *, as_json: AsJson = False) -> None:
    """Ask Facebook to send webhooks to PUBLIC_URL, for every page. The bot must be running and be reachable there."""
    loaded = load(env_file)
    words = Words(loaded.municipality.language)
    if not loaded.settings.public_url:
        fail(words("cli.subscribe.no_public_url"))
    quiet()
    done = finish(_subscribe(loaded), words)
    if as_json:
        print_json([asdict(one) for one in done])
    for one in () if as_json else done:
        key = "cli.subscribe.done" if one.ok else "cli.subscribe.failed"
        typer.echo(words(key, name=one.name, detail=one.detail))
    if not all(one.ok for one in done):
        raise typer.Exit(1)


async def _subscribe(loaded: "Loaded") -> "Sequence[Subscribed]":
    from handlers.clocks import WallClock
    from handlers.doors import facebook_settings
    from handlers.facebook.speak.subscribe import subscribe as ask

    return await ask(facebook_settings(*loaded), loaded.settings.public_url, WallClock())
