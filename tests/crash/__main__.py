"""`python -m tests.crash`: the long crash test. Exit code 1 when anything was lost, doubled or wrong."""

import asyncio
import math
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tests.chats import SLACK, TEAMS
from tests.crash.machinery.asked import Kind, possible
from tests.crash.machinery.ledger import Ledger
from tests.crash.machinery.runs import Tally, at_random, every_step
from tests.crash.machinery.world import sqlite, world
from tests.postgres import Postgres


class Place(StrEnum):
    """Where a run takes place."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"
    REPLICAS = "replicas"  # two programs on one PostgreSQL


class Chat(StrEnum):
    """The staff's chat."""

    SLACK = SLACK
    TEAMS = TEAMS


On = Annotated[list[Place], typer.Option(help="sqlite, postgresql, replicas (two on one PostgreSQL); may be repeated.")]
Questions = Annotated[int, typer.Option(help="How many citizens ask, in each place.")]
Kills = Annotated[int, typer.Option(help="How often a program is killed at random meanwhile, in each place.")]
Batch = Annotated[int, typer.Option(help="So many questions share a sandbox and a database, at most 600.", max=600)]
Seed = Annotated[int, typer.Option(help="The same seed draws the same questions, kills and mishaps.")]
Resume = Annotated[
    Path | None, typer.Option(help="Keep what came of each run here, and play only those that are missing.")
]
Minutes = Annotated[float, typer.Option(help="Begin no further run after so long; 0 for no end.")]
In = Annotated[Chat, typer.Option(help="The staff's chat.")]
Steps = Annotated[bool, typer.Option(help="First play one story for each step and kill at it.")]


SAID_EVERY_SECONDS = 15.0
STEP_BY_STEP = (Kind.ASKED, Kind.PRIVATE, Kind.PICTURED)  # the kinds of which one story is played for each step


@dataclass(frozen=True)
class Run:
    """One sandbox with its programs. Without `questions`, it is the run of one story for each step."""

    place: Place
    seed: int
    questions: int = 0
    kills: int = 0
    chat: Chat = Chat.SLACK
    kind: Kind = Kind.ASKED  # of the stories, where one is played for each step

    @property
    def transport(self) -> str:
        """Slack reaches the bot by either way, in turn; Teams has but one."""
        return "http" if self.chat is Chat.TEAMS else ("socket", "http")[self.seed % 2]

    async def play(self, folder: Path, address: str) -> Tally:
        """Play it to the end."""
        replicas = 2 if self.place is Place.REPLICAS else 1
        how = {"seed": self.seed, "transport": self.transport, "replicas": replicas, "chat": self.chat.value}
        async with world(folder, address, **how) as here:
            tell = Progress(str(self)).tell
            if not self.questions:
                return await every_step(here, kind=self.kind, tell=tell)
            luck = random.Random(self.seed)
            return await at_random(here, count=self.questions, kills=self.kills, luck=luck, tell=tell)

    def __str__(self) -> str:
        what = f"{self.questions} questions, {self.kills} kills" if self.questions else f"every step, {self.kind}"
        way = self.transport if self.chat is Chat.SLACK else self.chat
        return f"{self.place:10} {way:6} seed {self.seed:3} {what}"


class Progress:
    """Says now and then how far a run has come: one on a busy machine takes half an hour, and must not look as if it hung."""

    def __init__(self, run: str) -> None:
        self._run = run
        self._began_at = time.monotonic()
        self._said_at = -math.inf

    def tell(self, words: str) -> None:
        """Say it on standard error, if nothing was said for a while."""
        now = time.monotonic()
        if now - self._said_at >= SAID_EVERY_SECONDS:
            self._said_at = now
            typer.echo(f"  {self._run}: {words} ({now - self._began_at:.0f} s)", err=True)


def main(
    *,
    on: On = list(Place),  # noqa: B006 - typer copies it
    questions: Questions = 1700,
    kills: Kills = 175,
    batch: Batch = 170,
    seed: Seed = 1,
    steps: Steps = True,
    resume: Resume = None,
    minutes: Minutes = 0,
    chat: In = Chat.SLACK,
) -> None:
    """Play stories while programs are killed, and count what was lost or doubled.

    The defaults are 5,100 questions and 525 kills. Projected from 100 questions in ten minutes on two cores that were busy
    with other things as well, they take some eight hours, and perhaps half on idle ones; a tenth of them takes a tenth.
    With `--resume FILE --minutes 20` they are played in pieces that add up.
    """
    ledger, ends_at = Ledger(resume), time.monotonic() + minutes * 60 if minutes else math.inf
    with ExitStack() as stack:
        server = stack.enter_context(Postgres()) if set(on) - {Place.SQLITE} else None
        for run in [run for place in on for run in _runs(place, questions, kills, batch, seed, chat, steps=steps)]:
            if ledger.has(str(run)):
                continue
            if time.monotonic() >= ends_at:
                typer.echo("time is up; the rest is for the next piece")
                break
            folder = Path(tempfile.mkdtemp(prefix="svarvakt-crash-"))
            address = server.fresh_database() if server and run.place is not Place.SQLITE else sqlite(folder)
            tally = asyncio.run(run.play(folder, address))
            typer.echo(f"{run}  {tally}")
            for finding in tally.findings:
                typer.echo(f"    {finding}  ({folder})")
            ledger.note(str(run), tally)
    typer.echo(f"all together: {ledger.total}")
    sys.exit(1 if ledger.total.findings else 0)


def _runs(place: Place, questions: int, kills: int, batch: int, seed: int, chat: Chat, *, steps: bool) -> Iterator[Run]:
    if steps and place is Place.SQLITE:
        yield from (Run(place, seed, chat=chat, kind=kind) for kind in possible(STEP_BY_STEP, chat))
    count = -(-questions // batch)
    for number in range(count):
        yield Run(place, seed + number, _share(questions, count, number), _share(kills, count, number), chat)


def _share(whole: int, count: int, number: int) -> int:
    return whole // count + (number < whole % count)


if __name__ == "__main__":
    typer.run(main)
