"""What the tests of the command line share: running `svarvakt` here or as a process of its own, and a database to look into."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession
from typer.testing import CliRunner, Result

from handlers.cli import application
from sandbox.server import Sandbox
from storage.database import Database
from storage.engine import schema
from storage.queues.tables import Inbox
from storage.tables import Question
from tests.forkserver.asking import program

ROOT = Path(__file__).parents[3]
SOLVIK = ROOT / "sandbox" / "solvik.toml"
T = TypeVar("T", bound=SQLModel)
MONDAY = datetime(2026, 2, 9, 9, 0, tzinfo=UTC)
NOW = datetime.now(UTC)


def svarvakt(*words: str, typed: str = "", **environment: str) -> Result:
    """Run a command in this process. Only for commands that set up no logging."""
    return CliRunner().invoke(application(), list(words), input=typed, env=environment)


@dataclass(frozen=True)
class Ended:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


async def process(
    *words: str, environment: Mapping[str, str], folder: Path, typed: str = "", anew: bool = False
) -> Ended:
    """Run a command as a process of its own to its end."""
    async with started(*words, environment=environment, folder=folder, anew=anew) as running:
        out, err = await asyncio.wait_for(running.communicate(typed.encode()), timeout=60)
    return Ended(running.returncode or 0, out.decode(), err.decode())


@asynccontextmanager
async def started(
    *words: str, environment: Mapping[str, str], folder: Path, anew: bool = False
) -> AsyncIterator[Process]:
    """A command at work in a process of its own; it is ended with the block. `anew`: with the imports, as on a shell."""
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment}
    command = [sys.executable, "-m", "bot", *words] if anew else program("bot", *words)
    running = await asyncio.create_subprocess_exec(*command, env=own, cwd=folder, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
            await running.communicate()


async def stop(running: Process, how: signal.Signals) -> Ended:
    """End a command as an operator would, and see what it said."""
    running.send_signal(how)
    out, err = await asyncio.wait_for(running.communicate(), timeout=30)
    return Ended(running.returncode or 0, out.decode(), err.decode())


def environment(sandbox: Sandbox, folder: Path, **changes: str) -> dict[str, str]:
    """The settings of a bot in this sandbox, with its database in this folder."""
    own = {
        "PUBLIC_URL": "http://127.0.0.1:8099",
        "DATABASE_URL": f"sqlite:///{folder / 'svarvakt.db'}",
        "MUNICIPALITY_FILE": str(SOLVIK),
    }
    return {**sandbox.bot_env(), **own, **changes}


def database(folder: Path) -> str:
    """The address of a new database with its tables, in a folder."""
    address = f"sqlite:///{folder / 'svarvakt.db'}"
    schema.upgrade(address)
    return address


def stored(address: str, *rows: SQLModel) -> None:
    """Put rows into the database, in this order."""

    async def put(session: AsyncSession) -> None:
        for row in rows:
            session.add(row)
            await session.flush()

    in_database(address, put)


def in_database(address: str, deed: Callable[[AsyncSession], Awaitable[Any]]) -> Any:
    """Do something in one transaction, and return what it returned."""

    async def work() -> Any:
        base = Database(address)
        try:
            async with base.write() as session:
                return await deed(session)
        finally:
            await base.close()

    return asyncio.run(work())


def row(address: str, table: type[T], id: int) -> T:
    """One row as it is stored now."""
    found: T = in_database(address, lambda session: session.get_one(table, id))
    return found


def in_solvik(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in this folder, with Solvik's file and a wide terminal."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "200")
    (folder / "municipality.toml").write_text(SOLVIK.read_text(encoding="utf-8"), encoding="utf-8")


def question(id: int, *, due_at: datetime = MONDAY, **changes: Any) -> Question:
    """A question of Kari's on the main page, or with these changes."""
    usual: dict[str, Any] = {
        "id": id, "page": "main", "kind": "comment", "external_id": f"1_{id}", "last_id": str(id), "thread_id": str(id),
        "root_id": f"1_{id}", "channel": "C0SPORSMAL", "author_name": "Kari Nordmann", "department": "teknisk",
        "asked_at": MONDAY, "heard_at": MONDAY, "reaction_due_at": MONDAY, "due_at": due_at,
    }  # fmt: skip
    return Question(**{**usual, **changes})


def event(id: int, state: str, **changes: Any) -> Inbox:
    """A Facebook event that stands in this state."""
    usual: dict[str, Any] = {"id": id, "door": "facebook", "key": str(id), "body": {"text": "hemmelig"}, "state": state,
             "received_at": NOW - timedelta(days=2), "due_at": NOW, "attempts": 6, "error": "KeyError"}  # fmt: skip
    return Inbox(**{**usual, **changes})
