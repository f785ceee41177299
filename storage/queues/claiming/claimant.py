"""Who claims: one identity per start of the program, and whose claims a restarted program may take back at once.

A file lock proves that the predecessor is dead, which a host name or a process number cannot. On SQLite the lock also
keeps a second process away from the file. On PostgreSQL each process of one host holds a numbered place of its own.
"""

import fcntl
import hashlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from storage.database import sqlite_path

PLACES = 64


class AlreadyRunning(RuntimeError):
    """Another process works on this SQLite file; `path` is the lock file that says so."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class SecondName(RuntimeError):
    """The SQLite file at `path` has another name, too. Each name has a journal of its own: two programs would ruin it."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@dataclass
class Claimant:
    """This start of the program. `id` signs its claims, `former_ids` signed those of its dead predecessors.

    There may be several: one that died while it was starting had not taken back the claims of those before it.
    """

    id: str
    former_ids: tuple[str, ...]
    alone: bool  # no other process can hold claims: everything claimed is an orphan
    file: TextIO

    def settled(self) -> None:
        """The predecessors' claims are taken back: forget who they were."""
        self.file.truncate(0)
        _sign(self.file, self.id)

    def release(self) -> None:
        """Give the place up."""
        self.file.close()


def take_place(address: str) -> Claimant:
    """Take this host's first free place for the database at `address`.

    Raises `AlreadyRunning` for SQLite in use, and `SecondName` for a file that a hard link lets others call otherwise.
    """
    database = sqlite_path(address)
    if database is not None:
        real = database.resolve()  # by whatever name the file is called
        if real.exists() and real.stat().st_nlink > 1:
            raise SecondName(real)
        real.parent.mkdir(parents=True, exist_ok=True)  # as for the tables, which come after
        path = real.with_name(real.name + ".lock")
        claimant = _try(path, alone=True)
        if claimant is None:
            raise AlreadyRunning(path)
        return claimant
    for path in _places(address):
        claimant = _try(path, alone=False)
        if claimant is not None:
            return claimant
    raise AlreadyRunning(_places(address)[-1])


def _places(address: str) -> list[Path]:
    name = hashlib.sha256(address.encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"svarvakt-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return [folder / f"{name}-{place}.lock" for place in range(1, PLACES + 1)]


def _try(path: Path, *, alone: bool) -> Claimant | None:
    file = path.open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    file.seek(0)
    claimant = Claimant(id=secrets.token_hex(8), former_ids=tuple(file.read().split()), alone=alone, file=file)
    _sign(file, claimant.id)
    return claimant


def _sign(file: TextIO, claimant_id: str) -> None:
    file.write(f"{claimant_id}\n")
    file.flush()
