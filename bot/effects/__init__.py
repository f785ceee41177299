"""How each kind of order is made outside, and what follows from it. Only `bot/delivery/` calls these."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot import orders
from bot.desk.office import Office
from bot.ports.failures import Reason
from bot.work import Work
from storage.queues import deliveries
from storage.queues.tables import Delivery


@dataclass(frozen=True)
class Looks:
    """After an unknown outcome: how long to wait before each look. Only when all found nothing may it be made again."""

    pauses: tuple[timedelta, ...]


# Slack shows its own writes within seconds; two complete looks some seconds apart are enough.
CHAT_LOOKS = Looks((timedelta(seconds=3), timedelta(seconds=8)))
# A shared file shows in a channel some time after it was shared.
PICTURE_LOOKS = Looks((timedelta(seconds=10), timedelta(seconds=30)))
# Two public answers are worse than a late one, and Facebook may show a comment late: look long.
PAGE_LOOKS = Looks(tuple(timedelta(seconds=s) for s in (5, 30, 120, 600)))


class Effect:
    """One kind of effect. `looks` is set when it must not be made twice and can be found again.

    Where nothing is said otherwise, it may be repeated and nothing follows from it.
    """

    looks: Looks | None = None
    repeatable: bool = True
    most_sends: int | None = None  # how often it may be made when it is never seen; None: until it is
    patience: timedelta | None = None  # after so long without success people are told, whatever the cause

    def __init__(self, office: Office) -> None:
        self.office = office

    async def make(self, row: Delivery) -> Any:
        """Speak to the outside. Raises `Refused`, `TryLater` or `Unknown`."""
        raise NotImplementedError(row.kind)

    async def look(self, row: Delivery) -> Any:  # noqa: ARG002 - for those that can be found again
        """What `make` would have returned, if it was made before; None after a complete look that found nothing."""
        return None

    async def done(self, work: Work, row: Delivery, made: Any) -> None:
        """What follows once it is made, in the transaction that records it."""

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:
        """What follows when the outside refused for good."""

    async def said_again(self, work: Work, row: Delivery, card: str) -> None:
        """Say something once more behind its card, which was deleted and is on its way back as an effect of kind `card`.

        Not before one is on its way; what is in vain again and again is told as stuck.
        """
        comes = await deliveries.is_pending(work.session, row.lane, card)
        if not comes or not await orders.say_again(work, row):
            await self.stuck(work, row)

    async def stuck(self, work: Work, row: Delivery) -> None:
        """What people are told when it has failed for long."""

    async def in_doubt(self, work: Work, row: Delivery) -> None:
        """What follows when it may have been made, and for some minutes nobody could look."""

    async def given_up(self, work: Work, row: Delivery) -> None:
        """What follows when it was tried several times, was never seen, and is not tried again."""
        await self.stuck(work, row)
