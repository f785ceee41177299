"""When the pages are read again: at the start, then often (polling) or slowly (beside the webhooks), and on request.

Webhooks are hints and Facebook is the truth, so the slow reading never stops. Where polling is the intake, each round is a short look
and every few minutes a full one; what a routine round finds there is simply how things arrive, not a repair.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from bot.log import Log
from bot.ports.calls import Memory, Passes
from bot.ports.failures import Refused, TryLater
from handlers.facebook.look.sweep import Sweep
from handlers.facebook.speak.client import GraphClient

log = Log(__name__)

RECONCILE = timedelta(minutes=10)
FULL_LOOK = timedelta(minutes=5)
UNTIL_CAUGHT_UP = timedelta(seconds=30)
ASK_AGAIN = timedelta(seconds=1)
STRETCH = 4
"""How much slower the rounds go when more than three fifths of the quota are used."""


class Poller:
    """Makes the passes, one at a time. `caught_up` holds the pages that were read completely since the start.

    Several processes share the reading: each asks what the others have read, and one at a time reads a page.
    `failures` holds why our last pass over a page did not come to its end.
    """

    def __init__(self, client: GraphClient, sweep: Sweep, memory: Memory) -> None:
        self._client = client
        self._sweep = sweep
        self._memory = memory
        self._turn = asyncio.Lock()
        self._began_at: datetime | None = None
        self._own: dict[str, Passes] = {}  # also those that failed, or are complete only after a second look
        self.caught_up: set[str] = set()
        self.failures: dict[str, Refused | TryLater] = {}

    @property
    def is_intake(self) -> bool:
        """Whether polling is how citizens' words arrive, alone or beside the webhooks."""
        return self._client.settings.intake in ("poll", "both")

    async def run(self) -> None:
        """Read the pages again and again, until cancelled."""
        self._began_at = self._began_at or self._client.clock.now()
        while True:
            for page in self._client.settings.pages:
                await self._round(page)
            await self._client.clock.sleep_until(self._next_at())

    async def catch_up(self) -> dict[str, int]:
        """One full pass over every page: page key → how much was repaired. A page that could not be read is left out.

        It does not wait for the second look at what is missing; that is left to the next pass.
        """
        passes = {page: await self._pass_in_turn(page) for page in self._client.settings.pages}
        return {page: found for page, found in passes.items() if found is not None}

    async def _pass_in_turn(self, page: str) -> int | None:
        """A full pass as soon as nobody else reads the page; a dead reader's lease runs out."""
        while True:
            async with self._memory.turn(page) as is_ours:
                if is_ours:
                    return await self._pass(page, full=True, repairs=True)
            await self._client.clock.sleep_until(self._client.clock.now() + ASK_AGAIN)

    @property
    def _every(self) -> timedelta:
        """How often a page is read when all is well."""
        return timedelta(seconds=self._client.settings.poll_seconds) if self.is_intake else RECONCILE

    def _next_at(self) -> datetime:
        """When some page is to be read again, or a pass to be finished; not at once, whatever went wrong."""
        now, pages = self._client.clock.now(), self._client.settings.pages
        soonest = now + min(self._every, UNTIL_CAUGHT_UP)
        if not self.caught_up >= pages.keys():
            return soonest
        due = [(self._own.get(page, Passes()).last_at or now) + self._every for page in pages]
        return max(soonest, min([*due, *filter(None, map(self._sweep.to_finish_at, pages))]))

    async def _round(self, page: str) -> None:
        if not self._may_finish(page) and not self._is_due(page, await self._passes(page)):
            return
        async with self._memory.turn(page) as is_ours:
            if is_ours:
                await self._read(page)

    async def _read(self, page: str) -> None:
        if self._may_finish(page):
            await self._guarded(page, partial(self._sweep.finish, page))
        passes = await self._passes(page)  # another may have read it just before our turn
        if not self._is_due(page, passes):
            return
        full = not self.is_intake or self._is_full_due(page, passes)
        # Where only polls bring anything, a routine find repairs nothing; after a start it does.
        repairs = self._client.settings.intake != "poll" or page not in self.caught_up
        # Only what was missed while nobody read the page is worth saying; later finds simply have their cards.
        tells = page not in self.caught_up
        await self._pass(page, full=full, repairs=repairs, tells=tells, waits=True)

    def _may_finish(self, page: str) -> bool:
        at = self._sweep.to_finish_at(page)
        return at is not None and at <= self._client.clock.now()

    async def _passes(self, page: str) -> Passes:
        """When the page was last read, by whomever."""
        told, own = await self._memory.passes(page), self._own.get(page, Passes())
        return Passes(_later(told.last_at, own.last_at), _later(told.full_at, own.full_at))

    def _is_due(self, page: str, passes: Passes) -> bool:
        now, usage = self._client.clock.now(), self._client.usage
        if passes.full_at and self._began_at and passes.full_at >= self._began_at:
            self.caught_up.add(page)  # whoever read it
        if not usage.may_poll(page, now):
            log.info("facebook.poll_rests", page=page)
            return False
        every = self._every * STRETCH if usage.is_busy(page, now) else self._every
        return page not in self.caught_up or now - (passes.last_at or _LONG_AGO) >= every

    def _is_full_due(self, page: str, passes: Passes) -> bool:
        since = self._client.clock.now() - (passes.full_at or _LONG_AGO)
        return page not in self.caught_up or since >= FULL_LOOK

    async def _pass(
        self, page: str, *, full: bool, repairs: bool, tells: bool = False, waits: bool = False
    ) -> int | None:
        started_at = self._client.clock.now()
        last_full_at = self._own.get(page, Passes()).full_at
        self._own[page] = Passes(started_at, last_full_at)
        over = partial(self._sweep.over, page, full=full, repairs=repairs, tells=tells, waits=waits)
        found = await self._guarded(page, over)
        if found is None:
            return None
        self.caught_up.add(page)
        self.failures.pop(page, None)
        self._own[page] = Passes(started_at, started_at if full else last_full_at)
        if found:
            log.info("facebook.pass_found", page=page, found=found, full=full, repairs=repairs)
        return found

    async def _guarded(self, page: str, read: Callable[[], Awaitable[int]]) -> int | None:
        """What was found; None after a failure, which stops neither the other pages nor the next round."""
        try:
            async with self._turn:
                return await read()
        except (Refused, TryLater) as failure:
            self.failures[page] = failure
            log.warning("facebook.pass_failed", page=page, detail=failure.detail)
        except Exception as error:  # a silent poller would be worse than a noisy one
            log.error("facebook.pass_broke", page=page, error=type(error).__name__)
        return None


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)


_LONG_AGO = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
