"""What the bot needs of a clock. The real ones are chosen in the assembly; nothing else reads the wall clock."""

import asyncio
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """A source of time that can be waited for."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    async def sleep_until(self, moment: datetime, *, wake: asyncio.Event | None = None) -> None:
        """Return at `moment`, when the clock jumps past it, or as soon as `wake` is set; at once if it has passed."""
        ...
