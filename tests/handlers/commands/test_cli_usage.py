"""Wrong usage is told in the municipality's language, with what can be written; help loses none of its words."""

import re
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from bot.texts.wording import LANGUAGES, keys
from handlers.cli import application
from tests.handlers.commands.command_line import in_solvik, svarvakt

ENGLISH = re.compile(r"(?i)\b(error|usage|invalid|input|should|missing|no such|got|option|argument|value)\b")


@pytest.fixture(autouse=True)
def _solvik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_solvik(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("show abc", "ID må være et helt tall."),
        ("export abc", "ID må være et helt tall."),
        ("show", "Her mangler ID."),
        ("show 1 2", "Her står det mer"),
        ("manifest discord", "ett av disse: slack, teams."),
        ("demo --chat irc", "--chat må være ett av disse: slack, teams."),
        ("report --days 0", "--days må være et helt tall fra 1 til 3650."),
        ("report --days", "Valget --days er ikke skrevet riktig"),
        ("report --html --csv", "Velg bare ett av disse: --json, --csv, --html, --png."),
        ("report --pages x", "Mente du --page"),
        ("deliveries --retry x", "--retry må være et nummer, eller «all» for alle."),
        ("answer", "Kommandoen «answer» finnes ikke."),
        ("db restore", "Kommandoen «restore» finnes ikke."),
        ("--quiet", "Valget --quiet finnes ikke."),
    ],
)
def test_wrong_usage_is_said_in_words(words: str, said: str) -> None:
    result = svarvakt(*words.split())

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "--help»" in result.stderr
    assert not ENGLISH.search(result.stderr.replace("--help", "")), result.stderr


def test_a_group_without_a_command_shows_its_help() -> None:
    assert "upgrade" in svarvakt("db").output


def helped(group: TyperGroup, before: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], list[str]]]:
    """Every command with the keys of all the texts that its help must show."""
    found: list[tuple[tuple[str, ...], list[str]]] = [] if before else [((), ["command.svarvakt"])]
    for name, command in group.commands.items():
        path = (*before, name)
        own = [f"option.{getattr(one, 'help', None)}" for one in command.params]
        found.append((path, ["command." + "_".join(path).replace("-", "_"), *own]))
        found += helped(command, path) if isinstance(command, TyperGroup) else []
    return found


def everything() -> list[tuple[tuple[str, ...], list[str]]]:
    group = get_command(application())
    assert isinstance(group, TyperGroup)
    return helped(group)


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_in_the_municipalitys_language_and_loses_none_of_its_words(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUNICIPALITY_FILE", "vår.toml")
    (tmp_path / "vår.toml").write_text(f'[municipality]\nlanguage = "{language}"\n', encoding="utf-8")
    texts = keys(language, "ui")

    for path, wanted in everything():
        shown = " ".join(svarvakt(*path, "--help").stdout.split())
        assert [key for key in wanted if texts[f"cli.help.{key}"] not in shown] == [], path
        assert shown.startswith(f"{texts['cli.help.usage']} svarvakt {' '.join(path)}".rstrip())
        if language != "en":
            assert not re.search(r"\b(Usage|Options|Commands|Show|required|default|the)\b", shown), shown


def test_help_tells_what_is_taken_otherwise_and_what_is_allowed() -> None:
    shown = " ".join(svarvakt("report", "--help").stdout.split())

    assert "--days TALL" in shown
    assert "[ellers 7; fra 1 til 3650]" in shown
    assert "[ellers slack]" in svarvakt("demo", "--help").stdout


@pytest.mark.parametrize("broken", ["", "[municipality", '[municipality]\nlanguage = "sv"', "municipality = 3"])
def test_whatever_is_wrong_with_the_file_there_is_help(broken: str, tmp_path: Path) -> None:
    (tmp_path / "municipality.toml").write_text(broken, encoding="utf-8")

    assert svarvakt("--help").stdout.startswith("Slik skriver du:")


@pytest.mark.parametrize(
    ("words", "own"),
    [(("inbox", "--retry", "x"), "inbox"), (("report", "--csv", "--json"), "report"), (("show", "x"), "show")],
)
def test_wrong_words_lead_to_the_help_of_their_own_command(words: tuple[str, ...], own: str) -> None:
    assert f"«svarvakt {own} --help»" in svarvakt(*words).stderr


def test_the_file_that_dotenv_names_tells_the_language(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("MUNICIPALITY_FILE=annan.toml\n", encoding="utf-8")
    (tmp_path / "annan.toml").write_text('[municipality]\nlanguage = "nn"\n', encoding="utf-8")

    assert svarvakt("--help").stdout.startswith("Slik skriv du:")


def test_no_text_of_the_help_is_left_over() -> None:
    used = {key for _, wanted in everything() for key in wanted} | {"option.help", "option.version"}
    written = {key.removeprefix("cli.help.") for key in keys("nb", "ui") if key.startswith("cli.help.")}

    assert {key for key in written if key.startswith(("command.", "option."))} == used


def test_nobody_is_asked_whether_to_erase_a_stranger(tmp_path: Path) -> None:
    svarvakt("db", "upgrade")

    result = svarvakt("forget", "Kari", typed="j\n")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "Fant ingenting" in result.stderr


def test_nothing_for_the_archive_is_one_line() -> None:
    svarvakt("db", "upgrade")

    assert len(svarvakt("export").stdout.splitlines()) == 1


def test_a_text_without_words_is_for_no_department() -> None:
    assert "ingen avdeling" in svarvakt("suggest", "").stdout.splitlines()[0]
