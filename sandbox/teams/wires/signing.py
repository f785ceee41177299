"""The keys by which the simulated Teams signs, and the tokens it gives to bots: the real ways, with keys of its own."""

import secrets
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import uuid4

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from sandbox.clock import SandboxClock
from sandbox.faults import Faults
from sandbox.teams.state.names import APP_ID, APP_SECRET, TENANT

ISSUER = "https://api.botframework.com"
# Microsoft gives from one hour to a whole day. Where hours pass within a real second, no call came through within one.
LIFETIME = timedelta(hours=24)
SCOPES = ("https://api.botframework.com/.default",)


class Notary:
    """Signs for Teams, and knows which bot tokens are good. Lifetimes run by the sandbox's clock."""

    def __init__(self, clock: SandboxClock, faults: Faults) -> None:
        self._clock = clock
        self._faults = faults
        self._given: dict[str, Any] = {}
        self.secret = APP_SECRET
        self.kid = "solvik-1"

    @cached_property
    def _key(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def signed(self, service_url: str, **otherwise: Any) -> str:
        """The token that comes with a call of the bot; `otherwise` are claims that shall read differently."""
        now = self._clock.now()
        claims = {"iss": ISSUER, "aud": APP_ID, "serviceurl": service_url, "nbf": now, "exp": now + LIFETIME}
        return jwt.encode(claims | otherwise, self._key, "RS256", headers={"kid": self.kid})

    def is_good(self, authorization: str) -> bool:
        """Whether a bot's token is one of ours and has not run out."""
        until = self._given.get(authorization.removeprefix("Bearer "))
        return until is not None and self._clock.now() < until

    def withdraw(self) -> None:
        """Every token given so far is good no more."""
        self._given.clear()

    async def keys(self, _request: web.Request) -> web.Response:
        """The published keys."""
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return web.json_response({"keys": [{**public, "kid": self.kid, "endorsements": ["msteams", "skype"]}]})

    async def token(self, request: web.Request) -> web.Response:
        """The login: a token for the application's secret."""
        asked = await request.post()
        if self._faults.strikes("teams.login_down"):
            return web.Response(status=503)
        if request.match_info["tenant"] != TENANT or asked.get("client_id") != APP_ID:
            return _refused(400, "unauthorized_client", 700016)
        if asked.get("client_secret") != self.secret:
            return _refused(401, "invalid_client", 7000215)
        token = f"{uuid4().hex}{secrets.token_hex(8)}"
        self._given[token] = self._clock.now() + LIFETIME
        lasts = int(LIFETIME.total_seconds()) - 1
        return web.json_response({"token_type": "Bearer", "expires_in": lasts, "access_token": token})


def _refused(status: int, word: str, number: int) -> web.Response:
    told = {"error": word, "error_codes": [number], "error_description": f"AADSTS{number}: refused"}
    return web.json_response(told, status=status)
