"""Wrong usage is told in the municipality's language, with what can be written; help loses none of its words."""

import re
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

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
        ("export abc", "NUMBER må være et helt tall."),
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
    """Every command with all the texts that its help must show."""
    found = []
    for name, command in group.commands.items():
        path = (*before, name)
        own = [getattr(one, "help", None) or "" for one in command.params]
        found.append((path, [command.help or "", *own]))
        found += helped(command, path) if isinstance(command, TyperGroup) else []
    return found


def test_help_shows_every_word_in_brackets() -> None:
    group = get_command(application())
    assert isinstance(group, TyperGroup)
    bracketed = 0
    for path, texts in helped(group):
        shown = svarvakt(*path, "--help").stdout
        for word in re.findall(r"\[[^\]]+\]", " ".join(texts)):
            bracketed += 1
            assert word in shown, (path, word)
    assert bracketed


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
