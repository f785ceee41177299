"""Until when we have promised an answer. Pure: the question's moment and the opening hours decide, nothing else.

The routine says "two days at the very most". Norwegian day-deadlines do not count the day of arrival, and one that
ends on a closed day moves to the next open one (domstolloven §§ 148–149): that is `calendar_roll`, the default.
The promise counts from the citizen's question, so that a slow holding reply buys nothing. All results are in UTC.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.municipality.conduct import PromiseRules
from bot.rules.calendar import ONE_DAY, Closure, OpeningHours
from bot.rules.year.holidays import Holiday, holidays_on
from bot.texts.wording import Wording, pattern

OSLO = ZoneInfo("Europe/Oslo")
AIM_AHEAD = timedelta(hours=2)
WEEKDAY_IS_ENOUGH = 6  # days: further away, the weekday alone could be taken for the wrong week

Value = str | date | datetime | tuple[Holiday, ...]


@dataclass(frozen=True)
class Because:
    """One step of the explanation: a text key (below "why.") and its values; days and moments are not yet in words."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True)
class WhenResult:
    """What holds for a question: the promise, the staff's own aim, the first sign of life, and why.

    `feast` is the text key (in [reasons]) of what lies in between when the wait is long, else empty.
    """

    deadline: datetime
    aim_at: datetime
    first_reaction: datetime
    why: tuple[Because, ...]
    early_warning: bool = False
    feast: str = ""


def when(asked_at: datetime, hours: OpeningHours, rules: PromiseRules) -> WhenResult:
    """Everything about the time of a question asked at that moment."""
    due = deadline(asked_at, hours, rules)
    aim = aim_at(asked_at, hours, rules)
    warn = needs_early_warning(asked_at, due, hours, rules)
    return WhenResult(
        deadline=due,
        aim_at=aim,
        first_reaction=first_reaction_due(asked_at, hours, rules),
        why=tuple(_why(asked_at, due, aim, hours, rules)),
        early_warning=warn,
        feast=_feast(asked_at, due, hours) if warn else "",
    )


def deadline(asked_at: datetime, hours: OpeningHours, rules: PromiseRules) -> datetime:
    """The latest moment at which an answer, a redirect or an extension is in time."""
    if rules.rule == "hours":
        return asked_at.astimezone(UTC) + timedelta(days=rules.days)
    return _closing(_deadline_day(hours.local_date(asked_at), hours, rules), hours)


def aim_at(asked_at: datetime, hours: OpeningHours, rules: PromiseRules) -> datetime:
    """What the staff aim for, never shown to citizens: the last closing within the days that leaves two hours, else the deadline."""
    due = deadline(asked_at, hours, rules)
    asked_on = hours.local_date(asked_at)
    for days in range(rules.days, -1, -1):
        closing = hours.closing_of(asked_on + days * ONE_DAY)
        if closing and closing - asked_at >= AIM_AHEAD and closing <= due:
            return closing
    return due


def first_reaction_due(asked_at: datetime, hours: OpeningHours, rules: PromiseRules) -> datetime:
    """When the citizen should have heard from us: some open hours after the question.

    What comes outside hours or in the last minutes of the day is treated as if it came at the next opening.
    """
    length = timedelta(hours=rules.first_reaction_hours)
    closing = hours.closing_of(hours.local_date(asked_at))
    too_late = closing is not None and closing - asked_at <= timedelta(minutes=rules.last_minutes)
    if hours.is_open(asked_at) and not too_late:
        return hours.add_open(asked_at, length)
    return hours.add_open(hours.next_opening(asked_at), length)


def extension_deadline(published_at: datetime, hours: OpeningHours, rules: PromiseRules) -> datetime:
    """The new deadline of an extension: the same rule, counted from the day it is published."""
    return deadline(published_at, hours, rules)


def latest_extension(published_at: datetime, hours: OpeningHours, rules: PromiseRules) -> datetime:
    """The latest deadline an extension may name, with a manager's consent: the closing of the last open day allowed."""
    return _closing(_open_day_after(hours.local_date(published_at), rules.extension_open_days, hours), hours)


def needs_early_warning(asked_at: datetime, due: datetime, hours: OpeningHours, rules: PromiseRules) -> bool:
    """Is the deadline so far away (Easter, Christmas) that the citizen should be told at once?"""
    return (hours.local_date(due) - hours.local_date(asked_at)).days > rules.early_warning_days


def in_words(moment: datetime, now: datetime, language: str, zone: ZoneInfo = OSLO) -> str:
    """A moment as citizens read it: weekday and clock, and the date when it is more than six days away."""
    local = moment.astimezone(zone)
    far = abs((local.date() - now.astimezone(zone).date()).days) > WEEKDAY_IS_ENOUGH
    return _formatted(local, "moment_dated" if far else "moment", language)


