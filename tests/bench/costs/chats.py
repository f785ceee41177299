"""Teams beside Slack in the same run: from a question to its card, and from a click to its answer.

Both times end with what a person sees: the card in the channel, the chat's answer to the click. A click on [Ta den] is
measured, which acts at once, and one on [Svar], which opens a form. The two chats take turns, question by question, so
that whatever else the machine does falls on both.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from sandbox.clock import SandboxClock
from sandbox.people import CHANNELS
from sandbox.server import Sandbox
from tests.bench.cards import PATIENCE_SECONDS, SETTLED_SECONDS, SPACED
from tests.bench.facebook import PATH, Post, new_comments
from tests.bench.figure import Figure
from tests.bench.processes import Program, bot
from tests.chats import SLACK, TEAMS
from tests.town import ANNE, MONDAY_MORNING, shown, staff_chat

QUESTIONS = 40
AIM = 1.5
AT_ONCE, WITH_A_FORM = "take", "answer"
CHANNEL = CHANNELS[0].id


@dataclass(frozen=True)
class _Town:
    """A sandbox with one chat, its bot, and the seconds that each thing took."""

    sandbox: Sandbox
    program: Program
    cards: list[float] = field(default_factory=list)
    clicks: dict[str, list[float]] = field(default_factory=lambda: {AT_ONCE: [], WITH_A_FORM: []})


async def teams_beside_slack() -> list[Figure]:
    """The medians of both chats over as many questions, Teams' divided by Slack's."""
    async with AsyncExitStack() as stack:
        slack, teams = [await stack.enter_async_context(_town(chat)) for chat in (SLACK, TEAMS)]
        client = await stack.enter_async_context(aiohttp.ClientSession(raise_for_status=True))
        for _ in range(QUESTIONS):
            for town in (slack, teams):
                await _one(town, client)
    return [
        _figure("question to card in Teams / in Slack", slack.cards, teams.cards),
        *(
            _figure(f"click to {what} in Teams / in Slack", slack.clicks[click], teams.clicks[click])
            for click, what in ((AT_ONCE, "answer"), (WITH_A_FORM, "form"))
        ),
    ]


@asynccontextmanager
async def _town(chat: str) -> AsyncIterator[_Town]:
    sandbox = Sandbox(clock=SandboxClock(MONDAY_MORNING), chat=chat)
    await sandbox.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            async with bot(sandbox, Path(folder)) as program:
                yield _Town(sandbox, program)
    finally:
        await sandbox.stop()


async def _one(town: _Town, client: aiohttp.ClientSession) -> None:
    """One question is asked, and its card is clicked; before each, the waits of both chats have passed."""
    await _settle(town.sandbox)
    (post,) = new_comments(town.sandbox, 1)
    seconds, card = await _until_card(town, client, post)
    town.cards.append(seconds)
    for click, taken in town.clicks.items():
        await _settle(town.sandbox)
        taken.append(await _clicked(town.sandbox, card, click))


async def _settle(sandbox: Sandbox) -> None:
    sandbox.clock.move(SPACED)
    await asyncio.sleep(SETTLED_SECONDS)


async def _until_card(town: _Town, client: aiohttp.ClientSession, post: Post) -> tuple[float, str]:
    """Seconds from the webhook being sent until its card stands in the channel, and the card's id."""
    chat, there = staff_chat(town.sandbox), asyncio.Event()
    found: list[str] = []

    def look() -> None:
        found.extend(card.ts for card in chat.messages(CHANNEL)[-1:] if not found and post.words in shown(card))
        if found:
            there.set()

    chat.on_change(look)
    began = time.perf_counter()
    sending = asyncio.create_task(_posted(client, town.program.url, post))
    await asyncio.wait_for(there.wait(), PATIENCE_SECONDS)
    seconds = time.perf_counter() - began
    await sending
    return seconds, found[0]


async def _posted(client: aiohttp.ClientSession, url: str, post: Post) -> None:
    async with client.post(url + PATH, data=post.body, headers=post.headers) as answer:
        await answer.read()


async def _clicked(sandbox: Sandbox, card: str, click: str) -> float:
    """Seconds until the chat has the bot's answer. Raises RuntimeError when it is none."""
    chat = staff_chat(sandbox)
    button = chat.message(CHANNEL, card).button(click)
    if button is None:
        raise RuntimeError(f"no button {click}")
    began = time.perf_counter()
    outcome = await chat.press(ANNE, CHANNEL, card, button[0])
    seconds = time.perf_counter() - began
    if not outcome.ok:
        raise RuntimeError(f"no answer to {click}: {outcome.note}")
    if view := chat.view_of(ANNE):
        await chat.close_view(ANNE, view.id)
    return seconds


def _figure(name: str, slack: Sequence[float], teams: Sequence[float]) -> Figure:
    one, other = statistics.median(teams), statistics.median(slack)
    detail = f"medians over {len(teams)}: {one * 1000:.1f} ms in Teams, {other * 1000:.1f} ms in Slack, turn by turn"
    return Figure(name, one / other, AIM, detail)
