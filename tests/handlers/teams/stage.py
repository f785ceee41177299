"""The Teams door without a network: signed activities go in, and what it asks of Teams is answered by the test."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from starlette.applications import Starlette

from handlers.teams.hear.token import ISSUER
from handlers.teams.settings import TeamsSettings

APP, TENANT = "0f6cbd00-1111-4d2a-9a57-3c1b8a54c0de", "5a0c5d1e-6b57-4a43-9f0e-2f1b8a54c0de"
GROUP = "9c5d1e5a-2222-4b57-8a43-2f1b8a54c0de"
SERVICE = "https://smba.trafficmanager.net/emea"
CHANNEL_ID = "19:sporsmal@thread.tacv2"
CHANNEL = (
    f"https://teams.microsoft.com/l/channel/19%3Asporsmal%40thread.tacv2/Sporsmal?groupId={GROUP}&tenantId={TENANT}"
)
ROOT = "1795325110000"
ANNE = {"id": "29:1anne", "aadObjectId": "11111111-1111-4111-8111-111111111111", "name": "Anne Berg"}
NOW = datetime(2026, 2, 9, 8, 0, tzinfo=UTC)

SETTINGS = TeamsSettings(
    app_id=APP,
    tenant_id=TENANT,
    app_secret="secret",
    service_url=SERVICE,
    login_url="https://login.example",
    keys_url="https://keys.example/keys",
    graph_url="https://graph.example",
    channels=(CHANNEL,),
)


@dataclass
class Clock:
    """Stands still until it is moved."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment

    async def sleep_until(self, moment: datetime, **_: Any) -> None:
        self.moment = max(self.moment, moment)


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    """A key of this name, made once."""
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published(*, endorsements: tuple[str, ...] = ("msteams",), kid: str = "k1") -> dict[str, Any]:
    """The keys as they stand published."""
    public = jwt.algorithms.RSAAlgorithm.to_jwk(key("right").public_key(), as_dict=True)
    return {"keys": [{**public, "kid": kid, "endorsements": list(endorsements)}]}


def token(*, signer: str = "right", kid: str = "k1", without: str = "", **otherwise: Any) -> str:
    """A signed token like Teams'; `otherwise` are claims that read differently, `without` one that is missing."""
    claims = {"iss": ISSUER, "aud": APP, "serviceurl": SERVICE, "exp": NOW + timedelta(hours=1)} | otherwise
    claims.pop(without, None)
    return jwt.encode(claims, key(signer), "RS256", headers={"kid": kid})


def activity(kind: str = "message", **more: Any) -> dict[str, Any]:
    """An activity in a thread of our channel."""
    return {
        "type": kind,
        "id": "1795325121716",
        "timestamp": "2026-02-09T08:00:01.5Z",
        "channelId": "msteams",
        "serviceUrl": f"{SERVICE}/",
        "from": ANNE,
        "recipient": {"id": f"28:{APP}", "name": "Svarvakt"},
        "conversation": {"id": f"{CHANNEL_ID};messageid={ROOT}", "conversationType": "channel", "tenantId": TENANT},
        "text": "Hallen er åpen lørdag.",
        "attachments": [],
        "entities": [],
        "channelData": {"tenant": {"id": TENANT}, "channel": {"id": CHANNEL_ID}, "team": {"id": CHANNEL_ID}},
    } | more


Answered = Callable[[httpx.Request], httpx.Response]


@dataclass
class Teams:
    """Teams' side of the wire: what was asked of it, and how it answers."""

    answer: Answered = lambda _: httpx.Response(200, json={"id": "1", "activityId": "1"})
    keys: dict[str, Any] = field(default_factory=published)
    login: Answered | None = None
    asked: list[httpx.Request] = field(default_factory=list)
    key_reads: int = 0
    token_reads: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "keys.example":
            self.key_reads += 1
            return httpx.Response(200, json=self.keys)
        if request.url.host == "login.example":
            self.token_reads += 1
            return self.login(request) if self.login else self._token()
        self.asked.append(request)
        return self.answer(request)

    def _token(self) -> httpx.Response:
        return httpx.Response(200, json={"access_token": f"t{self.token_reads}", "expires_in": 3600})

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self)


async def post(app: Starlette, body: object, authorization: str | None = None) -> httpx.Response:
    """Send something to the door's address, signed unless told otherwise."""
    signed = f"Bearer {token()}" if authorization is None else authorization
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://bot") as client:
        return await client.post("/teams/messages", content=content, headers={"Authorization": signed})
