"""How a test comes by a program of ours. What it gets is a process like any other: to be spoken to, signalled and killed."""

import asyncio
import atexit
import os
import socket
import subprocess
import sys
import tempfile
from asyncio.subprocess import DEVNULL, Process
from functools import cache
from pathlib import Path

from tests.forkserver.stand_in import asked, number

ROOT = Path(__file__).parents[2]
NO_KEEPER = 255  # in place of an exit code
STAND_IN = Path(__file__).with_name("stand_in.py")


def program(module: str, *words: str) -> list[str]:
    """What to start instead of `python -m module …`: the same, made by the fork server; without imports where the machine can."""
    if not hasattr(os, "pidfd_open"):
        return [sys.executable, "-m", module, *words]
    return [sys.executable, "-I", "-S", str(STAND_IN), _server(), module, *words]


class Forked:
    """A program that the fork server has made, without a stand-in: `pid` is the program's own, so that a kill strikes at once."""

    def __init__(self, server: socket.socket, pid: int) -> None:
        self.pid = pid
        self._server = server

    async def wait(self) -> int:
        """Its exit code, once it has ended; `NO_KEEPER` when nobody is there to tell it."""
        told = await asyncio.get_running_loop().sock_recv(self._server, 4)
        self._server.close()
        return number(told) if told else NO_KEEPER


async def running(log: Path, folder: Path, module: str, *words: str) -> Process | Forked:
    """A program that says everything into a file. One of the code in another folder is started from there, with its imports."""
    with log.open("ab") as said:
        if folder != ROOT or not hasattr(os, "pidfd_open"):
            command = (sys.executable, "-m", module, *words)
            return await asyncio.create_subprocess_exec(*command, cwd=folder, stdin=DEVNULL, stdout=said, stderr=said)
        nothing = os.open(os.devnull, os.O_RDONLY)
        server = asked(_server(), [module, *words], (nothing, said.fileno(), said.fileno()))
        os.close(nothing)
    server.setblocking(False)
    return Forked(server, number(await asyncio.get_running_loop().sock_recv(server, 4)))


@cache
def _server() -> str:
    """Where the fork server of this process listens. It lives as long as its standard input, the other end of which is ours."""
    folder = tempfile.TemporaryDirectory(prefix="svarvakt-forks-")
    address = f"{folder.name}/door"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        # Who made it and in which environment shall be no business of its children: each brings its own.
        server = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "tests.forkserver.server", str(listener.fileno())],
            stdin=subprocess.PIPE, pass_fds=[listener.fileno()], cwd=ROOT, env={"PATH": os.environ["PATH"], "COLUMNS": "200"},
        )  # fmt: skip
    atexit.register(folder.cleanup)
    atexit.register(server.communicate)
    return address
