"""The town in which the stories play: people with names, Facebook pages, a chat for staff, and the bot between them.

Everything goes over localhost sockets, as in production. A story's clock starts on a Monday morning and runs fast, so
that paces and waits pass quickly; nothing here knows anything of the bot's inside.
"""

import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from bot.municipality.settings import load
from handlers.app import App, running
from sandbox.clock import SandboxClock
from sandbox.facebook.sim import FacebookSim
from sandbox.facebook.state.records import SimComment
from sandbox.server import Sandbox
from sandbox.slack.state.values import Outcome, SimMessage, SubmitOutcome, View
from sandbox.teams.state.names import in_teams
from tests.chats import TOLD, choices, written
from tests.chats import shown as shown  # the stories read with it
from tests.listed import is_about_many
from tests.silence.hearing import listening, told_nothing
from tests.silence.histories import all_in_words
from tests.waiting import PROGRESS, eventually

T = TypeVar("T")

SOLVIK = Path(__file__).parent.parent / "sandbox" / "solvik.toml"
MONDAY_MORNING = datetime(2026, 2, 9, 8, 0, tzinfo=UTC)  # Monday 9 February 2026, 09:00 in Oslo
FAST = 25.0
PATIENCE = 15.0  # seconds in which nothing moves, until a story gives up waiting; see `tests/waiting.py`
BUSY_SECONDS = 60.0  # what the chat's three or five seconds for an answer may become where the processor is shared

KARI, AHMED, LIV = "6543210987650001", "6543210987650002", "6543210987650003"
ERIK, ANNA, THOMAS = "6543210987650004", "6543210987650005", "6543210987650006"
ANNE, JONAS, OLA, INGRID = "U0ANNE0001", "U0JONAS001", "U0OLA00001", "U0INGRID01"
KJELL, TURID, SIRI, MONA = "U0KJELL001", "U0TURID001", "U0SIRI0001", "U0MONA0001"
DESK = (ANNE, JONAS)
CHANNEL, LIBRARY_CHANNEL = "C0SPORSMAL", "C0BIBLIOT1"

NOT_CONNECTED = "connection_failed"  # the simulated Slack's note where no line to the bot was open

TO_BE_READ = "Teksten er en annen etter det du valgte."

_numbers = count(1)


