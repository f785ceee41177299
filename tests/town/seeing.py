"""What one story sees of its town: on Facebook, in the chat's channels and threads, and on the screens of single people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from handlers.app import App
from sandbox.clock import SandboxClock
from sandbox.facebook.sim import FacebookSim
from sandbox.facebook.state.records import SimComment
from sandbox.server import Sandbox
from sandbox.slack.state.values import SimMessage
from tests.chats import choices, shown, written
from tests.listed import is_about_many
from tests.town.people import CHANNEL, DESK
from tests.waiting import eventually

T = TypeVar("T")

PATIENCE = 15.0  # seconds in which nothing moves, until a story gives up waiting; see `tests/waiting.py`


@dataclass
class Seen:
    """One sandbox with a bot in it, as one story sees it: what was said before it `began` does not count."""

    sandbox: Sandbox
    app: App
    began: datetime = datetime.fromtimestamp(0, UTC)  # noqa: RUF009 - a constant

    @property
    def facebook(self) -> FacebookSim:
        """Facebook as people see it."""
        return self.sandbox.facebook

    @property
    def slack(self) -> Any:
        """The staff's chat as people see it."""
        return staff_chat(self.sandbox)

    @property
    def clock(self) -> SandboxClock:
        """The town's clock."""
        return self.sandbox.clock

    def cards(self, channel: str = CHANNEL) -> list[SimMessage]:
        """What the bot has posted in a channel, oldest first, without what it said aloud in threads."""
        return [m for m in self.slack.messages(channel) if m.blocks and not m.thread_ts and self._is_new(m)]

    def cards_with(self, words: str, channel: str = CHANNEL) -> list[SimMessage]:
        """The cards in a channel that show these words now; what is about many questions is no card."""
        looks = [(card, shown(card)) for card in self.cards(channel)]
        return [card for card, seen in looks if words in seen and not is_about_many(seen, words)]

    async def card_with(self, words: str, channel: str = CHANNEL) -> SimMessage:
        """The first card in the channel that shows these words, once it is there."""
        found = await soon(lambda: self.cards_with(words, channel))
        return found[0]

    def now(self, message: SimMessage) -> SimMessage:
        """A message as it stands now."""
        current = self.slack.message(message.channel, message.ts)
        assert current is not None, "the message is gone"
        return current

    async def card_shows(self, card: SimMessage, words: str) -> SimMessage:
        """The card once it shows these words."""
        await soon(lambda: words in shown(self.now(card)))
        return self.now(card)

    async def card_shows_in_time(self, card: SimMessage, words: str) -> SimMessage:
        """The card once it shows these words; hours pass meanwhile."""

        def later() -> bool:
            self.clock.move(timedelta(minutes=10))
            return words in shown(self.now(card))

        await eventually(later, within=PATIENCE, every=0.2)
        return self.now(card)

    async def card_no_longer_shows(self, card: SimMessage, words: str) -> SimMessage:
        """The card once these words are gone from it."""
        await soon(lambda: words not in shown(self.now(card)))
        return self.now(card)

    async def offers_no_longer(self, card: SimMessage, button: str) -> None:
        """Once this button is gone from the card."""
        await soon(lambda: button not in buttons(self.now(card)))

    def thread(self, card: SimMessage) -> list[str]:
        """What each message under a card shows, oldest first."""
        return [shown(message) for message in self.slack.thread(card.channel, card.ts)]

    def in_thread(self, card: SimMessage, words: str) -> list[SimMessage]:
        """The messages under a card that show these words now."""
        return [message for message in self.slack.thread(card.channel, card.ts) if words in shown(message)]

    async def thread_shows(self, card: SimMessage, words: str) -> SimMessage:
        """The first message in the card's thread that shows these words, once it is there."""
        found = await soon(lambda: self.in_thread(card, words))
        return found[0]

    async def page_answers(self, comment_id: str, words: str) -> SimComment:
        """The page's public reply that has these words, once it stands there."""
        try:
            found = await soon(lambda: [r for r in self.facebook.replies_by_page(comment_id) if words in r.text])
        except AssertionError as error:
            error.add_note(f"told meanwhile: {[(person, self.told(person)) for person in DESK if self.told(person)]}")
            error.add_note(f"forms open: {[shown(view) for person in DESK if (view := self.slack.view_of(person))]}")
            raise
        return found[0]

    def public(self, comment_id: str) -> list[str]:
        """Everything the page has said under a comment."""
        return [reply.text for reply in self.facebook.replies_by_page(comment_id)]

    def told(self, person: str) -> list[str]:
        """What this person alone was told in this story."""
        if self.sandbox.teams:
            view = self.sandbox.teams.view_of(person)
            told = [shown(view)] if view and not written(view) and not choices(view) else []
            return [*self.sandbox.teams.told(person, self.began), *told]
        return [shown(message) for message in self.slack.ephemerals(person) if self._is_new(message)]

    async def was_told(self, person: str, words: str) -> None:
        """Wait until this person alone was told these words."""
        await soon(lambda: [text for text in self.told(person) if words in text])

    async def home_shows(self, person: str, words: str) -> None:
        """Wait until the bot's own page shows these words to this person."""
        await soon(lambda: (home := self.slack.home_of(person)) and words in shown(home))

    async def home_no_longer_shows(self, person: str, words: str) -> None:
        """Wait until these words are gone from the bot's own page of this person."""
        await soon(lambda: (home := self.slack.home_of(person)) and words not in shown(home))

    def _is_new(self, message: SimMessage) -> bool:
        if self.sandbox.teams:
            return message.at >= self.began
        return float(message.ts) >= self.began.timestamp()


def staff_chat(sandbox: Sandbox) -> Any:
    """The staff's chat of a sandbox as people see it."""
    return sandbox.teams or sandbox.slack


def is_reached(sandbox: Sandbox, programs: int = 1) -> bool:
    """Whether the staff's chat reaches so many programs: Slack by their lines, Teams at the one address that it calls."""
    return sandbox.teams is not None or sandbox.slack.connections == programs


def buttons(message: SimMessage) -> list[str]:
    """The bot's names for what can be pressed on a message, also behind its menu."""
    return [known.partition(" ")[0] for known, _ in message.buttons()]


async def soon(probe: Callable[[], T]) -> T:
    """Wait for something that happens by itself."""
    return await eventually(probe, within=PATIENCE, every=0.02)
