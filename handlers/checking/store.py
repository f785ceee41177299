"""What can be wrong with the database before anybody works in it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from handlers.checking.found import DATABASE, Found, finding
from handlers.commands.common import Words
from handlers.usage.explaining import explained

MOUNTS = Path("/proc/mounts")
SHARES = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs")
)  # what another machine holds: SQLite's locks do not work there
UNEXPANDED = re.compile(
    r"(?<![^/])~|\$\w*|%\w+%"
)  # a shell would put a folder in its place; here it is a part of the name
IN_MEMORY = ("", ":memory:")
TEMPORARY = frozenset(map(Path, ("/tmp", "/var/tmp", "/dev/shm", "/run")))  # noqa: S108 - where nothing of ours should be


def of_database(address: str, words: Words) -> Iterator[Found]:
    """A database that does not exist yet, or has older tables, is no fault: `svarvakt run` sees to it."""
    if _is_unescaped(address):
        yield finding(DATABASE, "database_password", words, "start")
        return
    try:
        yield from _looked_at(address, words)
    except Exception as error:
        text = explained(error, words) or type(error).__name__
        yield Found(DATABASE, type(error).__name__, text, "database", words("cli.check.breaks.start"))


def _is_unescaped(address: str) -> bool:
    """An @, / or # of a password that was not written as %40, %2F or %23: the rest is taken for a host, and told in errors."""
    url = urlsplit(address)
    if url.scheme.startswith("sqlite"):
        return False
    return url.netloc.count("@") > 1 or ("@" not in url.netloc and "@" in url.path + url.fragment)


def _looked_at(address: str, words: Words) -> Iterator[Found]:
    from storage.database import sqlite_path
    from storage.engine import schema

    path = sqlite_path(address)
    if path is not None and path.name in IN_MEMORY:
        yield finding(DATABASE, "database_in_memory", words, "memory")
    elif path is not None and os.name == "posix" and "\\" in path.name:
        yield finding(DATABASE, "database_windows", words, "start")
    elif path is not None and (sign := UNEXPANDED.search(str(path))):
        yield finding(DATABASE, "database_unexpanded", words, "elsewhere", sign=sign[0])
    elif path is not None and path.absolute().parent in TEMPORARY:
        yield finding(DATABASE, "database_temporary", words, "memory", folder=str(path.absolute().parent))
    elif path is not None and (share := share_of(path.absolute().parent, _mounts())):
        yield finding(DATABASE, "database_on_share", words, "share", kind=share)
    elif path is not None and (refused := _unwritable(path)):
        yield finding(DATABASE, "database_read_only", words, "start", file=str(refused))
    elif path is None or path.exists():
        schema.status(address)


def _mounts() -> str:
    return MOUNTS.read_text(encoding="utf-8", errors="replace") if MOUNTS.exists() else ""


def share_of(folder: Path, mounts: str) -> str:
    """The kind of the network share on which a folder lies, by the kernel's list of mounts; empty for the machine's own disks."""
    rows = (line.split(" ")[1:3] for line in mounts.splitlines())
    around = [(len(Path(place).parts), kind) for place, kind in rows if folder.is_relative_to(place)]
    kind = max(around, default=(0, ""))[1]
    return kind if kind in SHARES else ""


def _unwritable(path: Path) -> Path | None:
    """The file, or the folder that is to hold it and its journal, when we may not write there."""
    folder = path.absolute().parent
    while not folder.exists():  # `svarvakt run` makes what is missing
        folder = folder.parent
    places = [place for place in (path, folder) if place.exists()]
    return next((place for place in places if not os.access(place, os.W_OK) or not place.stat().st_mode & 0o200), None)