@dataclass
class Town:
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

    # what citizens do

    def asks(self, citizen: str, text: str, *, page: str = "main", **more: Any) -> str:
        """Comment under the page's first post, or where `more` says; returns the comment's id."""
        return self.facebook.comment(page, citizen, text, **more)

    async def asked(self, citizen: str, text: str, *, page: str = "main", **more: Any) -> tuple[str, SimMessage]:
        """Ask, and wait for the card: the comment's id and the card."""
        comment = self.asks(citizen, text, page=page, **more)
        return comment, await self.card_with(text)

    # what can be seen

    def cards(self, channel: str = CHANNEL) -> list[SimMessage]:
        """What the bot has posted in a channel, oldest first, without what it said aloud in threads."""
        return [m for m in self.slack.messages(channel) if m.blocks and not m.thread_ts and self._is_new(m)]

    def cards_with(self, words: str, channel: str = CHANNEL) -> list[SimMessage]:
        """The cards in a channel that show these words now; what is about many questions is no card."""
        looks = [(card, shown(card)) for card in self.cards(channel)]
        return [card for card, seen in looks if words in seen and not is_about_many(seen, words)]

    async def card_with(self, words: str, channel: str = CHANNEL) -> SimMessage:
        """The first card in the channel that shows these words, once it is there."""
        found = await _soon(lambda: self.cards_with(words, channel))
        return found[0]

    def now(self, message: SimMessage) -> SimMessage:
        """A message as it stands now."""
        current = self.slack.message(message.channel, message.ts)
        assert current is not None, "the message is gone"
        return current

    async def card_shows(self, card: SimMessage, words: str) -> SimMessage:
        """The card once it shows these words."""
        await _soon(lambda: words in shown(self.now(card)))
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
        await _soon(lambda: words not in shown(self.now(card)))
        return self.now(card)

    async def offers_no_longer(self, card: SimMessage, button: str) -> None:
        """Once this button is gone from the card."""
        await _soon(lambda: button not in buttons(self.now(card)))

    def thread(self, card: SimMessage) -> list[str]:
        """What each message under a card shows, oldest first."""
        return [shown(message) for message in self.slack.thread(card.channel, card.ts)]

    def in_thread(self, card: SimMessage, words: str) -> list[SimMessage]:
        """The messages under a card that show these words now."""
        return [message for message in self.slack.thread(card.channel, card.ts) if words in shown(message)]

    async def thread_shows(self, card: SimMessage, words: str) -> SimMessage:
        """The first message in the card's thread that shows these words, once it is there."""
        found = await _soon(lambda: self.in_thread(card, words))
        return found[0]

    async def page_answers(self, comment_id: str, words: str) -> SimComment:
        """The page's public reply that has these words, once it stands there."""
        try:
            found = await _soon(lambda: [r for r in self.facebook.replies_by_page(comment_id) if words in r.text])
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
        await _soon(lambda: [text for text in self.told(person) if words in text])

    async def home_shows(self, person: str, words: str) -> None:
        """Wait until the bot's own page shows these words to this person."""
        await _soon(lambda: (home := self.slack.home_of(person)) and words in shown(home))

    async def home_no_longer_shows(self, person: str, words: str) -> None:
        """Wait until these words are gone from the bot's own page of this person."""
        await _soon(lambda: (home := self.slack.home_of(person)) and words not in shown(home))

    async def listed(self, person: str, words: str = "") -> SimMessage:
        """Ask the bot for a list, for oneself alone; what it answers."""
        if self.sandbox.teams is None:
            await self.slack.command(person, CHANNEL, words)
            return self.slack.ephemerals(person)[-1]
        asked = await self.sandbox.teams.ask_alone(person, words)
        found = await _soon(lambda: [m for m in self.slack.messages(f"a:{person}") if m.by_bot and m.ts > asked])
        return found[-1]

    async def everything_is_heard(self, page: str = "main", channel: str = CHANNEL) -> None:
        """Wait until whatever was done on Facebook so far has reached the bot: what comes after it has its card."""
        words = f"Er dette siste spørsmål nummer {next(_numbers)}?"
        self.asks(THOMAS, words, page=page)
        await self.card_with(words, channel)

    # what colleagues do

    async def press(self, person: str, message: SimMessage, action: str) -> Outcome:
        """Press a button by the bot's name for it; what a card's menu has no room for is chosen in its [Vis alt].

        Slack says so when the line to the bot is just being renewed, as after a start, and people press again. A press that
        the bot did not answer fails the story here, and not where its effect is waited for.
        """
        button, whole = self.now(message).button(action), self.now(message).button("whole")
        assert button or whole, f"no button {action} among {buttons(self.now(message))}"
        where = (message.channel, message.ts, (button or whole)[0])
        pressed: Outcome = await _reached(lambda: self.slack.press(person, *where))
        assert pressed.ok, f"{action}: {pressed.note}"
        if not button:
            await self.fill(person, {"way": action})
        return pressed

    async def form_of(self, person: str) -> View:
        """The form this person has open."""
        view = await _soon(lambda: self.slack.view_of(person))
        assert view is not None
        return view

    async def fill(self, person: str, values: Mapping[str, Any]) -> SubmitOutcome:
        """Fill in the open form and send it. A text that a choice has changed is shown first where the form could not follow."""
        view = await self.form_of(person)
        sent: SubmitOutcome = await _reached(lambda: self.slack.submit(person, view.id, values))
        anew = self.slack.view_of(person)
        if self.sandbox.teams and anew and TO_BE_READ in shown(anew):
            return await self.slack.submit(person, anew.id, {})
        return sent

    async def choose(self, person: str, values: Mapping[str, Any]) -> Outcome:
        """Choose something in the open form, without sending it."""
        view, (field,) = await self.form_of(person), tuple(values)
        return await self.slack.press_in_view(person, view.id, field, values)

    async def press_and_fill(
        self, person: str, message: SimMessage, action: str, values: Mapping[str, Any]
    ) -> SubmitOutcome:
        """Press a button that opens a form, fill it in and send it."""
        await self.press(person, message, action)
        return await self.fill(person, values)

    async def whole(self, person: str, card: SimMessage) -> str:
        """All the words that open from a card that has folded, read and closed again."""
        await self.press(person, card, "whole")
        view = await self.form_of(person)
        await self.slack.close_view(person, view.id)
        return shown(view)

    async def replies(self, person: str, card: SimMessage, text: str) -> str:
        """Write in the card's thread; returns the message's id."""
        return await self.slack.say(person, card.channel, text, thread_ts=card.ts)

    async def proposal(self, card: SimMessage, words: str) -> SimMessage:
        """The proposal with these words, once it can be published."""
        found = await _soon(lambda: [m for m in self.in_thread(card, words) if "publish" in buttons(m)])
        return found[0]

    async def proposed(self, person: str, card: SimMessage, text: str) -> SimMessage:
        """An expert writes in the thread; the proposal that this becomes."""
        await self.replies(person, card, text)
        return await self.proposal(card, text)

    async def tidy_up(self) -> None:
        """Close what people left open and take back every misfortune, for the next story in the same town."""
        self.sandbox.faults.disarm()
        self.facebook.switches.may_moderate = True
        for person in (ANNE, JONAS, OLA, INGRID, KJELL, TURID):
            while view := self.slack.view_of(person):
                await self.slack.close_view(person, view.id)

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


