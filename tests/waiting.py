"""Waiting for an effect: poll, never sleep for a guess, and give up when nothing moves any more.

A busy machine is slow, but things move on it; what hangs does not move. So patience is not spent in seconds by the wall
clock: each step between a bot and the simulators renews it, and a turn of our own loop costs no more than the turn would
take on an idle machine, however long the machine kept us waiting. Only a ceiling, counted the same way, is never renewed:
a bot that reads every minute and never does what it should must fail too.
"""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sandbox.server import Sandbox

T = TypeVar("T")

CEILING_SECONDS = 90.0
SLOW_TURN = 4.0  # a turn is charged at most so many times the pause asked for


class Progress:
    """How much has moved in this process so far."""

    def __init__(self) -> None:
        self.steps = 0

    def hear(self, sandbox: Sandbox) -> Sandbox:
        """Count each step between the bot and this sandbox from now on; returns the sandbox."""
        sandbox.on_step(self._step)
        return sandbox

    def _step(self, _: str) -> None:
        self.steps += 1


class Patience:
    """Runs out after `quiet` seconds in which nothing moved, or at its ceiling; see the module for what a second is."""

    def __init__(self, quiet: float, progress: Progress) -> None:
        self._quiet = quiet
        self._progress = progress
        self._steps = progress.steps
        self._idle = 0.0
        self._all = 0.0

    def turn(self, lasted: float, asked: float) -> None:
        """A turn `lasted` so many seconds where a pause of `asked` seconds was wanted."""
        charged = min(lasted, asked * SLOW_TURN)
        self._all += charged
        self._idle = self._idle + charged if self._progress.steps == self._steps else 0.0
        self._steps = self._progress.steps

    @property
    def is_over(self) -> bool:
        """Whether it is time to give up."""
        return self._idle > self._quiet or self._all > max(CEILING_SECONDS, self._quiet)


PROGRESS = Progress()  # of this process: what one test's sandbox does concerns no other, they run one after another


async def eventually(
    probe: Callable[[], T | Awaitable[T]], *, within: float = 5.0, every: float = 0.01, progress: Progress = PROGRESS
) -> T:
    """Return the first truthy value of `probe`; fail with the last value seen once nothing moves for `within` seconds."""
    patience = Patience(within, progress)
    while True:
        began = time.monotonic()
        value = probe()
        seen: T = await value if inspect.isawaitable(value) else value
        if seen:
            return seen
        if patience.is_over:
            raise AssertionError(f"did not happen, and nothing moved for {within} s; last seen: {seen!r}")
        await asyncio.sleep(every)
        patience.turn(time.monotonic() - began, every)
