"""Connections from strangers: none may keep us waiting for its request, and there are never more than we can hold.

uvicorn has a limit for the time between two requests, but none for the time that a request's head or rest may take.
"""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
MOST = 300  # connections at once; a process may usually hold 1024 files, and the database and Slack need some of them


class Connection(H11Protocol):
    """One connection. It is closed when a request's head is not complete `head_seconds` after the first sign of it.

    So is one whose sender goes on with a body that has been refused already.
    """

    head_seconds = HEAD_SECONDS
    most = MOST

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._too_late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Somebody has called; one too many is let go at once."""
        super().connection_made(transport)
        if len(self.connections) > self.most:
            transport.abort()
        else:
            self._watch()

    def data_received(self, data: bytes) -> None:
        """Some bytes have come."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._stop_watching()
        super().connection_lost(exc)

    def _watch(self) -> None:
        """Time counts from the first byte to the end of the head; bytes in between win nothing."""
        is_idle = self.cycle is None or self.cycle.response_complete
        if not is_idle:
            self._stop_watching()
        elif self._too_late is None and self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self._too_late = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _stop_watching(self) -> None:
        if self._too_late is not None:
            self._too_late.cancel()
            self._too_late = None
