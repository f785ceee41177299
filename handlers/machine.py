"""The machine we run on: is there room for what citizens write, is the port free, and whom does it trust on the web?"""

import errno
import shutil
import socket
import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.ports.health import Health, Manner, Trouble, health_of
from bot.rules.troubles import disk_is_nearly_full

if TYPE_CHECKING:
    from ssl import SSLContext

NAME = "disk_nearly_full"
MANNER = Manner("alarm.meanwhile.goes_on")
MEGABYTE = 1_000_000
LOOKED_FOR = "sniffio"  # httpcore tries to import it for each lock and each connection


class Room(Protocol):
    """How much fits on a disk, and how much of it is free, in bytes."""

    @property
    def total(self) -> int: ...  # noqa: D102

    @property
    def free(self) -> int: ...  # noqa: D102


class Machine:
    """The disk that holds the SQLite file. PostgreSQL's disk is elsewhere, and its own operator's."""

    def __init__(self, file: Path | None, measure: Callable[[Path], Room] = shutil.disk_usage) -> None:
        self._folder = file.absolute().parent if file else None
        self._measure = measure

    async def health(self) -> Health:
        """Whether the disk is nearly full; nothing where there is no file of ours."""
        if self._folder is None or not self._folder.exists():
            return Health()
        room = self._measure(self._folder)
        is_full = disk_is_nearly_full(room.free, room.total)
        if is_full is None:
            return Health()
        values = (("free", str(room.free // MEGABYTE)), ("folder", str(self._folder)))
        return health_of([Trouble(NAME, f"trouble.{NAME}", values, "", MANNER)] if is_full else [], [(NAME, "")])


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens at this address yet. Port 0 is always free."""
    refused = refused_to_listen(host, port)
    return refused is None or refused.errno != errno.EADDRINUSE


def refused_to_listen(host: str, port: int) -> OSError | None:
    """Why nobody can listen at this address; None when one can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error
    return None


@cache
def trusted() -> "SSLContext":
    """Whom we believe on the web, for every client of ours. Reading that list takes longer than many calls, so it is read once."""
    import httpx  # the command line asks this module for a port before it needs anything of the web

    _note_absent(LOOKED_FOR)
    return httpx.create_ssl_context()


def _note_absent(package: str) -> None:
    """Say once that a package is not installed. To find that out, Python would search all folders at every try."""
    if package not in sys.modules and find_spec(package) is None:
        sys.modules[package] = None  # type: ignore[assignment] # Python's own word for it
