"""What the tests of the Facebook door share: a bot that only listens, a notebook that remembers, a clock, a web server."""

# ruff: noqa: ARG002 - stand-ins keep the whole signature of what they stand in for
import asyncio
import socket
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.ports.calls import Done, Event, Passes, Press, PressReply, Seen, Submission, SubmitReply, words_hash
from bot.ports.card import Card
from bot.ports.happenings import Happening, Hid, Kind, Rewrote, Withdrew, Wrote
from bot.ports.page import Place
from handlers.facebook.door import FacebookSettings, read
from handlers.facebook.ids import last_segment
from handlers.facebook.speak.client import GraphClient

PAGE_ID = "100200300400500"
POST_ID = f"{PAGE_ID}_777000111"
COMMENT_ID = "777000111_888000222"
KARI = "6543210987650001"
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def settings(**changes: Any) -> FacebookSettings:
    """Settings for one page, or with these changes."""
    usual: dict[str, Any] = {
        "app_id": "424242424242",
        "app_secret": "test-app-secret",
        "verify_token": "test-verify-token",
        "graph_url": "http://127.0.0.1:9",
        "version": "v26.0",
        "intake": "webhook",
        "pages": {"main": PAGE_ID},
        "tokens": {"main": "TOKEN"},
    }
    return FacebookSettings(**{**usual, **changes})


def place(kind: Kind = Kind.COMMENT, **changes: Any) -> Place:
    """Kari's comment under the first post, or something with these changes."""
    usual: dict[str, Any] = {
        "page": "main",
        "kind": kind,
        "id": COMMENT_ID,
        "root_id": COMMENT_ID,
        "post_id": POST_ID,
        "person_id": KARI,
        "heard_at": NOON,
    }
    return Place(**{**usual, **changes})


class TestClock:
    """Stands at noon; whoever sleeps moves it."""

    __test__ = False

    def __init__(self) -> None:
        self.moment = NOON

    def now(self) -> datetime:
        return self.moment

    def move(self, **length: float) -> None:
        self.moment += timedelta(**length)

    async def sleep_until(self, moment: datetime, *, wake: asyncio.Event | None = None) -> None:
        self.moment = max(self.moment, moment)
        await asyncio.sleep(0)


class Ear:
    """A bot that hears and does nothing else. `down` makes its store fail."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.down = False

    async def hear(self, events: Sequence[Event]) -> None:
        if self.down:
            raise OSError("the store is down")
        known = {event.key for event in self.events}
        self.events += [event for event in events if event.key not in known]

    async def press(self, press: Press) -> PressReply:
        return Done()

    async def submit(self, submission: Submission) -> SubmitReply:
        return Done()

    async def command(self, person_id: str, text: str) -> Sequence[Card]:
        return ()

    def words(self, key: str, **values: str) -> str:
        return key

    @property
    def happenings(self) -> list[Happening]:
        return [happening for event in self.events for happening in read(event.body)]


class Notebook:
    """What the bot knows of its pages (key → id) after all that its ear has heard; keeps watermarks too."""

    def __init__(self, ear: Ear, pages: Mapping[str, str]) -> None:
        self._ear = ear
        self._pages = pages
        self.marks: dict[str, Passes] = {}
        self.passes_made: dict[str, list[datetime]] = defaultdict(list)
        self.read_by_others: set[str] = set()
        self.turns_asked: Counter[str] = Counter()
        self.repaired: dict[str, int] = {}

    def known(self, page: str) -> dict[str, tuple[str, str, Seen]]:
        """Last segment → id, post id, state."""
        known: dict[str, tuple[str, str, Seen]] = {}
        for happening in self._ear.happenings:
            if getattr(happening, "page_id", "") != self._pages[page]:
                continue
            if isinstance(happening, Wrote):
                seen = Seen(words_hash(happening.text), hidden=False, gone=False)
                known.setdefault(last_segment(happening.id), (happening.id, happening.post_id, seen))
            elif isinstance(happening, (Rewrote, Hid, Withdrew)) and last_segment(happening.id) in known:
                first_id, post_id, seen = known[last_segment(happening.id)]
                known[last_segment(first_id)] = (first_id, post_id, _after(seen, happening))
        return known

    async def seen(self, page: str, ids: Sequence[str]) -> Mapping[str, Seen]:
        known = self.known(page)
        return {each: known[last_segment(each)][2] for each in ids if last_segment(each) in known}

    async def watched_posts(self, page: str, since: datetime) -> Sequence[str]:
        return sorted({post_id for _, post_id, _ in self.known(page).values() if post_id})

    async def standing(self, page: str, post_id: str) -> Sequence[str]:
        return [
            thing_id
            for thing_id, under, seen in self.known(page).values()
            if last_segment(under) == last_segment(post_id) and not seen.gone
        ]

    async def messages_wait_since(self, page: str) -> datetime | None:
        wrote = [each for each in self._ear.happenings if isinstance(each, Wrote) and each.kind == Kind.MESSAGE]
        return min((each.at for each in wrote if each.page_id == self._pages[page]), default=None)

    async def passes(self, page: str) -> Passes:
        return self.marks.get(page, Passes())

    @asynccontextmanager
    async def turn(self, page: str) -> AsyncIterator[bool]:
        self.turns_asked[page] += 1
        if page in self.read_by_others:
            yield False
            return
        self.read_by_others.add(page)
        yield True
        self.read_by_others.discard(page)

    async def pass_complete(
        self, page: str, started_at: datetime, repaired: int, *, full: bool, tells: bool = False
    ) -> None:
        self.passes_made[page].append(started_at)
        self.marks[page] = Passes(started_at, started_at if full else self.marks.get(page, Passes()).full_at)
        self.repaired[page] = self.repaired.get(page, 0) + repaired


def _after(seen: Seen, happening: Rewrote | Hid | Withdrew) -> Seen:
    if isinstance(happening, Rewrote):
        return Seen(words_hash(happening.text), seen.hidden, seen.gone)
    if isinstance(happening, Hid):
        return Seen(seen.words_hash, happening.hidden, seen.gone)
    return Seen(seen.words_hash, seen.hidden, gone=True)


def graph(
    answer: Callable[[httpx.Request], httpx.Response], clock: TestClock | None = None, **changes: Any
) -> GraphClient:
    """A client whose every call is answered by this function."""
    return GraphClient(settings(**changes), clock or TestClock(), transport=httpx.MockTransport(answer))


@asynccontextmanager
async def serving(routes: Sequence[BaseRoute]) -> AsyncIterator[str]:
    """A real web server with these routes on localhost; its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(Starlette(routes=list(routes)), log_config=None, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
        listener.close()
