"""The demo page served over a real socket, its visitor, and a little bot that only listens."""

from collections.abc import AsyncIterator

import pytest

from sandbox.clock import SandboxClock
from sandbox.server import Sandbox
from sandbox.stage.routes import stage_routes
from tests.sandbox.slack.bots import HttpBot
from tests.sandbox.stage_page.scene import WEDNESDAY, Visitor


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(clock=SandboxClock(WEDNESDAY, rate=0), slack_transport="http")
    sandbox.add_routes(stage_routes(sandbox))
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def visitor(sandbox: Sandbox) -> AsyncIterator[Visitor]:
    visitor = Visitor(sandbox)
    yield visitor
    await visitor.close()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[HttpBot]:
    bot = HttpBot()
    await bot.start()
    sandbox.connect_bot(bot.url)
    yield bot
    await bot.stop()
