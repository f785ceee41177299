"""What is asked all the time looks at a few rows, however many there are: no query goes through a whole table."""

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from bot.desk.office import Office
from bot.rules.rights import rights_of
from bot.texts.wording import Wording
from bot.ticking import Ticker
from bot.work import House
from handlers.clocks import WallClock
from storage.database import Database
from storage.engine.core import run
from storage.queues import clearing, inbox
from storage.queues.claiming import claims
from tests.bench.costs.filling import OPEN, fill
from tests.bench.costs.growth import QUESTIONS, Asked
from tests.bot.solvik import solvik

ROWS = 2_000
SMALL = ("ix_question_open", "ix_question_uncarded", "ix_question_next_at", "ix_collection", "trouble")
LARGE = re.compile(r"SCAN (question|remark|answer|promise|history|delivery|inbox|reminder|earlier_meaning)\b(.*)")


@pytest.fixture(scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    folder: Path = tmp_path_factory.mktemp("filled")
    opened = Office(
        Database(f"sqlite:///{folder / 'filled.db'}"), House(solvik(), Wording(), rights_of(solvik(), {})), WallClock()
    )
    await fill(opened.database, ROWS, datetime.now(UTC))
    yield opened
    await opened.database.close()


@contextmanager
def statements(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """What the database is asked inside the block."""
    heard: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        heard.append((statement, parameters))

    event.listen(database.engine.sync_engine, "before_cursor_execute", hear)
    yield heard
    event.remove(database.engine.sync_engine, "before_cursor_execute", hear)


def _planned(session: Session, statement: str, parameters: Any) -> Sequence[Any]:
    return session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()


async def whole_tables(database: Database, asked: list[tuple[str, Any]]) -> list[str]:
    """Which of these statements go through a whole large table, with the step of the plan that does."""
    found = []
    async with database.read() as session:
        for statement, parameters in asked:
            if statement.startswith("SELECT"):
                plan = await session.run_sync(_planned, statement, parameters)
                found += [str(step[-1]) for step in plan if LARGE.match(str(step[-1]))]
    return [step for step in found if not any(index in step for index in SMALL)]


@pytest.mark.parametrize("name", QUESTIONS)
async def test_a_question_to_the_store_looks_at_few_rows(office: Office, name: str) -> None:
    with statements(office.database) as asked:
        async with office.database.read() as session:
            await QUESTIONS[name](Asked(session, office.house, office.clock.now(), ROWS))

    assert asked
    assert await whole_tables(office.database, asked) == []


async def test_the_workers_look_at_few_rows(office: Office) -> None:
    now = office.clock.now()
    with statements(office.database) as asked:
        async with office.database.write() as session:
            await inbox.next_waiting(session, now)
            await claims.claim(session, "me", now, lambda _row: None)
            await claims.claim_first(session, {"card"}, "me", now, lambda _row: None, 8)
            await claims.next_due(session)

    assert await whole_tables(office.database, asked) == []


@pytest.mark.parametrize("name", ["App Home, /svarvakt", "svarvakt list"])
async def test_a_list_needs_as_many_statements_for_a_hundred_lines_as_for_one(office: Office, name: str) -> None:
    with statements(office.database) as asked:
        async with office.database.read() as session:
            await QUESTIONS[name](Asked(session, office.house, office.clock.now(), ROWS))

    assert len(asked) <= 8


async def test_a_start_with_hundreds_of_open_questions_needs_few_statements(office: Office) -> None:
    await Ticker(office)._recount()  # now all of them follow the settings, as they nearly always do
    with statements(office.database) as asked:
        await Ticker(office)._recount()

    assert OPEN >= 300
    assert len(asked) <= 10


async def test_what_is_settled_goes_in_small_steps_and_what_waits_stays(office: Office) -> None:
    now = office.clock.now()
    async with office.database.write() as session:
        await run(session, text("UPDATE inbox SET state = 'parked' WHERE id <= 3"))
        await run(session, text("UPDATE delivery SET state = 'unknown' WHERE id <= 2"))
    taken = []
    while not taken or taken[-1] == (clearing.AT_ONCE, clearing.AT_ONCE):
        async with office.database.write() as session:
            steps = (await clearing.handled_events(session, now), await clearing.settled_effects(session, now))
        taken.append(steps)

    assert taken[0] == (clearing.AT_ONCE, clearing.AT_ONCE)
    async with office.database.read() as session:
        left = [
            (await run(session, text(f"SELECT count(*) FROM {table}"))).scalar_one()  # noqa: S608 - our own words
            for table in ("inbox", "delivery")
        ]
    assert left == [3, 2]
