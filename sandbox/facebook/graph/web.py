"""The Graph API over HTTP: reads a request in any accepted form, and answers as asked, unless a connection fault strikes."""

import asyncio
import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.facebook.faults import denial
from sandbox.facebook.graph.batch import split_path
from sandbox.facebook.graph.call import Answer, GraphCall
from sandbox.facebook.graph.graph import Graph
from sandbox.facebook.graph.versions import served_version
from sandbox.facebook.state.switches import Switches
from sandbox.facebook.wire import dump
from sandbox.faults import Faults
from sandbox.uploads import MULTIPART, parts

PREFIX = "/graph"
KEEPER = "/cdn"
CUT = 0
PROXY_PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>"


class GraphWeb:
    """Mounts the Graph API at `/graph`, and the host that keeps pictures at `/cdn`."""

    def __init__(self, graph: Graph, clock: SandboxClock, faults: Faults, switches: Switches) -> None:
        self._graph = graph
        self._clock = clock
        self._faults = faults
        self._switches = switches
        self.pictures_fetched = 0

    def routes(self) -> list[web.AbstractRouteDef]:
        """Every method on every path below the mount; and every picture."""
        return [
            web.route("*", PREFIX + "/{path:.*}", self._handle),
            web.get(KEEPER + "/{name}", self._picture),
        ]

    async def _picture(self, request: web.Request) -> web.Response:
        """What any picture's address answers; whoever sends a token along is sent away, as no picture needs one."""
        self.pictures_fetched += 1
        shown = self._switches.picture
        if "Authorization" in request.headers or "access_token" in request.query:
            return web.Response(status=400, text="Bad URL hash")
        if shown.leads_to:
            return web.Response(status=302, headers={"Location": shown.leads_to})
        return web.Response(body=shown.content, status=shown.status, content_type="image/jpeg")

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        version, path = split_path(request.match_info["path"])
        served = served_version(version, self._clock.now().date())
        call = await _read_call(request, path, f"{request.url.origin()}{PREFIX}/{served}")
        if mishap := self._before(request, call):
            return mishap
        answer = await self._graph.answer(call)
        if mishap := self._after(request, call, answer):
            return mishap
        if self._faults.strikes("facebook.slow", self._graph.where(call)):
            await asyncio.sleep(self._switches.slow_answer_seconds)
        return self._dated(_response(call, answer, served))

    def _dated(self, response: web.Response) -> web.Response:
        if ahead := self._switches.date_ahead:
            response.headers["Date"] = format_datetime(datetime.now(UTC) + ahead, usegmt=True)
        return response

    def _before(self, request: web.Request, call: GraphCall) -> web.Response | None:
        """A fault of the connection that strikes while nothing is done yet."""
        if self._faults.strikes("facebook.cut", self._graph.where(call)):
            return self._cut(request, call)
        if self._faults.strikes("facebook.bad_gateway", self._graph.where(call)):
            return self._bad_gateway(call)
        return None

    def _after(self, request: web.Request, call: GraphCall, answer: Answer) -> web.Response | None:
        """A fault of the connection that strikes when a write is done."""
        if answer.status != 200 or not call.is_write:
            return None
        where = self._graph.where(call)
        if self._faults.strikes("facebook.cut_after_write", where):
            return self._cut(request, call)
        if self._faults.strikes("facebook.bad_gateway_after_write", where):
            return self._bad_gateway(call)
        if error := denial(self._faults, where):
            body = dump(error.body("Asandboxdenied"))
            return web.Response(body=body, status=error.status, content_type="application/json")
        if self._faults.strikes("facebook.no_id", where):
            return web.Response(body=b"{}", content_type="application/json")
        return None

    def _cut(self, request: web.Request, call: GraphCall) -> web.Response:
        self._graph.calls.append((call.method, call.address, CUT))
        if request.transport:
            request.transport.abort()
        return web.Response()

    def _bad_gateway(self, call: GraphCall) -> web.Response:
        self._graph.calls.append((call.method, call.address, 502))
        return web.Response(text=PROXY_PAGE, status=502, content_type="text/html")


async def _read_call(request: web.Request, path: tuple[str, ...], base_url: str) -> GraphCall:
    params: dict[str, Any] = {**request.query, **await _body(request)}
    bearer = request.headers.get("Authorization", "")
    if bearer.startswith(("Bearer ", "OAuth ")):
        params.setdefault("access_token", bearer.split(" ", 1)[1])
    method = str(params.pop("method", request.method)).upper()
    return GraphCall(method, path, params, base_url, request.headers.get("If-None-Match", ""))


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        try:
            read = await request.json() if request.can_read_body else {}
        except ValueError:
            read = {}
        return read if isinstance(read, dict) else {}
    if request.content_type == MULTIPART:
        return dict(await parts(request))
    return dict(await request.post())


def _response(call: GraphCall, answer: Answer, served: str) -> web.Response:
    body = dump(answer.body)
    headers = {"facebook-api-version": served, **answer.headers}
    if call.method == "GET" and answer.status == 200:
        headers["ETag"] = f'"{hashlib.sha1(body, usedforsecurity=False).hexdigest()}"'
        if call.etag == headers["ETag"]:
            return web.Response(status=304, headers=headers)
    headers["Content-Type"] = "application/json; charset=UTF-8"
    return web.Response(body=body, status=answer.status, headers=headers)
