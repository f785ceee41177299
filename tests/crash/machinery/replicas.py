"""One program or several on one database, killed and started again one by one or all at once."""

import asyncio
import random
from collections.abc import Sequence
from pathlib import Path

from tests.crash.machinery.program import Program


class Replicas:
    """All programs of a run as one: what is asked for is asked of any of them, as `luck` will have it."""

    def __init__(self, programs: Sequence[Program], luck: random.Random) -> None:
        self.programs = list(programs)
        self._luck = luck

    @property
    def kills(self) -> int:
        """How many processes we have killed."""
        return sum(program.kills for program in self.programs)

    @property
    def killed_at(self) -> float:
        """When the last one was killed, on the machine's monotonic clock."""
        return max(program.killed_at for program in self.programs)

    @property
    def fell(self) -> list[int]:
        """Exit codes of those that fell by themselves; such a run is over."""
        return [code for program in self.programs for code in program.fell]

    @property
    def is_working(self) -> bool:
        """Whether one of them wants the processor just now."""
        return any(program.is_working for program in self.programs)

    async def start(self) -> None:
        """Return when all listen for the first time."""
        await asyncio.gather(*(program.start() for program in self.programs))

    async def stop(self) -> int:
        """Ask all to end, as an operator would; the worst exit code."""
        codes = await asyncio.gather(*(program.stop() for program in self.programs))
        return max(codes, key=abs)

    async def are_up(self) -> None:
        """Return when all are up."""
        await asyncio.gather(*(program.up.wait() for program in self.programs))

    async def replace(self, which: int, root: Path) -> int:
        """End one as an operator would, and start the one whose code lies at `root` in its place; the exit code."""
        old = self.programs[which]
        code = await old.stop()
        self.programs[which] = Program(old.env_file, old.url, old.log, root)
        await self.programs[which].start()
        return code

    def kill(self) -> bool:
        """`kill -9` for one of them, here and now; False when there was nothing alive to kill."""
        alive = [program for program in self.programs if program.is_alive]
        return self._luck.choice(alive).kill() if alive else False

    def kill_all(self) -> None:
        """`kill -9` for all that live."""
        for program in self.programs:
            program.kill()
