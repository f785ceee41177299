"""What is asked all the time, with a few settled questions in the store and with very many: it must cost the same."""

import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.counting import trends_of
from bot.desk.office import Office
from bot.drawing.gathering import listed
from bot.drawing.lists import open_list
from bot.flow.finding import looking
from bot.rules.rights import rights_of
from bot.rules.states import OPEN
from bot.texts.wording import Wording
from bot.work import House
from handlers.clocks import WallClock
from storage import accounts, figures, open_questions, questions
from storage.database import Database
from storage.engine.core import run
from storage.queues import copies
from tests.bench.costs.filling import OPEN as OPEN_QUESTIONS
from tests.bench.costs.filling import fill
from tests.bench.figure import Figure
from tests.bot.solvik import solvik
from tests.postgres import Postgres
from tests.town import ANNE

FEW, MANY = 1_000, 200_000
TIMES = 15
AIM = 1.5


@dataclass(frozen=True)
class Asked:
    """The store, the house and the moment that a question to the store needs."""

    session: Any
    house: House
    now: datetime
    rows: int

    @property
    def last_id(self) -> str:
        """A comment that is settled."""
        return str(self.rows // 2)


async def _list(asked: Asked) -> None:
    found = await open_questions.first(asked.session)
    await listed(asked.session, asked.house, found, asked.now)


QUESTIONS: dict[str, Callable[[Asked], Awaitable[Any]]] = {
    "App Home, /svarvakt": lambda a: open_list(a.session, a.house, a.now, ANNE, ""),
    "svarvakt list": _list,
    "threads to read": lambda a: open_questions.threads(a.session, list(a.house.municipality.pages), OPEN),
    "watched posts": lambda a: questions.posts_since(a.session, "main", a.now - timedelta(days=30)),
    "standing under a post": lambda a: questions.standing(a.session, "main", str(a.rows // 100)),
    "published as": lambda a: accounts.published_as(a.session, "main", f"8{a.last_id}"),
    "account: promised": lambda a: accounts.promised(a.session, range(a.rows - OPEN_QUESTIONS, a.rows)),
    "account: published": lambda a: accounts.published(a.session, "main", a.now - timedelta(days=60)),
    "week's figures": lambda a: trends_of(a.session, a.house, a.now - timedelta(days=7), a.now),
    "copies of a question's words": lambda a: copies.of_question(a.session, a.rows // 2),
    "own pages looked at today": lambda a: copies.homes_since(a.session, "home", a.now - timedelta(days=1)),
    "/metrics": lambda a: figures.standing(a.session, a.now),
    "an answer given before": lambda a: looking.find(a.session, "Når åpner svømmehallen i morgen?", 3, a.now),
    "next moment": lambda a: questions.next_moment(a.session),
}


async def growth(many: int = MANY) -> list[Figure]:
    """Each question to the store over `many` settled questions beside the same over a thousand, on both databases."""
    with tempfile.TemporaryDirectory() as folder, Postgres() as server:
        places = {
            "SQLite": [f"sqlite:///{Path(folder) / f'{rows}.db'}" for rows in (FEW, many)],
            "PostgreSQL": [server.fresh_database() for _ in (FEW, many)],
        }
        return [each for name, addresses in places.items() for each in await _on(name, addresses, many)]


async def _on(name: str, addresses: list[str], many: int) -> list[Figure]:
    async with _filled(addresses[0], FEW) as few, _filled(addresses[1], many) as full:
        size = await _bytes(full) / many
        found = [await _compared(name, what, few, full, many) for what in QUESTIONS]
        return [*found, Figure(f"{name}: bytes a question", size, 4000, f"{many} settled questions", unit="bytes")]


@asynccontextmanager
async def _filled(address: str, rows: int) -> AsyncIterator[tuple[Office, int]]:
    office = Office(Database(address), House(solvik(), Wording(), rights_of(solvik(), {})), WallClock())
    await fill(office.database, rows, office.clock.now())
    yield office, rows
    await office.database.close()


async def _compared(name: str, what: str, few: tuple[Office, int], full: tuple[Office, int], many: int) -> Figure:
    """The least of many is what the store asks for; whatever is more was waiting for somebody else's work."""
    taken = [(await _taken(few, what), await _taken(full, what)) for _ in range(TIMES)]
    small, large = (min(seconds) for seconds in zip(*taken, strict=True))
    detail = f"{large * 1000:.2f} ms over {many} settled questions, {small * 1000:.2f} ms over {FEW}"
    return Figure(f"{name}: {what}", large / small, AIM, detail)


async def _taken(filled: tuple[Office, int], what: str) -> float:
    office, rows = filled
    async with office.database.read() as session:
        asked = Asked(session, office.house, office.clock.now(), rows)
        began = time.perf_counter()
        await QUESTIONS[what](asked)
        return time.perf_counter() - began


async def _bytes(filled: tuple[Office, int]) -> int:
    from sqlalchemy import text

    database = filled[0].database
    sqlite = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    query = sqlite if database.is_sqlite else "SELECT pg_database_size(current_database())"
    async with database.read() as session:
        found: int = (await run(session, text(query))).scalar_one()
    return found
