"""Heard means stored, and what is heard at the same time is stored together: the disk is waited for once for all of it."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from bot.ports.calls import Event

Store = Callable[[Sequence[Event]], Awaitable[None]]
RUSH_SECONDS = 0.1
LONGEST_RUSH_SECONDS = 1.0


class Hearing:
    """Collects what comes while the last of it is still being committed. `store` commits events in one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.heard: Counter[str] = Counter()  # events that were committed since the start, by door
        self.failure = ""  # the name of the error with which the last storing ended
        self._waiting: list[_Heard] = []
        self._storing: asyncio.Task[None] | None = None
        self._rush_ends_at = 0.0  # by the event loop's clock
        self._stores_many = False

    async def store(self, events: Sequence[Event]) -> None:
        """Return when these events are committed. Raises what the store raises."""
        heard = _Heard(events)
        self._waiting.append(heard)
        if self._storing is None:
            self._storing = asyncio.create_task(self._store_all())
        await heard.stored
        self.heard.update(event.door for event in events)

    async def calm(self) -> None:
        """Return when no rush is on, at the latest after a second: who sends waits for our answer, who reads does not."""
        loop = asyncio.get_running_loop()
        latest = loop.time() + LONGEST_RUSH_SECONDS
        while self._is_rush(loop.time()) and (left := latest - loop.time()) > 0:  # noqa: ASYNC110 - its end moves on
            await asyncio.sleep(min(left, max(self._rush_ends_at - loop.time(), RUSH_SECONDS / 10)))

    def _is_rush(self, now: float) -> bool:
        """Also while the disk keeps several waiting, however long it takes."""
        return self._stores_many or bool(self._waiting) or now < self._rush_ends_at

    async def _store_all(self) -> None:
        try:
            while self._waiting:
                together, self._waiting = self._waiting, []
                self._stores_many = len(together) > 1
                await self._store_together(together)
                if self._stores_many:
                    self._rush_ends_at = asyncio.get_running_loop().time() + RUSH_SECONDS
        finally:
            self._storing, self._stores_many = None, False

    async def _store_together(self, together: Sequence["_Heard"]) -> None:
        """What cannot be stored must not take the rest along: then each is stored by itself."""
        try:
            await self._store([event for heard in together for event in heard.events])
        except Exception as error:
            if len(together) == 1:
                self.failure = type(error).__name__
                together[0].failed(error)
                return
            for heard in together:
                await self._store_together([heard])
        else:
            self.failure = ""
            for heard in together:
                heard.succeeded()


class _Heard:
    """What one caller brought, and its wait."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = events
        self.stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def succeeded(self) -> None:
        if not self.stored.done():  # the caller may have gone away
            self.stored.set_result(None)

    def failed(self, error: Exception) -> None:
        if not self.stored.done():
            self.stored.set_exception(error)
