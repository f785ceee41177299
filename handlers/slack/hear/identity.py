"""Who the bot is in Slack: learnt once from `auth.test`, so that nothing that comes in has to wait for a call."""

import asyncio
from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.log import Log
from bot.ports.failures import Refused, TryLater
from handlers.slack.speak.calling import calling

log = Log(__name__)


class Identity:
    """Our own identifiers, the workspace's address and what our token may (`scopes`, as Slack writes them); empty until learnt."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self.bot_id = ""
        self.user_id = ""
        self.team_id = ""
        self.team_url = ""
        self.scopes = ""

    @property
    def known(self) -> bool:
        """Whether Slack has told us."""
        return bool(self.bot_id)

    async def learn(self) -> None:
        """Ask Slack. Raises `TryLater` or `Refused`."""
        with calling(repeatable=True):
            answer = await self._client.auth_test()
        self.user_id, self.team_id = str(answer.get("user_id", "")), str(answer.get("team_id", ""))
        self.scopes = _header(answer.headers, "x-oauth-scopes")
        self.team_url, self.bot_id = str(answer.get("url", "")), str(answer.get("bot_id", ""))

    async def ensure(self) -> None:
        """Ask Slack unless it has told us before."""
        if not self.known:
            await self.learn()

    async def learn_patiently(self, *, tries: int) -> bool:
        """Ask up to so many times, waiting longer each time; whether Slack has told us at last."""
        for number in range(tries):
            try:
                await self.ensure()
            except (TryLater, Refused) as failed:
                log.warning("slack identity unknown", detail=failed.detail, attempt=number + 1)
                await asyncio.sleep(min(0.5 * 2**number, 30))
            else:
                return True
        return False


def _header(headers: Mapping[str, Any], wanted: str) -> str:
    return next((str(value) for name, value in headers.items() if name.lower() == wanted), "")
