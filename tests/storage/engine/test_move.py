"""A municipality that began with a file grows into PostgreSQL: every row, or nothing."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.engine import move as moving
from storage.engine import schema
from storage.tables import History, Question
from tests.handlers.commands.command_line import (
    database,
    event,
    in_database,
    in_solvik,
    question,
    row,
    stored,
    svarvakt,
)
from tests.postgres import Postgres

AT = datetime(2026, 2, 9, 9, 0, tzinfo=UTC)


def silent(_table: str, _count: int) -> None:
    """Nobody watches."""


def history(id: int, question_id: int) -> History:
    return History(
        id=id, question_id=question_id, at=AT, what="take", from_state="new", to_state="taken", who_id="U0ANNE0001"
    )


@pytest.fixture
def file(tmp_path: Path) -> str:
    address = database(tmp_path)
    many = [question(number, state="taken" if number % 2 else "new") for number in range(1, 31)]
    stored(address, *many, question(99, author_name="Åse «Ø» 🙂"), history(7, 3), history(8, 3), event(5, "parked"))
    return address


def test_every_row_arrives_as_it_was_and_ids_go_on_behind_the_last(file: str, postgres: Postgres) -> None:
    target = postgres.fresh_database()

    moved = moving.move(file, target, silent)

    assert {name: count for name, count in moved.items() if count} == {"question": 31, "history": 2, "inbox": 1}
    assert row(target, Question, 99) == row(file, Question, 99)
    assert row(target, History, 8) == row(file, History, 8)
    stored(target, Question(**question(100).model_dump(exclude={"id"})))
    assert row(target, Question, 100).last_id == "100"


def test_a_target_with_rows_is_refused_and_left_alone(file: str, postgres: Postgres) -> None:
    target = postgres.fresh_database()
    schema.upgrade(target)
    stored(target, question(1))

    with pytest.raises(moving.NotEmpty) as refused:
        moving.move(file, target, silent)

    assert refused.value.rows == {"question": 1}
    assert moving.rows_of(target)["question"] == 1


def test_what_breaks_off_leaves_nothing_and_can_be_tried_again(file: str, postgres: Postgres) -> None:
    target = postgres.fresh_database()

    def power_cut(table: str, _count: int) -> None:
        if table == "history":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        moving.move(file, target, power_cut)

    assert set(moving.rows_of(target).values()) == {0}
    assert moving.move(file, target, silent)["question"] == 31


def test_the_command_counts_first_and_moves_then(
    file: str, postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_solvik(tmp_path, monkeypatch)
    target = postgres.fresh_database()

    dry = svarvakt("db", "move", "--to", target, "--dry-run")
    untouched = moving.rows_of(target)
    done = svarvakt("db", "move", "--to", target, "--json")
    again = svarvakt("db", "move", "--to", target)

    assert (dry.exit_code, "34 rader ville blitt flyttet" in dry.stdout, untouched) == (0, True, {})
    assert json.loads(done.stdout)["rows"]["question"] == 31
    assert (again.exit_code, "question (31)" in again.stderr) == (1, True)
    assert in_database(target, lambda session: session.exec(text("SELECT 1"))) is not None


def test_the_command_moves_in_one_direction_only(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_solvik(tmp_path, monkeypatch)

    result = svarvakt("db", "move", "--to", "sqlite:///other.db")

    assert (result.exit_code, "Bare fra SQLite til PostgreSQL" in result.stderr) == (1, True)
    assert not (tmp_path / "other.db").exists()
