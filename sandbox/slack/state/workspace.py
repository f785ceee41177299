"""The state of the simulated workspace: who is there, what was written, which views are open. Decides nothing, tells nobody."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from sandbox.people import APP, CHANNELS, COLLEAGUES, Colleague
from sandbox.slack.state.admin import Admin
from sandbox.slack.state.stamps import Stamps
from sandbox.slack.state.values import Json, SimMessage, SlackError, View

# Ingrid and Per are not in the citizens' channel, so that calling an expert in has something to do.
_AT_FIRST = {
    "C0SPORSMAL": {person.id for person in COLLEAGUES} - {"U0INGRID01", "U0PER00001"},
    "C0BIBLIOT1": {"U0ANNE0001", "U0JONAS001", "U0PER00001"},
}
MODAL_STACK = 3


@dataclass
class SimChannel:
    """A conversation: a public channel, or the bot's direct conversation with one person (`is_im`).

    `previous_names` are what it was called before, the latest last.
    """

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    is_im: bool = False
    is_archived: bool = False
    previous_names: list[str] = field(default_factory=list)

    def rename(self, name: str) -> None:
        """Call it something else from now on."""
        self.previous_names.append(self.name)
        self.name = name

    @property
    def kind(self) -> str:
        """Slack's `channel_type`."""
        return "im" if self.is_im else "channel"


class Workspace:
    """Solvik's workspace. Every change calls the callbacks registered with `on_change`."""

    def __init__(self, stamps: Stamps) -> None:
        self.stamps = stamps
        self.people: dict[str, Colleague] = {person.id: person for person in COLLEAGUES}
        self.channels = {known.id: SimChannel(known.id, known.name, _first_members(known.id)) for known in CHANNELS}
        self.admin = Admin()
        self.method_failures: dict[str, str] = {}  # what a method answers instead, by its name
        self.deactivated: set[str] = set()  # ids of people who have left
        self.group_failures: dict[str, str] = {}  # what is answered instead of a group's members, by its id
        self.invite_failures: dict[str, str] = {}  # why somebody cannot be added to a channel, by the person's id
        self.ephemerals: dict[str, list[SimMessage]] = {}
        self.modals: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self._messages: dict[str, dict[str, SimMessage]] = {}
        self.taken_away: list[SimMessage] = []
        self._threads: dict[tuple[str, str], dict[str, SimMessage]] = {}
        self._callbacks: list[Callable[[], None]] = []

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call `callback` after each visible change."""
        self._callbacks.append(callback)

    def touch(self) -> None:
        """Say that something visible changed."""
        for callback in self._callbacks:
            callback()

    def channel(self, id: str) -> SimChannel:
        """The conversation with this id, which may also be a person's id; raises `channel_not_found`."""
        if id in self.people:
            return self.direct(id)
        if id not in self.channels:
            raise SlackError("channel_not_found")
        return self.channels[id]

    def direct(self, user_id: str) -> SimChannel:
        """The bot's direct conversation with a person, begun if need be."""
        direct_id = f"D{user_id[1:]}"
        return self.channels.setdefault(
            direct_id, SimChannel(direct_id, "", {user_id, APP.slack_bot_user_id}, is_im=True)
        )

    def messages(self, channel: str) -> list[SimMessage]:
        """Everything in a channel including replies, oldest first."""
        return list(self._messages.get(channel, {}).values())

    def message(self, channel: str, ts: str) -> SimMessage | None:
        """A message that stands in the channel now."""
        return self._messages.get(channel, {}).get(ts)

    def replies(self, channel: str, ts: str) -> list[SimMessage]:
        """The replies under a message, oldest first."""
        return list(self._threads.get((channel, ts), {}).values())

    def put(self, message: SimMessage) -> SimMessage:
        """Write a message, or replace the one with the same ts."""
        self._messages.setdefault(message.channel, {})[message.ts] = message
        if message.thread_ts:
            self._threads.setdefault((message.channel, message.thread_ts), {})[message.ts] = message
        self.touch()
        return message

    def take_away(self, message: SimMessage) -> None:
        """Remove a message without a trace that anybody there could see."""
        self.taken_away.append(message)
        self._messages[message.channel].pop(message.ts, None)
        self._threads.get((message.channel, message.thread_ts), {}).pop(message.ts, None)
        self.touch()

    def put_ephemeral(self, reader_id: str, message: SimMessage) -> None:
        """Show a message to one person alone."""
        self.ephemerals.setdefault(reader_id, []).append(message)
        self.touch()

    def change_ephemeral(self, reader_id: str, ts: str, text: str, blocks: tuple[Json, ...]) -> bool:
        """Let a message that one person alone sees say something else; False when it is not there."""
        own = self.ephemerals.get(reader_id, [])
        place = next((number for number, message in enumerate(own) if message.ts == ts), None)
        if place is None:
            return False
        own[place] = replace(own[place], text=text, blocks=blocks)
        self.touch()
        return True

    def modal(self, view_id: str) -> View | None:
        """An open modal by its id."""
        return next((view for stack in self.modals.values() for view in stack if view.id == view_id), None)

    def view_named(self, external_id: str) -> View | None:
        """An open modal or a home by the external id its author gave it."""
        shown = [view for stack in self.modals.values() for view in stack] + list(self.homes.values())
        return next((view for view in shown if view.content.get("external_id") == external_id), None)

    def open_modal(self, user_id: str, content: Json) -> View:
        """Show a modal to a person, instead of whatever was open."""
        view_id = self.stamps.id("V")
        view = View(view_id, user_id, content, self.stamps.hash(), root_id=view_id)
        self.modals[user_id] = [view]
        self.touch()
        return view

    def push_modal(self, user_id: str, content: Json) -> View:
        """Lay a modal over the one that is open; raises `push_limit_reached` at the fourth."""
        stack = self.modals.get(user_id, [])
        if not stack:
            return self.open_modal(user_id, content)
        if len(stack) >= MODAL_STACK:
            raise SlackError("push_limit_reached")
        view = View(self.stamps.id("V"), user_id, content, self.stamps.hash(), stack[0].id, stack[-1].id)
        stack.append(view)
        self.touch()
        return view

    def change_view(self, view: View, content: Json) -> View:
        """Redraw an open modal or a home in place."""
        changed = replace(view, content=content, hash=self.stamps.hash())
        stack = self.modals.get(view.user_id, [])
        self.modals[view.user_id] = [changed if shown.id == view.id else shown for shown in stack]
        home = self.homes.get(view.user_id)
        if home and home.id == view.id:
            self.homes[view.user_id] = changed
        self.touch()
        return changed

    def close_modals_from(self, view: View) -> None:
        """Close a modal and everything that lies over it."""
        stack = self.modals.get(view.user_id, [])
        kept = [shown.id for shown in stack].index(view.id)
        self.modals[view.user_id] = stack[:kept]
        self.touch()

    def publish_home(self, user_id: str, content: Json) -> View:
        """Show a person's home tab."""
        shown = self.homes.get(user_id)
        view_id = shown.id if shown else self.stamps.id("V")
        self.homes[user_id] = View(view_id, user_id, content, self.stamps.hash(), root_id=view_id)
        self.touch()
        return self.homes[user_id]


def top_level(messages: Iterable[SimMessage]) -> list[SimMessage]:
    """What stands in the channel itself: messages that are no replies, and replies shown there too."""
    return [message for message in messages if not message.thread_ts or message.subtype == "thread_broadcast"]


def _first_members(channel: str) -> set[str]:
    return {APP.slack_bot_user_id} | _AT_FIRST.get(channel, set())
