"""`svarvakt manifest`: what an administrator gives to the chat so that the app is made there."""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from handlers.commands.common import DOTENV, EnvFile, Words, fail, glance, in_words, pretty_json, words_for

if TYPE_CHECKING:
    from bot.municipality.faults import Fault
    from bot.municipality.settings import Settings

PACKAGE = Path("svarvakt-teams.zip")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_VERSION = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}")


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(manifest)


class ChatName(StrEnum):
    """The chats there are."""

    SLACK = "slack"
    TEAMS = "teams"


Chat = Annotated[ChatName, typer.Argument(help="app_chat")]
To = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="manifest_to"),
]
AppVersion = Annotated[str, typer.Option(metavar="1.2.3", help="app_version")]


def manifest(chat: Chat, env_file: EnvFile = DOTENV, *, to: To = None, app_version: AppVersion = "") -> None:
    """Make what the app is made from: for Slack a manifest to paste, for Teams a package to upload."""
    settings = glance(env_file)
    words = words_for(settings)
    if chat is ChatName.SLACK:
        _hand_over(_slack(settings, words), to, words)
    else:
        _hand_over(_teams(settings, words, app_version), to or PACKAGE, words)


def _hand_over(made: bytes, to: Path | None, words: Words) -> None:
    if to is None:
        typer.echo(made, nl=False)
        return
    if not to.parent.is_dir():
        fail(words("cli.no_folder", folder=str(to.parent)))
    with in_words(words):
        to.write_bytes(made)
    typer.echo(words("cli.manifest.made", file=str(to)))


def _slack(settings: "Settings", words: Words) -> bytes:
    from handlers.slack.manifest import manifest as slack_manifest

    by_socket = bool(settings.slack_app_token.get_secret_value())
    return f"{pretty_json(slack_manifest(words, '' if by_socket else settings.public_url))}\n".encode()


def _teams(settings: "Settings", words: Words, app_version: str) -> bytes:
    from importlib.metadata import version

    from bot.municipality import file as municipality_file
    from handlers.teams.manifest import NAME, AppSettings, package

    faults = list(_faults(settings, app_version))
    if faults:
        _tell(faults, words)
    found = municipality_file.read(settings.municipality_file).municipality
    name = found.municipality.name if found else NAME
    app = AppSettings(
        settings.teams_app_id, settings.public_url, name, words.language, app_version or version("svarvakt")
    )
    return package(app, Words)


def _faults(settings: "Settings", app_version: str) -> Iterator["Fault"]:
    """Everything that keeps Teams from taking the package, in one go."""
    from bot.municipality.faults import Fault

    if not _GUID.fullmatch(settings.teams_app_id):
        key = "wrong_form" if settings.teams_app_id else "missing"
        yield Fault("TEAMS_APP_ID", key, example="TEAMS_APP_ID=3f2b8c1d-5e6f-4a7b-8c9d-0e1f2a3b4c5d")
    if not re.fullmatch(r"https://[^/\s]+\.[^/\s]+(/\S*)?", settings.public_url):
        key = "wrong_form" if settings.public_url else "missing"
        yield Fault("PUBLIC_URL", key, example="PUBLIC_URL=https://svarvakt.solvik.example")
    if app_version and not _VERSION.fullmatch(app_version):
        yield Fault("--app-version", "wrong_form", example="--app-version 1.0.1")


def _tell(faults: "list[Fault]", words: Words) -> NoReturn:
    from bot.municipality.faults import in_words as told

    fail("\n".join(told(faults, words.language)))
