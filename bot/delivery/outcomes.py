"""How an attempt at a delivery ended: recorded only if the attempt still stands, together with what follows from it.

What nobody knows is *unknown*: look, and repeat only after complete looks have found nothing.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.desk.office import Office
from bot.effects import Effect, Looks
from bot.log import Log
from bot.ports.failures import Refused, TryLater, Unknown
from bot.work import Work
from storage.queues.claiming import claims, gates
from storage.queues.claiming.claims import Claim

log = Log(__name__)

MOST_TRIES = 10
DOUBTFUL_AFTER = timedelta(minutes=2)  # without a look; the usual looks come within seconds
DOUBTED = "doubted"  # in the body of an order: what follows from that has followed


class Outcomes:
    """Writes down how attempts ended, each in one transaction with what the effect does then."""

    def __init__(self, office: Office, effects: Mapping[str, Effect]) -> None:
        self.office = office
        self.effects = effects
        self.ended: Counter[str] = Counter()  # attempts since the start, by how they ended

    async def done(self, claim: Claim, made: object) -> None:
        """It stands outside, or was made already."""
        self.ended["done"] += 1
        async with self.office.work() as work:
            outcome = {"state": "done", "finished_at": work.now, "error": ""}
            if await self._record(work, claim, outcome):
                await self._effect(claim).done(work, claim.row, made)

    async def refused(self, claim: Claim, why: Refused) -> None:
        """It was surely not made, and never will be as it is."""
        self.ended["refused"] += 1
        async with self.office.work() as work:
            outcome = {"state": "refused", "finished_at": work.now, "error": str(why)}
            if await self._record(work, claim, outcome):
                await self._effect(claim).refused(work, claim.row, why.reason)
        log.warning("delivery refused", delivery=claim.row.id, kind=claim.row.kind, reason=why.reason.value)

    async def later(self, claim: Claim, why: TryLater) -> None:
        """It was surely not made, and may be made later; whatever waits for the same scope waits with it where that is meant."""
        self.ended["retry"] += 1
        async with self.office.work() as work:
            tries = claim.row.tries + 1
            pause = why.after or backoff(tries)
            outcome = {"state": "waiting", "error": why.detail, "sends": claim.row.sends - 1}
            if why.whole_scope:
                await gates.pause(work.session, claim.row.scope, work.now + pause, work.now)
                outcome |= {"due_at": work.now}
            else:
                outcome |= {"due_at": work.now + pause, "tries": tries}
            if await self._record(work, claim, outcome) and (tries == MOST_TRIES or self._is_late(claim, work.now)):
                await self._stuck(work, claim)

    async def unknown(self, claim: Claim, why: Exception) -> None:
        """Nobody knows whether it was made: it is looked for, or made again where twice does no harm."""
        effect = self._effect(claim)
        self.ended["unknown"] += 1
        async with self.office.work() as work:
            state = "unknown" if effect.looks else ("waiting" if effect.repeatable else "done")
            pause = effect.looks.pauses[0] if effect.looks else backoff(claim.attempt)
            outcome = {"state": state, "error": _what(why), "looks": 0, "due_at": work.now + pause}
            await self._record(work, claim, outcome)
        log.warning("outcome unknown", delivery=claim.row.id, kind=claim.row.kind, error=_what(why))

    async def could_not_look(self, claim: Claim, why: Exception) -> None:
        """What keeps us from looking proves nothing: it stays unknown, and what follows from long doubt follows once."""
        async with self.office.work() as work:
            pause = (why.after if isinstance(why, TryLater) else None) or backoff(claim.attempt)
            outcome: dict[str, object] = {"state": "unknown", "error": _what(why), "due_at": work.now + pause}
            if is_doubtful := _is_doubtful(claim, work.now):
                outcome["body"] = {**claim.row.body, DOUBTED: True}
            if await self._record(work, claim, outcome) and is_doubtful:
                await self._effect(claim).in_doubt(work, claim.row)
        log.warning("could not look", delivery=claim.row.id, kind=claim.row.kind, error=_what(why))

    async def not_found(self, claim: Claim, looks: Looks) -> None:
        """One complete look found nothing; after the last one it may be made again, a public text a few times at most."""
        async with self.office.work() as work:
            outcome = self._after_a_look(claim, looks, work.now)
            if not await self._record(work, claim, outcome):
                return
            if outcome["state"] == "parked":
                self.ended["parked"] += 1
                log.error("delivery given up", delivery=claim.row.id, kind=claim.row.kind)
                await self._effect(claim).given_up(work, claim.row)
            elif outcome["state"] == "waiting" and claim.row.sends == MOST_TRIES:
                await self._stuck(work, claim)

    def _after_a_look(self, claim: Claim, looks: Looks, now: datetime) -> dict[str, object]:
        seen, most = claim.row.looks + 1, self._effect(claim).most_sends
        if seen < len(looks.pauses):
            return {"state": "unknown", "looks": seen, "due_at": now + looks.pauses[seen]}
        if most is None or claim.row.sends < most:
            return {"state": "waiting", "looks": 0, "due_at": now + backoff(claim.row.sends)}
        return {"state": "parked", "looks": seen, "finished_at": now}

    def _effect(self, claim: Claim) -> Effect:
        return self.effects[claim.row.kind]

    def _is_late(self, claim: Claim, now: datetime) -> bool:
        patience = self._effect(claim).patience
        return patience is not None and now - claim.row.ordered_at >= patience

    async def _stuck(self, work: Work, claim: Claim) -> None:
        """Tell people, once, that something does not go out; the delivery itself goes on."""
        log.error("delivery is stuck", delivery=claim.row.id, kind=claim.row.kind)
        await self._effect(claim).stuck(work, claim.row)

    async def _record(self, work: Work, claim: Claim, values: Mapping[str, object]) -> bool:
        """Write down how it ended, if the attempt still stands; what comes behind it in its lane may be next."""
        work.lanes.add(claim.row.lane)
        return await claims.record(work.session, claim, values)


def _is_doubtful(claim: Claim, now: datetime) -> bool:
    """Whether nobody could look for so long that something follows from it; once."""
    return now - (claim.row.begun_at or now) >= DOUBTFUL_AFTER and not claim.row.body.get(DOUBTED)


def _what(why: Exception) -> str:
    """What went wrong, in codes: the ports' own details, and nothing but the kind of any other exception."""
    return str(why) if isinstance(why, Unknown | TryLater | Refused) else type(why).__name__


def backoff(attempt: int) -> timedelta:
    """How long to wait after this attempt: from one second, doubling, up to ten minutes."""
    return min(timedelta(seconds=2 ** min(attempt - 1, 10)), timedelta(minutes=10))
