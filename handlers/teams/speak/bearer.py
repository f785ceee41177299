"""Our own tokens for the connector and for Graph: asked for with the application's secret, kept until shortly before they end."""

import asyncio
from datetime import datetime, timedelta

import httpx

from bot.log import Log
from bot.ports.clock import Clock
from bot.ports.failures import TryLater
from handlers.teams.settings import TeamsSettings

log = Log(__name__)

CONNECTOR = "https://api.botframework.com/.default"
EARLY = timedelta(seconds=300)
PAUSE = timedelta(minutes=2)
REFUSED = "secret_refused"
"""What a failure says when the login does not know us: nothing will go through before somebody has mended it."""


class Bearer:
    """Tokens by scope. `refusal` is the login's own code when it does not take our secret, else empty."""

    def __init__(self, settings: TeamsSettings, clock: Clock, http: httpx.AsyncClient) -> None:
        self._settings = settings
        self._clock = clock
        self._http = http
        self._kept: dict[str, tuple[str, datetime]] = {}
        self._asking = asyncio.Lock()
        self.refusal = ""

    async def token(self, scope: str = CONNECTOR) -> str:
        """A token that is good for five minutes more. Raises `TryLater`."""
        async with self._asking:
            token, until = self._kept.get(scope, ("", datetime.min.replace(tzinfo=self._clock.now().tzinfo)))
            if token and self._clock.now() < until - EARLY:
                return token
            return await self._ask(scope)

    def drop(self, scope: str = CONNECTOR) -> None:
        """Forget a token that was not taken."""
        self._kept.pop(scope, None)

    async def _ask(self, scope: str) -> str:
        wanted = {
            "grant_type": "client_credentials",
            "client_id": self._settings.app_id,
            "client_secret": self._settings.app_secret,
            "scope": scope,
        }
        address = f"{self._settings.login_url.rstrip('/')}/{self._settings.tenant_id}/oauth2/v2.0/token"
        try:
            answer = await self._http.post(address, data=wanted)
            body = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise TryLater(f"no token: {type(error).__name__}", after=PAUSE, whole_scope=True) from None
        return self._taken(scope, answer.status_code, body)

    def _taken(self, scope: str, status: int, body: object) -> str:
        told = body if isinstance(body, dict) else {}
        if status == 200 and told.get("access_token"):
            until = self._clock.now() + timedelta(seconds=int(told.get("expires_in") or 0))
            self._kept[scope] = (str(told["access_token"]), until)
            self.refusal = ""
            return self._kept[scope][0]
        if status in (400, 401):
            self.refusal = _code(told)
            log.warning("teams secret refused", code=self.refusal)
            raise TryLater(f"{REFUSED} {self.refusal}".rstrip(), after=PAUSE, whole_scope=True)
        raise TryLater(f"no token: HTTP {status}", after=PAUSE, whole_scope=True)


def _code(told: dict[str, object]) -> str:
    """Microsoft's own number for what is wrong, such as AADSTS7000215, or the protocol's word."""
    codes = told.get("error_codes")
    if isinstance(codes, list) and codes and str(codes[0]).isdigit():
        return f"AADSTS{codes[0]}"
    word = str(told.get("error") or "")
    return word if word.isascii() and word.replace("_", "").isalpha() else ""
