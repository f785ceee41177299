"""When the pages are read again: at the start, then often (polling) or slowly (beside the webhooks), and on request.

Webhooks are hints and Facebook is the truth, so the slow reading never stops. Where polling is the intake, each round is a short look
and every few minutes a full one; what a routine round finds there is simply how things arrive, not a repair.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.ports import Refused, TryLater
from handlers.facebook.client import GraphClient
from handlers.facebook.sweep import Sweep

log = structlog.get_logger(__name__)

RECONCILE = timedelta(minutes=10)
FULL_LOOK = timedelta(minutes=5)
UNTIL_CAUGHT_UP = timedelta(seconds=30)
STRETCH = 4
"""How much slower the rounds go when more than three fifths of the quota are used."""


class Poller:
    """Makes the passes, one at a time. `caught_up` holds the pages that were read completely since the start."""

    def __init__(self, client: GraphClient, sweep: Sweep) -> None:
        self._client = client
        self._sweep = sweep
        self._turn = asyncio.Lock()
        self._passed_at: dict[str, datetime] = {}
        self._full_at: dict[str, datetime] = {}
        self.caught_up: set[str] = set()

    @property
    def is_intake(self) -> bool:
        """Whether polling is how citizens' words arrive, alone or beside the webhooks."""
        return self._client.settings.intake in ("poll", "both")

    async def run(self) -> None:
        """Read the pages again and again, until cancelled."""
        while True:
            for page in self._client.settings.pages:
                await self._round(page)
            await self._client.clock.sleep_until(self._client.clock.now() + self._pause())

    async def catch_up(self) -> dict[str, int]:
        """One full pass over every page: page key → how much was repaired. A page that could not be read is left out.

        It does not wait for the second look at what is missing; that is left to the next pass.
        """
        passes = {page: await self._pass(page, full=True, repairs=True) for page in self._client.settings.pages}
        return {page: found for page, found in passes.items() if found is not None}

    def _pause(self) -> timedelta:
        every = timedelta(seconds=self._client.settings.poll_seconds) if self.is_intake else RECONCILE
        pages = self._client.settings.pages.keys()
        to_finish = any(self._sweep.to_finish_at(page) for page in pages)
        return every if self.caught_up >= pages and not to_finish else min(every, UNTIL_CAUGHT_UP)

    async def _round(self, page: str) -> None:
        finish_at = self._sweep.to_finish_at(page)
        if finish_at and finish_at <= self._client.clock.now():
            await self._guarded(page, partial(self._sweep.finish, page))
        if not self._is_due(page):
            return
        full = not self.is_intake or self._client.clock.now() - self._full_at.get(page, _LONG_AGO) >= FULL_LOOK
        # Where only polls bring anything, a routine find repairs nothing; after a start it does.
        repairs = self._client.settings.intake != "poll" or page not in self.caught_up
        # Only what was missed while nobody read the page is worth saying; later finds simply have their cards.
        tells = page not in self.caught_up
        await self._pass(page, full=full, repairs=repairs, tells=tells, waits=True)

    def _is_due(self, page: str) -> bool:
        now, usage = self._client.clock.now(), self._client.usage
        if not usage.may_poll(page, now):
            log.info("facebook.poll_rests", page=page)
            return False
        every = self._pause() * STRETCH if usage.is_busy(page, now) else timedelta(0)
        return now - self._passed_at.get(page, _LONG_AGO) >= every

    async def _pass(
        self, page: str, *, full: bool, repairs: bool, tells: bool = False, waits: bool = False
    ) -> int | None:
        started_at = self._client.clock.now()
        over = partial(self._sweep.over, page, full=full, repairs=repairs, tells=tells, waits=waits)
        found = await self._guarded(page, over)
        if found is None:
            return None
        self._note(page, started_at, full=full)
        if found:
            log.info("facebook.pass_found", page=page, found=found, full=full, repairs=repairs)
        return found

    async def _guarded(self, page: str, read: Callable[[], Awaitable[int]]) -> int | None:
        """What was found; None after a failure, which stops neither the other pages nor the next round."""
        try:
            async with self._turn:
                return await read()
        except (Refused, TryLater) as failure:
            log.warning("facebook.pass_failed", page=page, detail=failure.detail)
        except Exception as error:  # a silent poller would be worse than a noisy one
            log.error("facebook.pass_broke", page=page, error=type(error).__name__)
        return None

    def _note(self, page: str, started_at: datetime, *, full: bool) -> None:
        self.caught_up.add(page)
        self._passed_at[page] = started_at
        if full:
            self._full_at[page] = started_at


_LONG_AGO = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
