"""`svarvakt setup`, `check` and `subscribe`: getting the settings and the outside services right."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from handlers.commands.common import (
    DOTENV,
    AsJson,
    EnvFile,
    Words,
    fail,
    finish,
    in_words,
    load,
    print_json,
    quiet,
)

if TYPE_CHECKING:
    from bot.municipality.settings import Loaded
    from bot.municipality.shape import Municipality
    from handlers.checking.found import Found
    from handlers.facebook.speak.subscribe import Subscribed


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (setup, check, subscribe):
        app.command()(command)


Again = Annotated[bool, typer.Option("--again", help="again")]


def setup(env_file: EnvFile = DOTENV, *, again: Again = False) -> None:
    """Ask what the bot must know, look up the rest, write .env and municipality.toml, and check. Can be stopped and resumed."""
    from handlers.setting_up.running import set_up

    quiet(errors_only=True)
    with in_words(Words("nb")):
        unfinished = set_up(env_file, os.environ, again=again)
    if unfinished:
        fail(unfinished)
    check(env_file)


Ledger = Annotated[bool, typer.Option("--ledger", help="ledger")]


def check(env_file: EnvFile = DOTENV, *, ledger: Ledger = False, as_json: AsJson = False) -> None:
    """Read the settings, ask the chat and Facebook, and say what is missing and how to mend it. Exits 1 if anything is."""
    if ledger:
        from handlers.commands.ledger import settle

        settle(env_file, as_json=as_json)
        return
    from handlers.checking.looking import checked

    quiet(errors_only=True)  # what is wrong is told below, in words
    found, asked, words, municipality = finish(checked(env_file, os.environ), Words("nb"))
    _tell(found, asked, words, as_json=as_json)
    if municipality and not found and not as_json:
        _say_what_pages_must_say(municipality, words)
    if found:
        raise typer.Exit(1)


def _tell(found: "Sequence[Found]", asked: Sequence[str], words: Words, *, as_json: bool) -> None:
    if as_json:
        print_json({"ok": not found, "asked": list(asked), "troubles": [asdict(one) for one in found]})
        return
    from handlers.checking.found import HERE

    for place in asked:
        wrong = [one for one in found if one.where == place]
        name = words(f"cli.check.{place}")
        typer.echo(words("cli.check.wrong" if wrong else "cli.check.right", name=name))
        for breaks in dict.fromkeys(one.breaks for one in wrong):
            _tell_what_breaks(breaks, [one.text for one in wrong if one.breaks == breaks])
    if asked == HERE:
        typer.echo(words("cli.check.not_asked"))


def _tell_what_breaks(breaks: str, texts: Sequence[str]) -> None:
    """What is wrong, and below it what does not work until all of that is mended."""
    for text in texts:
        typer.echo(f"  {text}")
    if breaks:
        typer.echo(f"  → {breaks}")


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
