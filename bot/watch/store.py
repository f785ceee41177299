"""Whether the store takes what is written; and the one message that goes past it, since it cannot be ordered there.

Everything else that is said in the chat is ordered in the store first. That nothing can be ordered is said at once, by
whoever finds it, and what has been said is known by looking into the channel: so a restart says nothing twice, and
says the end of what the program before it has said. See docs/decisions/0025-one-message-past-the-store.md.
"""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from bot.desk.office import Office
from bot.drawing.calling.alarm_card import alarm_card
from bot.log import Log
from bot.municipality.shape import Municipality
from bot.ports.card import Card
from bot.ports.chat import Chat, MessageRef
from bot.ports.failures import Refused, TryLater, Unknown
from bot.ports.health import Manner, Trouble
from bot.rules.troubles import channel_for, other_channel

log = Log(__name__)

NAME = "store_closed"
EVERY = timedelta(minutes=1)
WELL = timedelta(minutes=5)  # a store that took the last thing is tried no more often than that
SIGHTINGS = 2  # in a row: a store that is away for a moment, or busy, is nobody's trouble
REMEMBERED = timedelta(days=1)  # how far back a new process looks for what the one before it has said
PATIENCE_SECONDS = 20.0
_STOPS = Manner("alarm.meanwhile.store", stops=True)


class StoreWatch:
    """The worker. `unnoted` tells the error because of which a trouble could not be noted, if there is one."""

    def __init__(self, office: Office, chat: Chat, unnoted: Callable[[], str]) -> None:
        self.office = office
        self.chat = chat
        self._unnoted = unnoted
        self._failure = ""
        self._sightings = 0
        self._fine_at: datetime | None = None  # when this process last saw it well
        self._turn = asyncio.Lock()
        self._may_stand = True  # something may be said in the channel that is no longer so

    @property
    def stopping(self) -> list[Trouble]:
        """The trouble, while it is there."""
        values = (("error", self._failure),)
        return [Trouble(NAME, f"alarm.{NAME}", values, "", _STOPS)] if self._failure else []

    async def run(self) -> None:
        """Look every minute, until cancelled; after a start the doors open first."""
        clock = self.office.clock
        while True:
            await clock.sleep_until(clock.now() + EVERY)
            await self.look()

    async def look(self) -> None:
        """Write something, unless that went well just now; and see to it that the channel knows how it went."""
        async with self._turn:
            if not self._is_well():
                await self._look()

    async def _look(self) -> None:
        failure = await self._written()
        if failure and not self._failure:
            log.error("trouble", trouble=NAME, error=failure)
        elif self._failure and not failure:
            log.info("trouble over", trouble=NAME)
        self._failure, self._sightings = failure, self._sightings + 1 if failure else 0
        try:
            await (self._say_so() if failure else self._say_its_end())
        except (TryLater, Refused, Unknown) as why:  # the next look tries again
            log.warning("store trouble not said", detail=why.detail)
        if not failure:
            self._fine_at = self.office.clock.now()

    def _is_well(self) -> bool:
        if self._failure or self._may_stand or self.office.hearing.failure or self._unnoted() or not self._fine_at:
            return False
        return self.office.clock.now() - self._fine_at < WELL

    async def _written(self) -> str:
        """The error that kept the store from taking something; empty when it took it, and notes what is wrong elsewhere."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self.office.store_again()
        except Exception as error:  # whatever the driver raises
            return type(error).__name__
        return self._unnoted()

    async def _say_so(self) -> None:
        if self._sightings < SIGHTINGS:
            return
        for channel in channels(self.office.house.municipality):
            try:
                if not await self._standing(channel):
                    await self.chat.post_card(channel, self._card(f"alarm.{NAME}", _STOPS.meanwhile), NAME)
            except Refused as why:  # this channel does not take it
                log.warning("store trouble not said", channel=channel, detail=why.detail)
            else:
                self._may_stand = True
                return

    async def _say_its_end(self) -> None:
        if not self._may_stand:
            return
        for channel in channels(self.office.house.municipality):
            try:
                if said := await self._standing(channel):
                    await self.chat.post_card(channel, self._card(f"alarm.{NAME}_over", ""), _end_of(said))
            except Refused as why:  # nothing was said there
                log.warning("store trouble not said", channel=channel, detail=why.detail)
        self._may_stand = False

    async def _standing(self, channel: str) -> MessageRef | None:
        """What was said of this trouble and not of its end, by this process or another."""
        since = self._fine_at or self.office.clock.now() - REMEMBERED
        said = await self.chat.find_own(channel, "", NAME, since)
        is_over = said and await self.chat.find_own(channel, "", _end_of(said), since)
        return None if is_over else said

    def _card(self, text_key: str, meanwhile: str) -> Card:
        body = {"text": text_key, "values": {"error": self._failure}, "meanwhile": meanwhile}
        return alarm_card(self.office.house, body, self.office.clock.now())


def channels(municipality: Municipality) -> Iterator[str]:
    """The channels in which an alarm about no page can be said, the best first."""
    tried: list[str] = []
    channel = channel_for(municipality, "")
    while channel:
        yield channel
        tried.append(channel)
        channel = other_channel(municipality, tried)


def _end_of(said: MessageRef) -> str:
    return f"{NAME}:over:{said.id}"
