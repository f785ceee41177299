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
from handlers.measured.metrics import ATTEMPTS, Measured, exposition
from storage.figures import Standing
from storage.queues.deliveries import PENDING

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
TRIAL = """
rule_files: [RULES]
evaluation_interval: 1m
tests:
  - interval: 1m
    input_series:
      - {series: 'svarvakt_week_promises{outcome="kept"}', values: '9+0x120'}
      - {series: 'svarvakt_week_promises{outcome="late"}', values: '1+0x10 4+0x110'}
      - {series: 'svarvakt_attempts_total{outcome="done"}', values: '0+10x60 600+0x60'}
      - {series: 'svarvakt_attempts_total{outcome="retry"}', values: '0+1x120'}
      - {series: 'svarvakt_repaired_total{page="main"}', values: '0+0x20 5+0x60 6+1x240'}
      - {series: 'svarvakt_token_left_seconds{page="main"}', values: '2000000-10000x120'}
    alert_rule_test:
      - {eval_time: 10m, alertname: SvarvaktPromisesLate, exp_alerts: []}
      - {eval_time: 80m, alertname: SvarvaktPromisesLate, exp_alerts: [{exp_annotations: {summary: "LATE"}}]}
      - {eval_time: 50m, alertname: SvarvaktRetries, exp_alerts: []}
      - {eval_time: 118m, alertname: SvarvaktRetries, exp_alerts: [{exp_annotations: {summary: "RETRIES"}}]}
      - {eval_time: 70m, alertname: SvarvaktRepairs, exp_alerts: []}  # one catch-up after an outage
      - {eval_time: 240m, alertname: SvarvaktRepairs, exp_alerts: [{exp_labels: {page: main}, exp_annotations: {summary: "REPAIRS"}}]}
      - {eval_time: 10m, alertname: SvarvaktTokenRunsOut, exp_alerts: []}
      - eval_time: 110m
        alertname: SvarvaktTokenRunsOut
        exp_alerts: [{exp_labels: {page: main}, exp_annotations: {summary: "TOKEN"}}]
"""
METRIC = re.compile(r"\bsvarvakt_\w+")
STATES = {"inbox": {"waiting", "parked"}, "delivery": {*PENDING, "parked", "refused"}, "trouble": {"open"}}


PROMTOOL = shutil.which("promtool")
needs_promtool = pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed (apt-get install prometheus)")


def answer() -> str:
    """What `/metrics` answers when something of everything has happened."""
    length = timedelta(minutes=1)
    standing = Standing({("question", "new"): 1, ("inbox", "waiting"): 1}, 1, length, length, length, {"main": 1})
    pages = {"main": 0.5}, {"main": timedelta(days=40)}
    return bytes(exposition(Measured(standing, *pages, {"facebook": 1}, {"done": 1}, 1, 1)).body).decode()


def shown() -> set[str]:
    """The names of the metrics at `/metrics`."""
    return set(re.findall(r"^# TYPE (\w+) (?:gauge|counter)$", answer(), re.MULTILINE))


@pytest.mark.parametrize("file", ["alerts.yaml", "dashboard.json"])
def test_only_metrics_and_states_that_exist_are_asked_for(file: str) -> None:
    text = (DEPLOY / file).read_text(encoding="utf-8").replace('\\"', '"')

    assert set(METRIC.findall(text)) <= shown()
    assert set(re.findall(r'outcome="(\w+)"', text)) <= {*ATTEMPTS, "kept", "late"}
    for tables, state in re.findall(r'table=~?"([\w|]+)",state="(\w+)"', text):
        assert all(state in STATES[table] for table in tables.split("|"))


def test_every_metric_is_on_the_dashboard() -> None:
    board = json.loads((DEPLOY / "dashboard.json").read_text(encoding="utf-8"))

    asked = " ".join(target["expr"] for panel in board["panels"] for target in panel["targets"])
    assert set(METRIC.findall(asked)) == shown()


def test_every_metric_is_explained_to_the_operator() -> None:
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")

    assert shown() <= set(METRIC.findall(text))


def trial_of(rules: Path) -> str:
    """The trial with the place of the rules and their own words in it."""
    words = dict(re.findall(r"- alert: (\w+).*?summary: ([^\n]+)", rules.read_text(encoding="utf-8"), re.DOTALL))
    names = {"RULES": str(rules), "LATE": words["SvarvaktPromisesLate"], "RETRIES": words["SvarvaktRetries"]}
    names |= {"TOKEN": words["SvarvaktTokenRunsOut"], "REPAIRS": words["SvarvaktRepairs"]}
    return re.sub("|".join(names), lambda found: names[found[0]], TRIAL)


def promtool(*words: str, given: str = "") -> tuple[int, str]:
    """What promtool says."""
    told = subprocess.run([str(PROMTOOL), *words], input=given, capture_output=True, text=True, check=False)  # noqa: S603
    return told.returncode, told.stdout + told.stderr


@needs_promtool
def test_promtool_finds_nothing_wrong_with_the_rules() -> None:
    code, told = promtool("check", "rules", str(DEPLOY / "alerts.yaml"))

    assert code == 0, told


@needs_promtool
def test_promtool_finds_nothing_wrong_with_the_metrics() -> None:
    assert promtool("check", "metrics", given=answer()) == (0, "")


@needs_promtool
def test_the_alerts_sound_when_they_should_and_not_before(tmp_path: Path) -> None:
    trial = tmp_path / "trial.yaml"
    trial.write_text(trial_of(DEPLOY / "alerts.yaml"), encoding="utf-8")

    code, told = promtool("test", "rules", str(trial))

    assert code == 0, told


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
