"""The houses the rules are tested with: the default hours of the municipality, and changes of them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.municipality.conduct import PromiseRules
from bot.municipality.hours import Hours
from bot.rules.calendar import OpeningHours

OSLO = ZoneInfo("Europe/Oslo")
CLOSED = ("2026-12-24", "2026-12-31", "2027-12-24", "2027-12-31")


def default_hours(*, closed: tuple[str, ...] = CLOSED, **changes: object) -> Hours:
    """Mon–Fri 08:00–15:30, 15:00 from 15 May to 14 September; the special days of 2026 and 2027."""
    written = {
        "closed_dates": list(closed),
        "short_dates": {"2026-04-01": "12:00", "2027-03-24": "12:00"},
        "seasons": {
            "winter": {"from": "09-15", "to": "05-14", "week": {"monday-friday": ["08:00-15:30"]}},
            "summer": {"from": "05-15", "to": "09-14", "week": {"monday-friday": ["08:00-15:00"]}},
        },
    }
    return Hours.model_validate({**written, **changes})


def house(*, closed: tuple[str, ...] = CLOSED, **changes: object) -> OpeningHours:
    """The default house in Oslo."""
    return OpeningHours(default_hours(closed=closed, **changes), OSLO)


def rules(rule: str = "calendar_roll", **changes: object) -> PromiseRules:
    """The default promise, counted by `rule`."""
    return PromiseRules.model_validate({"rule": rule, **changes})


def oslo(text: str) -> datetime:
    """A moment written as local time ("2026-02-09 10:00") or, with a Z at its end, as UTC."""
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=OSLO)


def day(text: str) -> date:
    """A day written as ISO."""
    return date.fromisoformat(text)
