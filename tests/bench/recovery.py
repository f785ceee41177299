"""After `kill -9` in the middle of an effect: how long from the next start until the first effect is made."""

import asyncio
import os
import signal
import statistics
import tempfile
import time
from pathlib import Path

from sandbox.people import CITIZENS
from sandbox.server import Sandbox
from sandbox.slack.sim import SlackSim
from tests.bench.figure import Figure
from tests.bench.processes import bot
from tests.town import CHANNEL
from tests.waiting import eventually

ROUNDS = 3
QUESTIONS = 6
LOOK_SECONDS = 0.005
PATIENCE_SECONDS = 60


async def kill_to_first_effect() -> Figure:
    """Medians of some rounds, each in a new sandbox: a plain start, a kill, and the start after it."""
    rounds = [await _round() for _ in range(ROUNDS)]
    plain, first, last = (statistics.median(seconds) for seconds in zip(*rounds, strict=True))
    detail = (
        f"{first:.2f} s from the start after kill -9 until the next card stands in the channel, against {plain:.2f} s for a "
        f"plain start until /healthz answers; {last:.1f} s until the card that was cut off has been looked for and all stand"
    )
    return Figure("recovery after a kill", first / plain, 2.0, detail)


async def _round() -> tuple[float, float, float]:
    """Seconds of a plain start, from the start after the kill until one more card stands, and until all stand."""
    sandbox = Sandbox()
    await sandbox.start()
    try:
        with tempfile.TemporaryDirectory() as name:
            plain = await _killed(sandbox, Path(name))
            began = time.perf_counter()
            first = asyncio.create_task(_until_cards(sandbox.slack, _cards(sandbox.slack) + 1, began))
            last = asyncio.create_task(_until_cards(sandbox.slack, QUESTIONS, began))
            async with bot(sandbox, Path(name)):
                return plain, await first, await last
    finally:
        await sandbox.stop()


async def _killed(sandbox: Sandbox, folder: Path) -> float:
    """Start the bot, ask, and kill it while Slack takes in the first card; returns the seconds the start took."""
    killed = asyncio.Event()
    async with bot(sandbox, folder) as program:

        def kill(step: str) -> None:
            if step == "slack.chat.postMessage.received" and not killed.is_set():
                os.kill(program.pid, signal.SIGKILL)
                killed.set()

        sandbox.on_step(kill)
        for number in range(QUESTIONS):
            sandbox.facebook.comment("main", CITIZENS[0].id, f"Når brøyter dere veg {number}?")
        await killed.wait()
        await _until_cards(sandbox.slack, 1, 0)  # Slack has it all the same
        return program.alive_seconds


async def _until_cards(slack: SlackSim, count: int, began: float) -> float:
    """Seconds until so many cards stand in the channel."""
    await eventually(lambda: _cards(slack) >= count, within=PATIENCE_SECONDS, every=LOOK_SECONDS)
    return time.perf_counter() - began


def _cards(slack: SlackSim) -> int:
    return sum(not message.thread_ts for message in slack.messages(CHANNEL))
