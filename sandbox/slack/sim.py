"""The simulated Slack as the sandbox and the tests see it: start it, make people do things, look at what came of it."""

from collections.abc import Callable, Mapping

from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.faults import Faults
from sandbox.slack.hands.changes import Changes
from sandbox.slack.hands.filling import Value
from sandbox.slack.hands.gestures import Hands
from sandbox.slack.hands.staff import Staff
from sandbox.slack.hands.writing import Keyboard
from sandbox.slack.methods.arguments import Arguments
from sandbox.slack.methods.backstage import Backstage
from sandbox.slack.methods.file_methods import file_routes
from sandbox.slack.methods.pace import Pace
from sandbox.slack.methods.web_api import WebApi
from sandbox.slack.patience import Patience
from sandbox.slack.state.seen import Seen
from sandbox.slack.state.stamps import Stamps
from sandbox.slack.state.values import Json, Outcome, SubmitOutcome
from sandbox.slack.state.workspace import Workspace
from sandbox.slack.wires.http_wire import HttpWire
from sandbox.slack.wires.post import PostRoom
from sandbox.slack.wires.response_address import response_routes
from sandbox.slack.wires.socket_mode import SocketWire
from sandbox.slack.wires.triggers import ResponseUrls, Triggers
from sandbox.slack.wires.wire import Courier, Wire
from sandbox.steps import Steps

COMMAND = "/svarvakt"


