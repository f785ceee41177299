"""The two commands of the README: what make hands on, and what a person is told when the port is taken."""

import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]


@pytest.mark.parametrize(("asked", "run"), [([], "svarvakt demo"), (["PORT=9123"], "svarvakt demo --port 9123")])
def test_make_demo_hands_the_port_on(asked: list[str], run: str) -> None:
    make = shutil.which("make")
    assert make

    shown = [make, "--no-print-directory", "-n", "demo", *asked]
    told = subprocess.run(shown, cwd=HOUSE, capture_output=True, text=True, check=True)  # noqa: S603 - only shown

    assert told.stdout.splitlines()[-1].strip().endswith(run)


def test_a_demo_on_a_port_in_use_says_so_and_how_to_choose_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "bot", "demo", "--port", str(port)]

        ended = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)  # noqa: S603 - our own words

    assert ended.returncode == 1
    assert f"127.0.0.1:{port} er i bruk av et annet program." in ended.stderr
    assert f"make demo PORT={port + 1}" in ended.stderr


def test_what_is_installed_has_every_extra_of_the_program() -> None:
    """The Friday picture and the archive's font are no surprise after `make install`."""
    extras = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    pinned = set(
        re.findall(r"^([\w.-]+)==", (HOUSE / "requirements" / "run.txt").read_text(encoding="utf-8"), re.MULTILINE)
    )

    wanted = {re.split(r"[\[>=]", each)[0].lower() for name, needs in extras.items() if name != "dev" for each in needs}
    assert wanted <= {name.lower() for name in pinned}
