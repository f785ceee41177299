"""How many webhooks a second the bot takes in, each durable before its answer, beside a bare route that stores one row."""

import asyncio
import statistics

from sandbox.server import Sandbox
from tests.bench.facebook import new_comments, send_all
from tests.bench.figure import Figure
from tests.bench.processes import Program

ROUNDS = 6
POSTS = 160
BREATH_SECONDS = 0.5


async def webhook_intake(sandbox: Sandbox, bot: Program, bare: Program) -> Figure:
    """The median ratio of the rounds; in each the same POSTs go to the bare route and to the bot, over as many connections."""
    rounds = [await _round(sandbox, bot, bare) for _ in range(ROUNDS)]
    ratio = statistics.median(bare_seconds / bot_seconds for bot_seconds, bare_seconds in rounds)
    per_second = [POSTS / statistics.median(seconds) for seconds in zip(*rounds, strict=True)]
    detail = (
        f"{per_second[0]:.0f} POSTs a second, with the questions being worked on meanwhile, against {per_second[1]:.0f} of a "
        f"bare Starlette route that checks the signature and commits one row (SQLite, synchronous=FULL in both; median of {ROUNDS})"
    )
    return Figure("webhook intake", ratio, 0.7, detail, more_is_better=True)


async def _round(sandbox: Sandbox, bot: Program, bare: Program) -> tuple[float, float]:
    """Seconds for the bot and for the bare route."""
    posts = new_comments(sandbox, POSTS)
    bare_seconds = await send_all(bare.url, posts)
    bot_seconds = await send_all(bot.url, posts)
    await asyncio.sleep(BREATH_SECONDS)
    return bot_seconds, bare_seconds
