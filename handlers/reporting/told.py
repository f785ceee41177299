"""A report in values: the span, whom it is about, and each figure by its name with the one of the span before beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.counting import Counted, Trend
    from bot.work import House

MINUTE = timedelta(minutes=1)
TIMES = ("reaction_half", "reaction_most", "answer_half", "answer_most")


@dataclass(frozen=True)
class Report:
    """`trends` is page → figures, "" for all that were asked for together."""

    house: "House"
    since: datetime
    until: datetime
    trends: "Mapping[str, Trend]"
    department: str = ""

    @property
    def names(self) -> dict[str, str]:
        """What each part of the report is called: all pages together, then one by one."""
        pages = {key: self.house.municipality.pages[key].name for key in self.trends if key}
        together = {"": self.house.say("report.all_pages")} if "" in self.trends else {}
        return together | pages


def values(counted: "Counted") -> dict[str, int | timedelta | None]:
    """Every figure of a span by its name, in the order of telling."""
    figures, speed = asdict(counted.figures), counted.speed
    wait = figures.pop("longest_wait")
    waits = (speed.reaction.half, speed.reaction.most, speed.answer.half, speed.answer.most)
    return {**figures, "by_hand": speed.by_hand, **dict(zip(TIMES, waits, strict=True)), "longest_wait": wait}


def plain(counted: "Counted") -> dict[str, Any]:
    """The same for scripts: lengths of time in seconds, those of `TIMES` in open hours."""
    told: dict[str, Any] = {}
    for name, value in values(counted).items():
        is_time = name in (*TIMES, "longest_wait")
        told[f"{name}_seconds" if is_time else name] = _seconds(value)
    return told


def _seconds(value: int | timedelta | None) -> int | None:
    return int(value.total_seconds()) if isinstance(value, timedelta) else value


def in_words(house: "House", value: int | timedelta | None) -> str:
    """A figure for people."""
    from bot.drawing.figures.week_card import in_words as length_in_words

    if value is None:
        return house.say("report.no_wait")
    return length_in_words(value, house.municipality.language) if isinstance(value, timedelta) else str(value)


def rows(house: "House", trend: "Trend") -> Iterator[tuple[str, str, str, str]]:
    """Name, value, value before, and the change between them, in words."""
    before = values(trend.before)
    for name, value in values(trend.now).items():
        told = (in_words(house, value), in_words(house, before[name]))
        yield house.say(f"report.{name}"), *told, change(value, before[name])


def change(now: int | timedelta | None, before: int | timedelta | None) -> str:
    """How much more or less, with its sign; lengths of time in minutes. Empty where one of them is missing."""
    if now is None or before is None:
        return ""
    minutes = [one // MINUTE if isinstance(one, timedelta) else one for one in (now, before)]
    difference = minutes[0] - minutes[1]
    unit = " min" if isinstance(now, timedelta) and difference else ""
    return f"{difference:+d}{unit}".replace("-", "−") if difference else "0"
