"""Whether a request comes from Teams: the signed token that comes with it, checked before a word of it is believed.

The checks are those that Microsoft asks of a bot that speaks the Bot Connector's protocol without its SDK:
the signature by one of the published keys, issuer, audience, expiry, the key's endorsement of the channel, and the
address in the token against the one in the body.
"""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx
import jwt

from bot.log import Log
from bot.ports.clock import Clock
from handlers.machine import trusted

log = Log(__name__)

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
LEEWAY = timedelta(seconds=300)
KEPT = timedelta(hours=24)
ASKED_AGAIN = timedelta(minutes=5)
_TIMEOUT = httpx.Timeout(5)


class NotFromTeams(Exception):
    """The request is not signed as one from Teams is. The words are for the log: they name the check, never the token."""


class Keys:
    """The keys by which Teams signs, kept for a day; an unknown one is asked for at most every five minutes."""

    def __init__(self, url: str, clock: Clock, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._url = url
        self._clock = clock
        self._http = httpx.AsyncClient(timeout=_TIMEOUT, transport=transport, verify=trusted())
        self._keys: Mapping[str, Mapping[str, Any]] = {}
        self._asked_at: datetime | None = None
        self._asking = asyncio.Lock()
        self.failure = ""

    async def key(self, kid: str) -> Mapping[str, Any]:
        """The key of this id. Raises `NotFromTeams` when there is none, as far as can be known now."""
        async with self._asking:
            if self._is_due(kid):
                await self._ask()
        if kid not in self._keys:
            raise NotFromTeams("unknown key")
        return self._keys[kid]

    async def check(self, authorization: str, app_id: str) -> Mapping[str, Any]:
        """The claims of the token in an `Authorization` header, to go on with `check_body`. Raises `NotFromTeams`."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise NotFromTeams("no token")
        try:
            key = await self.key(str(jwt.get_unverified_header(token).get("kid", "")))
            claims = _decoded(token, key, app_id)
        except jwt.PyJWTError as error:
            raise NotFromTeams(type(error).__name__) from None
        _check_time(claims, self._clock.now())
        if CHANNEL not in (key.get("endorsements") or ()):
            raise NotFromTeams("key not endorsed")
        return claims

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    def _is_due(self, kid: str) -> bool:
        if self._asked_at is None:
            return True
        age = self._clock.now() - self._asked_at
        return age >= KEPT or (age >= ASKED_AGAIN and (kid not in self._keys or bool(self.failure)))

    async def _ask(self) -> None:
        """A failure changes nothing: the keys that are known go on being good."""
        self._asked_at = self._clock.now()
        try:
            answer = await self._http.get(self._url)
            found = answer.raise_for_status().json()["keys"]
            self._keys = {str(key["kid"]): key for key in found}
            self.failure = ""
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError) as error:
            self.failure = type(error).__name__
            log.warning("teams keys not read", error=self.failure)


def _decoded(token: str, key: Mapping[str, Any], app_id: str) -> dict[str, Any]:
    """The claims, if signature, issuer and audience are right. PyJWT would take the machine's clock for the times."""
    return jwt.decode(
        token,
        jwt.PyJWK(dict(key), algorithm="RS256"),
        algorithms=["RS256"],
        audience=app_id,
        issuer=ISSUER,
        options={"require": ["exp", "iss", "aud"], "verify_exp": False, "verify_nbf": False, "verify_iat": False},
    )


def _check_time(claims: Mapping[str, Any], now: datetime) -> None:
    """By our own clock, which in the sandbox is not the machine's."""
    moment, leeway = now.timestamp(), LEEWAY.total_seconds()
    try:
        ends, begins = float(claims["exp"]), float(claims.get("nbf", 0))
    except (TypeError, ValueError):
        raise NotFromTeams("no times") from None
    if not begins - leeway <= moment < ends + leeway:
        raise NotFromTeams("not good now")


def check_body(claims: Mapping[str, Any], activity: Mapping[str, Any]) -> None:
    """Whether the token was made for this very activity. Raises `NotFromTeams`."""
    signed_for, said = str(claims.get("serviceurl") or ""), str(activity.get("serviceUrl") or "")
    if not signed_for or signed_for.rstrip("/") != said.rstrip("/"):
        raise NotFromTeams("service address differs")
    if activity.get("channelId") != CHANNEL:
        raise NotFromTeams("another channel")
