"""The tour in the terminal: green with a bot, plainly red without one."""

import io
import re
from datetime import UTC, datetime

import pytest
from rich.console import Console

from sandbox.clock import SandboxClock
from sandbox.server import Sandbox
from sandbox.tour import ordinary_monday, play
from tests.town import town

COSTS = re.compile(
    r"│ \d+\. [^│]+│ +(\d+) +│ (?:[^│:]+: (\d+)|ingen) *│"
)  # of each question: messages, most calls of one person


async def test_the_whole_story_is_seen_when_a_bot_is_at_work() -> None:
    console = Console(file=io.StringIO(), width=200, record=True)

    async with town(rate=1.0) as solvik:
        happened = await play(solvik.sandbox, console.print)

    assert happened, console.export_text()


async def test_the_story_costs_few_messages_calls_and_clicks() -> None:
    console = Console(file=io.StringIO(), width=200, record=True)

    async with town(rate=1.0) as solvik:
        await play(solvik.sandbox, console.print, figures=True)

    told = console.export_text()
    costs = [(int(messages), int(calls or 0)) for messages, calls in COSTS.findall(told)]
    clicks = [int(count) for count in told.rpartition("svaret sto på Facebook: ")[2].splitlines()[0].split(", ")]
    assert len(costs) == 4
    assert 1 < max(messages for messages, _ in costs) <= 5
    assert [calls for _, calls in costs if calls > 2] == [
        3
    ]  # Kari asks twice: two answers that are ready, and her words between
    assert len(clicks) == 2
    assert 1 <= max(clicks) <= 2


async def test_without_a_bot_the_first_step_is_told_as_not_seen() -> None:
    console = Console(file=io.StringIO(), width=200, record=True)
    sandbox = Sandbox()
    await sandbox.start()

    happened = await play(sandbox, console.print, patience_seconds=0.1)

    await sandbox.stop()
    assert not happened
    assert "Dette skjedde ikke innen 0.1 sekunder: Et kort står i kanalen" in console.export_text()


async def test_the_clock_runs_as_before_when_the_tour_is_over() -> None:
    sandbox = Sandbox(clock=SandboxClock(rate=2.0))
    await sandbox.start()

    await play(sandbox, Console(quiet=True).print, patience_seconds=0.0)

    await sandbox.stop()
    assert sandbox.clock.rate == 2.0


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (datetime(2026, 2, 11, 12, tzinfo=UTC), datetime(2026, 2, 16, 8, tzinfo=UTC)),  # a week like others
        (
            datetime(2026, 2, 16, 7, tzinfo=UTC),
            datetime(2026, 2, 23, 8, tzinfo=UTC),
        ),  # never today: the clock may be past nine
        (
            datetime(2026, 3, 27, 12, tzinfo=UTC),
            datetime(2026, 4, 13, 7, tzinfo=UTC),
        ),  # the weeks before and after Easter have holidays
        (datetime(2026, 12, 19, 12, tzinfo=UTC), datetime(2027, 1, 4, 8, tzinfo=UTC)),  # Christmas and New Year
    ],
)
def test_the_story_begins_in_a_week_without_holidays(now: datetime, monday: datetime) -> None:
    assert ordinary_monday(now) == monday
