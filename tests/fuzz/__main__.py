"""`make fuzz`: at least a hundred thousand inputs, the same for the same seed. Ends with 1 at the first thing that does not hold."""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.fuzz.attack import Tally, fuzz
from tests.fuzz.house import FuzzedHouse

ROUND = 500  # bodies in one house; then a new seed and an empty store


def main() -> int:
    """Attack house after house until there were enough inputs or the time is up."""
    arguments = _arguments()
    logging.disable(logging.ERROR)
    tally, ends, start = Tally(), time.monotonic() + arguments.minutes * 60, arguments.seed
    states: Counter[str] = Counter()
    console = Console()
    with asyncio.Runner() as runner, console.status("attacking"):
        while tally.inputs < arguments.inputs and time.monotonic() < ends:
            with tempfile.TemporaryDirectory() as folder:
                house = FuzzedHouse(Path(folder))
                fuzz(house, runner.run, examples=ROUND, start=start, tally=tally)
                states.update(house.by_state())
                runner.run(house.close())
            start += 1
    console.print(_shown(tally, states))
    console.print(f"{tally.inputs} inputs, seeds {arguments.seed}–{start - 1}: no failure")
    return 0 if tally.inputs >= arguments.inputs else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60.0)
    return parser.parse_args()


def _shown(tally: Tally, states: Counter[str]) -> Table:
    table = Table("input", "answered", "times")
    for (name, status), count in sorted(tally.answers.items()):
        table.add_row(name, str(status), str(count))
    for state, count in sorted(states.items()):
        table.add_row("in the inbox", state, str(count))
    return table


if __name__ == "__main__":
    sys.exit(main())
