"""Changing one value in a file that belongs to somebody else."""

import os
import tomllib
from pathlib import Path

import pytest

from handlers.setting_up import writing
from handlers.setting_up.municipality_file import MunicipalityFile, with_value
from handlers.setting_up.secrets_file import SecretsFile
from handlers.setting_up.writing import NotWritten
from tests.handlers.commands.command_line import ROOT

EXAMPLE = (ROOT / "municipality.example.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "A=1\n"),
        ("B=2", "B=2\nA=1\n"),
        ("# a\nA=0\nB=2\n", "# a\nA=1\nB=2\n"),
        ("A=0\nA=00\nB=2\n", "A=0\nA=1\nB=2\n"),
        ("export A='old # one'  # why\r\nB=2\r\n", "export A=1\r\nB=2\r\n"),
        ('A="two\nlines"\nB=2\n', "A=1\nB=2\n"),
        ("\ufeffB=2\n", "B=2\nA=1\n"),
    ],
)
def test_one_secret_is_changed_and_the_rest_stays(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / ".env").write_bytes(before.encode())

    SecretsFile(tmp_path / ".env").set("A", "1")

    assert (tmp_path / ".env").read_bytes() == after.encode()


@pytest.mark.parametrize("value", ["a b", "it's", "back\\slash", "#no comment", 'a"b', "pålogging=ø"])
def test_a_secret_comes_back_as_it_was_given(tmp_path: Path, value: str) -> None:
    file = SecretsFile(tmp_path / ".env")

    file.set("A", value)

    assert file.value("A") == value


def test_a_secret_that_would_be_read_as_something_else_is_not_written(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("B=2\n")

    with pytest.raises(NotWritten):
        SecretsFile(tmp_path / ".env").set("A", "${B}")

    assert (tmp_path / ".env").read_text() == "B=2\n"


def test_secrets_become_the_owners_alone(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("B=2\n")
    (tmp_path / ".env").chmod(0o644)

    SecretsFile(tmp_path / ".env").set("A", "1")

    assert (tmp_path / ".env").stat().st_mode & 0o777 == 0o600


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / ".env").write_text("B=2\n")
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        SecretsFile(tmp_path / ".env").set("A", "1")

    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [(".env", "B=2\n")]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("B=2\n")
    (tmp_path / ".env").symlink_to(tmp_path / "real")

    writing.put(tmp_path / ".env", "A=1\n")

    assert (tmp_path / ".env").is_symlink()
    assert (tmp_path / "real").read_text() == "A=1\n"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("municipality", "name"), 'Nyvik «kommune» \\ "x"'),
        (("front_desk", "people"), ["U0TURID001"]),
        (("hours", "closed_dates"), []),
        (("pages", "bibliotek", "channel"), "C0NYTT00001"),
        (("pages", "kino", "facebook_id"), "100200300400504"),
        (("departments", "teknisk", "manager"), ""),
        (("departments", "barnehage", "name"), "Barnehagen"),
        (("hours", "seasons", "vinter", "week"), {"monday-friday": ["09:00-15:00"]}),
        (("municipality", "operator_channel"), "C0DRIFT001"),
    ],
)
def test_one_value_of_the_example_is_changed_and_everything_else_stays(place: tuple[str, ...], value: object) -> None:
    changed = with_value(EXAMPLE, place, value)

    expected = tomllib.loads(EXAMPLE)
    inner = expected
    for name in place[:-1]:
        inner = inner.setdefault(name, {})
    inner[place[-1]] = value
    assert tomllib.loads(changed) == expected
    comments = [line for line in EXAMPLE.splitlines() if line.startswith("#")]
    assert [line for line in changed.splitlines() if line.startswith("#")] == comments


def test_a_list_over_several_lines_and_its_comment_are_replaced_together() -> None:
    text = '[a]\nb = [\n  "x", # hash # in\n  "y#z",\n]  # people\nc = 1\n'

    assert with_value(text, ("a", "b"), ["q"]) == '[a]\nb = ["q"]  # people\nc = 1\n'
    assert with_value(text, ("a", "b"), ["q"], "Kari") == '[a]\nb = ["q"]  # Kari\nc = 1\n'


def test_what_cannot_be_changed_alone_is_not_changed(tmp_path: Path) -> None:
    text = "a = { b = 1 }\n"
    (tmp_path / "m.toml").write_text(text)

    with pytest.raises(NotWritten):
        MunicipalityFile(tmp_path / "m.toml").set(("a", "c"), 2)

    assert (tmp_path / "m.toml").read_text() == text
