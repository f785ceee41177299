"""The fork server: a process with everything imported and read, which for each that calls makes a child that is the program.

    python -m tests.forkserver.server LISTENER

Each child has words, folder, environment and streams of its own and ends whenever its stand-in ends. One between the two
keeps each child, and tells its process id at its birth and its exit code at its death.
"""

import array
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from pkgutil import walk_packages
from typing import Any

import handlers
import sandbox
from bot.reading.language import detect
from bot.reading.suggest import suggest
from bot.texts.wording import LANGUAGES, Wording
from tests.bot.solvik import solvik

LOADED = (handlers, sandbox)  # and with them all that they use
STREAMS = 3


def main() -> None:
    """Have everything ready; then make a keeper for each that calls, until standard input ends."""
    for house in LOADED:
        for module in walk_packages(house.__path__, f"{house.__name__}."):
            importlib.import_module(module.name)
    _read()
    gc.freeze()  # no child shall look through what all of them share
    with socket.socket(fileno=int(sys.argv[1])) as door:
        while door in select.select([door, sys.stdin], [], [])[0]:
            caller = door.accept()[0]
            if os.fork() == 0:
                _keep(caller, door)
            caller.close()
            _bury()


def _read() -> None:
    """Read the files that the program carries with it and never changes: its texts, and the words and weights of reading."""
    for language in LANGUAGES:
        Wording().say("button.publish", language)
    suggest("Når åpner svømmehallen?", None, solvik())
    detect("Når åpner svømmehallen?", "nb")


def _bury() -> None:
    """Let go of the keepers that have ended; the last may be among them."""
    with suppress(ChildProcessError):
        while os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG):
            pass


def _keep(caller: socket.socket, door: socket.socket) -> None:
    """Make the program and stay with it to its end, or to the end of whoever called."""
    door.close()
    asked, streams = _heard(caller)
    program = os.fork()
    if program == 0:
        caller.close()
        _be(asked, streams)
    caller.sendall(program.to_bytes(4, "big"))
    ended = os.pidfd_open(program)
    if ended not in select.select([ended, caller.fileno()], [], [])[0]:
        os.kill(program, signal.SIGKILL)
    _, status = os.waitpid(program, 0)
    caller.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))
    os._exit(0)


def _heard(caller: socket.socket) -> tuple[dict[str, Any], list[int]]:
    length, streams, _, _ = socket.recv_fds(caller, 4, STREAMS)
    told = caller.recv(int.from_bytes(length, "big"), socket.MSG_WAITALL)
    return json.loads(told), list(array.array("i", streams))


def _be(asked: dict[str, Any], streams: list[int]) -> None:
    """Become the program that was asked for, as if Python had just been started with it."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    sys.stdin, sys.stdout = open(0, encoding="utf-8"), open(1, "w", encoding="utf-8")  # noqa: SIM115 - numbers
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: SIM115
    sys.argv = ["", *asked["words"]]
    runpy.run_module(asked["module"], run_name="__main__", alter_sys=True)
    sys.exit()


if __name__ == "__main__":
    main()
