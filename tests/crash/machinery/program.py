"""The program as a process of its own: killed on demand, and started again as soon as it is dead."""

import asyncio
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import aiohttp

from tests.forkserver.asking import ROOT, running

LOOK_SECONDS = 0.02
START_SECONDS = 180  # on a machine with too much to do
STOP_SECONDS = 60
MOST_SHOWN = 4000  # characters of the log
WORKING = "RD"  # runnable, or waiting for the disk


class Program:
    """Keeps one process running. `kills` counts those we killed; `fell` holds the exit code of one that fell by itself.

    After such a fall it is not started again: whatever brought it down is a finding. `root` is where its code lies.
    """

    def __init__(self, env_file: Path, url: str, log: Path, root: Path = ROOT) -> None:
        self.env_file = env_file
        self.url = url
        self.root = root
        self.log = log
        self.kills = 0
        self.killed_at = 0.0  # on the machine's monotonic clock
        self.fell: list[int] = []
        self.up = asyncio.Event()
        self._pid = 0
        self._keeping: asyncio.Task[int] | None = None
        self._wanted = True

    @property
    def is_alive(self) -> bool:
        """Whether there is a process to kill."""
        return self._pid != 0

    @property
    def is_working(self) -> bool:
        """Whether it wants the processor just now, as far as the kernel tells: on a busy machine it may have to wait for it."""
        with suppress(OSError):
            told = Path(f"/proc/{self._pid}/stat").read_text(encoding="ascii", errors="replace")
            return told.rpartition(")")[2].split()[0] in WORKING
        return False

    async def start(self) -> None:
        """Return when the program listens for the first time."""
        self._keeping = asyncio.create_task(self._keep())
        async with asyncio.timeout(START_SECONDS):
            await self.up.wait()
        if self.fell:
            raise RuntimeError(f"the program does not start:\n{self.log.read_text(encoding='utf-8')[-MOST_SHOWN:]}")

    async def stop(self) -> int:
        """Ask it to end, as an operator would, and return its exit code."""
        self._wanted = False
        if self._keeping is None:
            return 0
        self._signal(signal.SIGTERM)
        await asyncio.wait({self._keeping}, timeout=STOP_SECONDS)
        if not self._keeping.done():
            self._signal(signal.SIGKILL)
        return await self._keeping

    def kill(self) -> bool:
        """`kill -9`, here and now; False when there was nothing alive to kill."""
        if not self._pid:
            return False
        self.up.clear()
        self._signal(signal.SIGKILL)
        self._pid, self.kills, self.killed_at = 0, self.kills + 1, time.monotonic()
        return True

    async def _keep(self) -> int:
        """Start it, and start it again after each kill; the exit code of the last one."""
        while True:
            code = await self._one_life()
            if not self._wanted:
                return code
            self.up.clear()
            if code != -signal.SIGKILL:
                self.fell.append(code)
                self.up.set()  # nobody shall wait for it to come up again
                return code

    async def _one_life(self) -> int:
        program = await running(self.log, self.root, "bot", "run", "--env-file", str(self.env_file))
        self._pid = program.pid
        rising = asyncio.create_task(self._rise(program.pid))
        code = await program.wait()
        rising.cancel()
        self._pid = 0
        return code

    async def _rise(self, pid: int) -> None:
        async with aiohttp.ClientSession() as http:
            while not await _answers(http, f"{self.url}/healthz"):  # noqa: ASYNC110 - another process has no events of ours
                await asyncio.sleep(LOOK_SECONDS)
        if pid == self._pid:
            self.up.set()

    def _signal(self, number: signal.Signals) -> None:
        if self._pid:
            with suppress(ProcessLookupError):
                os.kill(self._pid, number)


async def _answers(http: aiohttp.ClientSession, url: str) -> bool:
    with suppress(aiohttp.ClientError, TimeoutError):
        async with http.get(url, timeout=aiohttp.ClientTimeout(total=1)) as answer:
            return answer.status == 200
    return False
