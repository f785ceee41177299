"""Files as people save them: another encoding, a mark before the first letter, a table twice, a word where a phone belongs."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.municipality.faults import SettingsError
from bot.municipality.settings import load
from tests.bot.municipality.test_settings import SOLVIK, changed, faults
from tests.bot.solvik import ENVIRON

DUTY = 'duty_phone = "61 09 99 99"'


def _loads(
    tmp_path: Path, written: bytes, environ: Mapping[str, str] = ENVIRON, env: bytes | None = None
) -> dict[str, str]:
    """The faults of a municipality's file, and of a settings file, of these bytes."""
    file, dotenv = tmp_path / "municipality.toml", tmp_path / ".env"
    file.write_bytes(written)
    if env is not None:
        dotenv.write_bytes(env)
    try:
        load(dotenv, {**environ, "MUNICIPALITY_FILE": str(file)})
    except SettingsError as error:
        return {fault.name: fault.key for fault in error.faults}
    return {}


def test_a_mark_before_the_first_letter_is_passed_over(tmp_path: Path) -> None:
    assert _loads(tmp_path, SOLVIK.encode("utf-8-sig")) == {}
    assert _loads(tmp_path, SOLVIK.replace("\n", "\r\n").encode()) == {}


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "cp865"])
def test_another_encoding_is_told_as_what_it_is(tmp_path: Path, encoding: str) -> None:
    named = changed("Solvik kommune", "Sørvik kommune").replace("–", "-").replace("…", "").encode(encoding, "ignore")

    assert _loads(tmp_path, named) in ({"municipality.toml": "not_utf8"}, {"municipality.toml": "not_toml"})
    assert "not_utf8" in _loads(tmp_path, "æ".encode("latin-1") + named).values()


def test_the_line_with_the_first_foreign_letter_is_told(tmp_path: Path) -> None:
    (tmp_path / "municipality.toml").write_bytes(b'[municipality]\nname = "S\xf8rvik"\n')

    with pytest.raises(SettingsError, match=r"Linje 2: .*UTF-8"):
        load(None, {**ENVIRON, "MUNICIPALITY_FILE": str(tmp_path / "municipality.toml")})


def test_the_same_table_twice_is_told_with_its_line(tmp_path: Path) -> None:
    assert _loads(tmp_path, (SOLVIK + "\n[front_desk]\npeople = []\n").encode()) == {"municipality.toml": "twice"}


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_settings_in_another_encoding_are_told_and_not_thrown(tmp_path: Path, encoding: str) -> None:
    assert _loads(tmp_path, SOLVIK.encode(), env="HOST=blåbær\n".encode(encoding)) == {".env": "not_utf8"}


def test_settings_with_a_mark_before_the_first_letter_are_read(tmp_path: Path) -> None:
    assert _loads(tmp_path, SOLVIK.encode(), env="CHAT=slck\n".encode("utf-8-sig")) == {"CHAT": "not_one_of"}


def test_a_phone_has_digits(tmp_path: Path) -> None:
    assert faults(tmp_path, toml=changed(DUTY, 'duty_phone = "kommer"')) == {"municipality.duty_phone": "wrong_form"}


def test_two_pages_of_one_name_are_told(tmp_path: Path) -> None:
    found = faults(tmp_path, toml=changed('name = "Solvik kino"', 'name = "Solvik bibliotek"'))

    assert set(found.values()) == {"page_twice"}


def test_a_season_in_which_the_house_never_opens_is_told(tmp_path: Path) -> None:
    winter = 'to = "05-14"\nweek = { monday-friday = ["08:00-15:30"] }'

    found = faults(tmp_path, toml=changed(winter, 'to = "05-14"\nweek = {}'))

    assert found == {"hours.seasons.vinter": "season_closed"}
