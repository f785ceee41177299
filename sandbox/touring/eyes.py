"""The tour's eyes: they wait for what should stand on Facebook or in Slack, print it, and know what stood there instead."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

from sandbox.people import CHANNELS, PAGES, Citizen, Colleague
from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from sandbox.touring.paper import FACEBOOK, PRIVATE, SLACK, Paper
from sandbox.touring.reading import brief, read
from sandbox.touring.words import words

T = TypeVar("T")
LOOK_SECONDS = 0.02
PAGE, CHANNEL = PAGES[0], CHANNELS[0]


class Unseen(Exception):
    """A step of the tour that was not seen in time: what should have been there, and what was there instead."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(what)
        self.what = what
        self.instead = instead


class Eyes:
    """`patience_seconds` is how long (in real time) each step may take; `steps` counts those of the story that were seen."""

    def __init__(self, sandbox: Sandbox, paper: Paper, patience_seconds: float) -> None:
        self.facebook, self.slack = sandbox.facebook, sandbox.slack
        self.paper = paper
        self.steps = 0
        self._patience = patience_seconds

    async def waits(self, what: str, look: Callable[[], T | None], instead: Callable[[], str]) -> T:
        """What `look` finds, once it finds something. Raises `Unseen` with what `instead` finds."""
        deadline = time.monotonic() + self._patience
        while not (found := look()):
            if time.monotonic() > deadline:
                raise Unseen(what, instead())
            await asyncio.sleep(LOOK_SECONDS)
        return found

    async def sees(self, key: str, look: Callable[[], T | None], instead: Callable[[], str], **values: object) -> T:
        """A step of the story: wait for it and say that it was seen."""
        found = await self.waits(words(key, **values), look, instead)
        self.steps += 1
        self.paper.seen(words(key, **values))
        return found

    async def card(self, key: str, text: str, *more: str, **values: object) -> SimMessage:
        """The card in the channel that shows these words."""
        found = await self.sees(key, lambda: next(iter(self.cards(text, *more)), None), self.channel, **values)
        self.paper.shows(words("frame.in_slack", channel=CHANNEL.name), brief(read(found)), SLACK)
        return found

    async def in_thread(self, key: str, card: SimMessage, *texts: str, **values: object) -> SimMessage:
        """The bot's newest message in a card's thread that shows these words."""

        def look() -> SimMessage | None:
            spoken = [message for message in self.slack.thread(card.channel, card.ts) if message.bot_id]
            return next((said for said in reversed(spoken) if all(text in read(said) for text in texts)), None)

        found = await self.sees(key, look, lambda: self.thread(card), **values)
        self.paper.shows(words("frame.in_thread"), brief(read(found)), SLACK)
        return found

    async def public(self, key: str, comment_id: str, *texts: str, **values: object) -> str:
        """The page's reply under a comment that has these words."""

        def look() -> str | None:
            return next((said for said in self.replies(comment_id) if all(text in said for text in texts)), None)

        found = await self.sees(key, look, lambda: self.page(comment_id), **values)
        self.paper.shows(words("frame.on_facebook", page=PAGE.name), found, FACEBOOK)
        return found

    async def private(self, key: str, citizen: Citizen, text: str) -> None:
        """The page's message to a citizen, exactly this text."""

        def talk() -> list[str]:
            return [said.text for said in self.facebook.conversation(PAGE.key, citizen.id) if said.by_page]

        await self.sees(key, lambda: text in talk(), lambda: _listed(talk()))
        self.paper.shows(words("frame.in_messenger", page=PAGE.name, who=citizen.name), text, FACEBOOK)

    async def told(self, key: str, colleague: Colleague, text: str) -> None:
        """What one colleague alone was told."""

        def shown() -> list[str]:
            return [read(message) for message in self.slack.ephemerals(colleague.id)]

        found = await self.sees(
            key, lambda: next((told for told in shown() if text in told), None), lambda: _listed(shown())
        )
        self.paper.shows(words("frame.only_for", who=colleague.name), found, PRIVATE)

    def cards(self, *texts: str) -> list[SimMessage]:
        """The bot's cards in the channel that show all these words, oldest first; a brief has no buttons and is none."""
        shown = [m for m in self.slack.messages(CHANNEL.id) if m.bot_id and m.blocks and not m.thread_ts]
        cards = [m for m in shown if m.buttons()]
        return [card for card in cards if all(text in read(card) for text in texts)]

    def replies(self, comment_id: str) -> list[str]:
        """What the page has written under a comment."""
        return [reply.text for reply in self.facebook.replies_by_page(comment_id)]

    # What stands there when something was not seen.

    def channel(self) -> str:
        """The channel as it stands."""
        return _listed([read(message) for message in self.slack.messages(CHANNEL.id)])

    def thread(self, card: SimMessage) -> str:
        """A card with its thread as it stands."""
        current = self.slack.message(card.channel, card.ts)
        top = [read(current)] if current else []
        return _listed([*top, *(read(reply) for reply in self.slack.thread(card.channel, card.ts))])

    def page(self, comment_id: str) -> str:
        """What the page has written under a comment, and the channel, where the bot says when it stopped."""
        return _listed([*self.replies(comment_id), self.channel()])


def _listed(shown: list[str]) -> str:
    return "\n\n".join(shown) or words("frame.nothing")
