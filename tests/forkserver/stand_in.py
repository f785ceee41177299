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
    server = asked(sys.argv[1], sys.argv[2:], (0, 1, 2))
    program = number(server.recv(4, socket.MSG_WAITALL))
    for name in PASSED_ON:
        signal.signal(name, lambda number, _: os.kill(program, number))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)
    _end_with(number(server.recv(4, socket.MSG_WAITALL)))


def asked(address: str, words: list[str], streams: tuple[int, int, int]) -> socket.socket:
    """Ask the fork server for a program with the folder and environment of this process. It tells two numbers: the program's
    process id now, its exit code at its end; whoever closes the connection before kills it.
    """
    server = socket.socket(socket.AF_UNIX)
    server.connect(address)
    program = {"module": words[0], "words": words[1:], "folder": os.getcwd(), "environment": dict(os.environ)}  # noqa: PTH109
    told = json.dumps(program).encode()
    socket.send_fds(server, [len(told).to_bytes(4, "big")], streams)
    server.sendall(told)
    return server


def number(told: bytes) -> int:
    """One of the numbers that the fork server tells."""
    return int.from_bytes(told, "big", signed=True)


def _end_with(code: int) -> None:
    """End with this exit code; with a negative one, by that signal."""
    if code < 0:
        signal.signal(-code, signal.SIG_DFL) if -code != signal.SIGKILL else None
        os.kill(os.getpid(), -code)
    os._exit(code)


if __name__ == "__main__":
    main()