def said_in_words(moment: datetime, now: datetime, language: str, zone: ZoneInfo = OSLO) -> str:
    """A moment as colleagues say it to each other: yesterday, today and tomorrow by these words.

    Never for what citizens read, and never for what is read days later: "today" is true for a day.
    """
    local = moment.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    return _formatted(local, _NEAR[days], language) if days in _NEAR else in_words(moment, now, language, zone)


def day_in_words(day: date, language: str) -> str:
    """A day as people write it: "onsdag 11. februar"."""
    return _formatted(datetime(day.year, day.month, day.day, tzinfo=UTC), "day", language)


def explain(because: Because, language: str, wording: Wording, zone: ZoneInfo = OSLO) -> str:
    """One step of the explanation as a sentence for the staff."""
    values = {name: _value(value, language, zone) for name, value in because.values}
    return wording.say(f"why.{because.key}", language, **values)


def _deadline_day(asked_on: date, hours: OpeningHours, rules: PromiseRules) -> date:
    if rules.rule == "opening_days":
        return _open_day_after(asked_on, rules.days, hours)
    return hours.next_open_day(asked_on + rules.days * ONE_DAY)


def _open_day_after(day: date, number: int, hours: OpeningHours) -> date:
    for _ in range(number):
        day = hours.next_open_day(day + ONE_DAY)
    return day


def _closing(day: date, hours: OpeningHours) -> datetime:
    return hours.intervals(day)[-1].end


def _why(
    asked_at: datetime, due: datetime, aim: datetime, hours: OpeningHours, rules: PromiseRules
) -> Iterator[Because]:
    asked_on, due_on = hours.local_date(asked_at), hours.local_date(due)
    if rules.rule == "hours":
        yield Because("counted_hours", (("asked", asked_at), ("hours", str(rules.days * 24)), ("target", due)))
        return
    target = asked_on + rules.days * ONE_DAY if rules.rule == "calendar_roll" else due_on
    yield Because(_COUNTED[rules.rule], (("asked", asked_at), ("days", str(rules.days)), ("target", target)))
    first = target if rules.rule == "calendar_roll" else asked_on + ONE_DAY
    yield from _closed_days(first, due_on, hours)
    if target != due_on:
        yield Because("rolled", (("target", due_on),))
    if hours.is_short(due_on):
        yield Because("short_day", (("closing", due),))
    if aim < due:
        yield Because("aim_earlier", (("aim", aim),))
    if needs_early_warning(asked_at, due, hours, rules):
        yield Because("long_wait", (("days", str((due_on - asked_on).days)),))


_NEAR = {-1: "moment_yesterday", 0: "moment_today", 1: "moment_tomorrow"}
_COUNTED = {"calendar_roll": "counted", "opening_days": "counted_open"}


def _closed_days(first: date, due_on: date, hours: OpeningHours) -> Iterator[Because]:
    day = first
    while day < due_on:
        closure = hours.closure(day)
        if closure is Closure.HOLIDAY:
            yield Because("closed_holiday", (("day", day), ("holiday", holidays_on(day))))
        elif closure is not None:
            yield Because(f"closed_{closure}", (("day", day),))
        day += ONE_DAY


def _feast(asked_at: datetime, due: datetime, hours: OpeningHours) -> str:
    days = (hours.local_date(due) - hours.local_date(asked_at)).days
    between = [hours.local_date(asked_at) + count * ONE_DAY for count in range(days + 1)]
    closed = {one for day in between if hours.closure(day) is Closure.HOLIDAY for one in holidays_on(day)}
    listed = "closed_days" if any(hours.closure(day) is Closure.LISTED for day in between) else ""
    named = (feast for feast, days in _FEASTS.items() if not closed.isdisjoint(days))
    return next(named, "holidays" if closed else listed)


# Text key → the days that make the feast.
_FEASTS = {
    "easter": {Holiday.EASTER_SUNDAY, Holiday.EASTER_MONDAY},
    "christmas": {Holiday.CHRISTMAS_DAY, Holiday.SECOND_CHRISTMAS_DAY},
    "pentecost": {Holiday.WHIT_SUNDAY, Holiday.WHIT_MONDAY},
    "new_year": {Holiday.NEW_YEAR},
}


def _value(value: Value, language: str, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return _formatted(value.astimezone(zone), "moment_dated", language)
    if isinstance(value, tuple):
        return ", ".join(pattern(f"holiday.{one}", language) for one in value)
    return day_in_words(value, language) if isinstance(value, date) else value


def _formatted(local: datetime, key: str, language: str) -> str:
    weekdays, months = (pattern(names, language).split() for names in ("weekdays", "months"))
    return pattern(key, language).format(
        weekday=weekdays[local.weekday()],
        day=local.day,
        month=months[local.month - 1],
        hour=f"{local:%H}",
        minute=f"{local:%M}",
    )
