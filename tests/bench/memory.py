"""How much memory the bot holds after a thousand questions."""

import asyncio
import time

from sandbox.people import CHANNELS
from sandbox.server import Sandbox
from tests.bench.figure import Figure
from tests.bench.processes import Program

QUESTIONS = 1000
RATE = 30.0  # sandbox seconds a second, so that Slack's pace of one message a second does not make the run long
PATIENCE_SECONDS = 150.0


async def memory_after_questions(sandbox: Sandbox, bot: Program) -> Figure:
    """Resident memory when a thousand questions have their cards. Raises TimeoutError when that takes too long."""
    before = bot.resident_mb()
    sandbox.clock.set_rate(RATE)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (cards := len(sandbox.slack.messages(CHANNELS[0].id))) < QUESTIONS:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{cards} cards")
        await asyncio.sleep(0.1)
    detail = f"{bot.resident_mb():.0f} MB resident with {cards} questions on their cards ({before:.0f} MB before the last rush)"
    return Figure("memory", bot.resident_mb(), 105, detail, unit="MB")
