"""What is settled has an end: each night, and then in small steps until nothing old is left.

An event's key makes a late repetition recognisable and an effect's key a second order; neither comes so late.
"""

from datetime import datetime, timedelta

from bot.briefs.nightly import last_night
from bot.flow.forgetting import erase, taken_back
from bot.rules.calendar import ONE_DAY
from bot.work import Work
from storage.queues import clearing, erasing

STEP = timedelta(seconds=5)  # between two steps, so that whoever else wants to write is let in


async def look(work: Work) -> datetime:
    """Take away some of what is older than the municipality wants to keep; returns when to look again."""
    kept = work.house.municipality.retention
    events = await clearing.handled_events(work.session, work.now - timedelta(days=kept.events_days))
    effects = await clearing.settled_effects(work.session, work.now - timedelta(days=kept.effects_days))
    lines = await erasing.old_history(work.session, work.now - timedelta(days=kept.history_days), clearing.AT_ONCE)
    erased = await erase.some(work)
    gone = await taken_back.some(work)
    work.erased.update(["row"] if events or effects or lines else [])
    if (
        gone
        or max(events, effects, lines) == clearing.AT_ONCE
        or any(len(some) == erase.AT_ONCE for some in erased.values())
    ):
        return work.now + STEP
    return last_night(work.now, work) + ONE_DAY
