"""Several processes on one database: hearing what the others have for us, and taking turns at reading a page.

What they share besides, they share in the tables: events, deliveries and due questions are locked or claimed there.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.log import Log
from storage import cursors
from storage.database import Database
from storage.queues import news
from storage.queues.claiming.claimant import Claimant

log = Log(__name__)

KEEP_SECONDS = cursors.TURN_SECONDS / 3

Wake = Callable[[frozenset[str]], None]


async def listen(database: Database, wake: Wake) -> None:
    """Wake our workers whenever another process on this PostgreSQL has something for them, until cancelled.

    Raises whatever the driver raises when the line breaks; until there is a new one, the workers look by themselves.
    """
    async for names in news.heard(database):
        wake(names)


@dataclass(frozen=True)
class Turns:
    """Takes turns with the other processes. `claimant` is None for a command that runs beside them."""

    database: Database
    claimant: Claimant | None

    @asynccontextmanager
    async def at(self, page: str) -> AsyncIterator[bool]:
        """Our turn at a page for as long as the block lasts; False, and nothing is held, when it is another's."""
        if not await self._take(page):
            yield False
            return
        keeping = asyncio.create_task(self._keep(page))
        try:
            yield True
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            async with self.database.write() as session:
                await cursors.end_turn(session, page, self._me)

    @property
    def _me(self) -> str:
        return self.claimant.id if self.claimant else self.database.id

    async def _take(self, page: str) -> bool:
        former_ids = self.claimant.former_ids if self.claimant else ()
        alone = self.claimant is not None and self.claimant.alone
        async with self.database.write() as session:
            return await cursors.take_turn(session, page, self._me, former_ids, alone=alone)

    async def _keep(self, page: str) -> None:
        """Renew the lease; whoever cannot, reads on: a page that is read twice costs quota and nothing else."""
        while True:
            await asyncio.sleep(KEEP_SECONDS)
            if not await self._take(page):
                log.warning("turn lost", page=page)
