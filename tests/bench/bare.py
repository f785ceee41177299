"""What the bot is held against: a Starlette route that checks the signature and commits one row, and the least program.

The least program does what no bot can do without: signature, one durable row, the same card posted by Slack's own
library, the outcome recorded. Run with a port, a file and the address of Slack's Web API.
"""

import asyncio
import hashlib
import hmac
import json
import sys

import aiosqlite
import uvicorn
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sandbox.people import APP, CHANNELS


class Bare:
    """The routes over one SQLite file."""

    def __init__(self, store: aiosqlite.Connection, slack_url: str) -> None:
        self._store = store
        self._slack = AsyncWebClient(APP.slack_bot_token, base_url=slack_url)
        self._card, self._words = "[]", ""

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

    async def learn(self, request: Request) -> Response:
        """The card that the least program posts, and whose words stand on it."""
        told = await request.json()
        self._card, self._words = json.dumps(told["blocks"], ensure_ascii=False), told["words"]
        return Response(status_code=200)

    async def least(self, request: Request) -> Response:
        """One signed POST is one row, one card, and its outcome."""
        body = await request.body()
        if not _is_signed(body, request):
            return Response(status_code=403)
        row = await self._store.execute("INSERT INTO heard (body) VALUES (?)", (body,))
        await self._store.commit()
        words = json.loads(body)["entry"][0]["changes"][0]["value"]["message"]
        blocks = json.loads(self._card.replace(self._words, words))
        posted = await self._slack.chat_postMessage(channel=CHANNELS[0].id, text=words, blocks=blocks)
        await self._store.execute("UPDATE heard SET card = ? WHERE id = ?", (posted["ts"], row.lastrowid))
        await self._store.commit()
        return Response(status_code=200)

    def routes(self) -> list[Route]:
        """All addresses."""
        return [
            Route("/healthz", self.alive),
            Route("/readyz", self.alive),
            Route("/bare", self.hear, methods=["POST"]),
            Route("/card", self.learn, methods=["POST"]),
            Route("/least", self.least, methods=["POST"]),
            Route("/facebook/webhook", self.take, methods=["POST"]),
        ]


def _is_signed(body: bytes, request: Request) -> bool:
    signature = "sha256=" + hmac.new(APP.facebook_secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature, request.headers.get("x-hub-signature-256", ""))


async def main(port: int, file: str, slack_url: str) -> None:
    """Serve until terminated."""
    async with aiosqlite.connect(file) as store:
        await store.execute("PRAGMA journal_mode=WAL")
        await store.execute("PRAGMA synchronous=FULL")
        await store.execute("CREATE TABLE heard (id INTEGER PRIMARY KEY, body BLOB, card TEXT)")
        web = Starlette(routes=Bare(store, slack_url).routes())
        config = uvicorn.Config(web, host="127.0.0.1", port=port, log_config=None, access_log=False)
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], sys.argv[3]))