def solvik_with(folder: Path, before: str, after: str) -> str:
    """A municipality file like Solvik's with one passage changed; where it lies."""
    text = SOLVIK.read_text(encoding="utf-8")
    assert text.count(before) == 1, "the passage to change must stand there once"
    file = folder / "municipality.toml"
    file.write_text(text.replace(before, after), encoding="utf-8")
    return str(file)


def without_briefs(folder: Path) -> str:
    """Solvik's file for stories that are about neither the morning brief nor a burst: both show the words of other stories."""
    file = folder / "without_briefs.toml"
    file.write_text(
        SOLVIK.read_text(encoding="utf-8")
        + "\n[brief]\nmorning = false\nfriday = false\n\n[collecting]\nmore_than = 1000\n",
        encoding="utf-8",
    )
    return str(file)


def for_chat(sandbox: Sandbox, folder: Path, file: str) -> str:
    """The municipality's file with the names that its chat gives to people and channels."""
    if sandbox.teams is None:
        return file
    there = folder / "in_teams.toml"
    there.write_text(in_teams(Path(file).read_text(encoding="utf-8")), encoding="utf-8")
    return str(there)


async def _reached(gesture: Callable[[], Awaitable[T]]) -> T:
    """What came of a gesture, which is made again while there is no line to the bot."""

    async def reached() -> T | None:
        made = await gesture()
        return None if getattr(made, "note", "") == NOT_CONNECTED else made

    made = await eventually(reached, within=PATIENCE, every=0.2)
    assert made is not None
    return made


async def _soon(probe: Callable[[], T]) -> T:
    return await eventually(probe, within=PATIENCE, every=0.02)


@asynccontextmanager
async def sandbox_at(
    start: datetime = MONDAY_MORNING, rate: float = FAST, transport: str = "socket"
) -> AsyncIterator[Sandbox]:
    """The outside world, without a bot yet."""
    sandbox = PROGRESS.hear(Sandbox(clock=SandboxClock(start, rate), slack_transport=transport, chat=TOLD.chat))
    _wait_for_answers(sandbox)
    await sandbox.start()
    try:
        yield sandbox
    finally:
        await sandbox.stop()


def _wait_for_answers(sandbox: Sandbox) -> None:
    """Let the chat wait longer than its few real seconds: how fast a shared machine answers a gesture is no story's subject."""
    sandbox.slack.patience.ack_seconds = sandbox.slack.patience.trigger_seconds = BUSY_SECONDS
    if sandbox.teams:
        sandbox.teams.courier.answer_seconds = BUSY_SECONDS


@asynccontextmanager
async def town(
    *,
    start: datetime = MONDAY_MORNING,
    rate: float = FAST,
    transport: str = "socket",
    environment: Mapping[str, str] | None = None,
    prepare: Callable[[Sandbox], None] | None = None,
    reachable: bool = True,
) -> AsyncIterator[Town]:
    """A sandbox and a bot that has found its feet. Without `reachable` nobody outside can call the bot."""
    async with sandbox_at(start, rate, transport) as sandbox:
        if prepare:
            prepare(sandbox)
        with tempfile.TemporaryDirectory() as folder:
            async with bot_in(sandbox, Path(folder), environment, reachable=reachable) as app:
                yield Town(sandbox, app)


@asynccontextmanager
async def bot_in(
    sandbox: Sandbox, folder: Path, environment: Mapping[str, str] | None = None, *, reachable: bool = True
) -> AsyncIterator[App]:
    """The bot, connected to a sandbox, with its database in a folder."""
    settings, municipality = load(
        None,
        {
            **sandbox.bot_env(),
            "DATABASE_URL": f"sqlite:///{folder / 'svarvakt.db'}",
            "PORT": "0",
            **(environment or {}),
            "MUNICIPALITY_FILE": for_chat(
                sandbox, folder, (environment or {}).get("MUNICIPALITY_FILE") or without_briefs(folder)
            ),
        },
    )
    with listening() as lines:
        async with running(settings, municipality) as app:
            if reachable:
                sandbox.connect_bot(app.url)
            yield app
            await told_nothing(sandbox, app, lines)
            await all_in_words(app)
