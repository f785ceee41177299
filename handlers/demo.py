"""`svarvakt demo`: the simulated Facebook and Slack and the real bot in one process, without accounts. Nothing leaves the machine."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import typer

from bot.municipality.settings import load
from handlers.app import running
from handlers.commands.common import Words, fail, quiet, until_stopped
from sandbox.catalogue import catalogue
from sandbox.clock import SandboxClock
from sandbox.faults import Faults
from sandbox.server import HOST, Sandbox
from sandbox.stage.clock_jumps import working_moment
from sandbox.stage.routes import stage_routes


@dataclass(frozen=True)
class Misfortunes:
    """What shall go wrong from the beginning: names, each with its chance; None for once and surely."""

    armed: Sequence[tuple[str, float | None]]
    seed: int

    def befall(self, faults: Faults) -> None:
        """Switch them on where the panel would."""
        faults.reseed(self.seed)
        for name, chance in self.armed:
            aim = catalogue()[name].aim
            faults.arm(name, times=1 if chance is None else None, chance=1.0 if chance is None else chance, match=aim)


def misfortunes(asked: Iterable[str], seed: int, words: Words) -> Misfortunes:
    """Read "name" or "name=chance"; exits 1 with the names there are when one of them is not to be had."""
    return Misfortunes([_read(one, words) for one in asked], seed)


def _read(asked: str, words: Words) -> tuple[str, float | None]:
    name, _, chance = asked.partition("=")
    try:
        likely = float(chance) if chance else None
    except ValueError:
        likely = -1.0
    if name not in catalogue() or not (likely is None or 0 <= likely <= 1):
        fail(words("cli.demo.no_fault", name=asked, names="\n".join(catalogue()), first=next(iter(catalogue()))))
    return name, likely


async def serve(port: int, keep: Path | None, bad_luck: Misfortunes, words: Words) -> None:
    """Show the demo page on 127.0.0.1 until stopped. The database lives in `keep`, or in a folder that goes away."""

    async def show() -> None:
        async with solvik(port, keep) as sandbox:
            bad_luck.befall(sandbox.faults)
            typer.echo(words("cli.demo.ready", url=sandbox.url))
            await asyncio.Event().wait()

    await until_stopped(show())


async def play_tour(keep: Path | None) -> None:
    """Play the whole story in the terminal; exits 1 unless every step happened."""
    from sandbox.tour import play

    async with solvik(0, keep) as sandbox:
        happened = await play(sandbox)
    if not happened:
        raise typer.Exit(1)


@asynccontextmanager
async def solvik(port: int, keep: Path | None) -> AsyncIterator[Sandbox]:
    """The invented municipality with a bot at work in it."""
    quiet()
    sandbox = Sandbox(port=port, clock=SandboxClock(working_moment(datetime.now(UTC))))
    sandbox.add_routes(stage_routes(sandbox))
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="svarvakt-demo-"))
        file = stack.enter_context(resources.as_file(resources.files("sandbox") / "solvik.toml"))
        stack.push_async_callback(sandbox.stop)
        await sandbox.start()
        store = (keep or Path(folder) / "svarvakt.db").absolute()
        settings, municipality = load(None, _environment(sandbox, store, file))
        app = await stack.enter_async_context(running(settings, municipality))
        sandbox.connect_bot(app.url)
        yield sandbox


def _environment(sandbox: Sandbox, store: Path, file: Path) -> dict[str, str]:
    """The bot's whole environment: what stands in the real one or in .env does not count here."""
    own = {"DATABASE_URL": f"sqlite:///{store}", "MUNICIPALITY_FILE": str(file), "HOST": HOST, "PORT": "0"}
    return sandbox.bot_env() | own
