"""What comes over HTTP is verified before it is read."""

import json
import time
from dataclasses import replace

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier

from sandbox.people import APP
from tests.clocks import Borrowed
from tests.handlers.slack.events import callback, reply
from tests.handlers.slack.stage import ANNE, CHANNEL, Stage, serving


def signed(body: bytes, secret: str = APP.slack_signing_secret) -> dict[str, str]:
    at = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=at, body=body) or ""
    return {"content-type": "application/json", "x-slack-request-timestamp": at, "x-slack-signature": signature}


async def sent(stage: Stage, body: dict[str, object], secret: str = APP.slack_signing_secret) -> httpx.Response:
    content = json.dumps(body).encode()
    async with serving(stage.door) as url, httpx.AsyncClient() as client:
        return await client.post(f"{url}/slack/events", content=content, headers=signed(content, secret))


async def test_a_forged_signature_is_refused(http: Stage) -> None:
    body = callback(reply(channel=CHANNEL))

    assert (await sent(http, body, "another-secret")).status_code == 401
    assert http.calls.heard == {}


async def test_slacks_first_question_is_answered(http: Stage) -> None:
    answer = await sent(http, {"type": "url_verification", "challenge": "abc"})

    assert answer.json() == {"challenge": "abc"}


@pytest.mark.parametrize(
    "body",
    [
        {"type": "app_rate_limited", "minute_rate_limited": 1},
        {"type": "something_new"},
        {"type": "shortcut", "callback_id": "x", "user": {"id": ANNE}},
        {"type": "view_closed", "user": {"id": ANNE}, "view": {"type": "modal"}},
        callback({"type": "something_new"}),
    ],
)
async def test_what_means_nothing_is_acknowledged(http: Stage, body: dict[str, object]) -> None:
    assert (await sent(http, body)).status_code == 200


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe", b"payload=%7B", b""])
async def test_a_body_that_is_no_payload_is_refused(http: Stage, content: bytes) -> None:
    async with serving(http.door) as url, httpx.AsyncClient() as client:
        answer = await client.post(f"{url}/slack/events", content=content, headers={"content-type": "application/json"})

    assert answer.status_code in (400, 401)


async def test_an_event_that_cannot_be_read_is_kept(http: Stage) -> None:
    body = callback(reply(channel=CHANNEL, ts="not a time"))

    assert (await sent(http, body)).status_code == 200
    assert list(http.calls.heard) == ["Ev1"]


async def test_an_event_that_is_not_stored_is_not_acknowledged(http: Stage) -> None:
    http.calls.broken = True

    assert (await sent(http, callback(reply(channel=CHANNEL)))).status_code == 500


async def test_without_a_signing_secret_there_is_no_address(http: Stage) -> None:
    door = http.door.__class__(
        replace(http.door._settings, signing_secret=""), http.calls, Borrowed(http.sandbox.clock)
    )

    assert list(door.routes) == []
