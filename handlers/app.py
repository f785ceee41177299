"""The assembly: where real things are chosen and put together. One process, one event loop, one group of tasks.

Another chat is one more folder beside `slack` and one more line in `handlers/doors.py`.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from starlette.responses import Response

from bot.delivery.worker import Deliveries
from bot.desk.office import Office
from bot.effects.kinds import effects_of
from bot.intake import Intake
from bot.log import Log
from bot.municipality.settings import Settings
from bot.municipality.shape import Municipality
from bot.orders import kinds
from bot.ports.chat import MessageRef
from bot.ports.health import Health
from bot.replicas import listen
from bot.rules.rights import rights_of
from bot.texts.wording import Wording
from bot.threads import ThreadReading
from bot.ticking import Ticker
from bot.watch.groups import Groups
from bot.watch.store import StoreWatch
from bot.watch.watching import Watch
from bot.watch.workers import Workers
from bot.work import House
from handlers.clocks import BorrowedClock, WallClock
from handlers.doors import chat_door, facebook_settings, named
from handlers.facebook.door import FacebookDoor
from handlers.facebook.door import read as read_facebook
from handlers.looks import NO_HEALTH, looks
from handlers.measured.measuring import Measuring
from handlers.server import Server, broken_off_with
from handlers.web import application
from storage.database import Database, alive
from storage.engine import schema
from storage.queues.claiming.claimant import Claimant, take_place
from storage.queues.claiming.gates import Pace
from storage.queues.tables import Delivery

log = Log(__name__)

CHAT_PACE = Pace(timedelta(seconds=1.05), burst=4)  # Slack: about one message a second in a channel, short bursts
UPLOAD_PACE = Pace(timedelta(seconds=3.1), burst=4)  # Slack: twenty a minute; each is in memory meanwhile
UPDATE_PACE = Pace(timedelta(seconds=1.2), burst=20)  # Slack: fifty a minute over the whole workspace


class App:
    """The whole program. `open`, `run` until cancelled, `close`.

    The municipality names the chat by its ids (see `doors.named`); `names` is how it went with the names in its file.
    """

    def __init__(self, settings: Settings, municipality: Municipality, names: Health = NO_HEALTH) -> None:
        self.settings = settings
        self.municipality = municipality
        self.clock: WallClock | BorrowedClock = BorrowedClock(settings.clock_url) if settings.clock_url else WallClock()
        self.database = Database(settings.database_url)
        wording, rights = Wording(municipality.texts), rights_of(municipality, {})
        house = House(municipality, wording, rights, own_app=settings.facebook_app_id)
        self.office = Office(self.database, house, self.clock)
        self.facebook = FacebookDoor(facebook_settings(settings, municipality), self.office, self.office, self.clock)
        self.chat_door, reader = chat_door(settings, municipality, self.office, self.clock)
        chat = self.chat_door.chat
        self.office.house = replace(
            self.office.house, name_of=chat.name, link_of=lambda *where: chat.link(MessageRef(*where))
        )
        self.groups, self.workers = Groups(self.office, chat), Workers()
        self.watch = Watch(self.office, looks(self.office, chat, self.facebook.page, self.groups, self.workers, names))
        self.store_watch = StoreWatch(self.office, chat, lambda: self.watch.unnoted)
        self.intake = Intake(self.office, {"facebook": read_facebook, settings.chat: reader})
        routes = [*self.facebook.routes, *self.chat_door.routes]
        web = application(
            routes, self.not_ready, self._metrics, {**self.facebook.smaller_bodies, **self.chat_door.smaller_bodies}
        )
        self.server = Server(web, settings.host, settings.port)
        self.measuring = Measuring(self.office, self.facebook)
        self.claimant: Claimant | None = None

    async def open(self) -> None:
        """Take a place among the replicas, upgrade the tables, learn who is who.

        Raises `AlreadyRunning`, `SecondName`, `NewerSchema`, and whatever the database's driver raises when it is out of reach.
        """
        self.claimant = self.office.claimant = take_place(self.settings.database_url)
        await asyncio.to_thread(schema.upgrade, self.settings.database_url)
        if isinstance(self.clock, BorrowedClock):
            await self.clock.open()
        await self.chat_door.open()
        await self.groups.look()

    async def run(self) -> None:
        """Work until cancelled."""
        if self.claimant is None:
            raise RuntimeError("open first")
        chat, page = self.chat_door.chat, self.facebook.page
        effects = effects_of(self.office, self.intake, chat, page)
        deliveries = Deliveries(self.office, effects, self.claimant, self._pace)
        self.measuring.ended = deliveries.outcomes.ended
        keep = self.workers.keep
        works = [
            self.server.run_until_cancelled(),
            keep("chat", self.chat_door.run),
            keep("facebook", self.facebook.run),
            keep("intake", self.intake.run),
            keep("deliveries", deliveries.run),
            keep("ticker", Ticker(self.office).run),
            keep("threads", ThreadReading(self.office, chat).run),
            keep("watch", self.watch.run),
            keep("groups", self.groups.run),
            keep("store", self.store_watch.run),
        ]
        if not self.database.is_sqlite:
            works.append(keep("replicas", lambda: listen(self.database, self.office.signals.hear)))
        if isinstance(self.clock, BorrowedClock):
            works.append(self.clock.run())
        async with asyncio.TaskGroup() as tasks:
            for work in works:
                tasks.create_task(work)

    async def close(self) -> None:
        """Let go of everything; safe to call in any state."""
        await self.chat_door.close()
        await self.facebook.close()
        await self.database.close()
        if self.claimant:
            self.claimant.release()

    @property
    def url(self) -> str:
        """Where this process listens, once it does."""
        return self.server.url

    async def not_ready(self) -> Sequence[str]:
        """Why the program is not ready to work: empty when it is."""
        reasons = []
        try:
            async with asyncio.timeout(5):
                # Where an event could not be stored, reading proves nothing; nor may readiness wait for the next event.
                await (self.office.store_again() if self.office.hearing.failure else alive(self.database))
        except Exception as error:
            reasons.append(f"store: {type(error).__name__}")
        if not self.facebook.caught_up:
            reasons.append("catch-up: not complete yet")
        found = (*self.store_watch.stopping, *self.workers.stopping, *self.watch.stopping)
        refused = (
            *self.facebook.refused,
            *self.chat_door.refused,
        )  # known before the next look, and gone before it, too
        stopping = dict.fromkeys([*refused, *(one.mark for one in found)])
        return [*reasons, *(f"trouble: {name} {subject}".rstrip() for name, subject in stopping)]

    async def _metrics(self) -> Response:
        return await self.measuring.answer()

    def _pace(self, row: Delivery) -> Pace | None:
        if row.kind in (kinds.PUBLISH, kinds.PRIVATE):
            page = self.municipality.pages.get(row.scope.removeprefix("page:"))
            return Pace(timedelta(seconds=page.pace_seconds)) if page else None
        if row.scope in (kinds.UPDATES, kinds.DELETIONS):
            return UPDATE_PACE
        if row.scope == kinds.UPLOADS:
            return UPLOAD_PACE
        return CHAT_PACE if row.scope.startswith("chat:") else None


@asynccontextmanager
async def running(settings: Settings, municipality: Municipality) -> AsyncIterator[App]:
    """The program at work inside the block: listening at its start, shut down cleanly at its end.

    Should it die meanwhile, the block is broken off with its error.
    """
    app = App(settings, *await named(settings, municipality))
    try:
        await app.open()
        work = asyncio.create_task(app.run())
        try:
            await _until_listening(app, work)
            async with broken_off_with(work):
                yield app
        finally:
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await work
    finally:
        await app.close()


async def _until_listening(app: App, work: "asyncio.Task[None]") -> None:
    while not app.server.started:
        await asyncio.wait({work}, timeout=0.005)
        if work.done():
            work.result()
