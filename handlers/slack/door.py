"""The door to Slack: hears events and gestures, speaks cards, threads, dialogs and home pages. Decides nothing."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.log import Log
from bot.ports.calls import Calls
from bot.ports.clock import Clock
from bot.ports.health import Mark
from handlers.slack.chat import SlackChat
from handlers.slack.hear.connect import bolt_app, open_session, quiet_logger, web_client
from handlers.slack.hear.identity import Identity
from handlers.slack.hear.inbox import Inbox
from handlers.slack.hear.line import Line
from handlers.slack.hear.listeners import Listeners
from handlers.slack.hear.people import People
from handlers.slack.hear.replies import Replies
from handlers.slack.hear.shape import is_readable
from handlers.slack.hear.signature import is_signed

log = Log(__name__)


@dataclass(frozen=True)
class SlackSettings:
    """What the door needs to know. With an `app_token` it speaks Socket Mode, else Slack calls `POST /slack/events`.

    `channels` are the channels whose membership `health` looks after and whose people's names are learnt beforehand.
    """

    bot_token: str
    signing_secret: str
    app_token: str
    api_url: str
    channels: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"SlackSettings(api_url={self.api_url!r}, channels={self.channels!r})"


class SlackDoor:
    """One workspace. Open it, run it beside the others, close it."""

    def __init__(self, settings: SlackSettings, calls: Calls, clock: Clock) -> None:
        self._settings = settings
        self._client = web_client(settings.bot_token, settings.api_url)
        self._identity = Identity(self._client)
        self._people = People(self._client)
        self.chat = SlackChat(
            self._client,
            self._identity,
            self._people,
            calls.words,
            clock.now,
            channels=settings.channels,
            line=lambda: self.line,
        )
        listeners = Listeners(calls, Replies(self._client, self.chat, calls.words), self._people)
        self._app = bolt_app(self._client, settings.signing_secret, self._identity, Inbox(calls), listeners)
        self._handler = AsyncSlackRequestHandler(self._app)
        self.line = self._new_line(clock) if settings.app_token else None
        self.routes: Sequence[BaseRoute] = self._routes()

    @property
    def smaller_bodies(self) -> Mapping[str, int]:
        """Slack's payloads may be as large as any."""
        return {}

    @property
    def refused(self) -> Sequence[Mark]:
        """Whether the bot's token was refused when it was last used, as the trouble that the next look will find."""
        return [("slack.token", "")] if self._client.refused else []

    async def open(self) -> None:
        """Open connections and learn who we are. When Slack does not answer for a few seconds, that is learnt later."""
        if self._client.session is None:
            self._client.session = open_session()
        await self._identity.learn_patiently(tries=4)

    async def run(self) -> None:
        """Hold the line in Socket Mode, and learn what is still unknown. Ends when cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._learn())
            if self.line:
                tasks.create_task(self.line.hold())
            else:
                tasks.create_task(asyncio.Event().wait())

    async def close(self) -> None:
        """Let go of the connections."""
        if self._client.session is not None:
            await self._client.session.close()
            self._client.session = None

    async def _learn(self) -> None:
        while not await self._identity.learn_patiently(tries=8):
            log.warning("slack does not know us yet")
        await self._people.learn_members(self._settings.channels)

    def _new_line(self, clock: Clock) -> Line:
        return Line(self._app, self._client, self._settings.app_token, quiet_logger(), now=clock.now)

    def _routes(self) -> list[BaseRoute]:
        """Without a signing secret anybody could sign, so then there is no address to call."""
        if not self._settings.signing_secret:
            return []
        return [Route("/slack/events", self._receive, methods=["POST"])]

    async def _receive(self, request: Request) -> Response:
        """Bolt reads a body before it checks who sent it, and trips over what it does not expect; so we check first."""
        body, headers = await request.body(), request.headers
        stamp, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
        if not is_signed(body, stamp, signature, self._settings.signing_secret):
            log.warning("slack signature refused")
            return Response(status_code=401)
        if not is_readable(body, headers.get("content-type", "")):
            return Response(status_code=400)
        try:
            return await self._handler.handle(request)
        except Exception as error:  # what could not be stored has been answered already; this is a shape nobody knows
            log.error("slack payload unreadable", error=type(error).__name__)
            return Response(status_code=400)
