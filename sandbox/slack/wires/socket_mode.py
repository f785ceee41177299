"""Socket Mode: tickets of one use, the websocket, envelopes and their acknowledgements."""

import asyncio
import contextlib
import json
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.faults import Faults
from sandbox.people import APP
from sandbox.slack.state.stamps import Stamps
from sandbox.slack.state.values import Json
from sandbox.slack.wires.wire import ACK_SECONDS, Parcel, Receipt

TICKET_SECONDS = 30.0
MOST_CONNECTIONS = 10
PING_SECONDS = 20.0
CLOSING_SECONDS = 1.0
_FAREWELLS = {"slack.socket_refresh": "refresh_requested", "slack.link_disabled": "link_disabled"}


@dataclass(eq=False)
class Connection:
    """One open websocket, with the envelopes that wait for their acknowledgement by id."""

    socket: web.WebSocketResponse
    request: web.Request
    waiting: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)

    def cut(self) -> None:
        """Break the line without a word."""
        if self.request.transport:
            self.request.transport.abort()


class SocketWire:
    """Sends each parcel to exactly one open connection, in turn."""

    timeout_reason = "timeout"

    def __init__(self, stamps: Stamps, faults: Faults) -> None:
        self._stamps = stamps
        self._faults = faults
        self.ack_seconds = ACK_SECONDS
        self._tickets: dict[str, float] = {}
        self._connections: list[Connection] = []

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return len(self._connections)

    def ticket(self) -> str:
        """A new ticket, good for one connection within half a real minute; with `slack.ticket_refused` it is worthless."""
        ticket = self._stamps.uuid()
        if not self._faults.strikes("slack.ticket_refused", "apps.connections.open"):
            self._tickets[ticket] = time.monotonic() + TICKET_SECONDS
        return ticket

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """The websocket's address: redeem the ticket, greet, and listen until the line is closed."""
        if self._tickets.pop(request.query.get("ticket", ""), 0.0) < time.monotonic():
            return web.Response(status=400, text="invalid ticket")
        socket = web.WebSocketResponse(heartbeat=PING_SECONDS, timeout=CLOSING_SECONDS)
        await socket.prepare(request)
        await self._serve(Connection(socket, request))
        return socket

    async def send(self, parcel: Parcel) -> Receipt:
        """Send one envelope and wait for its acknowledgement, at most three real seconds."""
        if not self._connections:
            return Receipt(ok=False, reason="connection_failed")
        connection = self._next()
        if await self._disturb(connection, parcel):
            return Receipt(ok=False, reason="connection_failed")
        envelope_id = self._stamps.uuid()
        acknowledged = connection.waiting[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            await connection.socket.send_json(_envelope(envelope_id, parcel))
            answer = await asyncio.wait_for(acknowledged, self.ack_seconds)
        except TimeoutError:
            return Receipt(ok=False, reason=self.timeout_reason)
        except ConnectionError:
            return Receipt(ok=False, reason="connection_failed")
        finally:
            connection.waiting.pop(envelope_id, None)
        return Receipt(ok=True, answer=answer) if answer is not None else Receipt(ok=False, reason="connection_failed")

    async def disconnect(self, reason: str, *, warn: bool = True) -> None:
        """End every connection: with a `disconnect` frame that names the reason, or by cutting the line."""
        for connection in list(self._connections):
            await self._end(connection, reason) if warn else connection.cut()

    async def close(self) -> None:
        """Close every connection; the tickets are void."""
        self._tickets.clear()
        await asyncio.gather(*(connection.socket.close() for connection in list(self._connections)))

    async def _serve(self, connection: Connection) -> None:
        if len(self._connections) >= MOST_CONNECTIONS:
            await self._end(connection, "too_many_websockets")
            return
        self._connections.append(connection)
        try:
            await connection.socket.send_json(_hello(len(self._connections)))
            await _listen(connection)
        finally:
            self._forget(connection)

    def _next(self) -> Connection:
        connection = self._connections.pop(0)
        self._connections.append(connection)
        return connection

    async def _disturb(self, connection: Connection, parcel: Parcel) -> bool:
        if self._faults.strikes("slack.socket_cut", parcel.place):
            connection.cut()
            self._forget(connection)
            return True
        for name, reason in _FAREWELLS.items():
            if self._faults.strikes(name, parcel.place):
                await self._end(connection, reason)
                return True
        if self._faults.strikes("slack.socket_warning", parcel.place):
            await connection.socket.send_json(_farewell("warning"))
        return False

    async def _end(self, connection: Connection, reason: str) -> None:
        self._forget(connection)
        with contextlib.suppress(ConnectionError):
            await connection.socket.send_json(_farewell(reason))
            await connection.socket.close()

    def _forget(self, connection: Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
        for waiting in connection.waiting.values():
            if not waiting.done():
                waiting.set_result(None)


async def _listen(connection: Connection) -> None:
    async for frame in connection.socket:
        if frame.type == WSMsgType.TEXT:
            _hear(connection, frame.data)


def _hear(connection: Connection, data: str) -> None:
    with contextlib.suppress(ValueError):
        frame: Any = json.loads(data)
        waiting = connection.waiting.get(frame.get("envelope_id", "")) if isinstance(frame, dict) else None
        if waiting and not waiting.done():
            answer = frame.get("payload")
            waiting.set_result(answer if isinstance(answer, dict) else {"text": answer} if answer else {})


def _farewell(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}


def _hello(connections: int) -> Json:
    debug = {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060}
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": debug,
        "connection_info": {"app_id": APP.slack_app_id},
    }


def _envelope(id: str, parcel: Parcel) -> Json:
    frame: Json = {"envelope_id": id, "type": parcel.kind, "payload": parcel.payload}
    if parcel.kind == "events_api":
        return frame | {
            "accepts_response_payload": False,
            "retry_attempt": parcel.attempt,
            "retry_reason": parcel.reason,
        }
    return frame | {"accepts_response_payload": True}
