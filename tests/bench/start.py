"""From the start of the process until it is alive and ready, beside the import of the libraries alone."""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from sandbox.server import Sandbox
from tests.bench.figure import Figure
from tests.bench.processes import AS_DEPLOYED, ROOT, bot

ROUNDS = 3
LIBRARIES = "import slack_bolt.async_app, httpx, sqlmodel, starlette"


async def start_to_ready() -> list[Figure]:
    """Medians of some starts, each on a new database, taken in turn with bare imports."""
    alive, ready, bare = [], [], []
    for _ in range(ROUNDS):
        bare.append(await _import_seconds())
        sandbox = Sandbox()
        await sandbox.start()
        with tempfile.TemporaryDirectory() as folder:
            async with bot(sandbox, Path(folder)) as program:
                alive.append(program.alive_seconds)
                ready.append(program.ready_seconds)
        await sandbox.stop()
    against = statistics.median(bare)
    return [
        _figure("start to alive", "/healthz answers", statistics.median(alive), against),
        _figure("start to ready", "/readyz answers: caught up on five pages", statistics.median(ready), against),
    ]


def _figure(name: str, until: str, seconds: float, against: float) -> Figure:
    detail = (
        f"{seconds:.2f} s from the process's start until {until}, against {against:.2f} s for python -c '{LIBRARIES}'"
    )
    return Figure(name, seconds / against, 1.6, detail)


async def _import_seconds() -> float:
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", LIBRARIES, cwd=ROOT, env=AS_DEPLOYED)
    await process.wait()
    return time.perf_counter() - began
