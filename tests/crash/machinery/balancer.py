"""In front of the replicas, as a proxy would stand there: each new connection goes to the next one that takes it."""

import asyncio
import itertools
from collections.abc import Coroutine, Sequence
from contextlib import suppress

HOST = "127.0.0.1"
CHUNK = 65536


class Balancer:
    """Passes connections on, byte by byte; one whose replica dies is cut."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = ports
        self._turn = itertools.cycle(range(len(ports)))
        self._server: asyncio.Server | None = None
        self._passing: set[asyncio.Task[None]] = set()

    async def start(self) -> str:
        """Listen; returns the address."""
        self._server = await asyncio.start_server(self._accept, HOST, 0)
        return f"http://{HOST}:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Listen no more, and cut what is still open."""
        if self._server:
            self._server.close()
            for passing in list(self._passing):
                passing.cancel()
            await asyncio.gather(*self._passing, return_exceptions=True)

    def _accept(self, caller: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        passing = asyncio.create_task(self._pass_on(caller, back))
        self._passing.add(passing)
        passing.add_done_callback(self._passing.discard)

    async def _pass_on(self, caller: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        try:
            for port in self._in_turn():
                with suppress(OSError):
                    answer, on = await asyncio.open_connection(HOST, port)
                    await _both(_pump(caller, on), _pump(answer, back))
                    return
        finally:
            back.close()

    def _in_turn(self) -> list[int]:
        first = next(self._turn)
        return [*self._ports[first:], *self._ports[:first]]


async def _both(*pumps: Coroutine[None, None, None]) -> None:
    """Until one side has nothing more to say."""
    running = [asyncio.create_task(pump) for pump in pumps]
    try:
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for pump in running:
            pump.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    try:
        while chunk := await source.read(CHUNK):
            sink.write(chunk)
            await sink.drain()
    finally:
        sink.close()