class SlackSim(Seen):
    """One workspace and its platform. `transport` is "socket" or "http" and says how the bot is told of things.

    Gestures return when the bot has acknowledged, or has failed to within its `patience`: three real seconds.
    Three tables may be changed while it runs, each with the code that is answered: `method_failures` by the method
    (`missing_scope` names what it wants), `group_failures` by the id of a group that cannot be looked up, and
    `invite_failures` by the id of a person who cannot be added to a channel; `deactivated` are the ids of people who have
    left; `admin` is what an administrator has decided, `staff`
    does what she does with people. `calls` are all Web API calls, oldest first; `given_up` the ids of events that the bot
    never acknowledged, a day after the first attempt.
    """

    def __init__(self, clock: SandboxClock, faults: Faults, steps: Steps, *, transport: str = "socket") -> None:
        stamps = Stamps(clock)
        self._http, self._socket = HttpWire(), SocketWire(stamps, faults)
        self._wire: Wire = self._socket if transport == "socket" else self._http
        courier = Courier(self._wire, faults, steps)
        self._post = PostRoom(courier, clock, faults, stamps)
        workspace = Workspace(stamps)
        self._triggers = Triggers(stamps)
        changes, urls = Changes(workspace, self._post), ResponseUrls(stamps, clock)
        self._stage = Backstage(workspace, changes, self._triggers, urls, courier, clock, faults)
        super().__init__(workspace, self._stage.files)
        self.pace = Pace(clock)
        self._api = WebApi(self._stage, self.pace, self._open_connection)
        self._hands, self._keyboard = Hands(self._stage), Keyboard(self._stage)
        self.staff = Staff(workspace, self._post)
        self.patience = Patience(self._wire, self._triggers, self._api)
        self.admin, self.method_failures = workspace.admin, workspace.method_failures
        self.group_failures, self.invite_failures = workspace.group_failures, workspace.invite_failures
        self.deactivated = workspace.deactivated
        self.calls, self.given_up = self._api.calls, self._post.given_up

    @property
    def url(self) -> str:
        """The address of the server this Slack is mounted on, without a slash at the end."""
        return self._stage.url

    @url.setter
    def url(self, url: str) -> None:
        self._stage.url = url

    @property
    def base_url(self) -> str:
        """The Web API's address, as clients want it."""
        return f"{self.url}/slack/api/"

    def routes(self) -> list[web.AbstractRouteDef]:
        """The Web API, the websocket, and the addresses for answers and files."""
        api = [web.route(verb, "/slack/api/{method}", self._api.handle) for verb in ("GET", "POST")]
        socket = [web.get("/slack/socket", self._socket.accept)]
        return [*api, *socket, *response_routes(self._stage), *file_routes(self._stage)]

    async def start(self) -> None:
        """Get ready to reach the bot."""
        await self._http.open()

    async def stop(self) -> None:
        """Stop delivering and close every connection."""
        await self._post.close()
        await self._socket.close()
        await self._http.close()

    def connect_bot(self, bot_url: str) -> None:
        """Deliver to this bot from now on (over HTTP only; in Socket Mode the bot connects by itself)."""
        self._http.bot_url = bot_url.rstrip("/")

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call back after each visible change."""
        self._workspace.on_change(callback)

    # What people do.

    async def press(self, user_id: str, channel: str, ts: str, action_id: str) -> Outcome:
        """Press a button on a message as it stands now."""
        return await self._hands.press(user_id, channel, ts, action_id)

    async def press_in_view(
        self, user_id: str, view_id: str, action_id: str, values: Mapping[str, Value] | None = None
    ) -> Outcome:
        """Press a button in an open modal or on the home tab, with `values` filled in so far."""
        return await self._hands.press_in_view(user_id, view_id, action_id, values or {})

    async def submit(self, user_id: str, view_id: str, values: Mapping[str, Value] | None = None) -> SubmitOutcome:
        """Fill in an open modal and send it; `values` by block id, action id or the last part of a block id."""
        return await self._hands.submit(user_id, view_id, values or {})

    async def close_view(self, user_id: str, view_id: str) -> bool:
        """Close a modal without sending it; False when this person did not have it open."""
        view = self._workspace.modal(view_id)
        return view is not None and view.user_id == user_id and await self._hands.close_view(view_id)

    async def shortcut(self, user_id: str, channel: str, ts: str, callback_id: str) -> Outcome:
        """Run a shortcut from a message's menu."""
        return await self._hands.shortcut(user_id, channel, ts, callback_id)

    async def command(self, user_id: str, channel: str, text: str = "", *, command: str = COMMAND) -> Json | None:
        """Run a slash command: the bot's answer, `{}` for a bare acknowledgement, None when it failed."""
        return await self._hands.command(user_id, channel, command, text)

    async def say(
        self,
        user_id: str,
        channel: str,
        text: str,
        *,
        thread_ts: str | None = None,
        aloud: bool = False,
        through: str = "",
    ) -> str:
        """Write in a channel or a thread (`aloud`: shown in the channel too); returns the ts.

        `through` is the bot id of another app that writes in this person's name: such messages have both.
        """
        return await self._keyboard.say(user_id, channel, text, thread_ts or "", aloud=aloud, through=through)

    async def share(
        self,
        user_id: str,
        channel: str,
        thread_ts: str,
        text: str = "",
        *,
        file: str = "",
        content: bytes = b"",
        forwarded: Json | None = None,
    ) -> str:
        """Send a file by its name, with this `content`, or forward a message (`author_name` and `text`), with words or without.

        Returns the ts.
        """
        return await self._keyboard.share(
            user_id, channel, thread_ts, text, file=file, content=content, forwarded=forwarded
        )

    async def edit(self, user_id: str, channel: str, ts: str, text: str) -> None:
        """Change one's own message."""
        await self._keyboard.edit(user_id, channel, ts, text)

    async def delete(self, user_id: str, channel: str, ts: str) -> None:
        """Delete one's own message; over replies a tombstone stays."""
        await self._keyboard.delete(user_id, channel, ts)

    async def delete_card(self, channel: str, ts: str) -> None:
        """An admin deletes one of the bot's messages."""
        await self._keyboard.delete_card(channel, ts)

    async def react(self, user_id: str, channel: str, ts: str, name: str) -> None:
        """Set a reaction."""
        await self._keyboard.react(user_id, channel, ts, name)

    async def open_home(self, user_id: str) -> None:
        """Look at the bot's home tab."""
        await self._keyboard.open_home(user_id)

    async def archive(self, channel: str) -> None:
        """An admin closes a channel for good."""
        await self._keyboard.archive(channel)

    def rename(self, channel: str, name: str) -> None:
        """An admin gives a channel another name."""
        self._workspace.channel(channel).rename(name)

    async def remove(self, user_id: str, channel: str) -> None:
        """An admin removes somebody, or the bot, from a channel."""
        await self._keyboard.remove(user_id, channel)

    async def bring_in(self, user_id: str, channel: str) -> None:
        """Somebody invites a person, or the bot, into a channel."""
        await self._keyboard.bring_in(user_id, channel)

    async def disconnect(self, reason: str = "refresh_requested", *, warn: bool = True) -> None:
        """Slack ends every Socket Mode connection: with a frame that names the reason, or (`warn` False) by breaking the line."""
        await self._socket.disconnect(reason, warn=warn)

    # What can be counted.

    @property
    def rate_limited(self) -> int:
        """How many calls were answered with HTTP 429."""
        return self._api.rate_limited

    @property
    def connections(self) -> int:
        """How many Socket Mode connections the bot has open."""
        return self._socket.connections

    @property
    def unheard(self) -> int:
        """How many events the bot has not acknowledged yet and will be told again."""
        return self._post.on_the_way

    def _open_connection(self, stage: Backstage, args: Arguments) -> Json:  # noqa: ARG002 - every method has this shape
        address = stage.url.replace("http", "ws", 1)
        return {"url": f"{address}/slack/socket?ticket={self._socket.ticket()}"}
