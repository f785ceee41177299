"""What a tick costs when nothing is due: over a hundred thousand open questions, beside over a thousand."""

import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.desk.office import Office
from bot.rules.rights import rights_of
from bot.texts.wording import Wording
from bot.ticking import Ticker
from bot.work import House
from handlers.clocks import WallClock
from storage import questions
from storage.database import Database
from storage.engine import schema
from storage.engine.core import run
from storage.tables import Question
from tests.bench.figure import Figure
from tests.bot.solvik import solvik

FEW, MANY = 1_000, 100_000
TICKS = 300
AT_ONCE = 5_000


async def tick_over_many() -> Figure:
    """The median tick of a large store against that of a small one."""
    with tempfile.TemporaryDirectory() as folder:
        offices = [await _office(Path(folder) / f"{number}.db", number) for number in (FEW, MANY)]
        taken = [
            [await _tick(office) for office in offices] for _ in range(TICKS)
        ]  # in turn: both meet the same weather
        for office in offices:
            await office.database.close()
    few, many = (statistics.median(seconds) for seconds in zip(*taken, strict=True))
    detail = (
        f"median {many * 1000:.2f} ms over {MANY} open questions, none of them due, "
        f"against {few * 1000:.2f} ms over {FEW}, {TICKS} ticks each"
    )
    return Figure("tick", many / few, 1.5, detail)


async def _office(file: Path, number: int) -> Office:
    """An office with so many open questions."""
    address = f"sqlite:///{file}"
    schema.upgrade(address)
    office = Office(Database(address), House(solvik(), Wording(), rights_of(solvik(), {})), WallClock())
    await _ask(office, number)
    return office


async def _tick(office: Office) -> float:
    """One round of the ticker: when is something due next, and is something due now?"""
    began = time.perf_counter()
    async with office.database.read() as session:
        await questions.next_moment(session)
    if await Ticker(office).tick():
        raise RuntimeError("something was due")
    return time.perf_counter() - began


async def _ask(office: Office, number: int) -> None:
    for rows in _in_parts(_rows(number, office.clock.now())):
        async with office.database.write() as session:
            await run(session, insert(Question), rows)


def _rows(number: int, now: datetime) -> Iterator[dict[str, object]]:
    later = now + timedelta(days=1)
    texts: dict[str, Any] = dict.fromkeys(("page", "kind", "external_id", "last_id", "thread_id", "root_id"), "")
    one = Question(**texts, asked_at=now, heard_at=now, reaction_due_at=later, due_at=later).model_dump(exclude={"id"})
    for each in range(number):
        yield one | {"last_id": str(each), "next_at": later + timedelta(seconds=each)}


def _in_parts(rows: Iterable[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    part: list[dict[str, object]] = []
    for row in rows:
        part.append(row)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part
