"""The app package: what an administrator uploads to Teams to make the app, with exactly the rights it uses.

A zip with the manifest, its texts in the other languages, and two icons.
"""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.ports.showing import cut, one_line
from bot.texts.wording import LANGUAGES
from handlers.teams.hear.about import ABOUT
from handlers.teams.hear.gestures import USE_AS_ANSWER
from handlers.teams.speak import icons
from handlers.teams.speak.elements import Words

SCHEMAS = "https://developer.microsoft.com/json-schemas/teams/v1.25/"
NAME = "Svarvakt"
COMMANDS = ("all", "mine", "department", "ready", "late", "find", "library", "report", "history", "help")
"""The words that the bot answers with a list, by their names under [ui.list.words]; Teams shows ten, and «hjelp» names the others."""

RIGHTS = ("ChannelMessage.Read.Group",)
"""What a team's owner consents to: hearing the replies in a thread that do not mention the bot."""

_WRITTEN_AT = (2026, 1, 1, 0, 0, 0)  # the same package from the same settings, to the byte


@dataclass(frozen=True)
class AppSettings:
    """Whose app it is. `app_id` is a GUID, `public_url` begins with https, `version` is three numbers with dots.

    `municipality` is shown as the app's maker; `language` is for people whose Teams speaks none of ours.
    """

    app_id: str
    public_url: str
    municipality: str
    language: str
    version: str


def package(settings: AppSettings, words_in: Callable[[str], Words]) -> bytes:
    """The zip. `words_in` gives the sentences in a language."""
    written = {"manifest.json": _json(manifest(settings, words_in(settings.language)))}
    for language in _others(settings):
        written[f"{language}.json"] = _json(translated(words_in(language)))
    return _zip(written | {"color.png": icons.coloured(), "outline.png": icons.outlined()})


def manifest(settings: AppSettings, words: Words) -> dict[str, Any]:
    """The manifest with its texts in the municipality's language."""
    said = _said(words)
    return {
        "$schema": f"{SCHEMAS}MicrosoftTeams.schema.json",
        "manifestVersion": "1.25",
        "version": settings.version,
        "id": settings.app_id,
        "localizationInfo": {
            "defaultLanguageTag": settings.language,
            "additionalLanguages": [{"languageTag": one, "file": f"{one}.json"} for one in _others(settings)],
        },
        "developer": _maker(settings),
        "name": {"short": said["name.short"], "full": said["name.full"]},
        "description": {"short": said["description.short"], "full": said["description.full"]},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1F5F5B",
        "bots": [_bot(settings, said)],
        "composeExtensions": [_menu(settings, said)],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [urlsplit(settings.public_url).hostname],
        "webApplicationInfo": {"id": settings.app_id, "resource": "https://RscOnly"},
        "authorization": {
            "permissions": {"resourceSpecific": [{"name": right, "type": "Application"} for right in RIGHTS]}
        },
        "defaultInstallScope": "team",
        "defaultGroupCapability": {"team": "bot"},
    }


def translated(words: Words) -> dict[str, str]:
    """The file of another language."""
    return {"$schema": f"{SCHEMAS}MicrosoftTeams.Localization.schema.json", **_said(words)}


def _others(settings: AppSettings) -> list[str]:
    return [language for language in LANGUAGES if language != settings.language]


def _said(words: Words) -> dict[str, str]:
    """Every text of the app by where it stands in the manifest, as Teams writes such places."""
    said = {
        "name.short": NAME,
        "name.full": _cut(words("teams_app.name"), 100),
        "description.short": _cut(words("teams_app.short"), 80),
        "description.full": cut(words("teams_app.full"), 4000),
        "composeExtensions[0].commands[0].title": _cut(words("chat.manifest_shortcut"), 32),
        "composeExtensions[0].commands[0].description": _cut(words("chat.manifest_shortcut_description"), 128),
    }
    for number, command in enumerate(COMMANDS):
        said[f"{_command(number)}.title"] = _cut(words(f"list.words.{command}").split("|")[0], 32)
        said[f"{_command(number)}.description"] = _cut(words(f"teams_app.command.{command}"), 128)
    return said


def _command(number: int) -> str:
    return f"bots[0].commandLists[0].commands[{number}]"


def _bot(settings: AppSettings, said: Mapping[str, str]) -> dict[str, Any]:
    """The bot works in teams; alone with a person it answers with the lists."""
    scopes = ["team", "personal"]
    commands = [
        {"title": said[f"{_command(number)}.title"], "description": said[f"{_command(number)}.description"]}
        for number in range(len(COMMANDS))
    ]
    return {
        "botId": settings.app_id,
        "scopes": scopes,
        "supportsFiles": False,
        "isNotificationOnly": False,
        "commandLists": [{"scopes": scopes, "commands": commands}],
    }


def _menu(settings: AppSettings, said: Mapping[str, str]) -> dict[str, Any]:
    """What stands in the menu of every message."""
    at = "composeExtensions[0].commands[0]"
    use = {
        "id": USE_AS_ANSWER,
        "type": "action",
        "context": ["message"],
        "title": said[f"{at}.title"],
        "description": said[f"{at}.description"],
        "fetchTask": True,
    }
    return {"botId": settings.app_id, "commands": [use]}


def _maker(settings: AppSettings) -> dict[str, str]:
    """Teams wants three addresses to read about the app; ours is one page, which the bot serves itself."""
    about = settings.public_url.rstrip("/") + ABOUT
    urls = dict.fromkeys(("websiteUrl", "privacyUrl", "termsOfUseUrl"), about)
    return {"name": _cut(settings.municipality, 32)} | urls


def _cut(text: str, room: int) -> str:
    return cut(one_line(text), room)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def _zip(written: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in written.items():
            archive.writestr(zipfile.ZipInfo(name, _WRITTEN_AT), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
