"""Files in memory where there is room, and where nobody has said otherwise."""

import gc
import tempfile
from pathlib import Path

import pytest

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
