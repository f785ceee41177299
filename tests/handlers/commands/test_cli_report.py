"""`svarvakt report`: how it went lately, for people and for scripts."""

import csv
import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from storage.tables import History
from tests.bot.houses import OSLO, oslo
from tests.handlers.commands.command_line import NOW, database, in_solvik, question, stored, svarvakt

ASKED = NOW - timedelta(days=1, hours=2)


@pytest.fixture(autouse=True)
def _solvik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_solvik(tmp_path, monkeypatch)


def answered(address: str) -> None:
    """One question of yesterday's, redirected an hour later, and one of last month's that is still open."""
    redirected = question(1, state="redirected", asked_at=ASKED, due_at=NOW + timedelta(days=1))
    long_ago = NOW - timedelta(days=30)
    line = History(
        question_id=1, at=ASKED + timedelta(hours=1), what="publish", from_state="new", to_state="redirected"
    )
    stored(address, redirected, line, question(2, asked_at=long_ago, due_at=long_ago, page="kino"))


def test_report_counts_the_last_seven_days_for_scripts(tmp_path: Path) -> None:
    answered(database(tmp_path))

    told = json.loads(svarvakt("report", "--json").stdout)

    counted = {name: told[name] for name in ("came", "answered", "redirected", "open", "overdue", "never_answered")}
    assert counted == {"came": 1, "answered": 1, "redirected": 1, "open": 1, "overdue": 1, "never_answered": 1}
    assert told["longest_wait_seconds"] == 3600
    assert (told["pages"]["main"]["answered"], told["pages"]["kino"]["overdue"]) == (1, 1)


def test_report_looks_back_as_many_days_as_asked(tmp_path: Path) -> None:
    answered(database(tmp_path))

    assert json.loads(svarvakt("report", "--days", "40", "--json").stdout)["came"] == 2


def test_report_is_told_to_people_in_words(tmp_path: Path) -> None:
    answered(database(tmp_path))

    shown = svarvakt("report").stdout

    assert "Lengste ventetid på svar" in shown
    assert "1 time" in shown


@pytest.mark.parametrize("days", ["0", "-1", "uke"])
def test_a_number_of_days_that_is_none_is_wrong_usage(days: str) -> None:
    assert svarvakt("report", "--days", days).exit_code == 2


def told_of(*words: str) -> dict[str, Any]:
    """The report with these options, for scripts."""
    ended = svarvakt("report", "--json", *words)
    assert ended.exit_code == 0, ended.output
    told: dict[str, Any] = json.loads(ended.stdout)
    return told


def test_a_report_from_one_day_to_another_holds_both_and_nothing_else(tmp_path: Path) -> None:
    answered(database(tmp_path))
    long_ago = f"{(NOW - timedelta(days=30)).astimezone(OSLO):%Y-%m-%d}"

    told = told_of("--from", long_ago, "--to", long_ago)

    assert (told["came"], told["answered"]) == (1, 0)
    assert datetime.fromisoformat(told["since"]).astimezone(OSLO).hour == 0


def test_the_time_before_stands_beside_each_figure(tmp_path: Path) -> None:
    answered(database(tmp_path))

    told = told_of("--days", "20")

    assert (told["came"], told["before"]["came"]) == (1, 1)


def test_times_are_measured_in_opening_hours(tmp_path: Path) -> None:
    friday = oslo("2026-02-06 15:00")  # until Monday 08:30 there is one open hour: closed at 15.30, open from 08.00
    monday = oslo("2026-02-09 08:30")
    address = database(tmp_path)
    ended = {"state": "published", "asked_at": friday, "due_at": monday, "reacted_at": monday}
    line = History(question_id=1, at=monday, what="publish", from_state="new", to_state="published")
    stored(address, question(1, **ended), line)

    told = told_of("--from", "2026-02-02", "--to", "2026-02-09")

    assert told["answer_half_seconds"] == told["reaction_half_seconds"] == 3600
    assert told["longest_wait_seconds"] > 2 * 24 * 3600


def test_one_page_or_one_department_is_counted_alone(tmp_path: Path) -> None:
    answered(database(tmp_path))

    assert told_of("--days", "40", "--page", "kino")["came"] == 1
    assert told_of("--days", "40", "--page", "kino")["answered"] == 0
    assert told_of("--days", "40", "--department", "teknisk")["came"] == 2
    assert told_of("--days", "40", "--department", "kultur")["came"] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--page", "kinoen"), "Siden «kinoen» finnes ikke"),
        (("--department", "tekn"), "Avdelingen «tekn» finnes ikke"),
        (("--from", "2026-02-09", "--to", "2026-02-01"), "Fra 2026-02-09 til 2026-02-01 er det ingen tid å telle"),
        (("--from", "2026-02-30"), "«2026-02-30» bak --from er ingen dag i kalenderen"),
        (("--to", "i går"), "«i går» bak --to er ingen dag i kalenderen"),
    ],
)
def test_what_cannot_be_counted_is_named_with_what_to_choose(tmp_path: Path, words: Sequence[str], said: str) -> None:
    answered(database(tmp_path))

    ended = svarvakt("report", *words)

    assert (ended.exit_code, said in ended.output) == (1, True)


def test_a_day_may_be_written_as_in_the_chat(tmp_path: Path) -> None:
    answered(database(tmp_path))
    first, last = NOW - timedelta(days=40), NOW - timedelta(days=20)

    as_in_chat = svarvakt("report", "--from", f"{first:%d.%m.%Y}", "--to", f"{last:%d.%m.%Y}", "--json")
    as_for_scripts = svarvakt("report", "--from", f"{first:%Y-%m-%d}", "--to", f"{last:%Y-%m-%d}", "--json")

    assert json.loads(as_in_chat.stdout) == json.loads(as_for_scripts.stdout)
    assert json.loads(as_in_chat.stdout)["came"] == 1


def test_only_one_form_can_be_asked_for() -> None:
    assert svarvakt("report", "--csv", "--html").exit_code == 2


def test_the_sheet_has_a_line_for_each_page_and_figure(tmp_path: Path) -> None:
    answered(database(tmp_path))

    lines = list(csv.DictReader(svarvakt("report", "--csv").stdout.splitlines(), delimiter=";"))

    found = {(line["page"], line["figure"]): (line["now"], line["before"]) for line in lines}
    assert found["", "came"] == ("1", "0")
    assert found["main", "redirected"] == ("1", "0")
    assert found["kino", "overdue"] == ("1", "1")


def test_the_page_needs_nothing_else_and_names_nobody(tmp_path: Path) -> None:
    answered(database(tmp_path))

    told = svarvakt("report", "--html").stdout

    read = ElementTree.fromstring(f"<all>{told.partition('<body>')[2].partition('</body>')[0]}</all>")  # noqa: S314 - our own
    charts = read.findall(".//svg")
    assert charts
    assert all(chart.get("role") == "img" and "Samme dag: " in chart.get("aria-label", "") for chart in charts)
    assert len(read.findall(".//table")) == len(charts)
    assert not re.search(r"https?:|src=|<script|Kari|Nordmann", told)


def test_a_picture_is_bytes_for_a_file(tmp_path: Path) -> None:
    answered(database(tmp_path))

    result = svarvakt("report", "--png")

    assert (result.exit_code, result.stdout_bytes[:8]) == (0, b"\x89PNG\r\n\x1a\n")
    assert svarvakt("report", "--png", "--html").exit_code == 2
