"""What a municipality installs: the wheel has all that the program reads, and works where no checkout is."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "storage", "sandbox")
LEFT_OUT = {"sandbox/README.md", "sandbox/slack/README.md"}  # are for those who change it


def ran(*words: str | Path, folder: Path, environment: Mapping[str, str] | None = None) -> tuple[int, str]:
    """How a command ended, and what it said."""
    told = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    return told.returncode, told.stdout + told.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built of a copy of what is in the checkout, so that nothing is left behind in it."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    for name in ROOMS:
        shutil.copytree(HOUSE / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(HOUSE / name, source / name)
    code, told = ran(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", built, source, folder=source)
    assert code == 0, told
    return next(built.glob("svarvakt-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it. What it depends on is lent by ours: nothing is fetched."""
    place = tmp_path_factory.mktemp("installed")
    venv.create(place, with_pip=False)
    command = (sys.executable, "-m", "pip", "--python", place / "bin/python", "install", "--quiet", "--no-deps")
    code, told = ran(*command, "--no-index", "--disable-pip-version-check", wheel, folder=place)
    assert code == 0, told
    (lent,) = (place / "lib").glob("python*/site-packages")
    (lent / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return place / "bin/svarvakt"


def test_the_wheel_has_all_that_the_program_reads(wheel: Path) -> None:
    files = {str(path.relative_to(HOUSE)) for name in ROOMS for path in (HOUSE / name).rglob("*") if path.is_file()}
    wanted = {name for name in files if "__pycache__" not in name} - LEFT_OUT

    assert wanted - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_it_tells_its_version_and_what_is_not_set_up_yet(installed: Path, tmp_path: Path) -> None:
    version = ran(installed, "--version", folder=tmp_path)
    code, told = ran(installed, "check", folder=tmp_path)

    assert version == (0, "0.1.0\n")
    assert (code, "svarvakt setup" in told, "Traceback" in told) == (1, True, False)


def test_it_makes_its_database(installed: Path, tmp_path: Path) -> None:
    address = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'svarvakt.db'}"}

    code, told = ran(installed, "db", "upgrade", folder=tmp_path, environment=address)

    assert code == 0, told
    assert (tmp_path / "svarvakt.db").exists()


def test_it_plays_the_whole_story(installed: Path, tmp_path: Path) -> None:
    code, told = ran(installed, "demo", "--tour", folder=tmp_path)

    assert code == 0, told
    assert "Hele historien er spilt" in told
