"""Who talks to the simulated Facebook in these tests: a plain HTTP caller, and a bot that only listens."""

import asyncio
import json
from typing import Any

import httpx
from aiohttp import web

from tests.ports import free_port
from tests.waiting import eventually

MAIN = "100200300400500"
KARI = "6543210987650001"
AHMED = "6543210987650002"
VERIFY_TOKEN = "sandbox-verify-token"


class Caller:
    """Calls the Graph API with a token in the header."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token
        self._client = httpx.AsyncClient(trust_env=False, timeout=5)

    async def ask(self, method: str, path: str, *, token: str | None = None, **options: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token or self.token}"} | options.pop("headers", {})
        return await self._client.request(method, f"{self.url}/{path}", headers=headers, **options)

    async def get(self, path: str, *, token: str | None = None, **params: Any) -> Any:
        return (await self.ask("GET", path, token=token, params=params or None)).json()

    async def post(self, path: str, *, token: str | None = None, **form: Any) -> Any:
        return (await self.ask("POST", path, token=token, data=form)).json()

    async def delete(self, path: str) -> Any:
        return (await self.ask("DELETE", path)).json()

    async def send(self, text: str, to: str = KARI, **more: Any) -> Any:
        body = {"recipient": {"id": to}, "messaging_type": "RESPONSE", "message": {"text": text}} | more
        return (await self.ask("POST", f"{MAIN}/messages", json=body)).json()

    async def close(self) -> None:
        await self._client.aclose()


class Listener:
    """A callback that keeps what it gets. `status` is its answer; `deaf` makes it never answer."""

    def __init__(self) -> None:
        self.status = 200
        self.deaf = False
        self.bodies: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self._runner: web.AppRunner | None = None
        self.url = ""
        self._port = free_port()  # of our own choice, for it is left and taken again

    async def open(self) -> None:
        """Listen; again at the same port after `close`."""
        application = web.Application()
        application.add_routes([web.post("/facebook/webhook", self._hear), web.get("/facebook/webhook", self._prove)])
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True).start()
        self.url = f"http://127.0.0.1:{self._port}"

    async def close(self) -> None:
        """Be down."""
        if self._runner:
            await self._runner.cleanup()

    async def heard(self, count: int = 1) -> list[dict[str, Any]]:
        """The first `count` POST bodies, as soon as there are so many."""
        await eventually(lambda: len(self.bodies) >= count)
        return [json.loads(body) for body in self.bodies]

    async def change(self) -> dict[str, Any]:
        """The value of the only change heard."""
        (body,) = await self.heard()
        value: dict[str, Any] = body["entry"][0]["changes"][0]["value"]
        return value

    async def item(self) -> dict[str, Any]:
        """The only messaging item heard."""
        (body,) = await self.heard()
        item: dict[str, Any] = body["entry"][0]["messaging"][0]
        return item

    async def _hear(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.read())
        self.headers.append(dict(request.headers))
        if self.deaf:
            await asyncio.sleep(60)
        return web.Response(status=self.status)

    async def _prove(self, request: web.Request) -> web.Response:
        if request.query["hub.verify_token"] != VERIFY_TOKEN:
            return web.Response(status=403)
        return web.Response(text=request.query["hub.challenge"])
