"""The tour's eyes: they wait for what should stand on Facebook or in the chat, print it, and know what stood there instead."""

import asyncio
import re
import time
from collections.abc import Callable
from typing import TypeVar

from sandbox.people import PAGES, Citizen, Colleague
from sandbox.server import Sandbox
from sandbox.touring.chats.chat import Chat, Spoken
from sandbox.touring.chats.in_slack import InSlack
from sandbox.touring.chats.in_teams import InTeams
from sandbox.touring.figures import Figures
from sandbox.touring.paper import FACEBOOK, PRIVATE, STAFF, Paper
from sandbox.touring.words import words

T = TypeVar("T")
LOOK_SECONDS = 0.02
PAGE = PAGES[0]
WAY = re.compile(r" → https?://\S+")


class Unseen(Exception):
    """A step of the tour that was not seen in time: what should have been there, and what was there instead."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(what)
        self.what = what
        self.instead = instead


class Eyes:
    """`patience_seconds` is how long (in real time) each step may take; `steps` counts those of the story that were seen."""

    def __init__(self, sandbox: Sandbox, paper: Paper, patience_seconds: float) -> None:
        self.facebook = sandbox.facebook
        self.chat: Chat = InTeams(sandbox.teams) if sandbox.teams else InSlack(sandbox.slack)
        self.paper = paper
        self.steps = 0
        self.figures = Figures(self.chat)
        (sandbox.teams or sandbox.slack).on_change(self.figures.look)
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

    async def card(self, key: str, text: str, *more: str, **values: object) -> Spoken:
        """The card in the channel that shows these words."""
        found = await self.sees(key, lambda: next(iter(self.cards(text, *more)), None), self.channel, **values)
        self.paper.shows(
            words("frame.in_channel", chat=self.chat.name, channel=self.chat.channel), self.brief(found), STAFF
        )
        return found

    async def in_thread(self, key: str, card: Spoken, *texts: str, **values: object) -> Spoken:
        """The bot's newest message in a card's thread that shows these words."""

        def look() -> Spoken | None:
            spoken = [message for message in self.chat.thread(card) if self.chat.by_bot(message)]
            return next((said for said in reversed(spoken) if all(text in self.read(said) for text in texts)), None)

        found = await self.sees(key, look, lambda: self.thread(card), **values)
        self.paper.shows(words("frame.in_thread", chat=self.chat.name), self.brief(found), STAFF)
        return found

    async def public(self, key: str, comment_id: str, *texts: str, **values: object) -> str:
        """The page's reply under a comment that has these words."""

        def look() -> str | None:
            return next((said for said in self.replies(comment_id) if all(text in said for text in texts)), None)

        found = await self.sees(key, look, lambda: self.page(comment_id), **values)
        self.figures.published()
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

        def look() -> str | None:
            return next((told for told in self.chat.told(colleague) if text in told), None)

        found = await self.sees(key, look, lambda: _listed(list(self.chat.told(colleague))))
        self.paper.shows(words("frame.only_for", chat=self.chat.name, who=colleague.name), found, PRIVATE)

    def cards(self, *texts: str) -> list[Spoken]:
        """The bot's cards in the channel that show all these words, oldest first; a brief has no buttons and is none."""
        cards = [message for message in self.chat.cards() if message.buttons()]
        return [card for card in cards if all(text in self.read(card) for text in texts)]

    def replies(self, comment_id: str) -> list[str]:
        """What the page has written under a comment."""
        return [reply.text for reply in self.facebook.replies_by_page(comment_id)]

    def read(self, message: Spoken) -> str:
        """Everything a message shows, in reading order."""
        return self.chat.read(message)

    def brief(self, message: Spoken) -> str:
        """What it shows, with links by their words alone."""
        return WAY.sub(" ↗", self.read(message))

    # What stands there when something was not seen.

    def channel(self) -> str:
        """The channel as it stands."""
        return _listed([self.read(message) for message in self.chat.all()])

    def thread(self, card: Spoken) -> str:
        """A card with its thread as it stands."""
        current = self.chat.now(card)
        top = [self.read(current)] if current else []
        return _listed([*top, *(self.read(reply) for reply in self.chat.thread(card))])

    def page(self, comment_id: str) -> str:
        """What the page has written under a comment, and the channel, where the bot says when it stopped."""
        return _listed([*self.replies(comment_id), self.channel()])


def _listed(shown: list[str]) -> str:
    return "\n\n".join(shown) or words("frame.nothing")
