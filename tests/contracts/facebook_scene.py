"""The scene for the Facebook door's contract: a sandbox over real sockets, a door to it, and a bot that only listens."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.ports.happenings import Happening, Kind
from bot.ports.page import Place
from handlers.facebook.door import FacebookDoor, FacebookSettings
from handlers.facebook.ids import last_segment
from sandbox.clock import SandboxClock
from sandbox.people import APP, CITIZENS, PAGES
from sandbox.server import Sandbox
from tests.clocks import Borrowed
from tests.handlers.facebook.stage import Ear, Notebook, serving
from tests.waiting import PROGRESS, eventually

KARI, AHMED = CITIZENS[0].id, CITIZENS[1].id
START = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
QUESTION = "Når åpner svømmehallen på lørdag? 🙂"


@dataclass
class Scene:
    """A sandbox, a door to it, what its bot heard and remembers."""

    sandbox: Sandbox
    door: FacebookDoor
    settings: FacebookSettings
    ear: Ear
    notebook: Notebook

    def heard(self, kind: type[Happening], of: str) -> list[Any]:
        """What was heard of this kind about this thing."""
        return [
            each
            for each in self.ear.happenings
            if isinstance(each, kind) and last_segment(getattr(each, "id", "")) == last_segment(of)
        ]

    async def listen(self, kind: type[Happening], of: str) -> Any:
        """The first such happening; where polling is the intake this takes passes, minutes apart."""
        if self.settings.intake == "webhook":
            return (await eventually(lambda: self.heard(kind, of)))[0]
        for _ in range(2):
            await self.door.catch_up()
            if heard := self.heard(kind, of):
                return heard[0]
            self.sandbox.clock.move(timedelta(minutes=3))
        raise AssertionError(f"no {kind.__name__} in two passes")

    def place(self, kind: Kind, id: str, **parts: Any) -> Place:
        """Where Kari's words with this id stand."""
        usual = {
            "root_id": id,
            "post_id": self.sandbox.facebook.posts("main")[0].id,
            "heard_at": self.sandbox.clock.now(),
        }
        return Place(page="main", kind=kind, id=id, person_id=KARI, **{**usual, **parts})


def settings_for(sandbox: Sandbox, intake: str) -> FacebookSettings:
    return FacebookSettings(
        app_id=APP.facebook_id,
        app_secret=APP.facebook_secret,
        verify_token=APP.facebook_verify_token,
        graph_url=sandbox.graph_url,
        version="v26.0",
        intake=intake,
        pages={page.key: page.id for page in PAGES[:2]},
        tokens={page.key: page.token for page in PAGES[:2]},
    )


@asynccontextmanager
async def opened(intake: str) -> AsyncIterator[Scene]:
    sandbox = PROGRESS.hear(Sandbox(clock=SandboxClock(START, rate=20)))
    await sandbox.start()
    ear, settings = Ear(), settings_for(sandbox, intake)
    notebook = Notebook(ear, settings.pages)
    door = FacebookDoor(settings, ear, notebook, Borrowed(sandbox.clock))
    async with serving(door.routes) as url:
        if intake != "poll":
            sandbox.connect_bot(url)
        try:
            yield Scene(sandbox, door, settings, ear, notebook)
        finally:
            await sandbox.stop()
            await door.close()


def texts(things: Iterable[Any]) -> list[str]:
    return [thing.text for thing in things]


def written(scene: Scene, kind: Kind) -> str:
    """Kari writes; the id of what she wrote."""
    gesture = {Kind.MESSAGE: "message", Kind.VISITOR_POST: "visitor_post"}.get(kind, "comment")
    return str(getattr(scene.sandbox.facebook, gesture)("main", KARI, QUESTION))
