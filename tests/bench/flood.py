"""Ten thousand comments under one post, and a backlog of cards: what the intake takes in, and how fast the channel fills."""

import asyncio
import sqlite3
import statistics
import time
from pathlib import Path

from sandbox.people import CHANNELS
from sandbox.server import Sandbox
from tests.bench.facebook import new_comments, send_all
from tests.bench.figure import Figure
from tests.bench.processes import Program

COMMENTS = 10_000
ROUNDS = 10
PATIENCE_SECONDS = 400.0
BACKLOG = 120
RATE = 3.0  # sandbox seconds a second while the backlog is drained
SLACKS_PACE = 1.0  # messages a second in one channel


async def flood_intake(sandbox: Sandbox, bot: Program, bare: Program, folder: Path) -> Figure:
    """The median ratio of the rounds, in each a tenth of the flood goes to the bare route and to the bot.

    Raises RuntimeError when a comment became no question, when Slack had to say 429, or when the channel drowned.
    """
    posts, size = new_comments(sandbox, COMMENTS), COMMENTS // ROUNDS
    rounds = []
    for start in range(0, COMMENTS, size):
        some = posts[start : start + size]
        rounds.append((await send_all(bare.url, some), await send_all(bot.url, some)))
    ratio = statistics.median(bare_seconds / bot_seconds for bare_seconds, bot_seconds in rounds)
    taken = sum(bot_seconds for _, bot_seconds in rounds)
    worked = taken + await _worked_off(folder / "svarvakt.db")
    shown = len([m for m in sandbox.slack.messages(CHANNELS[0].id) if not m.thread_ts])
    if sandbox.slack.rate_limited or shown > COMMENTS / 100:
        raise RuntimeError(f"{sandbox.slack.rate_limited} times 429, {shown} messages in the channel")
    detail = (
        f"{COMMENTS} comments under one post taken in within {taken:.0f} s, each durable before its answer, all of them questions "
        f"after {worked:.0f} s, shown as {shown} messages, no 429; against the bare route (SQLite, synchronous=FULL in both)"
    )
    return Figure("flood intake", ratio, 0.7, detail, more_is_better=True)


async def card_backlog(sandbox: Sandbox, bot: Program) -> Figure:
    """How fast many cards come into one channel, against the one message a second that Slack publishes. Raises RuntimeError at a 429."""
    there = len(sandbox.slack.messages(CHANNELS[0].id))
    sandbox.clock.set_rate(RATE)
    await send_all(bot.url, new_comments(sandbox, BACKLOG))
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(cards := sandbox.slack.messages(CHANNELS[0].id)[there:]) < BACKLOG:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{len(cards)} cards")
        await asyncio.sleep(0.1)
    if sandbox.slack.rate_limited:
        raise RuntimeError(f"{sandbox.slack.rate_limited} times 429")
    seconds = float(cards[-1].ts) - float(cards[0].ts)
    share = (len(cards) - 1) / seconds / SLACKS_PACE
    detail = f"{len(cards)} cards in {seconds:.0f} s of Slack's time, no 429, against one message a second"
    return Figure("card backlog", share, 0.95, detail, more_is_better=True)


async def _worked_off(file: Path) -> float:
    """Seconds until every comment is a question. Raises RuntimeError when some are not in time."""
    began = time.monotonic()
    while (known := await asyncio.to_thread(_count, file)) < COMMENTS:
        if time.monotonic() - began > PATIENCE_SECONDS:
            raise RuntimeError(f"{known} of {COMMENTS} comments are questions")
        await asyncio.sleep(0.5)
    return time.monotonic() - began


def _count(file: Path) -> int:
    store = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return int(store.execute("SELECT count(*) FROM question").fetchone()[0])
    finally:
        store.close()
