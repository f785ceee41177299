"""The count of failed runs is honest: what fails is named, what breaks off counts, and only the same code adds up."""

import json
from pathlib import Path

from tests.running.steady import HOUSE, NOT_A_TEST, SPREAD, failures, kept, told

REPORT = """<testsuites><testsuite>
<testcase classname="tests.test_a" name="test_stands"/>
<testcase classname="tests.test_a" name="test_falls"><failure message="no"/></testcase>
<testcase classname="tests.test_b" name="test_is_not_set_up"><error message="no"/></testcase>
<testcase classname="tests.test_b" name="test_is_not_set_up"><error message="nor torn down"/></testcase>
</testsuite></testsuites>"""


def test_failures_and_errors_are_named_once(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)

    assert failures(report, 1) == ["tests.test_a::test_falls", "tests.test_b::test_is_not_set_up"]


def test_a_run_that_broke_off_before_its_report_has_failed(tmp_path: Path) -> None:
    assert failures(tmp_path / "none.xml", 2) == [NOT_A_TEST]


def test_only_runs_of_the_same_code_are_added_up(tmp_path: Path) -> None:
    results, now = tmp_path / "steady.jsonl", {"code": "b"}
    runs = [{"what": {"code": code}, "seconds": 1, "failed": []} for code in "abb"]
    results.write_text("\n".join(json.dumps(run) for run in runs) + "\n")

    assert len(kept(results, now)) == 2


def test_each_test_is_counted_over_all_runs() -> None:
    runs = [{"failed": ["one"]}, {"failed": []}, {"failed": ["two", "one"]}]

    assert told(runs) == "3 runs, 2 with a failure\n   2 one\n   1 two"


def test_the_runs_are_spread_as_the_build_spreads_them() -> None:
    makefile = (HOUSE / "Makefile").read_text(encoding="utf-8")

    assert f"SPREAD := {' '.join(SPREAD)}\n" in makefile
