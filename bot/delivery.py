"""The only module that speaks to the outside: claims what was ordered, makes it happen, records how it went.

Numbered, because the order is the guarantee:
1. Claim with a lease and an attempt number, and commit: in the transaction that orders it, or when its time has come.
2. Without any open transaction: look first if it may have been made before, else make it.
3. Record the outcome, only if the attempt still stands, together with what follows from it.
What nobody knows is *unknown*: look, and repeat only after complete looks have found nothing.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.desk.office import Office
from bot.effects import Effect, Looks
from bot.log import Log
from bot.ports.failures import Refused, TryLater, Unknown
from bot.work import Work
from storage.database import once_committed
from storage.queues import deliveries, gates
from storage.queues.claimant import Claimant
from storage.queues.deliveries import Claim
from storage.queues.gates import PaceOf

log = Log(__name__)

AT_ONCE = 8  # effects under way side by side
IDLE = timedelta(seconds=2)
FIRST_LOOK = timedelta(seconds=5)
LEASES_EVERY = timedelta(seconds=30)
MOST_TRIES = 10
DOUBTFUL_AFTER = timedelta(minutes=2)  # without a look; the usual looks come within seconds
DOUBTED = "doubted"  # in the body of an order: what follows from that has followed


class Deliveries:
    """The worker. `effects` knows how each kind of order is made; `pace` how fast."""

    def __init__(self, office: Office, effects: Mapping[str, Effect], claimant: Claimant, pace: PaceOf) -> None:
        self.office = office
        self.effects = effects
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
        found = await deliveries.claim_first(
            work.session, work.lanes, self.claimant.id, work.now, self.pace, limit=free
        )
        once_committed(work.session, partial(self._begin, found.claims))
        return found.leaves_some

    async def _claim_due(self) -> bool:
        now = self.office.clock.now()
        async with self.office.database.write() as session:
            free = max(AT_ONCE - len(self._running), 0)
            claims = await deliveries.claim(session, self.claimant.id, now, self.pace, free)
            once_committed(session, partial(self._begin, claims))
        return bool(claims)

    def _begin(self, claims: Sequence[Claim]) -> None:
        if self.office.hands is not self:
            return
        for claim in claims:
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
            await self._done(claim, effect, None)

    async def _make(self, claim: Claim, effect: Effect) -> None:
        try:
            made = await effect.make(claim.row)
        except Refused as why:
            await self._refused(claim, effect, why)
        except TryLater as why:
            await self._later(claim, why)
        except Exception as why:
            await self._unknown(claim, effect, why)
        else:
            await self._done(claim, effect, made)

    async def _look(self, claim: Claim, effect: Effect, looks: Looks) -> None:
        """Look whether it was made before. Whatever keeps us from looking proves nothing: it stays unknown."""
        try:
            found = await effect.look(claim.row)
        except Exception as why:
            await self._could_not_look(claim, why)
            return
        if found is None:
            await self._not_found(claim, looks)
        else:
            await self._done(claim, effect, found)

    async def _done(self, claim: Claim, effect: Effect, made: object) -> None:
        async with self.office.work() as work:
            outcome = {"state": "done", "finished_at": work.now, "error": ""}
            if await self._record(work, claim, outcome):
                await effect.done(work, claim.row, made)

    async def _refused(self, claim: Claim, effect: Effect, why: Refused) -> None:
        async with self.office.work() as work:
            outcome = {"state": "refused", "finished_at": work.now, "error": str(why)}
            if await self._record(work, claim, outcome):
                await effect.refused(work, claim.row, why.reason)
        log.warning("delivery refused", delivery=claim.row.id, kind=claim.row.kind, reason=why.reason.value)

    async def _later(self, claim: Claim, why: TryLater) -> None:
        async with self.office.work() as work:
            tries, sends = claim.row.tries + 1, claim.row.sends - 1  # it surely was not made
            pause = why.after or backoff(tries)
            outcome = {"state": "waiting", "error": why.detail, "due_at": work.now + pause, "sends": sends}
            if why.whole_scope:
                await gates.pause(work.session, claim.row.scope, work.now + pause, work.now)
                outcome["due_at"] = work.now
            else:
                outcome["tries"] = tries
            if tries == MOST_TRIES or self._is_late(claim, work.now):
                await effect_is_stuck(work, self.effects[claim.row.kind], claim)
            await self._record(work, claim, outcome)

    def _is_late(self, claim: Claim, now: datetime) -> bool:
        patience = self.effects[claim.row.kind].patience
        return patience is not None and now - claim.row.ordered_at >= patience

    async def _could_not_look(self, claim: Claim, why: Exception) -> None:
        async with self.office.work() as work:
            pause = (why.after if isinstance(why, TryLater) else None) or backoff(claim.attempt)
            outcome = {"state": "unknown", "error": _what(why), "due_at": work.now + pause}
            if _is_doubtful(claim, work.now):
                outcome["body"] = {**claim.row.body, DOUBTED: True}
                await self.effects[claim.row.kind].in_doubt(work, claim.row)
            await self._record(work, claim, outcome)
        log.warning("could not look", delivery=claim.row.id, kind=claim.row.kind, error=_what(why))

    async def _unknown(self, claim: Claim, effect: Effect, why: Exception) -> None:
        async with self.office.work() as work:
            state = "unknown" if effect.looks else ("waiting" if effect.repeatable else "done")
            pause = effect.looks.pauses[0] if effect.looks else backoff(claim.attempt)
            outcome = {"state": state, "error": _what(why), "looks": 0, "due_at": work.now + pause}
            await self._record(work, claim, outcome)
        log.warning("outcome unknown", delivery=claim.row.id, kind=claim.row.kind, error=_what(why))

    async def _not_found(self, claim: Claim, looks: Looks) -> None:
        """One complete look found nothing; after the last one it may be made again, a public text a few times at most."""
        most = self.effects[claim.row.kind].most_sends
        async with self.office.work() as work:
            seen = claim.row.looks + 1
            outcome: dict[str, object] = {"looks": seen, "state": "unknown"}
            if seen < len(looks.pauses):
                outcome["due_at"] = work.now + looks.pauses[seen]
            elif most is None or claim.row.sends < most:
                outcome |= {"state": "waiting", "looks": 0, "due_at": work.now + backoff(claim.row.sends)}
            else:
                outcome |= {"state": "parked", "finished_at": work.now}
            if most is None and claim.row.sends == MOST_TRIES and outcome["state"] == "waiting":
                await effect_is_stuck(work, self.effects[claim.row.kind], claim)
            if await self._record(work, claim, outcome) and outcome["state"] == "parked":
                log.error("delivery given up", delivery=claim.row.id, kind=claim.row.kind)
                await self.effects[claim.row.kind].given_up(work, claim.row)

    async def _take_back(self, former_ids: Collection[str], *, alone: bool) -> None:
        now = self._leases_seen_at = self.office.clock.now()
        async with self.office.database.write() as session:
            count = await deliveries.take_back(session, now, FIRST_LOOK, former_ids=former_ids, alone=alone)
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
            return await deliveries.next_due(session)

    async def _record(self, work: Work, claim: Claim, values: Mapping[str, object]) -> bool:
        """Write down how it ended, if the attempt still stands; what comes behind it in its lane may be next."""
        work.lanes.add(claim.row.lane)
        return await deliveries.record(work.session, claim, values)


async def effect_is_stuck(work: Work, effect: Effect, claim: Claim) -> None:
    """Tell people, once, that something does not go out; the delivery itself goes on or is parked."""
    log.error("delivery is stuck", delivery=claim.row.id, kind=claim.row.kind)
    await effect.stuck(work, claim.row)


def _is_doubtful(claim: Claim, now: datetime) -> bool:
    """Whether nobody could look for so long that something follows from it; once."""
    return now - (claim.row.begun_at or now) >= DOUBTFUL_AFTER and not claim.row.body.get(DOUBTED)


def _what(why: Exception) -> str:
    """What went wrong, in codes: the ports' own details, and nothing but the kind of any other exception."""
    return str(why) if isinstance(why, Unknown | TryLater | Refused) else type(why).__name__


def backoff(attempt: int) -> timedelta:
    """How long to wait after this attempt: from one second, doubling, up to ten minutes."""
    return min(timedelta(seconds=2 ** min(attempt - 1, 10)), timedelta(minutes=10))
