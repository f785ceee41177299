"""When the bot speaks up by itself about everything: at each opening, and at the end of the week. Orders only.

Both go by the municipality's own house, only in its opening hours. After downtime each comes once, later the same
day but never on another: an order is made once a channel and day, and it is its own ledger.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot import telling
from bot.counting import DAYS
from bot.municipality.shape import Municipality
from bot.orders import kinds
from bot.rules.calendar import FURTHEST, ONE_DAY, OpeningHours, opening_hours
from bot.rules.promise import day_in_words
from bot.rules.troubles import channel_for
from bot.rules.year import seasons
from bot.work import Work
from storage import questions

BEFORE_CLOSING = timedelta(hours=2)  # open time between the summary and the week's last closing
PUNCTUAL = timedelta(minutes=5)
CATCH_UP = timedelta(minutes=2)  # a bot that has slept first hears what it missed, then tells how things stand
A_MOMENT = timedelta(microseconds=1)


async def look(work: Work) -> datetime:
    """Order what is due now; returns the next moment to look."""
    hours, wanted = opening_hours(work.house.municipality), work.house.municipality.brief
    later = [hours.next_opening(work.now + A_MOMENT)]
    await _season(work, hours)
    if wanted.morning:
        reached = await questions.next_moment(work.session)
        if reached is not None and reached <= work.now:
            later.append(work.now)  # what falls due this morning first joins the brief
        else:
            await _morning(work, hours)
    if wanted.friday:
        later.append(await _week(work, hours))
    return min(later)


def channels(municipality: Municipality) -> dict[str, tuple[str, ...]]:
    """The channels in which pages are, each with its pages."""
    found: dict[str, tuple[str, ...]] = {}
    for key, page in municipality.pages.items():
        found[page.channel] = (*found.get(page.channel, ()), key)
    return found


def is_timely(day: str, now: datetime, hours: OpeningHours) -> bool:
    """Whether what was ordered for this day may still be said."""
    return hours.local_date(now).isoformat() == day and hours.is_open(now)


async def that_says(work: Work, channel: str, due_at: datetime) -> str:
    """The key of today's morning brief for a channel, if that says what was due then; empty where there is none to.

    It is ordered now if it was not. What falls due later in the day is said by itself, even if the brief is late.
    """
    hours = opening_hours(work.house.municipality)
    today = hours.local_date(work.now)
    if not work.house.municipality.brief.morning or not hours.is_open(work.now):
        return ""
    if due_at > hours.intervals(today)[0].start + PUNCTUAL:
        return ""
    await _morning(work, hours)
    return telling.brief_key(kinds.BRIEF, channel, today)


async def _morning(work: Work, hours: OpeningHours) -> None:
    if not hours.is_open(work.now):
        return
    today = hours.local_date(work.now)
    due_at = _due(work.now, hours.intervals(today)[0].start) + telling.GATHERS
    for channel in channels(work.house.municipality):
        await telling.brief(work, kinds.BRIEF, channel, today, due_at=due_at)


async def _season(work: Work, hours: OpeningHours) -> None:
    """Ask once a season about the special days that nobody has listed."""
    today, language = hours.local_date(work.now), work.house.municipality.language
    unsettled = seasons.unsettled_days(today, hours) if hours.is_open(work.now) else ()
    if unsettled:
        days = ", ".join(day_in_words(day, language) for day in unsettled)
        channel = channel_for(work.house.municipality, "")
        await telling.alarm(work, f"season:{today:%Y-%m}", channel, "alarm.season", days=days)


async def _week(work: Work, hours: OpeningHours) -> datetime:
    """Order this week's summary if its moment has come; returns the moment of the next one."""
    for moment in summaries(hours, hours.local_date(work.now)):
        if moment > work.now:
            return moment
        today = hours.local_date(moment)
        if today == hours.local_date(work.now) and hours.is_open(work.now):
            due_at = _due(work.now, moment)
            for channel in channels(work.house.municipality):
                await telling.brief(work, kinds.WEEK, channel, today, due_at=due_at, until=moment.isoformat())
    return work.now + DAYS


def _due(now: datetime, moment: datetime) -> datetime:
    return now if now - moment < PUNCTUAL else now + CATCH_UP


def summaries(hours: OpeningHours, day: date) -> Iterator[datetime]:
    """The moments of the summaries, from this day's week on; a week without an open day has none."""
    monday = day - day.weekday() * ONE_DAY
    for start in range(0, FURTHEST, 7):
        days = [monday + (start + offset) * ONE_DAY for offset in range(6, -1, -1)]
        last = next((one for one in days if hours.intervals(one)), None)
        if last is not None:
            yield _before_closing(hours, last)


def _before_closing(hours: OpeningHours, day: date) -> datetime:
    intervals = hours.intervals(day)
    return max(hours.subtract_open(intervals[-1].end, BEFORE_CLOSING), intervals[0].start)
