"""The Slack door on a stage: the simulated Slack, real sockets, and a bot that only remembers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette

from handlers.slack.door import SlackDoor, SlackSettings
from handlers.slack.hear.line import Line
from sandbox.people import APP
from sandbox.server import Sandbox
from tests.clocks import Borrowed
from tests.handlers.recording import Recording
from tests.waiting import PROGRESS, eventually

CHANNEL = "C0SPORSMAL"
ANNE, OLA, INGRID, TURID = "U0ANNE0001", "U0OLA00001", "U0INGRID01", "U0TURID001"


@dataclass
class Stage:
    """A sandbox, a door to its Slack, and the bot behind the door."""

    sandbox: Sandbox
    door: SlackDoor
    calls: Recording

    def calls_of(self, method: str) -> int:
        """How often the door called this method."""
        return sum(1 for call in self.sandbox.slack.calls if call.method == method)


def settings(sandbox: Sandbox, transport: str) -> SlackSettings:
    return SlackSettings(
        bot_token=APP.slack_bot_token,
        signing_secret=APP.slack_signing_secret,
        app_token=APP.slack_app_token if transport == "socket" else "",
        api_url=sandbox.slack_api_url,
        channels=(CHANNEL,),
    )


@asynccontextmanager
async def staged(transport: str) -> AsyncIterator[Stage]:
    """A door that is open, running and reachable, over "socket" or "http"."""
    sandbox, calls = PROGRESS.hear(Sandbox(slack_transport=transport)), Recording()
    await sandbox.start()
    door = SlackDoor(settings(sandbox, transport), calls, Borrowed(sandbox.clock))
    await door.open()
    running = asyncio.create_task(door.run())
    try:
        async with serving(door) as url:
            sandbox.connect_bot(url)
            if transport == "socket":
                await eventually(lambda: sandbox.slack.connections)
            yield Stage(sandbox, door, calls)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await door.close()
        await sandbox.stop()


@asynccontextmanager
async def held(line: Line) -> AsyncIterator[None]:
    """A line that is held for as long as the block lasts."""
    holding = asyncio.create_task(line.hold())
    try:
        yield
    finally:
        holding.cancel()
        with suppress(asyncio.CancelledError):
            await holding


@asynccontextmanager
async def serving(door: SlackDoor) -> AsyncIterator[str]:
    """The door's routes on a free local port; gives the address."""
    config = uvicorn.Config(Starlette(routes=list(door.routes)), port=0, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    await eventually(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task
