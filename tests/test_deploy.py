"""What stands ready in `deploy/` names what there is: the metrics we show, the settings we read, the folders of the program."""

import configparser
import json
import re
import shutil
import subprocess
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from bot.municipality.settings import Settings
from handlers.metrics import exposition
from storage.figures import Standing
from storage.queues.deliveries import PENDING

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
METRIC = re.compile(r"\bsvarvakt_\w+")
STATES = {"inbox": {"waiting", "parked"}, "delivery": {*PENDING, "parked", "refused"}, "trouble": {"open"}}


def shown() -> set[str]:
    """The names of the metrics at `/metrics`."""
    nothing = timedelta(0)
    text = bytes(exposition(Standing({}, 0, nothing, nothing, nothing), {}, {}).body).decode()
    return set(re.findall(r"^# TYPE (\w+) gauge$", text, re.MULTILINE))


@pytest.mark.parametrize("file", ["alerts.yaml", "dashboard.json"])
def test_only_metrics_and_states_that_exist_are_asked_for(file: str) -> None:
    text = (DEPLOY / file).read_text(encoding="utf-8").replace('\\"', '"')

    assert set(METRIC.findall(text)) <= shown()
    for tables, state in re.findall(r'table=~?"([\w|]+)",state="(\w+)"', text):
        assert all(state in STATES[table] for table in tables.split("|"))


def test_every_metric_is_on_the_dashboard() -> None:
    board = json.loads((DEPLOY / "dashboard.json").read_text(encoding="utf-8"))

    asked = " ".join(target["expr"] for panel in board["panels"] for target in panel["targets"])
    assert set(METRIC.findall(asked)) == shown()


def test_the_unit_starts_the_program_and_may_write_where_it_works() -> None:
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "svarvakt.service", encoding="utf-8")

    service = unit["Service"]
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    program, command = service["ExecStart"].rpartition("/")[2].split()
    assert (program in scripts, command) == (True, "run")
    assert service["ReadWritePaths"] == service["WorkingDirectory"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "svarvakt.service"
    text = (DEPLOY / "svarvakt.service").read_text(encoding="utf-8")
    unit.write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", text), encoding="utf-8")

    told = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)  # noqa: S603, S607

    assert "svarvakt.service" not in told.stderr, told.stderr


def test_the_image_copies_what_is_there_and_the_compose_file_sets_what_is_read() -> None:
    copied = re.findall(r"^COPY (\S+)", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"^      ([A-Z_]+):", (DEPLOY / "compose.yaml").read_text(encoding="utf-8"), re.MULTILINE)

    assert all((ROOT / path).exists() for path in copied)
    ours = {name for name in named if not name.startswith("POSTGRES_")}
    assert ours
    assert {name.lower() for name in ours} <= set(Settings.model_fields)
