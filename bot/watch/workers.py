"""Whether the program's workers work. One that fails again and again is a trouble that stops, whatever the cause is."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.log import Log
from bot.ports.health import Health, Manner, Trouble, health_of

log = Log(__name__)

RESTART_SECONDS = 2.0
TOO_OFTEN = 3  # failures in a row
STEADY_SECONDS = 60.0  # a worker that has worked so long since it failed is well again
_STOPS = Manner("alarm.meanwhile.worker", stops=True)


@dataclass
class _Record:
    """How one worker does: failures in a row, the last error's name, and since when it has worked without one."""

    failures: int = 0
    error: str = ""
    since: float = 0.0  # by the event loop's clock


class Workers:
    """Keeps workers at work, and tells which do not. `restart_seconds` is the pause before one begins anew."""

    def __init__(self, restart_seconds: float = RESTART_SECONDS) -> None:
        self._restart_seconds = restart_seconds
        self._records: dict[str, _Record] = {}

    async def keep(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Keep a worker at work: a store or a service that is away for a while must not end the program."""
        record = self._records[name] = _Record()
        while True:
            record.since = asyncio.get_running_loop().time()
            try:
                await work()
            except Exception as error:  # whatever it was, the others go on and this one tries again
                record.failures = 1 if self._is_steady(record) else record.failures + 1
                record.error = type(error).__name__
                log.error("worker stopped", worker=name, error=record.error, in_a_row=record.failures)
            await asyncio.sleep(self._restart_seconds)

    @property
    def stopping(self) -> Sequence[Trouble]:
        """The workers that have failed too often in a row and have not been steady since."""
        return [
            Trouble("worker_down", "alarm.worker_down", (("worker", name), ("error", record.error)), name, _STOPS)
            for name, record in self._records.items()
            if record.failures >= TOO_OFTEN and not self._is_steady(record)
        ]

    async def health(self) -> Health:
        """The same for the watch."""
        return health_of(self.stopping, [("worker_down", name) for name in self._records])

    def _is_steady(self, record: _Record) -> bool:
        return asyncio.get_running_loop().time() - record.since >= STEADY_SECONDS
