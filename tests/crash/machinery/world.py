"""A sandbox with a fast clock, and the programs beside it in processes of their own, on one database for the whole run."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sandbox.clock import SandboxClock
from sandbox.server import Sandbox
from tests.chats import SLACK
from tests.crash.machinery.balancer import Balancer
from tests.crash.machinery.program import Program
from tests.crash.machinery.replicas import Replicas
from tests.ports import free_port
from tests.town import MONDAY_MORNING, for_chat, staff_chat, without_briefs
from tests.waiting import PROGRESS

RATE = 60.0  # faster, and the program is busy with waking up
IDLE_SECONDS = 0.4  # real; when nothing has passed for so long, everybody only waits
LEAP = timedelta(seconds=45)
LONG_LEAP = timedelta(minutes=5)  # Slack's last tries to tell are hours apart


@dataclass
class World:
    """Where a run takes place. `exit_code` is how the programs ended when they were asked to, at the very end."""

    sandbox: Sandbox
    program: Replicas
    exit_code: int = 0

    async def let_pass(self, time: timedelta, step: timedelta = timedelta(minutes=1)) -> None:
        """Let so much time pass in steps, with a moment of real time after each for what becomes due."""
        for _ in range(time // step):
            self.sandbox.clock.move(step)
            await asyncio.sleep(0.1)


@asynccontextmanager
async def world(
    folder: Path, database: str, *, seed: int = 0, transport: str = "socket", replicas: int = 1, chat: str = SLACK
) -> AsyncIterator[World]:
    """Everything running inside the block; the programs are asked to end after it, as an operator would."""
    clock = SandboxClock(MONDAY_MORNING, RATE)
    sandbox = PROGRESS.hear(Sandbox(clock=clock, seed=seed, slack_transport=transport, chat=chat))
    sandbox.facebook.switches.unsubscribe_when_failing = False
    await sandbox.start()
    ports = [free_port() for _ in range(replicas)]
    settings = sandbox.bot_env() | {
        "DATABASE_URL": database,
        "MUNICIPALITY_FILE": for_chat(sandbox, folder, without_briefs(folder)),
    }
    programs = [_program(folder, settings, port) for port in ports]
    here = World(sandbox, Replicas(programs, random.Random(seed)))
    balancer = Balancer(ports)
    sandbox.connect_bot(await balancer.start() if replicas > 1 else programs[0].url)
    hurrying = asyncio.create_task(_hurry(here))
    try:
        await here.program.start()
        yield here
    finally:
        hurrying.cancel()
        with suppress(asyncio.CancelledError):
            await hurrying
        here.exit_code = await here.program.stop()
        await sandbox.stop()
        await balancer.stop()


def _program(folder: Path, settings: dict[str, str], port: int) -> Program:
    env_file = _env_file(folder, settings | {"PORT": str(port)})
    return Program(env_file, f"http://127.0.0.1:{port}", folder / f"program-{port}.log")


def sqlite(folder: Path) -> str:
    """The address of a database file that outlives every restart."""
    return f"sqlite:///{folder / 'svarvakt.db'}"


async def _hurry(here: World) -> None:
    """Leap over the times in which the bot waits before it looks again, and nobody else does anything either.

    Where the bot waits for a processor instead, a leap would let days pass that it had no part in.
    """
    passed = [0]

    def count(_step: str) -> None:
        passed[0] += 1

    here.sandbox.on_step(count)
    while True:
        await here.program.are_up()
        before = passed[0]
        await asyncio.sleep(IDLE_SECONDS)
        if passed[0] == before and not here.program.is_working:
            here.sandbox.clock.move(LONG_LEAP if staff_chat(here.sandbox).unheard else LEAP)


def _env_file(folder: Path, settings: dict[str, str]) -> Path:
    path = folder / f"svarvakt-{settings['PORT']}.env"
    lines = [f"{name}={value}\n" for name, value in settings.items()]
    path.write_text("".join(lines), encoding="utf-8")
    return path
