"""The town in which the stories play: people with names, a Facebook page, a Slack channel, and the bot between them.

Everything goes over localhost sockets, as in production. A story's clock starts on a Monday morning and runs fast, so
that paces and waits pass quickly; nothing here knows anything of the bot's inside.
"""

import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.settings import load
from handlers.app import App, running
from sandbox.clock import SandboxClock
from sandbox.facebook.records import SimComment
from sandbox.server import Sandbox
from sandbox.slack.values import Outcome, SimMessage, SubmitOutcome, View
from tests.waiting import eventually

SOLVIK = Path(__file__).parent.parent / "sandbox" / "solvik.toml"
MONDAY_MORNING = datetime(2026, 2, 9, 8, 0, tzinfo=UTC)  # Monday 9 February 2026, 09:00 in Oslo
FAST = 40.0

KARI, AHMED, LIV = "6543210987650001", "6543210987650002", "6543210987650003"
ANNE, JONAS, OLA, INGRID = "U0ANNE0001", "U0JONAS001", "U0OLA00001", "U0INGRID01"
KJELL, TURID = "U0KJELL001", "U0TURID001"
CHANNEL = "C0SPORSMAL"


@dataclass
class Town:
    """One sandbox with a bot in it."""

    sandbox: Sandbox
    app: App

    # what citizens do
    def asks(self, citizen: str, text: str, *, page: str = "main", **more: Any) -> str:
        """Comment under the page's first post; returns the comment's id."""
        return self.sandbox.facebook.comment(page, citizen, text, **more)

    # what can be seen
    def cards(self, channel: str = CHANNEL) -> list[SimMessage]:
        """The bot's cards in a channel, oldest first."""
        return [message for message in self.sandbox.slack.messages(channel) if buttons(message) or message.blocks]

    async def card_with(self, words: str, channel: str = CHANNEL) -> SimMessage:
        """The one card in the channel that shows these words, once it is there."""

        def found() -> SimMessage | None:
            return next((card for card in self.cards(channel) if words in shown(card)), None)

        card = await eventually(found)
        assert card is not None
        return card

    async def card_shows(self, card: SimMessage, words: str) -> SimMessage:
        """The card once it shows these words."""

        def now() -> SimMessage | None:
            current = self.sandbox.slack.message(card.channel, card.ts)
            return current if current is not None and words in shown(current) else None

        found = await eventually(now)
        assert found is not None
        return found

    async def thread_shows(self, card: SimMessage, words: str) -> SimMessage:
        """The message in the card's thread that shows these words, once it is there."""

        def found() -> SimMessage | None:
            thread = self.sandbox.slack.thread(card.channel, card.ts)
            return next((message for message in thread if words in shown(message)), None)

        message = await eventually(found)
        assert message is not None
        return message

    async def page_answers(self, comment_id: str, words: str) -> SimComment:
        """The page's public reply that has these words, once it stands there."""

        def found() -> SimComment | None:
            replies = self.sandbox.facebook.replies_by_page(comment_id)
            return next((reply for reply in replies if words in reply.text), None)

        reply = await eventually(found)
        assert reply is not None
        return reply

    def public(self, comment_id: str) -> list[str]:
        """Everything the page has said under a comment."""
        return [reply.text for reply in self.sandbox.facebook.replies_by_page(comment_id)]

    async def was_told(self, person: str, words: str) -> None:
        """Wait until this person alone was told these words."""
        await eventually(lambda: [m for m in self.sandbox.slack.ephemerals(person) if words in shown(m)])

    # what colleagues do
    async def press(self, person: str, message: SimMessage, action: str) -> Outcome:
        """Press a button by the bot's name for it."""
        current = self.sandbox.slack.message(message.channel, message.ts)
        assert current is not None
        known = [name for name in buttons(current) if name == action or name.startswith(f"{action}:")]
        assert known, f"no button {action} among {buttons(current)}"
        return await self.sandbox.slack.press(person, message.channel, message.ts, known[0])

    async def form_of(self, person: str) -> View:
        """The form this person has open."""
        view = await eventually(lambda: self.sandbox.slack.view_of(person))
        assert view is not None
        return view

    async def fill(self, person: str, values: Mapping[str, Any]) -> SubmitOutcome:
        """Fill in the open form and send it."""
        view = await self.form_of(person)
        return await self.sandbox.slack.submit(person, view.id, values)

    async def replies(self, person: str, card: SimMessage, text: str) -> str:
        """Write in the card's thread."""
        return await self.sandbox.slack.say(person, card.channel, text, thread_ts=card.ts)


def shown(message: SimMessage | View) -> str:
    """All the words a message or view shows, in reading order."""
    blocks = message.blocks
    return "\n".join([getattr(message, "text", "") or "", *_texts(blocks)])


def buttons(message: SimMessage) -> list[str]:
    """The action ids of a message's buttons."""
    return [action_id for action_id, _ in message.buttons()]


def _texts(node: Any) -> list[str]:
    if isinstance(node, list | tuple):
        return [text for child in node for text in _texts(child)]
    if not isinstance(node, dict):
        return []
    own = [node["text"]] if isinstance(node.get("text"), str) else []
    return own + [text for key, child in node.items() if not isinstance(child, str) for text in _texts(child)]


@asynccontextmanager
async def town(
    *,
    start: datetime = MONDAY_MORNING,
    rate: float = FAST,
    transport: str = "socket",
    environment: Mapping[str, str] | None = None,
    prepare: Callable[[Sandbox], None] | None = None,
) -> AsyncIterator[Town]:
    """A sandbox and a bot that has found its feet."""
    sandbox = Sandbox(clock=SandboxClock(start, rate), slack_transport=transport)
    await sandbox.start()
    if prepare:
        prepare(sandbox)
    try:
        with tempfile.TemporaryDirectory() as folder:
            async with bot_in(sandbox, Path(folder), environment) as app:
                yield Town(sandbox, app)
    finally:
        await sandbox.stop()


@asynccontextmanager
async def bot_in(sandbox: Sandbox, folder: Path, environment: Mapping[str, str] | None = None) -> AsyncIterator[App]:
    """The bot, connected to a sandbox, with its database in a folder."""
    settings, municipality = load(
        None,
        {
            **sandbox.bot_env(),
            "DATABASE_URL": f"sqlite:///{folder / 'svarvakt.db'}",
            "MUNICIPALITY_FILE": str(SOLVIK),
            "PORT": "0",
            **(environment or {}),
        },
    )
    async with running(settings, municipality) as app:
        sandbox.connect_bot(app.url)
        yield app
