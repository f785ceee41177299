"""The tour in Teams."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from sandbox.people import CHANNELS, Colleague
from sandbox.teams.state.names import HANDLE_OF_PERSON
from sandbox.teams.state.values import Outcome, SimMessage, SubmitOutcome, View, actions, inputs
from sandbox.touring.chats.cards import read_card
from sandbox.touring.chats.chat import Value

if TYPE_CHECKING:
    from sandbox.teams.sim import TeamsSim

CHANNEL = CHANNELS[0]
OPEN = "åpne"
LOOKS, PAUSE_SECONDS = 400, 0.02


class InTeams:
    """Implements `sandbox.touring.chats.chat.Chat`."""

    name = "Teams"
    channel = CHANNEL.name
    command = f"«{OPEN}» til Svarvakt"

    def __init__(self, teams: "TeamsSim") -> None:
        self._teams = teams

    def cards(self) -> Sequence[SimMessage]:
        """What the bot has posted in the channel itself, oldest first."""
        return [message for message in self.all() if message.by_bot and message.content]

    def all(self) -> Sequence[SimMessage]:
        """What stands in the channel itself, oldest first."""
        return self._teams.messages(CHANNEL.id)

    def now(self, message: SimMessage) -> SimMessage | None:
        """A message as it stands now."""
        return self._teams.message(message.channel, message.ts)

    def thread(self, message: SimMessage) -> Sequence[SimMessage]:
        """The replies under a message, oldest first."""
        return self._teams.thread(message.channel, message.ts)

    def by_bot(self, message: SimMessage) -> bool:
        """Whether the bot wrote it."""
        return message.by_bot

    def read(self, shown: SimMessage | View) -> str:
        """Everything a message or a form shows, in reading order."""
        if isinstance(shown, SimMessage) and shown.content is None:
            return shown.text
        return read_card(shown.content or {})

    def told(self, colleague: Colleague) -> Sequence[str]:
        """What one colleague alone was told."""
        return self._teams.told(colleague.id)

    def called(self, message: SimMessage) -> Collection[str]:
        """Whom a message calls, by the sandbox's names."""
        entities = (message.content or {}).get("msteams", {}).get("entities", ())
        return {HANDLE_OF_PERSON.get(one["mentioned"]["id"], "") for one in entities}

    def has_called(self, colleague: Colleague, message: SimMessage) -> bool:
        """Everybody is in the team already; whoever is called is mentioned."""
        return colleague.id in self.called(message)

    def form(self, colleague: Colleague) -> View | None:
        """The dialog that a colleague has open."""
        return self._teams.view_of(colleague.id)

    def is_called(self, form: View, name: str) -> bool:
        """Whether a dialog is the one that the bot calls so."""
        return any(
            (action.get("data") or {}).get("svarvakt", {}).get("form") == name for action in actions(form.content)
        )

    def written(self, form: View, field: str) -> str:
        """What stands in a text field before anybody types."""
        return next((str(one.get("value") or "") for one in inputs(form.content) if one["id"] == field), "")

    async def says(self, colleague: Colleague, message: SimMessage, text: str) -> None:
        """Write under a message."""
        await self._teams.say(colleague.id, message.channel, text, thread_ts=message.ts)

    async def presses(self, colleague: Colleague, message: SimMessage, button: str) -> Outcome:
        """Press a button."""
        return await self._teams.press(colleague.id, message.channel, message.ts, button)

    async def sends(self, colleague: Colleague, form: View, values: Mapping[str, Value]) -> SubmitOutcome:
        """Fill in a dialog and send it."""
        return await self._teams.submit(colleague.id, form.id, values)

    async def asks_for_the_list(self, colleague: Colleague) -> str:
        """Write to the bot alone; what it answers there."""
        place = f"a:{colleague.id}"
        before = len(self._teams.messages(place))
        await self._teams.ask_alone(colleague.id, OPEN)
        for _ in range(LOOKS):
            if answers := [one for one in self._teams.messages(place)[before:] if one.by_bot]:
                return self.read(answers[-1])
            await asyncio.sleep(PAUSE_SECONDS)
        return ""
