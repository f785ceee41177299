"""A short attack on every address: nothing fails, nothing leaks, nothing unsigned is believed, and the intake lives on."""

import asyncio
from pathlib import Path

from tests.fuzz.attack import Tally, fuzz
from tests.fuzz.house import FuzzedHouse

BODIES = 80


def test_whatever_is_thrown_at_the_addresses_is_answered_kept_or_refused_and_worked_off(tmp_path: Path) -> None:
    tally = Tally()
    with asyncio.Runner() as runner:
        house = FuzzedHouse(tmp_path)
        fuzz(house, runner.run, examples=BODIES, start=1, tally=tally)  # type: ignore[arg-type]
        states = house.by_state()
        runner.run(house.close())

    assert tally.inputs >= BODIES * 12
    assert tally.answers["facebook signed", 200] > 0
    assert tally.stored > 0
    assert set(states) <= {"done", "parked"}
