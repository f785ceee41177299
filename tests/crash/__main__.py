"""`python -m tests.crash`: the long crash test. Exit code 1 when anything was lost, doubled or wrong."""

import asyncio
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from tests.crash.runs import Tally, at_random, every_step
from tests.crash.world import sqlite, world
from tests.postgres import Postgres

Questions = Annotated[int, typer.Option(help="How many citizens ask in the random run.")]
Kills = Annotated[int, typer.Option(help="How often the program is killed in the random run.")]
Seed = Annotated[int, typer.Option(help="The same seed draws the same questions, kills and mishaps.")]
Base = Annotated[str, typer.Option("--database", help="sqlite or postgresql.")]
Transport = Annotated[str, typer.Option(help="How Slack reaches the bot: socket or http.")]
Steps = Annotated[bool, typer.Option(help="First play one story for each step and kill at it.")]


def main(
    *,
    questions: Questions = 60,
    kills: Kills = 60,
    seed: Seed = 1,
    database: Base = "sqlite",
    transport: Transport = "socket",
    steps: Steps = True,
) -> None:
    """Run both runs and print what came of them."""
    with ExitStack() as stack:
        postgres = stack.enter_context(Postgres()) if database == "postgresql" else None
        tallies = []
        for name in ("steps", "random") if steps else ("random",):
            folder = Path(tempfile.mkdtemp(prefix="svarvakt-crash-"))
            address = postgres.fresh_database() if postgres else sqlite(folder)
            tally = asyncio.run(_run(name, folder, address, questions, kills, seed, transport))
            typer.echo(f"{name:7} {tally}")
            for finding in tally.findings:
                typer.echo(f"        {finding}")
            tallies.append(tally)
    sys.exit(1 if any(tally.findings for tally in tallies) else 0)


async def _run(name: str, folder: Path, address: str, questions: int, kills: int, seed: int, transport: str) -> Tally:
    async with world(folder, address, seed=seed, transport=transport) as here:
        if name == "steps":
            return await every_step(here)
        return await at_random(here, count=questions, kills=kills, luck=random.Random(seed))


if __name__ == "__main__":
    typer.run(main)
