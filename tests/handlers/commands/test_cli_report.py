"""`svarvakt report`: how it went lately, for people and for scripts."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from storage.tables import History
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
