"""The watch: looks at the doors, the machine and the queues now and then, and lets people hear of what is wrong."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.desk.office import Office
from bot.log import Log
from bot.ports.failures import Refused, TryLater
from bot.ports.health import Health, Trouble
from bot.watch import alarms
from storage import troubles

log = Log(__name__)

AT_FIRST = timedelta(minutes=1)  # after the start: until then the doors are still opening


@dataclass(frozen=True)
class Look:
    """One thing that is looked at, and how often."""

    name: str
    every: timedelta
    ask: Callable[[], Awaitable[Health]]


class Watch:
    """The worker. What its last looks found is kept for those who ask whether the program is ready."""

    def __init__(self, office: Office, looks: Sequence[Look]) -> None:
        self.office = office
        self.looks = tuple(looks)
        self._found: dict[str, Health] = {}
        self._unnoted: dict[str, str] = {}  # of each look whose troubles could not be noted: the error's name
        self._turn = asyncio.Lock()

    @property
    def stopping(self) -> Sequence[Trouble]:
        """The troubles because of which the bot cannot do all of its work, as the last looks found them."""
        return [trouble for health in self._found.values() for trouble in health.troubles if trouble.manner.stops]

    @property
    def unnoted(self) -> str:
        """The error because of which what a last look found could not be noted; empty when all is noted."""
        return next(iter(self._unnoted.values()), "")

    async def run(self) -> None:
        """Watch until cancelled."""
        clock = self.office.clock
        next_at = {look.name: clock.now() + AT_FIRST for look in self.looks}
        while True:
            await clock.sleep_until(min(next_at.values()))
            for look in self.looks:
                if next_at[look.name] <= clock.now():
                    await self.look(look)
                    next_at[look.name] = clock.now() + look.every

    async def look(self, look: Look) -> None:
        """Look once, and note what was found. One after the other, so that an older look never has the last word."""
        async with self._turn:
            try:
                health = await look.ask()
            except (TryLater, Refused) as failure:  # a look that fails proves nothing
                log.warning("could not look after", what=look.name, detail=failure.detail)
                return
            except Exception as error:  # one thing that cannot be looked at keeps nobody from looking at the others
                log.error("could not look after", what=look.name, error=type(error).__name__)
                return
            self._found[look.name] = health
            await self._note_if_possible(look.name, health)

    async def _note_if_possible(self, name: str, health: Health) -> None:
        """A store that takes nothing: readiness and the log tell all the same, and `bot/watch/store.py` tells the channel."""
        self._unnoted.pop(name, None)
        try:
            await self._note(health)
        except Exception as error:
            self._unnoted[name] = type(error).__name__
            troubles = [f"{name} {subject}".rstrip() for name, subject in (one.mark for one in health.troubles)]
            log.error("trouble not noted", what=name, troubles=troubles, error=type(error).__name__)

    async def _note(self, health: Health) -> None:
        if health.troubles or await self._ends_something(health):
            async with self.office.work() as work:
                await alarms.note(work, health)

    async def _ends_something(self, health: Health) -> bool:
        async with self.office.database.read() as session:
            return any((known.name, known.subject) in health.fine for known in await troubles.open_ones(session))
