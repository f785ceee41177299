"""What an operator can mend is told with the remedy: a package that is missing, a database or a file that cannot be used."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from bot.texts.wording import LANGUAGES
from handlers.commands.common import Words
from handlers.usage.explaining import explained, to_install
from tests.handlers.commands.command_line import ROOT

PYTHON = "/opt/svarvakt/.venv/bin/python"


def test_where_pipx_made_the_environment_pipx_puts_the_package_into_it(tmp_path: Path) -> None:
    home = tmp_path / "svarvakt"
    home.mkdir()
    (home / "pipx_metadata.json").write_text("{}", encoding="utf-8")

    assert to_install("psycopg[binary]", str(home), PYTHON) == "pipx inject svarvakt 'psycopg[binary]'"


def test_elsewhere_the_python_that_runs_the_program_installs_it(tmp_path: Path) -> None:
    assert to_install("matplotlib", str(tmp_path), PYTHON) == f"{PYTHON} -m pip install matplotlib"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("module", "package"),
    [("psycopg", "psycopg[binary]"), ("jwt", "PyJWT[crypto]"), ("cryptography", "PyJWT[crypto]")],
)
def test_what_is_missing_is_said_with_the_command_that_brings_it(module: str, package: str, language: str) -> None:
    said = explained(ModuleNotFoundError(name=module), Words(language))

    assert said.endswith(to_install(package))


def of_sqlite(place: Path, *, rights: int = 0o600) -> sqlite3.Error:
    """What SQLite says of a file when somebody wants to write into it."""
    place.chmod(rights)
    try:
        with sqlite3.connect(f"file:{place}?mode={'ro' if rights == 0o400 else 'rw'}", uri=True) as connection:
            connection.execute("CREATE TABLE one (id)")
    except sqlite3.Error as error:
        return error
    raise AssertionError("SQLite found nothing wrong")


def test_a_file_that_is_no_database_is_not_called_a_database_that_does_not_answer(tmp_path: Path) -> None:
    file = tmp_path / "svarvakt.db"
    file.write_text("dette er et brev og ingen database " * 100, encoding="utf-8")

    said = explained(OperationalError("", {}, of_sqlite(file)), Words("nb"))

    assert "ikke en hel database" in said
    assert "sikkerhetskopi" in said


def test_a_database_that_may_not_be_written_leads_to_the_rights_of_file_and_folder(tmp_path: Path) -> None:
    file = tmp_path / "svarvakt.db"
    sqlite3.connect(file).close()

    said = explained(OperationalError("", {}, of_sqlite(file, rights=0o400)), Words("nb"))

    assert "lese og skrive både filen i DATABASE_URL og mappen" in said


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.EACCES, "må få lese og skrive"),
        (errno.EROFS, "må få lese og skrive"),
        (errno.ENOSPC, "Rydd på disken"),
        (errno.ENOENT, "Sjekk at stien er riktig"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_what_to_do(number: int, remedy: str) -> None:
    said = explained(OSError(number, "…", "/srv/svarvakt/svarvakt.db.lock"), Words("nb"))

    assert "/srv/svarvakt/svarvakt.db.lock" in said
    assert remedy in said


def test_an_error_of_the_network_is_no_error_of_a_file() -> None:
    assert explained(ConnectionResetError(errno.ECONNRESET, "…"), Words("nb")) == ""


LIKE_ANYBODY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


@pytest.mark.skipif(
    bool(LIKE_ANYBODY) and shutil.which("setpriv") is None, reason="root reads everything, and setpriv is missing"
)
@pytest.mark.parametrize("words", [("list",), ("db", "status"), ("check",)])
def test_secrets_that_belong_to_another_user_are_told_so_and_never_passed_over(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=sqlite:///annet.db\n", encoding="utf-8")
    (tmp_path / ".env").chmod(0)

    ended = subprocess.run(  # noqa: S603 - our own command
        [*LIKE_ANYBODY, sys.executable, "-m", "bot", *words],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ended.returncode == 1
    assert "sudo chown" in ended.stdout + ended.stderr
    assert "Det er ingen database" not in ended.stderr
