"""What shall go wrong, and when: named switches that the simulators ask. The same seed gives the same misfortune.

The names stand in `catalogue.py`, and no other can be switched on.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sandbox.catalogue import catalogue


@dataclass(frozen=True)
class Armed:
    """A fault that waits to strike: `times` more times (None: as often as it likes), with `chance` (0 to 1) at each
    opportunity, only where `match` is part of the place's name, and only before `until` (aware; None: for ever).
    """

    name: str
    times: int | None = 1
    chance: float = 1.0
    match: str = ""
    until: datetime | None = None


class Faults:
    """The switchboard. Each name draws its own luck from the seed, so one fault never shifts another's.

    `now` tells the time that `until` is compared with. `struck` counts by name what has struck so far.
    """

    def __init__(self, seed: int = 0, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.struck: Counter[str] = Counter()
        self._seed = seed
        self._now = now
        self._armed: list[Armed] = []
        self._luck: dict[str, random.Random] = {}
        self._listeners: list[Callable[[], None]] = []

    @property
    def seed(self) -> int:
        """What all luck is drawn from."""
        return self._seed

    def reseed(self, seed: int) -> None:
        """Begin all luck anew from this seed."""
        self._seed = seed
        self._luck.clear()
        self._tell()

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call back whenever something is armed, taken back, or has struck."""
        self._listeners.append(callback)

    def arm(
        self,
        name: str,
        *,
        times: int | None = 1,
        chance: float = 1.0,
        match: str = "",
        until: datetime | None = None,
    ) -> None:
        """Let `name` strike from now on; arming again adds to what is armed.

        KeyError for a name that is not in the catalogue, ValueError for an impossible chance or count.
        """
        if name not in catalogue():
            raise KeyError(f"no fault is called {name}")
        if not 0 <= chance <= 1 or (times is not None and times < 1):
            raise ValueError("chance must lie between 0 and 1, times must be at least 1")
        self._armed.append(Armed(name, times, chance, match, until))
        self._tell()

    def disarm(self, name: str | None = None) -> None:
        """Take back everything armed under `name`, or everything."""
        self._armed = [armed for armed in self._armed if name is not None and armed.name != name]
        self._tell()

    def strikes(self, name: str, where: str = "") -> bool:
        """Whether `name` strikes at `where` this time; a strike is used up."""
        for index, armed in enumerate(self._armed):
            if armed.name == name and armed.match in where and not self._is_over(armed) and self._lucky(armed):
                self._use_up(index)
                self.struck[name] += 1
                self._tell()
                return True
        return False

    def armed(self) -> list[Armed]:
        """What still waits to strike, oldest first."""
        return [armed for armed in self._armed if not self._is_over(armed)]

    def _is_over(self, armed: Armed) -> bool:
        return armed.until is not None and armed.until <= self._now()

    def _lucky(self, armed: Armed) -> bool:
        luck = self._luck.setdefault(armed.name, random.Random(f"{self._seed}:{armed.name}"))  # noqa: S311 - repeatable on purpose
        return luck.random() < armed.chance

    def _use_up(self, index: int) -> None:
        armed = self._armed[index]
        if armed.times is None:
            return
        if armed.times == 1:
            del self._armed[index]
        else:
            self._armed[index] = replace(armed, times=armed.times - 1)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
