"""The step for when the house is open: one week, or one for the summer and one for the rest of the year."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from bot.municipality.hours import WrittenWeek

if TYPE_CHECKING:
    from handlers.setting_up.session import Session

WEEKDAYS = "monday-friday"
USUAL, SUMMER = "08:00-15:30", "08:00-15:00"
FIRST, LAST = "15.05", "14.09"
ANY_YEAR = 2027  # without a 29 February, which nobody ends a season on


def when_open(session: "Session") -> None:
    """Ask for the week, and whether summer has another; it is written when all is answered. More is written in the file."""
    session.talk.say("head_hours")
    if session.file.value("hours", "seasons") and not session.again:
        session.talk.say("hours_right")
        return
    if session.file.value("hours", "seasons"):
        session.talk.say("hours_in_file")
        return
    week = _spans(session.talk.ask("hours", USUAL, check=lambda one: _no_hours(session, one)))
    if not session.talk.agrees("summer", default=False):
        session.write("hours", "seasons", "hele_aaret", "week", value={WEEKDAYS: week})
        return
    first, last = (_day(session, key, usual) for key, usual in (("summer_first", FIRST), ("summer_last", LAST)))
    summer = _spans(session.talk.ask("summer_hours", SUMMER, check=lambda one: _no_hours(session, one)))
    one_day = timedelta(days=1)
    seasons = {
        "sommer": {"from": _written(first), "to": _written(last), "week": {WEEKDAYS: summer}},
        "vinter": {"from": _written(last + one_day), "to": _written(first - one_day), "week": {WEEKDAYS: week}},
    }
    session.write("hours", "seasons", value=seasons)


def _day(session: "Session", key: str, usual: str) -> date:
    answer = session.talk.ask(key, usual, check=lambda one: "" if _date(one) else session.talk.text("no_day"))
    return _date(answer) or date.min


def _date(answer: str) -> date | None:
    """A day of the year as people write it: 15.5. or 15.05"""
    found = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.?", answer.strip())
    try:
        return date(ANY_YEAR, int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _written(day: date) -> str:
    return f"{day:%m-%d}"


def _no_hours(session: "Session", answer: str) -> str:
    try:
        TypeAdapter(WrittenWeek).validate_python({WEEKDAYS: _spans(answer)})
    except ValidationError:
        return session.talk.text("no_hours")
    return ""


def _spans(answer: str) -> list[str]:
    return [re.sub(r"\s*[–-]\s*", "-", one.strip().replace(".", ":")) for one in answer.split(",")]
