"""Events and gestures over HTTP: signed requests to the bot's one address, as Slack sends them."""

import hashlib
import hmac
import json
import time
from functools import partial
from urllib.parse import urlencode

import aiohttp

from sandbox.people import APP
from sandbox.slack.state.values import Json
from sandbox.slack.wires.wire import ACK_SECONDS, Parcel, Receipt

PATH = "/slack/events"


class HttpWire:
    """Posts to `<bot_url>/slack/events`. Signatures carry the real time, whatever the sandbox's clock says."""

    timeout_reason = "http_timeout"

    def __init__(self) -> None:
        self.bot_url = ""
        self.ack_seconds = ACK_SECONDS
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Get ready to send."""
        self._session = aiohttp.ClientSession()

    async def close(self) -> None:
        """Give up the connections."""
        if self._session:
            await self._session.close()
            self._session = None

    async def send(self, parcel: Parcel) -> Receipt:
        """Post once; anything but HTTP 2xx within three seconds is a failure."""
        if not self.bot_url or not self._session:
            return Receipt(ok=False, reason="connection_failed")
        body, content_type = _written(parcel)
        headers = signed(body, str(int(time.time()))) | {"Content-Type": content_type} | _retry_headers(parcel)
        patience = aiohttp.ClientTimeout(total=self.ack_seconds)
        post = partial(self._session.post, self.bot_url + PATH, data=body, headers=headers)
        try:
            async with post(allow_redirects=False, timeout=patience) as response:
                return _receipt(response, await response.text())
        except TimeoutError:
            return Receipt(ok=False, reason=self.timeout_reason)
        except aiohttp.ClientError:
            return Receipt(ok=False, reason="connection_failed")


def signed(body: bytes, timestamp: str) -> dict[str, str]:
    """The two headers by which a request is known to come from Slack."""
    digest = hmac.new(APP.slack_signing_secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest.hexdigest()}"}


def _written(parcel: Parcel) -> tuple[bytes, str]:
    if parcel.kind == "events_api":
        return json.dumps(parcel.payload).encode(), "application/json"
    fields = parcel.payload if parcel.kind == "slash_commands" else {"payload": json.dumps(parcel.payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def _retry_headers(parcel: Parcel) -> dict[str, str]:
    if not parcel.attempt:
        return {}
    return {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": parcel.reason}


def _receipt(response: aiohttp.ClientResponse, text: str) -> Receipt:
    if not 200 <= response.status < 300:
        refused = response.headers.get("x-slack-no-retry") == "1"
        return Receipt(ok=False, reason="http_error", no_retry=refused)
    return Receipt(ok=True, answer=_answer(text))


def _answer(text: str) -> Json:
    if not text.strip():
        return {}
    try:
        answer = json.loads(text)
    except ValueError:
        return {"text": text}
    return answer if isinstance(answer, dict) else {"text": text}
