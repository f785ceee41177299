"""`svarvakt demo`: the simulated Facebook, Slack or Teams and the real bot in one process, without accounts. Nothing leaves the machine."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from importlib.util import find_spec
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
from sandbox.teams.state.names import in_teams


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


async def serve(port: int, keep: Path | None, bad_luck: Misfortunes, words: Words, chat: str) -> None:
    """Show the demo page on 127.0.0.1 until stopped. The database lives in `keep`, or in a folder that goes away.

    On the page the other chat can be chosen: then all begins anew at the same address.
    """

    async def show() -> None:
        at, wanted = port, chat
        while True:
            choice = Choice()
            async with solvik(at, keep, wanted, choice.made if _may_choose(keep) else None) as sandbox:
                bad_luck.befall(sandbox.faults)
                typer.echo(words("cli.demo.ready", url=sandbox.url))
                at = int(sandbox.url.rpartition(":")[2])
                wanted = await choice.wait()

    await until_stopped(show())


def _may_choose(keep: Path | None) -> bool:
    """A kept database has one chat only, and Teams needs a package that not everybody has."""
    return keep is None and find_spec("jwt") is not None


class Choice:
    """Somebody's choice of another chat; the first counts."""

    def __init__(self) -> None:
        self._name: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def made(self, name: str) -> None:
        """Note it."""
        if not self._name.done():
            self._name.set_result(name)

    async def wait(self) -> str:
        """Wait for it."""
        return await self._name


async def play_tour(keep: Path | None, chat: str, *, figures: bool) -> None:
    """Play the whole story in the terminal, with its `figures` at the end; exits 1 unless every step happened."""
    from sandbox.tour import play

    async with solvik(0, keep, chat) as sandbox:
        happened = await play(sandbox, figures=figures)
    if not happened:
        raise typer.Exit(1)


@asynccontextmanager
async def solvik(
    port: int, keep: Path | None, chat: str, switch: Callable[[str], None] | None = None
) -> AsyncIterator[Sandbox]:
    """The invented municipality with a bot at work in it. `switch` is called with the chat that somebody chooses instead."""
    quiet()
    sandbox = Sandbox(port=port, clock=SandboxClock(working_moment(datetime.now(UTC))), chat=chat)
    sandbox.add_routes(stage_routes(sandbox, switch))
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="svarvakt-demo-"))
        file = _municipality(Path(folder), chat)
        stack.push_async_callback(sandbox.stop)
        await sandbox.start()
        store = (keep or Path(folder) / "svarvakt.db").absolute()
        settings, municipality = load(None, _environment(sandbox, store, file))
        app = await stack.enter_async_context(running(settings, municipality))
        sandbox.connect_bot(app.url)
        yield sandbox


def _municipality(folder: Path, chat: str) -> Path:
    """Solvik's file, with people and channels as the chat names them."""
    written = (resources.files("sandbox") / "solvik.toml").read_text(encoding="utf-8")
    file = folder / "solvik.toml"
    file.write_text(in_teams(written) if chat == "teams" else written, encoding="utf-8")
    return file


def _environment(sandbox: Sandbox, store: Path, file: Path) -> dict[str, str]:
    """The bot's whole environment: what stands in the real one or in .env does not count here."""
    own = {"DATABASE_URL": f"sqlite:///{store}", "MUNICIPALITY_FILE": str(file), "HOST": HOST, "PORT": "0"}
    return sandbox.bot_env() | own
