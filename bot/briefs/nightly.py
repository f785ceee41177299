"""Once a night each page's account is settled. Orders only: an order is made once a page and night, and is its own ledger."""

from datetime import datetime, timedelta

from bot import orders
from bot.rules.calendar import ONE_DAY, opening_hours
from bot.work import Work
from storage import cursors

NIGHT_HOUR = 3  # nobody waits for anything then, and the quota is free
PUNCTUAL = timedelta(minutes=5)
CATCH_UP = timedelta(minutes=10)  # a bot that has slept first hears what it missed


async def look(work: Work) -> datetime:
    """Order tonight's accounts if that is due; returns the next moment to look. A page that was never read has none yet."""
    moment = last_night(work.now, work)
    due_at = work.now if work.now - moment < PUNCTUAL else work.now + CATCH_UP
    for page in work.house.municipality.pages:
        if (await cursors.passes(work.session, page))[0]:
            await orders.settle_account(work, page, f"{moment:%Y-%m-%d}", due_at)
    return last_night(moment + ONE_DAY + ONE_DAY / 2, work)


def last_night(now: datetime, work: Work) -> datetime:
    """The last time it was night, in the municipality's own hours."""
    zone = opening_hours(work.house.municipality).zone
    night = now.astimezone(zone).replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    return night if night <= now else (night - ONE_DAY)
