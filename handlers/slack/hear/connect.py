"""Slack's libraries, set up so that nothing that comes in can be lost and nothing that goes out is repeated behind us.

No retries in the client, no call to Slack on the way in, no event dropped because it is about the bot itself, and no
words of anybody in the libraries' own logs.
"""

import ipaddress
import logging
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.log import Log
from handlers.slack.hear.identity import Identity
from handlers.slack.hear.inbox import Inbox
from handlers.slack.hear.listeners import Listeners
from handlers.slack.speak.refusals import DEAD_TOKEN, error_code

log = Log(__name__)

_TIMEOUT = aiohttp.ClientTimeout(total=20, sock_connect=5)


def quiet_logger() -> logging.Logger:
    """The logger for Slack's libraries. They print whole messages and addresses with tickets; we log ids ourselves."""
    logger = logging.getLogger("svarvakt.slack")
    logger.setLevel(logging.CRITICAL)
    return logger


class SlackClient(AsyncWebClient):
    """Slack's client; `refused` is Slack's word for what was wrong with the bot's token when it was last used, empty if nothing."""

    refused = ""

    async def api_call(self, api_method: str, **more: Any) -> AsyncSlackResponse:
        """One call. Those with the app's token prove nothing about the bot's."""
        is_own = api_method != "apps.connections.open" and not more.get("headers")
        try:
            answer = await super().api_call(api_method, **more)
        except SlackApiError as error:
            if is_own:
                self.refused = code if (code := error_code(error)) in DEAD_TOKEN else ""
            raise
        if is_own:
            self.refused = ""
        return answer


def web_client(bot_token: str, api_url: str) -> SlackClient:
    """A client that sends everything once. A proxy from the environment is left alone for an address on this machine."""
    client = SlackClient(token=bot_token, base_url=api_url, timeout=20, retry_handlers=[], logger=quiet_logger())
    if is_loopback(api_url):
        client.proxy = None
    return client


def open_session() -> aiohttp.ClientSession:
    """Connections that are kept and shared. Must be called inside the running loop; the caller closes it."""
    return aiohttp.ClientSession(timeout=_TIMEOUT)


def is_loopback(url: str) -> bool:
    """Whether an address points at this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def bolt_app(
    client: AsyncWebClient, signing_secret: str, identity: Identity, inbox: Inbox, listeners: Listeners
) -> AsyncApp:
    """Bolt, with our inbox first and our stored identity instead of a call for every payload."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=identity.user_id or None,
            bot_id=identity.bot_id or None,
            bot_token=client.token,
        )

    app = AsyncApp(
        name="svarvakt",
        logger=quiet_logger(),
        client=client,
        signing_secret=signing_secret,
        authorize=authorize,
        before_authorize=inbox.keep,
        request_verification_enabled=True,
        ignoring_self_events_enabled=False,
    )
    app.error(_not_read)
    listeners.attach(app)
    return app


async def _not_read(error: Exception) -> BoltResponse:
    """What the bot does with a gesture never raises, so this one could not be read: a shape that is not Slack's."""
    log.error("slack gesture unreadable", error=type(error).__name__)
    return BoltResponse(status=400, body="")
