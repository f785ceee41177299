"""Identifiers as Slack makes them: message stamps from the sandbox's clock, and ids that never come twice."""

import itertools
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from sandbox.clock import SandboxClock

_MICROSECOND = timedelta(microseconds=1)


class Stamps:
    """Gives out message stamps and ids for one workspace."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._last = self._clock.now()
        self._numbers: Iterator[int] = itertools.count(1)

    def next(self) -> str:
        """A stamp like "1794000000.000100": seconds of the sandbox's clock, always later than the one before."""
        self._last = max(self._clock.now(), self._last + _MICROSECOND)
        return f"{int(self._last.timestamp())}.{self._last.microsecond:06d}"

    def id(self, prefix: str) -> str:
        """A new id such as "Ev00000000A1", unique in this workspace."""
        return f"{prefix}{next(self._numbers):010X}"

    def uuid(self) -> str:
        """A new id in the shape of a UUID, unique in this workspace."""
        return str(UUID(int=next(self._numbers) | 0x51AC << 112))

    def hash(self) -> str:
        """A new version mark of a view."""
        return f"{self.next()}.{next(self._numbers):08x}"
