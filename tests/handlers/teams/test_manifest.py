"""The app package: held to the schemas that Microsoft publishes, and to what the bot really does."""

import io
import json
import struct
import zipfile
import zlib
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft4Validator, FormatChecker
from starlette.applications import Starlette
from starlette.routing import Route

from bot.texts.wording import LANGUAGES, Wording, keys
from handlers.commands.common import Words
from handlers.teams.hear.about import ABOUT, about
from handlers.teams.manifest import AppSettings, manifest, package, translated

SCHEMAS = Path(__file__).parent / "schemas"
APP = AppSettings(
    app_id="3f2b8c1d-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
    public_url="https://svarvakt.solvik.example/",
    municipality="Solvik kommune",
    language="nb",
    version="0.1.0",
)


def published(name: str) -> Draft4Validator:
    schema = json.loads((SCHEMAS / f"MicrosoftTeams{name}.schema.json").read_text(encoding="utf-8"))
    return Draft4Validator(schema, format_checker=FormatChecker())


def faults(validator: Draft4Validator, made: object) -> list[str]:
    return [f"{list(fault.absolute_path)}: {fault.message}" for fault in validator.iter_errors(made)]


def unpacked(settings: AppSettings = APP) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package(settings, Words))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


# -- the schemas


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manifest_is_what_the_published_schema_asks_for(language: str) -> None:
    made = json.loads(unpacked(replace(APP, language=language))["manifest.json"])

    assert faults(published(""), made) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_file_is_what_the_published_schema_asks_for(language: str) -> None:
    assert faults(published(".Localization"), translated(Words(language))) == []


def test_texts_that_grow_too_long_are_cut_before_teams_refuses_them() -> None:
    made = manifest(replace(APP, municipality="å" * 500), lambda *_, **__: "å" * 5000)

    assert faults(published(""), made) == []


@pytest.mark.parametrize(
    ("part", "wrong"),
    [("id", "solvik"), ("version", 1), ("accentColor", "green"), ("bots", [{}]), ("unheardOf", True)],
)
def test_the_schema_notices_what_is_wrong(part: str, wrong: object) -> None:
    assert faults(published(""), manifest(APP, Words("nb")) | {part: wrong})


# -- what stands in the package


def test_the_package_holds_the_manifest_the_other_languages_and_two_icons() -> None:
    assert set(unpacked()) == {"manifest.json", "nn.json", "en.json", "color.png", "outline.png"}
    assert set(unpacked(replace(APP, language="en"))) >= {"nb.json", "nn.json"}


def test_every_file_that_the_manifest_names_is_in_the_package() -> None:
    files = unpacked()
    made = json.loads(files["manifest.json"])

    named = [*made["icons"].values(), *(one["file"] for one in made["localizationInfo"]["additionalLanguages"])]
    assert set(files) == {"manifest.json", *named}


def test_every_text_of_the_manifest_has_its_translation() -> None:
    """A text that only the manifest has would stand untranslated in the middle of the others."""
    made, other = manifest(APP, Words("nb")), translated(Words("en"))

    shown = {key: at(made, key) for key in other if key != "$schema"}
    assert shown == {key: text for key, text in translated(Words("nb")).items() if key != "$schema"}
    assert len(made["bots"][0]["commandLists"][0]["commands"]) == sum(key.endswith("].title") for key in other) - 1


def at(made: Any, path: str) -> Any:
    for step in path.replace("[", ".").replace("]", "").split("."):
        made = made[int(step)] if step.isdecimal() else made[step]
    return made


def test_the_same_settings_make_the_same_package() -> None:
    assert package(APP, Words) == package(APP, Words)


# -- what the bot does


def test_the_only_right_over_a_team_is_to_read_its_channels() -> None:
    rights = manifest(APP, Words("nb"))["authorization"]["permissions"]

    assert rights == {"resourceSpecific": [{"name": "ChannelMessage.Read.Group", "type": "Application"}]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_description_says_that_the_channels_are_read(language: str) -> None:
    full = Words(language)("teams_app.full")

    assert {"nb": "leser meldingene", "nn": "les meldingane", "en": "reads the messages"}[language] in full


MOST_COMMANDS = 10  # Teams shows no more in a menu; what is left out can be typed, and «hjelp» names it


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_offers_only_words_that_the_bot_knows(language: str) -> None:
    commands = manifest(APP, Words(language))["bots"][0]["commandLists"][0]["commands"]

    lists = {key: text.split("|") for key, text in keys(language, "ui").items() if key.startswith("list.words.")}
    assert len(commands) == min(len(lists), MOST_COMMANDS)
    assert all(any(one["title"] == words[0] for words in lists.values()) for one in commands)


def test_no_word_stands_for_two_lists_in_any_language() -> None:
    names = [key for key in keys("nb", "ui") if key.startswith("list.words.")]
    meant = {
        (word, name) for name in names for language in LANGUAGES for word in Wording().say(name, language).split("|")
    }

    assert len({word for word, _ in meant}) == len(meant)


async def test_the_page_that_the_manifest_names_says_what_is_read_in_each_language() -> None:
    made = manifest(APP, Words("nb"))["developer"]
    application = Starlette(routes=[Route(ABOUT, about)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url=APP.public_url) as outside:
        answers = [await outside.get(made[name]) for name in ("websiteUrl", "privacyUrl", "termsOfUseUrl")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    for language in LANGUAGES:
        assert escape(Words(language)("teams_app.full").split("\n\n")[1]) in answers[0].text


# -- the icons


def pixels(png: bytes) -> tuple[int, list[bytes]]:
    """The width of a PNG as we write it, and its pixels: four bytes each."""
    width, height, *kind = struct.unpack(">IIBBBBB", png[16:29])
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert (width, kind) == (height, [8, 6, 0, 0, 0])
    start = png.index(b"IDAT") + 4
    lines = zlib.decompress(png[start : start + struct.unpack(">I", png[start - 8 : start - 4])[0]])
    length = 1 + 4 * width
    found = [lines[row * length + 1 :][column * 4 :][:4] for row in range(height) for column in range(width)]
    return width, found


def test_the_coloured_icon_fills_its_square() -> None:
    width, found = pixels(unpacked()["color.png"])

    assert width == 192
    assert {pixel[3] for pixel in found} == {255}
    assert len(set(found)) > 3


def test_the_outlined_icon_is_white_on_nothing() -> None:
    width, found = pixels(unpacked()["outline.png"])

    assert width == 32
    assert {pixel[:3] for pixel in found if pixel[3]} == {b"\xff\xff\xff"}
    assert 0.1 < sum(pixel[3] == 0 for pixel in found) / len(found) < 0.9
