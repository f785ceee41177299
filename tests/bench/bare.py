"""What the intake is held against: a Starlette route that checks the signature and commits one row. Run with a port and a file."""

import asyncio
import hashlib
import hmac
import sys

import aiosqlite
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sandbox.people import APP


class Bare:
    """The routes over one SQLite file."""

    def __init__(self, store: aiosqlite.Connection) -> None:
        self._store = store

    async def alive(self, _request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def hear(self, request: Request) -> Response:
        """A signed POST, and nothing done with it."""
        return Response(status_code=200 if _is_signed(await request.body(), request) else 403)

    async def take(self, request: Request) -> Response:
        """One signed POST is one committed row."""
        body = await request.body()
        if not _is_signed(body, request):
            return Response(status_code=403)
        await self._store.execute("INSERT INTO heard (body) VALUES (?)", (body,))
        await self._store.commit()
        return Response(status_code=200)

    def routes(self) -> list[Route]:
        """All addresses."""
        return [
            Route("/healthz", self.alive),
            Route("/readyz", self.alive),
            Route("/bare", self.hear, methods=["POST"]),
            Route("/facebook/webhook", self.take, methods=["POST"]),
        ]


def _is_signed(body: bytes, request: Request) -> bool:
    signature = "sha256=" + hmac.new(APP.facebook_secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature, request.headers.get("x-hub-signature-256", ""))


async def main(port: int, file: str) -> None:
    """Serve until terminated."""
    async with aiosqlite.connect(file) as store:
        await store.execute("PRAGMA journal_mode=WAL")
        await store.execute("PRAGMA synchronous=FULL")
        await store.execute("CREATE TABLE heard (id INTEGER PRIMARY KEY, body BLOB)")
        web = Starlette(routes=Bare(store).routes())
        config = uvicorn.Config(web, host="127.0.0.1", port=port, log_config=None, access_log=False)
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
