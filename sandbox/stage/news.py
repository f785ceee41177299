"""That something has changed, as a stream of server-sent events: a version number each, at most ten a second."""

import asyncio
import contextlib
import json

from aiohttp import web

from sandbox.server import Sandbox

PAUSE_SECONDS = 0.1
SIGN_OF_LIFE_SECONDS = 15.0


class News:
    """Counts the visible changes in the whole sandbox, the clock's jumps and the faults included. `version` only grows."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._clock = sandbox.clock
        self._changes = 0
        self._changed = asyncio.Event()
        sandbox.facebook.on_change(self._note)
        (sandbox.teams or sandbox.slack).on_change(self._note)
        sandbox.faults.on_change(self._note)

    @property
    def version(self) -> int:
        """How much has happened so far."""
        return self._changes + self._clock.version

    async def wait_beyond(self, version: int, timeout_seconds: float) -> int:
        """Wait until `version` has grown beyond the one seen, at most so many real seconds; the version now."""
        if self.version <= version:
            jumped = asyncio.create_task(self._clock.wait_change(self._clock.version, timeout_seconds))
            noted = asyncio.create_task(self._changed.wait())
            try:
                await asyncio.wait({jumped, noted}, timeout=timeout_seconds, return_when=asyncio.FIRST_COMPLETED)
            finally:
                jumped.cancel()
                noted.cancel()
        return self.version

    def _note(self) -> None:
        self._changes += 1
        self._changed.set()
        self._changed = asyncio.Event()


def news_routes(news: News) -> list[web.AbstractRouteDef]:
    """`GET /sandbox/stream`: the version at once, then again after each change; a comment line as a sign of life."""

    async def stream(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):  # the page was closed
            await _tell(response, news)
        return response

    return [web.get("/sandbox/stream", stream)]


async def _tell(response: web.StreamResponse, news: News) -> None:
    told = -1
    while True:
        version = await news.wait_beyond(told, SIGN_OF_LIFE_SECONDS)
        line = f"data: {json.dumps({'version': version})}" if version > told else ": still here"
        await response.write(f"{line}\n\n".encode())
        told = version
        await asyncio.sleep(PAUSE_SECONDS)
