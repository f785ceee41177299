"""When the program is killed: at a named step between it and the outside, or whenever luck says so."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable

from tests.crash.machinery.chats import dangers_of, lost_on_the_way
from tests.crash.machinery.world import World

SHORTLY_SECONDS = 0.06  # within this the program commits what it has just heard or done
TRAP_SECONDS = 3.0
LOOK_SECONDS = 0.1
ALL_AT_ONCE = 0.4  # of the kills at any moment; the others take one program of several


class Trap:
    """Kills the program at the n-th occurrence of a step. `seen` counts all steps, `sprung` is set when it has."""

    def __init__(self, world: World) -> None:
        self.seen: Counter[str] = Counter()
        self.sprung = asyncio.Event()
        self._world = world
        self._step = ""
        self._left = 0
        self._later_seconds = 0.0
        world.sandbox.on_step(self._notice)

    def set(self, step: str, nth: int = 1, *, later_seconds: float = 0.0) -> None:
        """Lie in wait for the n-th `step` from now on, and kill then or a moment later."""
        self._step, self._left, self._later_seconds = step, nth, later_seconds
        self.sprung.clear()

    def clear(self) -> None:
        """Lie in wait no longer: what is left armed would kill in the middle of something else."""
        self._step = ""

    def _notice(self, step: str) -> None:
        self.seen[step] += 1
        if step != self._step:
            return
        self._left -= 1
        if self._left == 0:
            self._spring(step)

    def _spring(self, step: str) -> None:
        self._step = ""
        self.sprung.set()
        if self._later_seconds:
            asyncio.get_running_loop().call_later(self._later_seconds, self._world.program.kill)
        elif self._world.program.kill():
            self._lose(step)

    def _lose(self, step: str) -> None:
        if lost := lost_on_the_way(step):
            fault, match = lost
            self._world.sandbox.faults.arm(fault, match=match)


async def kill_at_random(
    world: World, trap: Trap, luck: random.Random, kills: int, progress: Callable[[], float]
) -> None:
    """Kill so many times: at steps, shortly after them, at any moment, and now and then while it is still starting.

    `progress` tells how far the stories have come, from 0 to 1; the kills keep pace with them.
    """
    while world.program.kills < kills and not world.program.fell:
        if world.program.kills > kills * progress():
            await asyncio.sleep(LOOK_SECONDS)
            continue
        if luck.random() < 0.85:
            await world.program.are_up()
        if luck.random() < 0.6:
            await _at_a_step(world, trap, luck)
        else:
            await asyncio.sleep(luck.uniform(0.05, 1.5))
            (world.program.kill_all if luck.random() < ALL_AT_ONCE else world.program.kill)()


async def _at_a_step(world: World, trap: Trap, luck: random.Random) -> None:
    later_seconds = luck.choice((0.0, luck.uniform(0.001, SHORTLY_SECONDS)))
    trap.set(luck.choice(dangers_of(world.sandbox).favourites), luck.randint(1, 2), later_seconds=later_seconds)
    try:
        async with asyncio.timeout(TRAP_SECONDS):
            await trap.sprung.wait()
        await asyncio.sleep(later_seconds)
    except TimeoutError:
        trap.clear()
        world.program.kill()
