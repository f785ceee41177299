"""The Facebook door, put together: what it hears goes to `Calls`, what it may do is a `bot.ports.page.Page`."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from starlette.routing import BaseRoute

from bot.ports.calls import Calls, Memory
from bot.ports.clock import Clock
from bot.ports.failures import Reason, Refused
from bot.ports.health import Health, Mark, health_of, together
from handlers.facebook.hear.arrivals import Arrivals
from handlers.facebook.hear.deletion import LARGEST_REQUEST
from handlers.facebook.hear.deletion import PATH as DELETION_PATH
from handlers.facebook.hear.reader import read
from handlers.facebook.hear.webhook import Webhook
from handlers.facebook.look.access.trust import Trust
from handlers.facebook.look.conversations import Conversations
from handlers.facebook.look.poll import Poller
from handlers.facebook.look.sweep import Sweep
from handlers.facebook.page import FacebookPage
from handlers.facebook.settings import FacebookSettings
from handlers.facebook.speak.client import GraphClient
from handlers.facebook.troubles import marks, trouble

__all__ = ["FacebookDoor", "FacebookSettings", "read"]

UNREAD = timedelta(hours=1)
"""Without a complete pass for so long, a page counts as unread: the slowest rounds are forty minutes apart."""


class FacebookDoor:
    """Everything the assembly needs of Facebook: routes to mount, a page to speak through, a loop to run."""

    def __init__(self, settings: FacebookSettings, calls: Calls, memory: Memory, clock: Clock) -> None:
        self._client = GraphClient(settings, clock)
        self._memory = memory
        self._watched_since: datetime | None = None
        self._arrivals = Arrivals(clock)
        self._trust = trust = Trust(self._client)
        conversations = Conversations(self._client)
        self._webhook = Webhook(settings, calls, clock, self._arrivals)
        sweep = Sweep(self._client, trust, conversations, calls, memory, arrivals=self._arrivals)
        self._unreadable = sweep.unreadable
        self._poller = Poller(self._client, sweep, memory)
        self.page = FacebookPage(self._client, trust, conversations, self._health)
        self.routes: list[BaseRoute] = self._webhook.routes()

    @property
    def smaller_bodies(self) -> Mapping[str, int]:
        """Our addresses that take only small bodies, with the limit of each in bytes."""
        return {DELETION_PATH: LARGEST_REQUEST}

    @property
    def caught_up(self) -> bool:
        """Whether every page has been read completely since the start."""
        return self._poller.caught_up >= self._client.settings.pages.keys()

    @property
    def refused(self) -> Sequence[Mark]:
        """Which pages' tokens were refused when they were last used, as the troubles that the next look will find."""
        return [("facebook_token_dead", page) for page in sorted(self._client.refused)]

    def quota_used(self) -> Mapping[str, float]:
        """The share of each page's quota that is used, 0 to 1, where Facebook has told it lately."""
        now = self._client.clock.now()
        told = {page: self._client.usage.used(page, now) for page in self._client.settings.pages}
        return {page: level / 100 for page, level in told.items() if level is not None}

    def tokens_last(self) -> Mapping[str, timedelta]:
        """How long each page's token lasts still; those that never run out are left out."""
        return {page: end - self._client.clock.now() for page, end in self._trust.ends.items()}

    async def run(self) -> None:
        """Keep reading the pages until cancelled: often when polling is the intake, slowly otherwise."""
        await self._poller.run()

    async def catch_up(self) -> dict[str, int]:
        """One full pass over every page: page key → how much was repaired. Pages that could not be read are left out."""
        return await self._poller.catch_up()

    async def close(self) -> None:
        """Close the connections to Facebook."""
        await self._client.close()

    async def _health(self) -> Health:
        """What only those know who hear and read: wrong signatures, webhooks that stay away, pages that cannot be read."""
        pages = self._client.settings.pages
        reading = [await self._reading(page) for page in pages]
        posts = [self._unreadable.health(page) for page in self._poller.caught_up]
        return together([self._hearing(), *reading, *posts])

    def _hearing(self) -> Health:
        pages = self._client.settings.pages
        if self._client.settings.intake == "poll":  # nobody calls us, so nothing about it can be wrong
            silent = [mark for page in pages for mark in marks(["webhook_silent"], page)]
            return health_of((), [*silent, *marks(["signature"], "")])
        arriving = [self._arrivals.health(page, page_id) for page, page_id in pages.items()]
        return together([self._webhook.health(), *arriving])

    async def _reading(self, page: str) -> Health:
        failure = self._poller.failures.get(page)
        if isinstance(failure, Refused) and failure.reason is Reason.NOT_ALLOWED:
            return Health((trouble("facebook_not_allowed", page, detail=failure.detail),))
        if await self._is_unread(page):
            return Health((trouble("facebook_unread", page, detail=failure.detail if failure else "-"),))
        if failure is None and page in self._poller.caught_up:
            return health_of((), marks(["unread", "not_allowed"], page))
        return Health()

    async def _is_unread(self, page: str) -> bool:
        """Whoever reads the page, the watermark tells. A machine that slept has not failed: it will read now."""
        now = self._client.clock.now()
        since = self._watched_since = self._watched_since or now
        has_failed = page in self._poller.failures or not self._client.usage.may_poll(page, now)
        if now - since < UNREAD or not has_failed:
            return False
        return now - max((await self._memory.passes(page)).last_at or since, since) >= UNREAD
