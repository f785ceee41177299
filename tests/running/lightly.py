"""How the tests run with less work: files in memory, statements compiled once, and what was read once left alone by the collector.

What a kill leaves in a file is the same in memory as on a disk; only a machine that loses its power could tell. So `make bench`
and the long crash run, which are no tests of pytest's, stay on the disk.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - looked at, never guessed into
ROOM_BYTES = 4_000_000_000
STATEMENTS = 1_000


def keep_files_in_memory(place: Path = IN_MEMORY) -> bool:
    """Make temporary files of this process and its children in memory, if there is room and nobody has said where else."""
    if "TMPDIR" in os.environ or not _has_room(place):
        return False
    os.environ["TMPDIR"] = tempfile.tempdir = str(place)
    return True


def _has_room(place: Path) -> bool:
    return place.is_dir() and os.access(place, os.W_OK) and shutil.disk_usage(place).free > ROOM_BYTES


@contextmanager
def loading() -> Iterator[None]:
    """Around the reading of all tests. What is read stays to the end: searching it for garbage took a tenth of all work."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def compile_statements_once() -> None:
    """Let all SQLite databases of this process share what SQLAlchemy has compiled.

    A program has one database and compiles each statement once. Each town has its own, and that was a quarter of its work.
    """
    dialects: dict[type, Any] = {}
    compiled: LRUCache[Any, Any] = LRUCache(STATEMENTS)  # SQLAlchemy looks things up in it by their dialect, too

    @event.listens_for(Engine, "engine_connect")
    def share(connection: Connection) -> None:
        engine = connection.engine
        first = dialects.setdefault(type(engine.dialect), engine.dialect)
        if first.name == "sqlite" and "compiled_cache" not in connection.get_execution_options():
            engine.dialect = connection.dialect = first
            engine.update_execution_options(compiled_cache=compiled)
            connection.execution_options(compiled_cache=compiled)
