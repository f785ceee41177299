"""What stands in a form that was sent, as values."""

import re
from datetime import date, datetime

from bot.ports.calls import Submission
from bot.work import NotMoved


def ticked(sent: Submission, key: str = "ticks") -> tuple[str, ...]:
    """What a person has ticked in a field; in the usual one, the finds that may stand in public."""
    ticks = sent.values.get(key, ())
    return ticks if isinstance(ticks, tuple) else ()


def value(sent: Submission, key: str) -> str:
    """What a field holds; empty when nothing was filled in."""
    filled = sent.values.get(key, "")
    return filled if isinstance(filled, str) else ""


def moment(written: str) -> datetime:
    """A moment that a form of ours carries. Raises `NotMoved` for anything else."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        raise NotMoved("refused.no_such_time") from None
    if found.tzinfo is None:
        raise NotMoved("refused.no_such_time")
    return found


def day(written: str) -> date:
    """A day as people write it, or as programs do. Raises `NotMoved` for anything else."""
    found = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})|(\d{4})-(\d{2})-(\d{2})", written.strip())
    if found is None:
        raise NotMoved("refused.library_day")
    number, month, year = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise NotMoved("refused.library_day") from None
