"""The Facebook door, put together: what it hears goes to `Calls`, what it may do is a `bot.ports.Page`."""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from bot.calls import Calls, Memory
from bot.clock import Clock
from bot.ports import Trouble
from handlers.facebook.client import GraphClient
from handlers.facebook.conversations import Conversations
from handlers.facebook.page import FacebookPage
from handlers.facebook.poll import Poller
from handlers.facebook.reader import read
from handlers.facebook.settings import FacebookSettings
from handlers.facebook.sweep import Sweep
from handlers.facebook.trust import Trust, trouble
from handlers.facebook.webhook import Webhook

__all__ = ["FacebookDoor", "FacebookSettings", "read"]

SUSPICIOUS = 3
"""Wrong signatures in a row before somebody should compare the application's secret."""


class FacebookDoor:
    """Everything the assembly needs of Facebook: routes to mount, a page to speak through, a loop to run."""

    def __init__(self, settings: FacebookSettings, calls: Calls, memory: Memory, clock: Clock) -> None:
        self._client = GraphClient(settings, clock)
        trust, conversations = Trust(self._client), Conversations(self._client)
        self._webhook = Webhook(settings, calls, clock)
        self._poller = Poller(self._client, Sweep(self._client, trust, conversations, calls, memory), memory)
        self.page = FacebookPage(self._client, trust, conversations, self._troubles)
        self.routes: list[BaseRoute] = self._webhook.routes()

    @property
    def caught_up(self) -> bool:
        """Whether every page has been read completely since the start."""
        return self._poller.caught_up >= self._client.settings.pages.keys()

    async def run(self) -> None:
        """Keep reading the pages until cancelled: often when polling is the intake, slowly otherwise."""
        await self._poller.run()

    async def catch_up(self) -> dict[str, int]:
        """One full pass over every page: page key → how much was repaired. Pages that could not be read are left out."""
        return await self._poller.catch_up()

    async def close(self) -> None:
        """Close the connections to Facebook."""
        await self._client.close()

    def _troubles(self) -> Sequence[Trouble]:
        """What only the webhook sees: posts that claim to be Facebook's and are not signed with our secret."""
        refused = self._webhook.refused
        return [trouble("facebook_signature", "", refused=str(refused))] if refused >= SUSPICIOUS else []
