"""The only module that speaks to the outside: claims what was ordered, makes it happen, and has it recorded how that went.

Numbered, because the order is the guarantee:
1. Claim with a lease and an attempt number, and commit: in the transaction that orders it, or when its time has come.
2. Without any open transaction: look first if it may have been made before, else make it.
3. Record the outcome, only if the attempt still stands, together with what follows from it: `bot/delivery/outcomes.py`.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.delivery.outcomes import Outcomes
from bot.desk.office import Office
from bot.effects import Effect, Looks
from bot.log import Log
from bot.ports.failures import Refused, TryLater
from bot.work import Work
from storage.database import once_committed
from storage.queues.claiming import claims
from storage.queues.claiming.claimant import Claimant
from storage.queues.claiming.claims import Claim
from storage.queues.claiming.gates import PaceOf

log = Log(__name__)

AT_ONCE = 8  # effects under way side by side
IDLE = timedelta(seconds=5)  # whoever orders wakes us; this is for what is changed without telling
FIRST_LOOK = timedelta(seconds=5)
LEASES_EVERY = timedelta(seconds=30)


class Deliveries:
    """The worker. `effects` knows how each kind of order is made; `pace` how fast."""

    def __init__(self, office: Office, effects: Mapping[str, Effect], claimant: Claimant, pace: PaceOf) -> None:
        self.office = office
        self.effects = effects
        self.outcomes = Outcomes(office, effects)
        self.claimant = claimant
        self.pace = pace
        self._running: set[asyncio.Task[None]] = set()
        self._leases_seen_at = office.clock.now()

    async def run(self) -> None:
        """Deliver until cancelled."""
        # What we claimed ourselves is nobody's either, if an error made us start anew.
        await self._take_back((*self.claimant.former_ids, self.claimant.id), alone=self.claimant.alone)
        self.claimant.settled()
        self.office.hands = self
        try:
            while True:
                await self._until_due()
                if not await self._claim_due():  # somebody was quicker
                    await self._sleep(None)
        finally:
            self.office.hands = None
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)

    async def claim_first(self, work: Work) -> bool:
        """Claim what stands first where this work ordered or finished something; see `bot.desk.office.Hands`.

        It is begun in the same step as the commit, so that no cancelled caller leaves a claim that nobody works on. What
        is committed while we stop is taken back at our start.
        """
        free = AT_ONCE - len(self._running)
        if free <= 0:
            return True
        found = await claims.claim_first(work.session, work.lanes, self.claimant.id, work.now, self.pace, limit=free)
        once_committed(work.session, partial(self._begin, found.claims))
        return found.leaves_some

    async def _claim_due(self) -> bool:
        now = self.office.clock.now()
        async with self.office.database.write() as session:
            free = max(AT_ONCE - len(self._running), 0)
            claimed = await claims.claim(session, self.claimant.id, now, self.pace, free)
            once_committed(session, partial(self._begin, claimed))
        return bool(claimed)

    def _begin(self, claimed: Sequence[Claim]) -> None:
        if self.office.hands is not self:
            return
        for claim in claimed:
            task = asyncio.create_task(self._deliver(claim), name=f"delivery {claim.row.id}")
            self._running.add(task)
            task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        if len(self._running) >= AT_ONCE:
            self.office.signals.deliveries.set()
        self._running.discard(task)
        if not task.cancelled() and task.exception():
            log.error("delivery not recorded", task=task.get_name(), error=type(task.exception()).__name__)

    async def _deliver(self, claim: Claim) -> None:
        effect = self.effects[claim.row.kind]
        if not claim.uncertain:
            await self._make(claim, effect)
        elif effect.looks:
            await self._look(claim, effect, effect.looks)
        elif effect.repeatable:
            await self._make(claim, effect)
        else:
            await self.outcomes.done(claim, None)

    async def _make(self, claim: Claim, effect: Effect) -> None:
        try:
            made = await effect.make(claim.row)
        except Refused as why:
            await self.outcomes.refused(claim, why)
        except TryLater as why:
            await self.outcomes.later(claim, why)
        except Exception as why:
            await self.outcomes.unknown(claim, why)
        else:
            await self.outcomes.done(claim, made)

    async def _look(self, claim: Claim, effect: Effect, looks: Looks) -> None:
        """Look whether it was made before. Whatever keeps us from looking proves nothing: it stays unknown."""
        try:
            found = await effect.look(claim.row)
        except Exception as why:
            await self.outcomes.could_not_look(claim, why)
            return
        if found is None:
            await self.outcomes.not_found(claim, looks)
        else:
            await self.outcomes.done(claim, found)

    async def _take_back(self, former_ids: Collection[str], *, alone: bool) -> None:
        now = self._leases_seen_at = self.office.clock.now()
        async with self.office.database.write() as session:
            count = await claims.take_back(session, now, FIRST_LOOK, former_ids=former_ids, alone=alone)
        if count:
            log.info("took back claims", count=count)

    async def _until_due(self) -> None:
        """Return when a hand is free and something may be claimed."""
        while (due_at := await self._next_due()) is None or due_at > self.office.clock.now():
            await self._sleep(due_at)
            if self.office.clock.now() >= self._leases_seen_at + LEASES_EVERY:
                await self._take_back((), alone=False)

    async def _sleep(self, due_at: datetime | None) -> None:
        """Until this moment or until somebody wakes us, but not for long."""
        signals, idle_until = self.office.signals, self.office.clock.now() + IDLE
        await self.office.clock.sleep_until(min(due_at or idle_until, idle_until), wake=signals.deliveries)
        signals.deliveries.clear()

    async def _next_due(self) -> datetime | None:
        if len(self._running) >= AT_ONCE:
            return None
        async with self.office.database.read() as session:
            return await claims.next_due(session)
