"""The rules of alarms: when a trouble is said, when its end is, and in which channel. Pure.

What a look could not tell about is neither there nor over, so silence alone never begins or ends an alarm.
"""

from datetime import datetime, timedelta

from bot.municipality.shape import Municipality
from bot.ports.health import Manner

COMES_BACK = timedelta(hours=6)  # what returns so soon is restless ...
CALM = timedelta(hours=1)  # ... and is said again only when it stays

LEAST_FREE = 200_000_000  # bytes; with less, a single backup or upgrade may fill the disk
FREE_SHARE, ENOUGH_FREE = 0.05, 2_000_000_000  # a small share of a large disk is still room for years of questions
MENDED = 1.5  # times the limit: a disk that hovers around it is not said to be well again and again


def is_due(manner: Manner, sightings: int, since: datetime, now: datetime, over_at: datetime | None) -> bool:
    """Whether a trouble that is there, and was not said yet, is said now; `over_at` is when it was last said to be over."""
    if manner.afterwards or sightings < manner.sightings:
        return False
    is_back = over_at is not None and since - over_at < COMES_BACK
    return now - since >= (max(manner.patience, CALM) if is_back else manner.patience)


def has_an_end(manner: Manner, since: datetime, now: datetime, said_at: datetime | None) -> bool:
    """Whether it is worth a word that a trouble is over: if it was said, or could not be said while it lasted."""
    return said_at is not None or (manner.afterwards and now - since >= manner.patience)


def channel_for(municipality: Municipality, subject: str) -> str:
    """Where a trouble is said: to the operators, else where the page's cards are, and never in a channel that has it itself."""
    page = municipality.pages.get(subject)
    own = [municipality.municipality.operator_channel, page.channel if page else ""]
    others = [each.channel for each in municipality.pages.values()]
    channels = [*own, *others, municipality.municipality.duty_channel]
    return next((channel for channel in channels if channel and channel != subject), subject)


def other_channel(municipality: Municipality, tried: list[str]) -> str:
    """A channel for an alarm that these did not take; empty when there is none left."""
    others = [page.channel for page in municipality.pages.values()]
    return next(
        (channel for channel in [*others, municipality.municipality.duty_channel] if channel and channel not in tried),
        "",
    )


def disk_is_nearly_full(free: int, total: int) -> bool | None:
    """Whether a disk with so many bytes must be looked after; None while it is neither nearly full nor well again."""
    limit = max(LEAST_FREE, min(total * FREE_SHARE, ENOUGH_FREE))
    if free < limit:
        return True
    return False if free >= limit * MENDED else None
