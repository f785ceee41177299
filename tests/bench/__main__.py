"""`python -m tests.bench`: the ratios, each with what it is measured against and the aim. Takes some ten minutes.

`BENCH_ROWS=1000000` fills the large stores with a million settled questions instead of two hundred thousand.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sandbox.clock import SandboxClock
from sandbox.server import Sandbox
from tests.bench.cards import question_to_card
from tests.bench.catch_up import calls_per_catch_up
from tests.bench.costs.chats import teams_beside_slack
from tests.bench.costs.choices import own_driver
from tests.bench.costs.growth import MANY, growth
from tests.bench.costs.guard import guard_figures
from tests.bench.costs.stages import way_to_the_card
from tests.bench.costs.story import whole_story
from tests.bench.figure import Figure
from tests.bench.flood import card_backlog, flood_intake
from tests.bench.intake import webhook_intake
from tests.bench.memory import memory_after_questions
from tests.bench.processes import bare_route, bot
from tests.bench.reading.comments import reading_figures
from tests.bench.reading.finding import finding_figures
from tests.bench.reading.talk import right_proposals
from tests.bench.recovery import kill_to_first_effect
from tests.bench.start import start_to_ready
from tests.bench.tick import tick_over_many
from tests.town import MONDAY_MORNING


async def main(console: Console) -> list[Figure]:
    """Measure everything, one after the other, so that nothing disturbs anything."""
    figures = right_proposals()
    with console.status("what is seen in citizens' words"):
        figures += [*reading_figures(), *finding_figures()]
    with console.status("starts of the program"):
        figures += await start_to_ready()
    with console.status("what the guard lets out and holds back"):
        figures += guard_figures()
    with console.status("ticks over many open questions"):
        figures.append(await tick_over_many())
    with console.status("what is asked all the time, over years of questions"):
        figures += await growth(int(os.environ.get("BENCH_ROWS", MANY)))
    with console.status("a pass after an outage"):
        figures += await calls_per_catch_up()
    with console.status("kills of the program"):
        figures.append(await kill_to_first_effect())
    with console.status("the way to the card, stage by stage"):
        figures += await way_to_the_card()
    with console.status("the same in Teams"):
        figures += await teams_beside_slack()
    async with _town() as (sandbox, folder), bot(sandbox, folder) as program:
        with console.status("whole stories"):
            figures.append(await whole_story(sandbox, program))
    async with _town() as (sandbox, folder), bot(sandbox, folder) as program, bare_route(sandbox, folder) as bare:
        with console.status("questions, one by one"):
            figures += (ours := await question_to_card(sandbox, program, bare, folder))
        with console.status("webhooks, many at once"):
            figures.append(await webhook_intake(sandbox, program, bare))
        with console.status("a thousand questions"):
            figures.append(await memory_after_questions(sandbox, program))
    async with (
        _town() as (sandbox, folder),
        bot(sandbox, folder, module="tests.bench.costs.other_driver") as program,
        bare_route(sandbox, folder) as bare,
    ):
        with console.status("the same with another driver"):
            figures.append(own_driver(ours[0], (await question_to_card(sandbox, program, bare, folder))[0]))
    async with (
        _town() as (sandbox, folder),
        bot(sandbox, folder, collects=True) as program,
        bare_route(sandbox, folder) as bare,
    ):
        with console.status("ten thousand comments under one post"):
            figures.append(await flood_intake(sandbox, program, bare, folder))
    async with _town() as (sandbox, folder), bot(sandbox, folder) as program:
        with console.status("a backlog of cards"):
            figures.append(await card_backlog(sandbox, program))
    return figures


@asynccontextmanager
async def _town() -> AsyncIterator[tuple[Sandbox, Path]]:
    """A sandbox, and a folder for whoever works beside it."""
    sandbox = Sandbox(clock=SandboxClock(MONDAY_MORNING))
    await sandbox.start()
    try:
        with tempfile.TemporaryDirectory() as name:
            yield sandbox, Path(name)
    finally:
        await sandbox.stop()


def shown(figures: list[Figure]) -> Table:
    """The figures as people read them."""
    table = Table(show_lines=True)
    for column in ("what", "measured", "aim", "", "how"):
        table.add_column(column)
    for figure in figures:
        met = "[green]met[/green]" if figure.is_met else "[red]missed[/red]"
        met = met if figure.aim is not None else ""
        table.add_row(figure.name, figure.shown, figure.shown_aim, met, figure.detail)
    return table


if __name__ == "__main__":
    printer = Console()
    printer.print(shown(asyncio.run(main(printer))))
