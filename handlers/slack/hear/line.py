"""The Socket Mode line to Slack, held for as long as the process lives.

Slack's own client retries one address for ever when it is refused, for instance because its ticket has run out. So it
is watched: while it is silent it is made to ask for a new ticket, and after a while it is replaced altogether.
Quiet is not silence: a line is judged by its pings, not by whether anybody wrote something.
Where the token itself is refused, only a person can help: that is said at once, and asked again ever more seldom.
"""

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

from aiohttp import WSMessage
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.log import Log
from bot.ports.failures import Refused, TryLater
from handlers.slack.speak.calling import calling
from handlers.slack.speak.refusals import DEAD_TOKEN

log = Log(__name__)

_LONGEST_PAUSE_SECONDS = 600.0
_LONGEST_SIGN = 2000  # characters; greetings and farewells are short


class Line:
    """One Socket Mode connection and its watchdog. Times are real seconds, but `up_at` is by the bot's clock: when it was last up."""

    def __init__(
        self,
        app: AsyncApp,
        client: AsyncWebClient,
        app_token: str,
        logger: logging.Logger,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        check_seconds: float = 5.0,
        patience_seconds: float = 45.0,
        ping_seconds: float = 5.0,
    ) -> None:
        self._app = app
        self._client = client
        self._app_token = app_token
        self._logger = logger
        self._check_seconds = check_seconds
        self._patience_seconds = patience_seconds
        self._ping_seconds = ping_seconds
        self._now = now
        self.up = False
        self.up_at = now()
        self.refusal = ""  # Slack's word for what is wrong with the token, since it was last asked for a ticket
        self._refusals = 0  # in a row
        self.switched_off = False  # whether Slack's last farewell said so, and no greeting came since
        self.is_held = False
        self._app_id = ""
        self._up_at = time.monotonic()

    @property
    def is_down(self) -> bool:
        """Whether there has been no connection for longer than a renewal or a start takes."""
        return not self.up and time.monotonic() - self._up_at > self._patience_seconds

    async def knock(self) -> None:
        """Ask for a ticket that nobody uses, unless the line is held: `refusal` tells what Slack thinks of the token."""
        if not self.is_held:
            with contextlib.suppress(Refused, TryLater):
                await self._ticket()

    async def app_id(self) -> str:
        """Which app the token belongs to, as Slack tells; empty when it does not. Raises `Refused` or `TryLater`."""
        if not self._app_id:
            with calling(repeatable=True):
                answer = await self._client.api_call(
                    "auth.test", headers={"Authorization": f"Bearer {self._app_token}"}
                )
            self._app_id = str(answer.get("app_id") or "")
        return self._app_id

    async def hold(self) -> None:
        """Stay connected until cancelled."""
        self.up_at, self.is_held = self._now(), True
        while True:
            handler = self._handler()
            try:
                await self._watch(handler)
            finally:
                self.up = False
                await _closed(handler)
            log.warning("slack line replaced", silent_seconds=round(time.monotonic() - self._up_at))
            if self.refusal:
                await asyncio.sleep(pause_after(self._refusals, self._check_seconds))

    async def _watch(self, handler: AsyncSocketModeHandler) -> None:
        """Return when the line has been silent for too long, or its token is refused."""
        connecting = asyncio.create_task(handler.connect_async())  # type: ignore[no-untyped-call]  # Bolt has no types here
        began_at, refusals = time.monotonic(), self._refusals
        try:
            while time.monotonic() - max(began_at, self._up_at) <= self._patience_seconds:
                if self._refusals not in (0, refusals):
                    return
                await _at_most(self._check_seconds, connecting)
                self.up = await handler.client.is_connected()
                if self.up:
                    self._up_at, self.up_at = time.monotonic(), self._now()
                elif time.monotonic() - max(began_at, self._up_at) > self._check_seconds:
                    handler.client.wss_uri = None
        finally:
            connecting.cancel()
            await asyncio.gather(connecting, return_exceptions=True)

    def _handler(self) -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(
            self._app,
            app_token=self._app_token,
            logger=self._logger,
            web_client=self._client,
            ping_interval=self._ping_seconds,
        )
        handler.client.proxy = self._client.proxy
        handler.client.on_message_listeners.append(self._heard)
        handler.client.issue_new_wss_url = self._ticket  # type: ignore[method-assign]  # theirs says nothing of why
        return handler

    async def _heard(self, message: WSMessage) -> None:
        """A farewell says why the line ends, a greeting that it works. Everything else is somebody's words, and not looked into."""
        if not isinstance(message.data, str) or len(message.data) > _LONGEST_SIGN:
            return
        try:
            sign = json.loads(message.data)
        except ValueError:  # a ping of Slack's own
            return
        kind = sign.get("type") if isinstance(sign, dict) else None
        if kind in ("disconnect", "hello"):
            self.switched_off = sign.get("reason") == "link_disabled"

    async def _ticket(self) -> str:
        """The address of a new connection. Raises `Refused` or `TryLater`."""
        try:
            with calling(repeatable=True):
                answer = await self._client.apps_connections_open(app_token=self._app_token)
        except (Refused, TryLater) as failed:
            if isinstance(failed, Refused) or failed.detail in DEAD_TOKEN:
                self.refusal, self._refusals = failed.detail, self._refusals + 1
                log.error("slack refuses SLACK_APP_TOKEN", detail=failed.detail, in_a_row=self._refusals)
            raise
        self.refusal, self._refusals = "", 0
        return str(answer.get("url", ""))


def pause_after(refusals: int, first_seconds: float) -> float:
    """How many seconds to wait after so many refusals in a row: twice as long each time, up to ten minutes."""
    return float(min(first_seconds * 2 ** min(refusals, 20), _LONGEST_PAUSE_SECONDS))


async def _at_most(seconds: float, connecting: asyncio.Task[None]) -> None:
    """Wait that long, or less if the first connection comes about before."""
    if connecting.done():
        await asyncio.sleep(seconds)
    else:
        await asyncio.wait({connecting}, timeout=seconds)


async def _closed(handler: AsyncSocketModeHandler) -> None:
    """Close a line whatever state it is in, and let its tasks end."""
    with contextlib.suppress(Exception):
        async with asyncio.timeout(5):
            await handler.close_async()  # type: ignore[no-untyped-call]  # as above
    await asyncio.sleep(0)
