"""Two little bots that only listen: they keep what Slack sends and answer as they are told."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from sandbox.people import APP

Json = dict[str, Any]


@dataclass
class Received:
    """One request as it came, and what it says."""

    headers: Any
    payload: Json
    signed: bool


@dataclass
class HttpBot:
    """Listens on localhost. `answer` gives status and body for each payload."""

    answer: Callable[[Json], Awaitable[tuple[int, Any]]] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    url: str = ""
    runner: web.AppRunner | None = None
    port: int = 0

    async def start(self) -> None:
        app = web.Application()
        app.add_routes([web.post("/slack/events", self.take)])
        self.runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", self.port).start()
        self.port = self.runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self.port}"

    async def stop(self) -> None:
        if self.runner:
            await self.runner.cleanup()
            self.runner = None

    async def take(self, request: web.Request) -> web.Response:
        raw = await request.read()
        verifier = SignatureVerifier(APP.slack_signing_secret)
        payload = _read(request, raw)
        self.received.append(Received(request.headers, payload, verifier.is_valid_request(raw, dict(request.headers))))
        status, body = await self.answer(payload) if self.answer else (200, "")
        text = body if isinstance(body, str) else json.dumps(body)
        return web.Response(status=status, text=text, headers=self.headers)

    def events(self, kind: str = "message") -> list[Json]:
        bodies = [received.payload for received in self.received if received.payload.get("type") == "event_callback"]
        return [body["event"] for body in bodies if body["event"]["type"] == kind]

    def payloads(self, kind: str) -> list[Json]:
        return [received.payload for received in self.received if received.payload.get("type") == kind]


class SocketBot:
    """Connects by websocket, keeps every frame, and acknowledges envelopes unless `silent`."""

    def __init__(self, api_url: str) -> None:
        self.api_url = api_url
        self.frames: list[Json] = []
        self.silent = False
        self.answer: Json | None = None
        self.session = aiohttp.ClientSession()
        self.sockets: list[tuple[aiohttp.ClientWebSocketResponse, asyncio.Task[None]]] = []

    async def ticket(self) -> str:
        headers = {"Authorization": f"Bearer {APP.slack_app_token}"}
        async with self.session.post(self.api_url + "apps.connections.open", headers=headers) as response:
            return str((await response.json())["url"])

    async def connect(self, url: str = "") -> None:
        socket = await self.session.ws_connect(url or await self.ticket())
        self.sockets.append((socket, asyncio.create_task(self.listen(socket))))

    async def listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            frame = json.loads(message.data)
            self.frames.append(frame)
            if "envelope_id" in frame and not self.silent:
                answer = {"payload": self.answer} if self.answer else {}
                await socket.send_json({"envelope_id": frame["envelope_id"]} | answer)

    async def close(self) -> None:
        for socket, task in self.sockets:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await socket.close()
        await self.session.close()

    def envelopes(self) -> list[Json]:
        return [frame for frame in self.frames if "envelope_id" in frame]


def _read(request: web.Request, raw: bytes) -> Json:
    if request.content_type == "application/json":
        return dict(json.loads(raw))
    fields = dict(parse_qsl(raw.decode(), keep_blank_values=True))
    return dict(json.loads(fields["payload"])) if "payload" in fields else fields
