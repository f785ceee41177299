"""Is the suite steady? `python -m tests.running.steady --runs 20 [--results FILE] [-- PYTEST ARGUMENTS]`, or `make steady`.

Runs what `make test` runs of pytest, again and again, with two busy loops beside it, and counts which tests failed how
often. Each run is a line in the results file as soon as it has ended; started again, it goes on to the number asked for.
Runs of other code or of other tests do not count. Ends with 1 if a test failed in any of them.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

HOUSE = Path(__file__).parent.parent.parent
RESULTS = HOUSE / "build" / "steady.jsonl"
SPREAD = ("-n", "4", "--dist", "loadgroup", "--no-loadscope-reorder")
BUSY_LOOPS = 2
NOT_A_TEST = "the run itself"


def failures(report: Path, code: int) -> list[str]:
    """Names of the tests that failed, from a JUnit file; a run that ended badly without naming one counts by itself."""
    cases = ElementTree.parse(report).iter("testcase") if report.exists() else ()  # noqa: S314 - pytest wrote it just now
    failed = [
        f"{case.get('classname')}::{case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    ]
    return sorted(set(failed)) or ([NOT_A_TEST] if code else [])


def kept(results: Path, what: dict[str, Any]) -> list[dict[str, Any]]:
    """The runs of the same thing that the file holds already."""
    lines = results.read_text(encoding="utf-8").splitlines() if results.exists() else []
    runs: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return [run for run in runs if run["what"] == what]


def told(runs: Sequence[dict[str, Any]]) -> str:
    """All the runs in words: how many, how many of them failed, and each test that failed with its count."""
    bad = Counter(name for run in runs for name in run["failed"])
    count = sum(1 for run in runs if run["failed"])
    return "\n".join([f"{len(runs)} runs, {count} with a failure", *(f"{n:4} {name}" for name, n in bad.most_common())])


@contextmanager
def busy(loops: int) -> Iterator[None]:
    """So many programs that want a processor all the time."""
    hot = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(loops)]
    try:
        yield
    finally:
        for one in hot:
            one.kill()
            one.wait()


def run(tests: Sequence[str], loops: int) -> dict[str, Any]:
    """One run: how long it took in seconds, and what failed."""
    with tempfile.TemporaryDirectory() as folder, busy(loops):
        report, began = Path(folder) / "report.xml", time.monotonic()
        command = [sys.executable, "-m", "pytest", *SPREAD, f"--junitxml={report}", *tests]
        code = subprocess.run(command, cwd=HOUSE, stdout=subprocess.DEVNULL, check=False).returncode  # noqa: S603 - our own
        return {"seconds": round(time.monotonic() - began), "failed": failures(report, code)}


def main() -> int:
    """Run until there are as many results as asked for, and say what came of it."""
    asked = _asked()
    what = {"code": _code(), "tests": asked.tests, "busy": asked.busy}
    asked.results.parent.mkdir(parents=True, exist_ok=True)
    while len(runs := kept(asked.results, what)) < asked.runs:
        line = {"what": what, **run(asked.tests, asked.busy)}
        with asked.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        print(f"run {len(runs) + 1}: {line['seconds']} s, failed: {line['failed'] or 'none'}", flush=True)  # noqa: T201
    print(told(runs))  # noqa: T201
    return int(any(run["failed"] for run in runs))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.running.steady", description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--busy", type=int, default=BUSY_LOOPS)
    parser.add_argument("tests", nargs="*", help="what to give to pytest; everything by default")
    return parser.parse_args()


def _code() -> str:
    """Which code is tried: the commit, and whether something was changed since."""
    return subprocess.check_output(["git", "describe", "--always", "--dirty"], cwd=HOUSE, text=True).strip()  # noqa: S607


if __name__ == "__main__":
    sys.exit(main())
