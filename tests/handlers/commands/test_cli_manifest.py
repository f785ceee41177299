"""`svarvakt manifest`: one command, two chats."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.handlers.commands.command_line import SOLVIK, svarvakt

APP = {"TEAMS_APP_ID": "3f2b8c1d-5e6f-4a7b-8c9d-0e1f2a3b4c5d", "PUBLIC_URL": "https://svarvakt.solvik.example"}


def test_the_manifest_is_json_that_slack_takes() -> None:
    told = json.loads(svarvakt("manifest", "slack").stdout)

    assert told["settings"]["socket_mode_enabled"] is True


def test_the_manifest_names_the_public_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text("PUBLIC_URL=https://svarvakt.solvik.example\n")

    told = json.loads(svarvakt("manifest", "slack").stdout)

    address = told["settings"]["interactivity"]["request_url"]
    assert address == "https://svarvakt.solvik.example/slack/events"


def test_teams_gets_a_package_in_the_name_of_the_municipality(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    result = svarvakt("manifest", "teams", "--app-version", "1.0.2", MUNICIPALITY_FILE=str(SOLVIK), **APP)

    assert result.exit_code == 0
    assert "svarvakt-teams.zip" in result.stdout
    with zipfile.ZipFile("svarvakt-teams.zip") as archive:
        made = json.loads(archive.read("manifest.json"))
    assert (made["developer"]["name"], made["version"]) == ("Solvik kommune", "1.0.2")


@pytest.mark.parametrize("chat", ["slack", "teams"])
def test_a_manifest_is_written_where_it_is_wanted(tmp_path: Path, chat: str) -> None:
    file = tmp_path / "app"

    result = svarvakt("manifest", chat, "--to", str(file), **APP)

    assert result.exit_code == 0
    assert str(file) in result.stdout
    assert file.read_bytes()[:1] == {"slack": b"{", "teams": b"P"}[chat]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("TEAMS_APP_ID", "", "TEAMS_APP_ID mangler"),
        ("TEAMS_APP_ID", "svarvakt", "TEAMS_APP_ID er ikke skrevet riktig"),
        ("PUBLIC_URL", "", "PUBLIC_URL mangler"),
        ("PUBLIC_URL", "http://svarvakt.solvik.example", "PUBLIC_URL er ikke skrevet riktig"),
        ("PUBLIC_URL", "https://svarvakt", "PUBLIC_URL er ikke skrevet riktig"),
    ],
)
def test_what_teams_would_refuse_is_said_before_anything_is_written(
    tmp_path: Path, name: str, value: str, told: str
) -> None:
    file = tmp_path / "app.zip"

    result = svarvakt("manifest", "teams", "--to", str(file), **{**APP, name: value})

    assert result.exit_code == 1
    assert told in result.stderr
    assert not file.exists()


def test_a_version_that_teams_cannot_read_is_refused() -> None:
    result = svarvakt("manifest", "teams", "--app-version", "2.0", **APP)

    assert result.exit_code == 1
    assert "--app-version 1.0.1" in result.stderr


def test_a_manifest_for_a_folder_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    result = svarvakt("manifest", "teams", "--to", str(tmp_path / "none" / "app.zip"), **APP)

    assert result.exit_code == 1
    assert (
        result.stderr
        == f"Mappen {tmp_path / 'none'} finnes ikke. Lag den først, eller velg en annen. Ingenting er skrevet.\n"
    )
