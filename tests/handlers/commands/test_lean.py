"""What the running program does not load: each of these costs megabytes and part of every start."""

import asyncio
import sys
from pathlib import Path

from sandbox.people import CHANNELS
from tests.handlers.commands.command_line import ROOT, environment
from tests.ports import free_port
from tests.town import KARI, sandbox_at
from tests.waiting import eventually

ABSENT = {
    "alembic": "an up-to-date schema needs no steps",
    "aiohttp.web_app": "a web server, of which Bolt makes one for those who have none",
    "babel": "moments are put in words by our own texts; the weekly figures alone use it",
    "click": "command lines, as uvicorn's own",
    "dateutil": "of the holidays package",
    "handlers.teams": "the other chat",
    "holidays": "the sandbox alone uses it",
    "jwt": "how Teams signs",
    "matplotlib": "the weekly picture",
    "prometheus_client": "until somebody asks for /metrics",
    "pygments": "colours for code, of httpx's own command line",
    "multiprocessing": "uvicorn's own command line starts more of itself",
    "rich.emoji": "until somebody writes :smile: in the thread",
    "rich.console": "tables and bars of the command line, ours and httpx's own",
    "sandbox": "the world outside",
    "slackblocks": "a check for tests",
    "sqlalchemy.dialects.postgresql": "this one has SQLite",
}


async def test_a_program_with_a_card_in_the_channel_has_not_loaded_what_it_does_not_need(tmp_path: Path) -> None:
    """It is started as `deploy/` starts it."""
    log = tmp_path / "log.txt"
    async with sandbox_at() as sandbox:
        own = environment(sandbox, tmp_path, PORT=str(free_port()), PYTHONPROFILEIMPORTTIME="1", PYTHONOPTIMIZE="2")
        with log.open("wb") as told:
            bot = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env={**own, "PYTHONPATH": str(ROOT)}, cwd=tmp_path, stderr=told
            )
        try:
            sandbox.facebook.comment("main", KARI, "Når åpner svømmehallen?")
            await eventually(lambda: sandbox.slack.messages(CHANNELS[0].id), within=30)
        finally:
            bot.terminate()
            await bot.wait()

    loaded = {line.rpartition("|")[2].strip() for line in log.read_text(encoding="utf-8").splitlines() if "|" in line}
    assert "handlers.slack.door" in loaded
    assert loaded & ABSENT.keys() == set()
