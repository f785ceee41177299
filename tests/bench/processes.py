"""The programs that are measured, each as a process of its own: the bot, and a bare web route."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from sandbox.server import HOST, Sandbox
from sandbox.teams.state.names import in_teams
from tests.ports import free_port

ROOT = Path(__file__).parent.parent.parent
SOLVIK = ROOT / "sandbox" / "solvik.toml"
START_SECONDS = 30.0
AS_DEPLOYED = {
    "PATH": os.environ["PATH"],
    "PYTHONOPTIMIZE": "2",
}  # as `deploy/` starts it: without the libraries' docstrings


@dataclass(frozen=True)
class Program:
    """A running program: where it listens, and how long it took (real seconds) until it was alive and until it was ready."""

    url: str
    pid: int
    alive_seconds: float
    ready_seconds: float

    def resident_mb(self) -> float:
        """The memory it holds now, in MB (10⁶ bytes), from the kernel's own count."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@asynccontextmanager
async def bot(sandbox: Sandbox, folder: Path, *, collects: bool = False, module: str = "bot") -> AsyncIterator[Program]:
    """The bot beside a sandbox, with its database in `folder`. Unless it `collects`, each question gets its own card."""
    port = free_port()
    file = folder / "municipality.toml"
    more = "" if collects else "\n[collecting]\nmore_than = 1000000\n"
    text = SOLVIK.read_text(encoding="utf-8") + more
    file.write_text(in_teams(text) if sandbox.teams else text, encoding="utf-8")
    settings = {
        "DATABASE_URL": f"sqlite:///{folder / 'svarvakt.db'}",
        "MUNICIPALITY_FILE": str(file),
        "PORT": str(port),
    }
    arguments = ("-m", module, "run", "--env-file", str(folder / "none.env"))
    async with _started(arguments, sandbox.bot_env() | settings, folder, f"http://{HOST}:{port}") as program:
        sandbox.connect_bot(program.url)
        yield program


@asynccontextmanager
async def bare_route(sandbox: Sandbox, folder: Path) -> AsyncIterator[Program]:
    """The bare route of `bare.py`, with its database in `folder`."""
    port = free_port()
    arguments = ("-m", "tests.bench.bare", str(port), str(folder / "bare.db"), sandbox.slack_api_url)
    async with _started(arguments, {}, folder, f"http://{HOST}:{port}") as program:
        yield program


@asynccontextmanager
async def _started(
    arguments: tuple[str, ...], settings: Mapping[str, str], folder: Path, url: str
) -> AsyncIterator[Program]:
    environment = {**AS_DEPLOYED, "PYTHONPATH": str(ROOT), **settings}
    with (folder / "log.txt").open("a", encoding="utf-8") as log:
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, cwd=folder, env=environment, stdout=log, stderr=log
        )
        try:
            alive = await _answers(f"{url}/healthz", began)
            yield Program(url, process.pid, alive, await _answers(f"{url}/readyz", began))
        finally:
            with suppress(ProcessLookupError):  # somebody may have killed it
                process.terminate()
            await process.wait()


async def _answers(address: str, began: float) -> float:
    """Seconds from `began` until the address answers 200. Raises TimeoutError."""
    async with asyncio.timeout(START_SECONDS), aiohttp.ClientSession() as client:
        while True:
            try:
                async with client.get(address) as answer:
                    if answer.status == 200:
                        return time.perf_counter() - began
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.005)
