"""How a test comes by a program of ours. What it gets is a process like any other: to be spoken to, signalled and killed."""

import atexit
import os
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
STAND_IN = Path(__file__).with_name("stand_in.py")


def program(module: str, *words: str) -> list[str]:
    """What to start instead of `python -m module …`: the same, made by the fork server; without imports where the machine can."""
    if not hasattr(os, "pidfd_open"):
        return [sys.executable, "-m", module, *words]
    return [sys.executable, "-I", "-S", str(STAND_IN), _server(), module, *words]


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
