"""What no door should have to think of: bodies that are too large or come too slowly are refused before anybody reads them."""

import asyncio
from collections.abc import Mapping

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1024 * 1024  # bytes; Facebook and Slack stay far below
LONGEST_BODY_SECONDS = 15.0  # Slack itself gives up after three, Facebook after twenty


class BodyLimit:
    """Reads a request's body up to the limits and hands it on whole; answers 413 or 408 beyond, without reading on.

    `smaller` are the addresses that take less than the `largest` body, with their own limits in bytes. The sender gets a
    moment to read the answer; then `Connection` hangs up on whoever goes on sending.
    """

    def __init__(
        self,
        app: ASGIApp,
        largest: int = LARGEST_BODY,
        seconds: float = LONGEST_BODY_SECONDS,
        smaller: Mapping[str, int] | None = None,
    ) -> None:
        self.app = app
        self.largest = largest
        self.smaller = smaller or {}
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        largest = self.smaller.get(scope["path"], self.largest)
        try:
            async with asyncio.timeout(self.seconds):
                body = None if _announced(scope) > largest else await _read(receive, largest)
        except TimeoutError:
            await PlainTextResponse("too slow\n", status_code=408)(scope, receive, send)
            return
        if body is None:
            await PlainTextResponse("too large\n", status_code=413)(scope, receive, send)
            return
        await self.app(scope, _replay(body, receive), send)


def _announced(scope: Scope) -> int:
    """The size that a request says it has, in bytes."""
    announced = dict(scope["headers"]).get(b"content-length", b"0")
    return int(announced[:12]) if announced.isdigit() else 0


async def _read(receive: Receive, largest: int) -> bytes | None:
    """The body; None as soon as it is too large."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)  # the sender went away
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > largest:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    told = False

    async def replay() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
