"""What two choices of decision 0010 buy today: our own SQLite driver, and the stand-in for the index of countries."""

import json
import statistics
import subprocess
import sys

from tests.bench.figure import Figure

ROUNDS = 5
_MEASURED = """
import importlib, json, time
from pathlib import Path
import bot.rules.calendar as calendar
def resident(): return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
before, began = resident(), time.perf_counter()
{loaded}
print(json.dumps([resident() - before, (time.perf_counter() - began) * 1000]))
"""
_OURS = "from datetime import date; calendar.OpeningHours({}, None).holiday(date(2026, 5, 17))"
_WHOLE = (
    'import holidays; from datetime import date; holidays.country_holidays("NO", language="no").get(date(2026, 5, 17))'
)


def own_driver(ours: Figure, other: Figure) -> Figure:
    """The way to the card with our driver beside the same with aiosqlite, each held to the least program of its own run."""
    detail = (
        f"{ours.value:.2f} × the least program with our own driver, {other.value:.2f} × with aiosqlite in its place"
    )
    return Figure("our SQLite driver / aiosqlite", ours.value / other.value, None, detail)


def holidays_alone() -> Figure:
    """The memory that Norway's holidays take without the index of all countries, beside the whole package."""
    (our_mb, our_ms), (whole_mb, whole_ms) = _loading(_OURS), _loading(_WHOLE)
    detail = f"{our_mb:.1f} MB and {our_ms:.0f} ms, against {whole_mb:.1f} MB and {whole_ms:.0f} ms (median of {ROUNDS} programs each)"
    return Figure("holidays of Norway alone / whole package", our_mb / whole_mb, None, detail)


def _loading(loaded: str) -> tuple[float, float]:
    """Megabytes and milliseconds that this takes in a fresh program."""
    rounds = [_measured(_MEASURED.format(loaded=loaded)) for _ in range(ROUNDS)]
    return statistics.median(mb for mb, _ in rounds), statistics.median(ms for _, ms in rounds)


def _measured(program: str) -> tuple[float, float]:
    arguments = [sys.executable, "-c", program]
    done = subprocess.run(arguments, capture_output=True, check=True, text=True)  # noqa: S603 - our own words
    megabytes, milliseconds = json.loads(done.stdout)
    return megabytes, milliseconds
