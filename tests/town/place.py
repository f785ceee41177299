"""What people do in the town, and what comes of it for them."""

from collections.abc import Awaitable, Callable, Mapping
from itertools import count
from typing import Any, TypeVar

from sandbox.slack.state.values import Outcome, SimMessage, SubmitOutcome, View
from tests.chats import shown
from tests.town.people import ANNE, CHANNEL, INGRID, JONAS, KJELL, OLA, THOMAS, TURID
from tests.town.seeing import PATIENCE, Seen, buttons, soon
from tests.waiting import eventually

T = TypeVar("T")

NOT_CONNECTED = "connection_failed"  # the simulated Slack's note where no line to the bot was open
TO_BE_READ = "Teksten er en annen etter det du valgte."

_numbers = count(1)


class Town(Seen):
    """One sandbox with a bot in it, in which people act; see `Seen` for what they look at."""

    # what citizens do

    def asks(self, citizen: str, text: str, *, page: str = "main", **more: Any) -> str:
        """Comment under the page's first post, or where `more` says; returns the comment's id."""
        return self.facebook.comment(page, citizen, text, **more)

    async def asked(self, citizen: str, text: str, *, page: str = "main", **more: Any) -> tuple[str, SimMessage]:
        """Ask, and wait for the card: the comment's id and the card."""
        comment = self.asks(citizen, text, page=page, **more)
        return comment, await self.card_with(text)

    async def listed(self, person: str, words: str = "") -> SimMessage:
        """Ask the bot for a list, for oneself alone; what it answers."""
        if self.sandbox.teams is None:
            await self.slack.command(person, CHANNEL, words)
            return self.slack.ephemerals(person)[-1]
        asked = await self.sandbox.teams.ask_alone(person, words)
        found = await soon(lambda: [m for m in self.slack.messages(f"a:{person}") if m.by_bot and m.ts > asked])
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
        view = await soon(lambda: self.slack.view_of(person))
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
        found = await soon(lambda: [m for m in self.in_thread(card, words) if "publish" in buttons(m)])
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


async def _reached(gesture: Callable[[], Awaitable[T]]) -> T:
    """What came of a gesture, which is made again while there is no line to the bot."""

    async def reached() -> T | None:
        made = await gesture()
        return None if getattr(made, "note", "") == NOT_CONNECTED else made

    made = await eventually(reached, within=PATIENCE, every=0.2)
    assert made is not None
    return made
