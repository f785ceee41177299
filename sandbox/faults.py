"""What shall go wrong, and when: named switches that the simulators ask. The same seed gives the same misfortune."""

import random
from collections import Counter
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Armed:
    """A fault that waits to strike: `times` more times (None: until disarmed), with `chance` (0 to 1) at each
    opportunity, only where `match` is part of the place's name.
    """

    name: str
    times: int | None = 1
    chance: float = 1.0
    match: str = ""


class Faults:
    """The switchboard. Each name draws its own luck from the seed, so one fault never shifts another's.

    `struck` counts by name what has struck so far.
    """

    def __init__(self, seed: int = 0) -> None:
        self.struck: Counter[str] = Counter()
        self._seed = seed
        self._armed: list[Armed] = []
        self._luck: dict[str, random.Random] = {}

    def arm(self, name: str, *, times: int | None = 1, chance: float = 1.0, match: str = "") -> None:
        """Let `name` strike from now on; arming again adds to what is armed. ValueError for an impossible chance or count."""
        if not 0 <= chance <= 1 or (times is not None and times < 1):
            raise ValueError("chance must lie between 0 and 1, times must be at least 1")
        self._armed.append(Armed(name, times, chance, match))

    def disarm(self, name: str | None = None) -> None:
        """Take back everything armed under `name`, or everything."""
        self._armed = [armed for armed in self._armed if name is not None and armed.name != name]

    def strikes(self, name: str, where: str = "") -> bool:
        """Whether `name` strikes at `where` this time; a strike is used up."""
        for index, armed in enumerate(self._armed):
            if armed.name == name and armed.match in where and self._lucky(armed):
                self._use_up(index)
                self.struck[name] += 1
                return True
        return False

    def armed(self) -> list[Armed]:
        """What still waits to strike, oldest first."""
        return list(self._armed)

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
