"""Alarms: what a look found goes into the ledger, and what is to be said of it is ordered in the same transaction.

So each trouble is said once and its end once, whatever restarts in between and however many processes look.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot import telling
from bot.log import Log
from bot.ports.health import Health, Manner, Trouble
from bot.rules.troubles import channel_for, has_an_end, is_due
from bot.work import Work
from storage import troubles
from storage.queues.tables import KnownTrouble

log = Log(__name__)


async def note(work: Work, health: Health) -> None:
    """Bring the ledger up to date with what a look found."""
    for known in await troubles.open_ones(work.session):
        if (known.name, known.subject) in health.fine:
            await _over(work, known)
    for trouble in _in_order(health.troubles):
        await found(work, trouble)


async def found(work: Work, trouble: Trouble) -> None:
    """Note that a trouble is there, and say so if it is time."""
    known = await troubles.known(work.session, trouble.name, trouble.subject, work.now)
    if not known.is_open:
        known.is_open, known.times, known.sightings = True, known.times + 1, 0
        known.since, known.said_at = trouble.since or work.now, None
        if trouble.manner.afterwards:  # until it is over, only the log tells
            log.warning("trouble", trouble=trouble.name, subject=trouble.subject)
    known.sightings += 1
    known.body = _body(trouble)
    if known.said_at is None and is_due(trouble.manner, known.sightings, known.since, work.now, known.over_at):
        known.said_at = work.now
        log.warning("trouble", trouble=trouble.name, subject=trouble.subject)
        await _say(work, known, "", trouble.text_key, trouble.manner.meanwhile)
    work.session.add(known)


async def _over(work: Work, known: KnownTrouble) -> None:
    if has_an_end(_manner(known), known.since, work.now, known.said_at):
        await _say(work, known, ":over", f"{known.body['text']}_over", "")
        known.over_at = work.now
    known.is_open = False
    work.session.add(known)
    log.info("trouble over", trouble=known.name, subject=known.subject)


async def _say(work: Work, known: KnownTrouble, ending: str, text_key: str, meanwhile: str) -> None:
    moments = {"since": known.since.isoformat(), "until": work.now.isoformat()}
    channel = channel_for(work.house.municipality, known.subject)
    name = f"{known.name}:{known.subject}:{known.times}{ending}"
    await telling.alarm(work, name, channel, text_key, meanwhile=meanwhile, **{**moments, **known.body["values"]})


def _body(trouble: Trouble) -> dict[str, Any]:
    manner = trouble.manner
    values = dict(trouble.values)
    told = {"afterwards": manner.afterwards, "patience": manner.patience.total_seconds()}
    return {"text": trouble.text_key, "values": values, **told}


def _manner(known: KnownTrouble) -> Manner:
    return Manner(afterwards=known.body["afterwards"], patience=timedelta(seconds=known.body["patience"]))


def _in_order(found: Sequence[Trouble]) -> list[Trouble]:
    """In one order for all processes, so that they wait for each other instead of holding each other up."""
    return sorted(found, key=lambda trouble: trouble.mark)
