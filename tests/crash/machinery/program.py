"""The program as a process of its own: killed on demand, and started again as soon as it is dead."""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path

import aiohttp

from tests.forkserver.asking import program

ROOT = Path(__file__).parents[3]
LOOK_SECONDS = 0.02
START_SECONDS = 180  # on a machine with too much to do
STOP_SECONDS = 60
MOST_SHOWN = 4000  # characters of the log
WORKING = "RD"  # runnable, or waiting for the disk
NO_NURSERY = 255  # in place of an exit code


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
        self._words = ("tests.crash.machinery.nursery", str(log), "run", "--env-file", str(env_file))
        self._nursery: Process | None = None
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
        command = program(*self._words) if self.root == ROOT else [sys.executable, "-m", *self._words]
        self._nursery = await asyncio.create_subprocess_exec(*command, cwd=self.root, stdin=PIPE, stdout=PIPE)
        self._keeping = asyncio.create_task(self._keep(self._nursery))
        async with asyncio.timeout(START_SECONDS):
            await self.up.wait()
        if self.fell:
            raise RuntimeError(f"the program does not start:\n{self.log.read_text(encoding='utf-8')[-MOST_SHOWN:]}")

    async def stop(self) -> int:
        """Ask it to end, as an operator would, and return its exit code."""
        self._wanted = False
        if self._nursery is None or self._keeping is None:
            return 0
        self._signal(signal.SIGTERM)
        await asyncio.wait({self._keeping}, timeout=STOP_SECONDS)
        if not self._keeping.done():
            self._signal(signal.SIGKILL)
        code = await self._keeping
        if self._nursery.stdin:
            self._nursery.stdin.close()
        await self._nursery.wait()
        return code

    def kill(self) -> bool:
        """`kill -9`, here and now; False when there was nothing alive to kill."""
        if not self._pid:
            return False
        self.up.clear()
        self._signal(signal.SIGKILL)
        self._pid, self.kills, self.killed_at = 0, self.kills + 1, time.monotonic()
        return True

    async def _keep(self, nursery: Process) -> int:
        """Start it, and start it again after each kill; the exit code of the last one."""
        while True:
            code = await self._one_life(nursery)
            if not self._wanted:
                return code
            self.up.clear()
            if code != -signal.SIGKILL:
                self.fell.append(code)
                self.up.set()  # nobody shall wait for it to come up again
                return code

    async def _one_life(self, nursery: Process) -> int:
        pid = await _told(nursery, b"\n")
        if pid is None:
            return NO_NURSERY
        self._pid = pid
        rising = asyncio.create_task(self._rise(pid))
        code = await _told(nursery)
        rising.cancel()
        self._pid = 0
        return NO_NURSERY if code is None else code

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


async def _told(nursery: Process, line: bytes = b"") -> int | None:
    """The next number from the nursery, after this line if there is one to send; None when the nursery has ended."""
    if nursery.stdin is None or nursery.stdout is None:
        raise RuntimeError("the nursery has no pipes")
    nursery.stdin.write(line)
    said = await nursery.stdout.readline()
    return int(said) if said else None


async def _answers(http: aiohttp.ClientSession, url: str) -> bool:
    with suppress(aiohttp.ClientError, TimeoutError):
        async with http.get(url, timeout=aiohttp.ClientTimeout(total=1)) as answer:
            return answer.status == 200
    return False
