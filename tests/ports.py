"""Ports for programs that tests start in processes of their own."""

import os
import random
import socket
from contextlib import suppress

HOST = "127.0.0.1"
OURS = range(12_000, 32_000)  # below those that the kernel hands to whoever connects (ip_local_port_range)
_luck = random.Random(os.getpid())  # each worker of the tests draws others


def free_port() -> int:
    """A port on which nobody listens, and which nobody gets by chance before the program does."""
    while True:
        port = _luck.choice(OURS)
        with suppress(OSError), socket.create_server((HOST, port)):
            return port
