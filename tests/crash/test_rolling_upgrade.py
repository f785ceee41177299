"""Programs are replaced one after the other by newer ones with other tables, while citizens ask and staff answer."""

import asyncio
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.engine import schema
from tests.crash.machinery.asked import Kind, Question, questions
from tests.crash.machinery.audit import audit
from tests.crash.machinery.people import People
from tests.crash.machinery.runs import calm
from tests.crash.machinery.tomorrow import STEP, tomorrows_program
from tests.crash.machinery.world import world
from tests.postgres import Postgres

TODAYS, TOMORROWS = "fair", "foul"  # the weather tells which program stored a question


@pytest.mark.postgres
async def test_old_and_new_work_side_by_side_while_one_replaces_the_other(tmp_path: Path) -> None:
    newer = tomorrows_program(tmp_path)
    with Postgres() as server:
        address = server.fresh_database()
        async with world(tmp_path, address, transport="http", replicas=2) as here:
            people, programs, asked = People(here.sandbox, here.program), here.program, _asked()
            played = [next(asked), next(asked)]
            replaced, *_ = await asyncio.gather(programs.replace(0, newer), *map(people.play, played))
            assert replaced == 0
            with pytest.raises(schema.NewerSchema, match=STEP):
                schema.status(address)

            side_by_side, alone, newest = next(asked), next(asked), next(asked)
            await people.play(side_by_side)
            await programs.programs[0].stop()
            await people.play(alone)
            await asyncio.gather(programs.replace(0, newer), programs.replace(1, newer))
            await people.play(newest)

            await calm(here, [*played, side_by_side, alone, newest])
            assert audit(here.sandbox, [*played, side_by_side, alone, newest]) == []
            assert programs.fell == []
            weather = await _weather(address)
            assert weather[alone.words] == TODAYS, "the old program stored it in the new table"
            assert weather[newest.words] == TOMORROWS
    assert "worker stopped" not in _logged(tmp_path)


def _asked() -> Iterator[Question]:
    return (Question(Kind.ASKED, place, citizen) for place, citizen in itertools.islice(questions(), 10))


def _logged(folder: Path) -> str:
    return "".join(log.read_text(encoding="utf-8") for log in folder.glob("program-*.log"))


async def _weather(address: str) -> dict[str, str]:
    """Which words came in which weather."""
    database = Database(address)
    query = "SELECT remark.text, question.weather FROM question JOIN remark ON remark.question_id = question.id"
    async with database.read() as session:
        rows = (await session.exec(text(f"{query} WHERE remark.author = 'citizen'"))).all()
    await database.close()
    return dict(rows)
