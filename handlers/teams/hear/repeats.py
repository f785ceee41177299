"""Answering a gesture once, however often Teams repeats it, and within the five seconds that it waits.

What takes longer goes on; a repetition waits for the same work. After a restart the bot's own rules hold: the second of
two equal clicks changes nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from bot.ports.clock import Clock

PATIENCE_SECONDS = 4.0  # of the five that Teams gives us
REPEATED_WITHIN = timedelta(seconds=20)

Answer = dict[str, Any]


class Repeats:
    """Answers that are being worked out, and those given a moment ago."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._working: dict[str, tuple[asyncio.Task[Answer], datetime]] = {}

    async def answer(self, mark: str, work: Callable[[], Awaitable[Answer]], otherwise: Answer) -> Answer:
        """The answer to the gesture with this mark; `otherwise` when it takes too long for Teams to wait."""
        self._forget()
        task, _ = self._working.get(mark) or (asyncio.ensure_future(_called(work)), None)
        self._working.setdefault(mark, (task, self._clock.now()))
        done, _ = await asyncio.wait({task}, timeout=PATIENCE_SECONDS)
        return task.result() if done else otherwise

    async def finish(self) -> None:
        """Let what is being worked out come to its end."""
        await asyncio.gather(*(task for task, _ in self._working.values()), return_exceptions=True)

    def _forget(self) -> None:
        long_ago = self._clock.now() - REPEATED_WITHIN
        self._working = {
            mark: (task, since) for mark, (task, since) in self._working.items() if not task.done() or since > long_ago
        }


async def _called(work: Callable[[], Awaitable[Answer]]) -> Answer:
    return await work()
