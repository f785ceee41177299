"""The tour in Slack."""

import json
import re
from collections.abc import Collection, Mapping, Sequence

from sandbox.people import CHANNELS, USER_GROUPS, Colleague
from sandbox.slack.sim import COMMAND, SlackSim
from sandbox.slack.state.values import Outcome, SimMessage, SubmitOutcome, View
from sandbox.touring.chats.blocks import field_value, read, read_blocks
from sandbox.touring.chats.chat import Value

CHANNEL = CHANNELS[0]
_CALLED = re.compile(r"<@(\w+)>|<!subteam\^(\w+)")


class InSlack:
    """Implements `sandbox.touring.chats.chat.Chat`."""

    name = "Slack"
    channel = f"#{CHANNEL.name}"
    command = COMMAND

    def __init__(self, slack: SlackSim) -> None:
        self._slack = slack

    def cards(self) -> Sequence[SimMessage]:
        """What the bot has posted in the channel itself, oldest first."""
        return [message for message in self.all() if message.bot_id and message.blocks and not message.thread_ts]

    def all(self) -> Sequence[SimMessage]:
        """What stands in the channel itself, oldest first."""
        return self._slack.messages(CHANNEL.id)

    def now(self, message: SimMessage) -> SimMessage | None:
        """A message as it stands now."""
        return self._slack.message(message.channel, message.ts)

    def thread(self, message: SimMessage) -> Sequence[SimMessage]:
        """The replies under a message, oldest first."""
        return self._slack.thread(message.channel, message.ts)

    def by_bot(self, message: SimMessage) -> bool:
        """Whether the bot wrote it."""
        return bool(message.bot_id)

    def read(self, shown: SimMessage | View) -> str:
        """Everything a message or a form shows, in reading order."""
        return read(shown)

    def told(self, colleague: Colleague) -> Sequence[str]:
        """What one colleague alone was told."""
        return [read(message) for message in self._slack.ephemerals(colleague.id)]

    def called(self, message: SimMessage) -> Collection[str]:
        """Whom a message calls, by the sandbox's names; who is called by a group counts as called."""
        people: set[str] = set()
        for person, group in _CALLED.findall(json.dumps(message.blocks)):
            people |= (
                {person} if person else {one for known in USER_GROUPS if known.id == group for one in known.members}
            )
        return people

    def has_called(self, colleague: Colleague, message: SimMessage) -> bool:
        """Whoever was not in the channel is now."""
        return colleague.id in self._slack.members(message.channel)

    def form(self, colleague: Colleague) -> View | None:
        """The form that a colleague has open."""
        return self._slack.view_of(colleague.id)

    def is_called(self, form: View, name: str) -> bool:
        """Whether a form is the one that the bot calls so."""
        return form.callback_id == name

    def written(self, form: View, field: str) -> str:
        """What stands in a text field before anybody types."""
        return field_value(form, field)

    async def says(self, colleague: Colleague, message: SimMessage, text: str) -> None:
        """Write under a message."""
        await self._slack.say(colleague.id, message.channel, text, thread_ts=message.ts)

    async def presses(self, colleague: Colleague, message: SimMessage, button: str) -> Outcome:
        """Press a button."""
        return await self._slack.press(colleague.id, message.channel, message.ts, button)

    async def sends(self, colleague: Colleague, form: View, values: Mapping[str, Value]) -> SubmitOutcome:
        """Fill in a form and send it."""
        return await self._slack.submit(colleague.id, form.id, values)

    async def asks_for_the_list(self, colleague: Colleague) -> str:
        """Ask the bot for the open questions; what it shows."""
        told = await self._slack.command(colleague.id, CHANNEL.id) or {}
        return read_blocks(told.get("blocks", [])) or str(told.get("text", ""))
