"""Opening a town: the outside world, the bot, or both."""

import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.municipality.settings import load
from handlers.app import App, running
from sandbox.clock import SandboxClock
from sandbox.server import Sandbox
from tests.chats import TOLD
from tests.silence.hearing import listening, told_nothing
from tests.silence.histories import all_in_words
from tests.town.place import Town
from tests.town.solvik import for_chat, without_briefs
from tests.waiting import PROGRESS

MONDAY_MORNING = datetime(2026, 2, 9, 8, 0, tzinfo=UTC)  # Monday 9 February 2026, 09:00 in Oslo
FAST = 25.0
BUSY_SECONDS = 60.0  # what the chat's three or five seconds for an answer may become where the processor is shared


@asynccontextmanager
async def sandbox_at(
    start: datetime = MONDAY_MORNING, rate: float = FAST, transport: str = "socket"
) -> AsyncIterator[Sandbox]:
    """The outside world, without a bot yet."""
    sandbox = PROGRESS.hear(Sandbox(clock=SandboxClock(start, rate), slack_transport=transport, chat=TOLD.chat))
    _wait_for_answers(sandbox)
    await sandbox.start()
    try:
        yield sandbox
    finally:
        await sandbox.stop()


def _wait_for_answers(sandbox: Sandbox) -> None:
    """Let the chat wait longer than its few real seconds: how fast a shared machine answers a gesture is no story's subject."""
    sandbox.slack.patience.ack_seconds = sandbox.slack.patience.trigger_seconds = BUSY_SECONDS
    if sandbox.teams:
        sandbox.teams.courier.answer_seconds = BUSY_SECONDS


@asynccontextmanager
async def town(
    *,
    start: datetime = MONDAY_MORNING,
    rate: float = FAST,
    transport: str = "socket",
    environment: Mapping[str, str] | None = None,
    prepare: Callable[[Sandbox], None] | None = None,
    reachable: bool = True,
) -> AsyncIterator[Town]:
    """A sandbox and a bot that has found its feet. Without `reachable` nobody outside can call the bot."""
    async with sandbox_at(start, rate, transport) as sandbox:
        if prepare:
            prepare(sandbox)
        with tempfile.TemporaryDirectory() as folder:
            async with bot_in(sandbox, Path(folder), environment, reachable=reachable) as app:
                yield Town(sandbox, app)


@asynccontextmanager
async def bot_in(
    sandbox: Sandbox, folder: Path, environment: Mapping[str, str] | None = None, *, reachable: bool = True
) -> AsyncIterator[App]:
    """The bot, connected to a sandbox, with its database in a folder."""
    settings, municipality = load(
        None,
        {
            **sandbox.bot_env(),
            "DATABASE_URL": f"sqlite:///{folder / 'svarvakt.db'}",
            "PORT": "0",
            **(environment or {}),
            "MUNICIPALITY_FILE": for_chat(
                sandbox, folder, (environment or {}).get("MUNICIPALITY_FILE") or without_briefs(folder)
            ),
        },
    )
    with listening() as lines:
        async with running(settings, municipality) as app:
            if reachable:
                sandbox.connect_bot(app.url)
            yield app
            await told_nothing(sandbox, app, lines)
            await all_in_words(app)
