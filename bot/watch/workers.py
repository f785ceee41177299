"""Whether the program's workers work. One that fails again and again is a trouble that stops, whatever the cause is."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.log import Log
from bot.ports.health import Health, Manner, Trouble, health_of

log = Log(__name__)

RESTART_SECONDS = 2.0
TOO_OFTEN = 3  # failures in a row
TOGETHER_SECONDS = 3600.0  # failures further apart have nothing to do with each other
STEADY_SECONDS = 60.0  # the least time without a failure after which a worker is well again
_STOPS = Manner("alarm.meanwhile.worker", stops=True)


@dataclass
class _Record:
    """How one worker does: when it failed last, in seconds by a clock that nobody sets, and the last error's name."""

    failed_at: deque[float] = field(default_factory=lambda: deque(maxlen=TOO_OFTEN))
    error: str = ""

    def fail(self, now: float, error: str) -> None:
        """It failed once more; what it has recovered from no longer counts."""
        if len(self.failed_at) == TOO_OFTEN and not self.is_down(now):
            self.failed_at.clear()
        self.failed_at.append(now)
        self.error = error

    def is_down(self, now: float) -> bool:
        """Whether it failed too often, and has not worked since for twice the time in which that happened."""
        if len(self.failed_at) < TOO_OFTEN:
            return False
        took = self.failed_at[-1] - self.failed_at[0]
        return took <= TOGETHER_SECONDS and now - self.failed_at[-1] < max(STEADY_SECONDS, 2 * took)


class Workers:
    """Keeps workers at work, and tells which do not. `restart_seconds` is the pause before one begins anew.

    `seconds` is a clock that nobody sets.
    """

    def __init__(self, restart_seconds: float = RESTART_SECONDS, seconds: Callable[[], float] = time.monotonic) -> None:
        self._restart_seconds = restart_seconds
        self._seconds = seconds
        self._records: dict[str, _Record] = {}

    async def keep(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Keep a worker at work: a store or a service that is away for a while must not end the program."""
        record = self._records[name] = _Record()
        while True:
            try:
                await work()
            except Exception as error:  # whatever it was, the others go on and this one tries again
                record.fail(self._seconds(), type(error).__name__)
                log.error("worker stopped", worker=name, error=record.error, in_a_row=len(record.failed_at))
            await asyncio.sleep(self._restart_seconds)

    @property
    def stopping(self) -> Sequence[Trouble]:
        """The workers that have failed too often and have not been steady since."""
        return [
            Trouble("worker_down", "alarm.worker_down", (("worker", name), ("error", record.error)), name, _STOPS)
            for name, record in self._records.items()
            if record.is_down(self._seconds())
        ]

    async def health(self) -> Health:
        """The same for the watch."""
        return health_of(self.stopping, [("worker_down", name) for name in self._records])
