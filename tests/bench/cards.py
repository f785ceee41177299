"""From a citizen's question to its card: how long it takes beside the bare calls and commits that it cannot do without."""

import asyncio
import sqlite3
import statistics
import time
from collections.abc import Awaitable
from datetime import timedelta
from pathlib import Path

import aiohttp

from sandbox.people import APP, CHANNELS
from sandbox.server import Sandbox
from tests.bench.facebook import PATH, Post, new_comments
from tests.bench.figure import Figure
from tests.bench.processes import Program

QUESTIONS = 40
SPACED = timedelta(seconds=5)  # on the sandbox clock, for Slack's pace of one message a second
SETTLED_SECONDS = 0.15  # real, after each jump of the clock
PATIENCE_SECONDS = 10.0


async def question_to_card(sandbox: Sandbox, bot: Program, bare: Program, folder: Path) -> list[Figure]:
    """The median over the questions, against the least program, and against the two bare calls and two commits."""
    taken, least, calls, messages, commits = [], [], [], [], []
    store = _store(folder / "commits.db")
    async with aiohttp.ClientSession(raise_for_status=True) as client:
        for _ in range(QUESTIONS):
            sandbox.clock.move(SPACED)
            await asyncio.sleep(SETTLED_SECONDS)
            (post,) = new_comments(sandbox, 1)
            taken.append(await _until_card(sandbox, client, bot.url + PATH, post))
            await _taught(client, bare.url, sandbox, post)
            sandbox.clock.move(SPACED)
            await asyncio.sleep(SETTLED_SECONDS)
            (other,) = new_comments(sandbox, 1)
            least.append(await _until_card(sandbox, client, bare.url + "/least", other))
            calls.append(await _seconds(_posted(client, bare.url + "/bare", post)))
            messages.append(await _seconds(_said(client, sandbox, post.words)))
            commits.append(_commit(store, post.body) + _commit(store, post.body))
    store.close()
    parts = [statistics.median(part) for part in (calls, messages, commits)]
    whole, bare_seconds = statistics.median(taken), sum(parts)
    detail = (
        f"median {whole * 1000:.1f} ms over {QUESTIONS} questions, against {bare_seconds * 1000:.1f} ms for a bare webhook POST "
        f"({parts[0] * 1000:.1f}), a bare chat.postMessage ({parts[1] * 1000:.1f}) and two commits ({parts[2] * 1000:.1f})"
    )
    least_seconds = statistics.median(least)
    beside = (
        f"median {whole * 1000:.1f} ms, against {least_seconds * 1000:.1f} ms of the least program: signature, one durable row, "
        "the same card posted by slack_sdk, outcome recorded (SQLite in both, WAL and synchronous=FULL, each commit on the disk "
        "before the next step; the bot asks it with its own driver, the least program with aiosqlite)"
    )
    return [
        Figure("question to card / least program", whole / least_seconds, 3.0, beside),
        Figure("question to card / bare sum", whole / bare_seconds, 9.0, detail),
    ]


async def _taught(client: aiohttp.ClientSession, url: str, sandbox: Sandbox, post: Post) -> None:
    """Show the least program the card that the bot has just posted."""
    (card,) = sandbox.slack.messages(CHANNELS[0].id)[-1:]
    async with client.post(f"{url}/card", json={"blocks": list(card.blocks), "words": post.words}) as answer:
        await answer.read()


async def _until_card(sandbox: Sandbox, client: aiohttp.ClientSession, url: str, post: Post) -> float:
    """Seconds from the webhook being sent until its card stands in the channel."""
    there = asyncio.Event()

    def look() -> None:
        if not there.is_set() and any(
            post.words in str(message.blocks) for message in sandbox.slack.messages(CHANNELS[0].id)[-1:]
        ):
            there.set()

    sandbox.slack.on_change(look)
    began = time.perf_counter()
    sending = asyncio.create_task(_posted(client, url, post))
    await asyncio.wait_for(there.wait(), PATIENCE_SECONDS)
    seconds = time.perf_counter() - began
    await sending
    return seconds


async def _posted(client: aiohttp.ClientSession, address: str, post: Post) -> None:
    async with client.post(address, data=post.body, headers=post.headers) as answer:
        await answer.read()


async def _said(client: aiohttp.ClientSession, sandbox: Sandbox, words: str) -> None:
    said = {"channel": CHANNELS[1].id, "text": words}
    token = {"Authorization": f"Bearer {APP.slack_bot_token}"}
    async with client.post(f"{sandbox.slack_api_url}chat.postMessage", json=said, headers=token) as answer:
        await answer.read()


async def _seconds(call: Awaitable[None]) -> float:
    began = time.perf_counter()
    await call
    return time.perf_counter() - began


def _store(file: Path) -> sqlite3.Connection:
    store = sqlite3.connect(file)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=FULL")
    store.execute("CREATE TABLE heard (id INTEGER PRIMARY KEY, body BLOB)")
    return store


def _commit(store: sqlite3.Connection, body: bytes) -> float:
    began = time.perf_counter()
    store.execute("INSERT INTO heard (body) VALUES (?)", (body,))
    store.commit()
    return time.perf_counter() - began
