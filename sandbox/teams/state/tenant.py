"""The state of the simulated tenant: who is in the team, what was written, which dialogs are open. Decides nothing, tells nobody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sandbox.clock import SandboxClock
from sandbox.people import APP, CHANNELS, COLLEAGUES
from sandbox.teams.state.values import SimMessage, View

_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime.fromtimestamp(0, UTC)


class Tenant:
    """Solvik's team. Every change calls the callbacks registered with `on_change`."""

    def __init__(self, clock: SandboxClock) -> None:
        self.clock = clock
        self.people = {person.id: person for person in COLLEAGUES}
        self.members = {person.id for person in COLLEAGUES}
        self.channels = {channel.id: channel.name for channel in CHANNELS}
        self.reads_threads = True  # whether the team's owner has given ChannelMessage.Read.Group
        self.views: dict[str, View] = {}
        self.told: dict[str, list[tuple[datetime, str]]] = {}
        self.taken_away: list[SimMessage] = []
        self._own: dict[tuple[str, str, str], SimMessage] = {}
        self._messages: dict[str, dict[str, SimMessage]] = {}
        self._callbacks: list[Callable[[], None]] = []
        self._last = clock.now()
        self._views = 0

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call `callback` after each visible change."""
        self._callbacks.append(callback)

    def touch(self) -> None:
        """Say that something visible changed."""
        for callback in self._callbacks:
            callback()

    def next_id(self) -> tuple[str, datetime]:
        """A new message's id, which is its moment in milliseconds, later than every one before."""
        self._last = max(self.clock.now(), self._last + _MILLISECOND)
        return str((self._last - _EPOCH) // _MILLISECOND), self._last

    def name(self, handle: str) -> str:
        """What somebody is called."""
        return self.people[handle].name if handle in self.people else APP.name

    def put(self, message: SimMessage) -> SimMessage:
        """Write a message, or replace the one with the same id."""
        self._messages.setdefault(message.channel, {})[message.ts] = message
        self._own = {key: own for key, own in self._own.items() if key[1:] != (message.channel, message.ts)}
        self.touch()
        return message

    def take_away(self, message: SimMessage) -> None:
        """Remove a message."""
        self.taken_away.append(message)
        self._messages[message.channel].pop(message.ts, None)
        self.touch()

    def message(self, channel: str, id: str) -> SimMessage | None:
        """A message as it stands now."""
        return self._messages.get(channel, {}).get(id)

    def seen_by(self, user_id: str, channel: str, id: str) -> SimMessage | None:
        """A message as this person sees it: an answer to her press may have taken its place for her alone."""
        return self._own.get((user_id, channel, id)) or self.message(channel, id)

    def show_to(self, user_id: str, message: SimMessage) -> None:
        """Let one person see a message so, until the bot writes it anew for everybody."""
        self._own[user_id, message.channel, message.ts] = message
        self.touch()

    def shown_to(self, user_id: str) -> list[SimMessage]:
        """What this person alone sees otherwise."""
        return [message for (user, _, _), message in self._own.items() if user == user_id]

    def messages(self, channel: str) -> list[SimMessage]:
        """Everything in a place including replies, oldest first."""
        return list(self._messages.get(channel, {}).values())

    def replies(self, channel: str, root: str) -> list[SimMessage]:
        """The replies under a message, oldest first."""
        return [message for message in self.messages(channel) if message.thread_ts == root]

    def open_view(self, view: View) -> View:
        """Show a dialog to a person, instead of whatever was open."""
        self._views += 1
        shown = replace(view, id=f"dialog-{self._views}")
        self.views[view.user_id] = shown
        self.touch()
        return shown

    def close_view(self, user_id: str) -> None:
        """Close a person's dialog."""
        self.views.pop(user_id, None)
        self.touch()

    def tell(self, user_id: str, text: str) -> None:
        """Show words to one person alone."""
        self.told.setdefault(user_id, []).append((self.clock.now(), text))
        self.touch()
