"""A package that the wheel does not bring is named with the command that brings it, by the way this program was installed."""

from pathlib import Path

import pytest

from bot.texts.wording import LANGUAGES
from handlers.commands.common import Words
from handlers.usage.explaining import explained, to_install

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
