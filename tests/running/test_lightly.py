"""Files in memory where there is room and nobody has said otherwise; nothing searched and nothing compiled twice."""

import gc
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import select

from storage.database import Database
from storage.engine import schema
from storage.tables import Question
from tests.running import lightly


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", tempfile.tempdir)
    monkeypatch.setenv("TMPDIR", "changed below")
    monkeypatch.delenv("TMPDIR")


def test_where_there_is_room_files_are_kept_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lightly, "ROOM_BYTES", 1)

    assert lightly.keep_files_in_memory(tmp_path)
    assert Path(tempfile.mkdtemp()).parent == tmp_path


def test_where_room_is_short_files_stay_where_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lightly, "ROOM_BYTES", 10**18)
    before = tempfile.gettempdir()

    assert not lightly.keep_files_in_memory(tmp_path)
    assert not lightly.keep_files_in_memory(tmp_path / "missing")
    assert tempfile.gettempdir() == before


def test_whoever_names_a_place_is_heeded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lightly, "ROOM_BYTES", 1)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "elsewhere"))

    assert not lightly.keep_files_in_memory(tmp_path)


def test_while_tests_are_read_nothing_is_searched_for_garbage_and_afterwards_again() -> None:
    frozen = gc.get_freeze_count()

    with lightly.loading():
        assert not gc.isenabled()

    assert gc.isenabled()
    assert gc.get_freeze_count() > frozen


async def test_what_one_database_has_compiled_the_next_need_not(tmp_path: Path) -> None:
    found = [await _lookup(f"sqlite:///{tmp_path / name}.db") for name in ("first", "second")]

    assert found[-1] == "CACHE_HIT"


async def _lookup(address: str) -> str:
    """Ask a new database something, and how SQLAlchemy came by the statement."""
    schema.upgrade(address)
    database = Database(address)
    found: list[str] = []
    event.listen(
        database.engine.sync_engine, "before_cursor_execute", lambda *told: found.append(told[4].cache_hit.name)
    )
    async with database.read() as session:
        await session.exec(select(Question).where(Question.page == address))
    await database.close()
    return found[-1]
