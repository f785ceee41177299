"""The sandbox's clock lent to a bot: it keeps the contract of `bot.ports.clock.Clock`."""

import asyncio
from datetime import datetime

from sandbox.clock import SandboxClock


class Borrowed:
    """The sandbox's clock with the one argument more that the bot's has."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        """The sandbox's time, aware, in UTC."""
        return self._clock.now()

    async def sleep_until(self, moment: datetime, *, wake: asyncio.Event | None = None) -> None:
        """Wait until the sandbox's clock says so."""
        del wake  # nothing here is woken
        await self._clock.sleep_until(moment)
