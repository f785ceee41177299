"""The whole inbound side as it is in production, with a clock that is moved by hand and nobody outside to speak to."""

import asyncio
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import col, select, update

from bot.desk.office import Office
from bot.intake import Intake
from bot.municipality.settings import load
from bot.rules.rights import rights_of
from bot.texts.wording import Wording
from bot.work import House
from handlers.doors import facebook_settings
from handlers.facebook.door import FacebookDoor
from handlers.facebook.door import read as read_facebook
from handlers.slack.door import SlackDoor, SlackSettings
from handlers.slack.hear.reader import read as read_slack
from handlers.web import application
from sandbox.people import APP, PAGES
from storage.database import Database
from storage.engine import schema
from storage.queues import inbox
from storage.queues.tables import Inbox
from storage.tables import Question
from tests.fuzz.bodies import CARD
from tests.town import SOLVIK

NOBODY = "http://127.0.0.1:9"
SECRETS = (APP.facebook_secret, APP.slack_signing_secret, APP.slack_bot_token, APP.facebook_verify_token)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


class MovedClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 2, 9, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    async def sleep_until(self, moment: datetime, *, wake: asyncio.Event | None = None) -> None:
        del wake  # nobody sleeps here
        self.moment = max(self.moment, moment)


class FuzzedHouse:
    """Doors, office, store and intake. Call it with a request as a server would; then work its inbox off."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "svarvakt.db"
        address = f"sqlite:///{self.file}"
        schema.upgrade(address)
        settings, municipality = load(None, _environment(address))
        self.clock, self.database = MovedClock(), Database(address)
        house = House(municipality, Wording(municipality.texts), rights_of(municipality, {}))
        self.office = Office(self.database, house, self.clock)
        slack = SlackSettings(APP.slack_bot_token, APP.slack_signing_secret, "", f"{NOBODY}/")
        self.slack = SlackDoor(slack, self.office, self.clock)
        self.facebook = FacebookDoor(facebook_settings(settings, municipality), self.office, self.office, self.clock)
        self.intake = Intake(self.office, {"facebook": read_facebook, "slack": read_slack})
        self.web = application([*self.facebook.routes, *self.slack.routes], _nothing, _no_rows)
        self._look = sqlite3.connect(self.file)

    async def close(self) -> None:
        self._look.close()
        await self.slack.close()
        await self.facebook.close()
        await self.database.close()

    async def __call__(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """One request, its body in two pieces. Raises whatever the application lets out, which a server would turn into a 500."""
        half = len(body) // 2
        pieces = [{"type": "http.request", "body": body[:half], "more_body": True}]
        pieces.append({"type": "http.request", "body": body[half:], "more_body": False})
        sent: list[dict[str, object]] = []

        async def receive() -> dict[str, object]:
            return pieces.pop(0) if pieces else {"type": "http.disconnect"}

        async def send(message: dict[str, object]) -> None:
            sent.append(message)

        await self.web(_scope(method, path, headers, len(body)), receive, send)  # type: ignore[arg-type]
        parts = [message.get("body", b"") for message in sent[1:]]
        return Answer(int(str(sent[0]["status"])), b"".join(part for part in parts if isinstance(part, bytes)))

    def heard(self) -> int:
        """The number of the newest event in the inbox."""
        return int(self._look.execute("SELECT coalesce(max(id), 0) FROM inbox").fetchone()[0])

    def knows(self, door: str, key: str) -> bool:
        """Whether an event with this key is in the inbox."""
        query = "SELECT 1 FROM inbox WHERE door = ? AND key = ?"
        return self._look.execute(query, (door, key)).fetchone() is not None

    def by_state(self) -> dict[str, int]:
        """How many events stand in which state."""
        return dict(self._look.execute("SELECT state, count(*) FROM inbox GROUP BY state").fetchall())

    async def work_off(self) -> None:
        """Let the intake handle everything, with all its retries; returns when nothing waits. Raises what the worker raises."""
        for _ in range(8):
            await self._show_cards()
            while await self.intake.handle_one():
                pass
            async with self.database.read() as session:
                if await inbox.next_due(session) is None:
                    return
            self.clock.moment += A_DAY / 24
        raise AssertionError(f"events are never done with: {await self._waiting()}")

    async def _show_cards(self) -> None:
        """As if the cards had been posted: the first under the one id that the invented replies know."""
        async with self.database.write() as session:
            bare = update(Question).where(col(Question.card_id) == "")
            await session.exec(bare.where(col(Question.id) == 1).values(card_id=CARD))
            await session.exec(bare.values(card_id="posted"))

    async def _waiting(self) -> list[tuple[int, str]]:
        async with self.database.read() as session:
            rows = (await session.exec(select(Inbox).where(Inbox.state == "waiting"))).all()
            return [(row.id or 0, row.error) for row in rows[:5]]


def _environment(address: str) -> dict[str, str]:
    tokens = {f"FACEBOOK_PAGE_TOKEN_{page.key.upper()}": page.token for page in PAGES}
    return tokens | {
        "DATABASE_URL": address,
        "MUNICIPALITY_FILE": str(SOLVIK),
        "FACEBOOK_APP_ID": APP.facebook_id,
        "FACEBOOK_APP_SECRET": APP.facebook_secret,
        "FACEBOOK_VERIFY_TOKEN": APP.facebook_verify_token,
        "FACEBOOK_GRAPH_URL": NOBODY,
        "SLACK_BOT_TOKEN": APP.slack_bot_token,
        "SLACK_SIGNING_SECRET": APP.slack_signing_secret,
        "SLACK_API_URL": f"{NOBODY}/",
    }


def _scope(method: str, path: str, headers: Mapping[str, str], length: int) -> dict[str, object]:
    target, _, query = path.partition("?")
    known = {"host": "svarvakt.example", "content-length": str(length), **headers}
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": target,
        "raw_path": target.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode("latin-1", "replace")) for name, value in known.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8080),
    }


async def _nothing() -> list[str]:
    return []


async def _no_rows() -> dict[tuple[str, str], int]:
    return {}
