"""An upgrade beside a program that is at work: it is not held up, and goes on with the tables as it knows them."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, Table, func, insert, select, text, update
from sqlmodel import col
from sqlmodel import select as select_model

from storage import questions
from storage.database import Database
from storage.engine import schema
from storage.tables import Question
from tests.postgres import Postgres
from tests.storage.engine.test_schema import sync_engine
from tests.waiting import eventually

NOON = datetime(2026, 2, 9, 11, 0, tzinfo=UTC)
FIRST_STEP = "0001"
ANY = {"VARCHAR": "", "INTEGER": 0, "BOOLEAN": False, "DATETIME": NOON, "TIMESTAMP": NOON}


def at_the_first_step(address: str) -> Table:
    """Make the tables of the very first step; returns the questions' as a program of that time knows it."""
    with schema._alone(address) as connection:
        command.upgrade(schema._config(connection), FIRST_STEP)
        connection.commit()
        return Table("question", MetaData(), autoload_with=connection)


def as_of_old(connection: Connection, table: Table, last_id: str) -> None:
    """Store a question the way the program of that time does: it names every column it knows, and no other."""
    values: dict[str, Any] = {
        column.name: ANY[str(column.type).partition("(")[0]] for column in table.columns if column.name != "id"
    }
    connection.execute(insert(table).values({**values, "page": "main", "kind": "comment", "last_id": last_id}))


async def test_an_older_program_reads_and_writes_beside_a_newer_one(address: str) -> None:
    known = at_the_first_step(address)
    engine = sync_engine(address)
    with engine.begin() as old:
        as_of_old(old, known, "before")

    schema.upgrade(address)

    with engine.begin() as old:
        as_of_old(old, known, "after")
    database = Database(address)
    async with database.write() as new:
        found = (await new.exec(select_model(Question).order_by(col(Question.id)))).all()
        assert [(one.last_id, one.reminder_id, one.round_at) for one in found] == [
            ("before", "", None),
            ("after", "", None),
        ]
        assert await questions.move(new, found[1], {"reminder_id": "42", "state": "taken"})
    with engine.begin() as old:
        old.execute(update(known).where(known.c.last_id == "after").values(owner_name="Anne"))
        assert old.execute(select(known.c.state).where(known.c.last_id == "after")).scalar_one() == "taken"
    async with database.read() as new:
        again = (await new.exec(select_model(Question).where(Question.last_id == "after"))).one()
    await database.close()
    engine.dispose()
    assert (again.reminder_id, again.owner_name) == ("42", "Anne")


@pytest.mark.postgres
async def test_an_upgrade_that_has_to_wait_holds_up_nobody(postgres: Postgres) -> None:
    address = postgres.fresh_database()
    known = at_the_first_step(address)
    engine = sync_engine(address)

    def waiting() -> bool:
        with engine.connect() as anybody:
            return bool(anybody.execute(text("SELECT count(*) FROM pg_locks WHERE NOT granted")).scalar())

    def look() -> int:
        with engine.connect() as anybody:
            anybody.execute(text("SET statement_timeout = '3s'"))
            return int(anybody.execute(select(func.count()).select_from(known)).scalar_one())

    with engine.connect() as busy:
        busy.execute(select(known.c.id))  # a transaction that takes its time
        upgrading = asyncio.create_task(asyncio.to_thread(schema.upgrade, address))
        await eventually(lambda: asyncio.to_thread(waiting), every=0)
        assert await asyncio.to_thread(look) == 0
        await eventually(lambda: asyncio.to_thread(waiting), every=0)  # it tries again
        assert not upgrading.done()
    await asyncio.wait_for(upgrading, 10)
    engine.dispose()
    assert schema.status(address).is_current
