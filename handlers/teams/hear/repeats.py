"""Answering a gesture once, however often Teams repeats it, and within the five seconds that it waits.

What takes longer goes on, and what came of it in the end is told; a repetition waits for the same work. A repetition looks
like a second click, so an answer is remembered for a moment only: until the person does something else, and never when it
opened a dialog, which may read otherwise by then. After a restart the bot's own rules hold: the second of two equal clicks
changes nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.ports.clock import Clock

PATIENCE_SECONDS = 4.0  # of the five that Teams gives us
REPEATED_WITHIN = timedelta(seconds=20)

Answer = dict[str, Any]
TooLate = Callable[[Answer], Awaitable[None]]


@dataclass(frozen=True)
class _Work:
    """An answer that is being worked out, or was: for whom, and since when."""

    person_id: str
    task: asyncio.Task[Answer]
    since: datetime

    @property
    def opened_a_dialog(self) -> bool:
        """Whether the answer shows a dialog."""
        task = self.task.result().get("task")
        return isinstance(task, dict) and task.get("type") == "continue"


class Repeats:
    """Answers that are being worked out, and those given a moment ago."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._works: dict[str, _Work] = {}
        self._late: dict[asyncio.Task[Answer], asyncio.Task[None]] = {}

    async def answer(
        self, mark: str, person_id: str, work: Callable[[], Awaitable[Answer]], otherwise: Answer, too_late: TooLate
    ) -> Answer:
        """The answer to the person's gesture with this mark.

        When it takes too long for Teams to wait, the answer is `otherwise`, and `too_late` is called with the real one.
        """
        self._forget(mark, person_id)
        if mark not in self._works:
            self._works[mark] = _Work(person_id, asyncio.ensure_future(_called(work)), self._clock.now())
        task = self._works[mark].task
        done, _ = await asyncio.wait({task}, timeout=PATIENCE_SECONDS)
        if done:
            return task.result()
        if task not in self._late:
            self._late[task] = asyncio.ensure_future(_told(task, too_late))
            self._late[task].add_done_callback(lambda _: self._late.pop(task, None))
        return otherwise

    async def finish(self) -> None:
        """Let what is being worked out come to its end."""
        await asyncio.gather(*(work.task for work in self._works.values()), return_exceptions=True)
        await asyncio.gather(*self._late.values(), return_exceptions=True)

    def _forget(self, mark: str, person_id: str) -> None:
        long_ago = self._clock.now() - REPEATED_WITHIN
        self._works = {
            known: work
            for known, work in self._works.items()
            if not work.task.done()
            or (work.since > long_ago and not work.opened_a_dialog and (known == mark or work.person_id != person_id))
        }


async def _called(work: Callable[[], Awaitable[Answer]]) -> Answer:
    return await work()


async def _told(task: asyncio.Task[Answer], too_late: TooLate) -> None:
    await too_late(await task)
