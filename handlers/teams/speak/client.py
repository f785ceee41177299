"""Calls to the Bot Connector and to Graph: one request, one answer, every failure in the three words of `bot.ports`.

Nothing here repeats a call by itself, except once with a fresh token: the queue of deliveries decides that.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from bot.log import Log
from bot.ports.cleaning import clean
from bot.ports.clock import Clock
from bot.ports.failures import Reason, Refused
from handlers.machine import trusted
from handlers.teams.settings import TeamsSettings
from handlers.teams.speak.bearer import CONNECTOR, Bearer
from handlers.teams.speak.errors import failure, no_answer

log = Log(__name__)

TIMEOUTS = httpx.Timeout(10, connect=5, pool=5)
SERVICE_HOSTS = {
    *("smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "smba.infra.gov.teams.microsoft.us"),
}


def path(*segments: str) -> str:
    """A path made of ids from outside, safe to put in an address."""
    if any(segment in ("", ".", "..") for segment in segments):
        raise Refused(Reason.INVALID, "an id is missing")
    return "/".join(quote(segment, safe="") for segment in segments)


@dataclass(frozen=True)
class _Call:
    method: str
    address: str
    scope: str
    body: Mapping[str, Any] | None
    repeatable: bool


class TeamsClient:
    """Speaks for the bot. `service_url` is where Teams wants to be spoken to: regional, and it may change."""

    def __init__(
        self, settings: TeamsSettings, clock: Clock, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self.settings = settings
        self.service_url = settings.service_url
        self._http = httpx.AsyncClient(timeout=TIMEOUTS, transport=transport, verify=trusted())
        self.bearer = Bearer(settings, clock, self._http)
        logging.getLogger("httpx").setLevel(logging.WARNING)

    def speak_at(self, service_url: str) -> None:
        """Speak there from now on, if it is an address that our token may be sent to."""
        url = urlsplit(service_url)
        own = urlsplit(self.settings.service_url)
        known = url.scheme == "https" and url.hostname in SERVICE_HOSTS
        if known or (url.scheme, url.netloc) == (own.scheme, own.netloc):
            self.service_url = service_url
        else:
            log.warning("teams service address not known", host=str(url.hostname)[:80])

    async def post(self, where: str, body: Mapping[str, Any], *, repeatable: bool = False) -> dict[str, Any]:
        """Create something; may raise `Unknown` unless it is `repeatable`."""
        return await self._connector("POST", where, body, repeatable=repeatable)

    async def put(self, where: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Put something in the place of what stands there; repeatable."""
        return await self._connector("PUT", where, body)

    async def delete(self, where: str) -> None:
        """Delete; repeatable."""
        await self._connector("DELETE", where, None)

    async def get(self, where: str) -> dict[str, Any]:
        """Read from the connector."""
        return await self._connector("GET", where, None)

    async def graph(self, where: str) -> dict[str, Any]:
        """Read from Graph: `where` is a path below the version, or the whole address of a next page. May raise as reads do."""
        base = self.settings.graph_url.rstrip("/")
        address = where if where.startswith(f"{base}/") else f"{base}/v1.0/{where}"
        return await self._send(_Call("GET", address, f"{base}/.default", None, repeatable=True))

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _connector(
        self, method: str, where: str, body: Mapping[str, Any] | None, *, repeatable: bool = True
    ) -> dict[str, Any]:
        address = f"{self.service_url.rstrip('/')}/v3/{where}"
        return await self._send(_Call(method, address, CONNECTOR, body, repeatable))

    async def _send(self, call: _Call) -> dict[str, Any]:
        response = await self._once(call)
        if response.status_code == 401:  # nothing was done; the token may have been withdrawn
            self.bearer.drop(call.scope)
            response = await self._once(call)
        body = _json(response)
        if response.is_success:
            return body if isinstance(body, dict) else {}
        retry_after = response.headers.get("retry-after", "")
        failed = failure(response.status_code, body, retry_after, repeatable=call.repeatable)
        log.info("teams.call_failed", method=call.method, status=response.status_code, detail=failed.detail)
        raise failed

    async def _once(self, call: _Call) -> httpx.Response:
        token = await self.bearer.token(call.scope)
        headers = {"Authorization": f"Bearer {token}"}
        try:
            return await self._http.request(call.method, call.address, json=call.body, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise no_answer(error, repeatable=call.repeatable) from None


def _json(response: httpx.Response) -> Any:
    try:
        return clean(json.loads(response.content)) if response.content else None
    except (ValueError, RecursionError):
        return None
