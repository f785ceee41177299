"""Patience is spent by what does not move, not by a machine that is busy."""

import asyncio
import time

import pytest

from sandbox.server import Sandbox
from tests.waiting import CEILING_SECONDS, Patience, Progress, eventually


def test_what_hangs_fails() -> None:
    patience = Patience(1.0, Progress())

    for _ in range(101):
        patience.turn(lasted=0.0101, asked=0.01)

    assert patience.is_over


def test_a_machine_that_withholds_its_processor_spends_no_patience() -> None:
    patience = Patience(1.0, Progress())

    for _ in range(10):
        patience.turn(lasted=3.0, asked=0.01)

    assert not patience.is_over


def test_a_step_renews_patience() -> None:
    progress = Progress()
    patience = Patience(1.0, progress)

    for _ in range(300):
        progress.steps += 1
        patience.turn(lasted=0.01, asked=0.01)

    assert not patience.is_over


def test_what_moves_for_ever_in_vain_fails_too() -> None:
    progress = Progress()
    patience = Patience(1.0, progress)

    for _ in range(int(CEILING_SECONDS) + 1):
        progress.steps += 1
        patience.turn(lasted=1.0, asked=1.0)

    assert patience.is_over


async def test_what_passes_between_the_bot_and_the_sandbox_is_progress() -> None:
    progress, sandbox = Progress(), Sandbox()
    progress.hear(sandbox)

    sandbox._steps.tell("slack.chat.postMessage", "received")

    assert progress.steps == 1


async def test_a_loop_that_was_blocked_still_sees_what_it_waited_for() -> None:
    async def slow() -> str:
        time.sleep(0.3)  # noqa: ASYNC251 - the loop itself is held up, as on a busy machine
        await asyncio.sleep(0)
        return "there"

    coming = asyncio.create_task(slow())

    assert await eventually(lambda: coming.done() and coming.result(), within=0.1, every=0.001) == "there"


async def test_waiting_tells_what_was_seen_last() -> None:
    with pytest.raises(AssertionError, match="last seen: \\[\\]"):
        await eventually(list, within=0.02, every=0.001)
