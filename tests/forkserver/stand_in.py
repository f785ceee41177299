"""Stands in for a program that the fork server has made: gives it words, folder, environment and streams, takes signals and its end.

    python -I -S stand_in.py ADDRESS MODULE WORDS…

It imports next to nothing, and that is all it is for.
"""

import json
import os
import signal
import socket
import sys

PASSED_ON = (signal.SIGINT, signal.SIGTERM)


def main() -> None:
    """Stand there until it has ended, and end as it did."""
    signal.pthread_sigmask(signal.SIG_BLOCK, PASSED_ON)  # until there is somebody to pass them on to
    server = socket.socket(socket.AF_UNIX)
    server.connect(sys.argv[1])
    asked = {"module": sys.argv[2], "words": sys.argv[3:], "folder": os.getcwd(), "environment": dict(os.environ)}  # noqa: PTH109
    told = json.dumps(asked).encode()
    socket.send_fds(server, [len(told).to_bytes(4, "big")], [0, 1, 2])
    server.sendall(told)
    program = _number(server)
    for name in PASSED_ON:
        signal.signal(name, lambda number, _: os.kill(program, number))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)
    _end_with(_number(server))


def _number(server: socket.socket) -> int:
    return int.from_bytes(server.recv(4, socket.MSG_WAITALL), "big", signed=True)


def _end_with(code: int) -> None:
    """End with this exit code; with a negative one, by that signal."""
    if code < 0:
        signal.signal(-code, signal.SIG_DFL) if -code != signal.SIGKILL else None
        os.kill(os.getpid(), -code)
    os._exit(code)


main()
