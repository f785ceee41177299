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

ROOT = Path(__file__).parent.parent.parent
LOOK_SECONDS = 0.02
STOP_SECONDS = 15


class Program:
    """Keeps one process running. `kills` counts those we killed, `fell` holds exit codes of those that fell by themselves."""

    def __init__(self, env_file: Path, url: str, log: Path) -> None:
        self.url = url
        self.log = log
        self.kills = 0
        self.killed_at = 0.0  # on the machine's monotonic clock
        self.fell: list[int] = []
        self.up = asyncio.Event()
        self._arguments = ("-m", "tests.crash.nursery", str(log), "run", "--env-file", str(env_file))
        self._nursery: Process | None = None
        self._pid = 0
        self._keeping: asyncio.Task[int] | None = None
        self._wanted = True

    async def start(self) -> None:
        """Return when the program listens for the first time."""
        self._nursery = await asyncio.create_subprocess_exec(
            sys.executable, *self._arguments, cwd=ROOT, stdin=PIPE, stdout=PIPE
        )
        self._keeping = asyncio.create_task(self._keep(self._nursery))
        async with asyncio.timeout(60):
            await self.up.wait()

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
        """Start it, and start it again; the exit code of the last one, when it is no longer wanted."""
        while True:
            self._pid = await _asked(nursery, b"\n")
            rising = asyncio.create_task(self._rise(self._pid))
            code = await _asked(nursery)
            rising.cancel()
            self._pid = 0
            self.up.clear()
            if not self._wanted:
                return code
            if code != -signal.SIGKILL:
                self.fell.append(code)
                await asyncio.sleep(0.5)

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


async def _asked(nursery: Process, line: bytes = b"") -> int:
    """The next number from the nursery, after this line if there is one to send."""
    if nursery.stdin is None or nursery.stdout is None:
        raise RuntimeError("the nursery has no pipes")
    nursery.stdin.write(line)
    said = await nursery.stdout.readline()
    if not said:
        raise RuntimeError("the nursery is gone")
    return int(said)


async def _answers(http: aiohttp.ClientSession, url: str) -> bool:
    with suppress(aiohttp.ClientError, TimeoutError):
        async with http.get(url, timeout=aiohttp.ClientTimeout(total=1)) as answer:
            return answer.status == 200
    return False
