"""The simulated Teams as the sandbox and the tests see it: make people do things, look at what came of it.

People and channels go by the sandbox's own names for them, the same as in Slack; on the wire they have Teams' ids.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.faults import Faults
from sandbox.steps import Steps
from sandbox.teams.connector.connector import Connector
from sandbox.teams.connector.graph import Graph
from sandbox.teams.hands.filling import Value
from sandbox.teams.hands.gestures import Hands
from sandbox.teams.hands.writing import Keyboard, typed
from sandbox.teams.state.names import APP_ID, TENANT, tag
from sandbox.teams.state.tenant import Tenant
from sandbox.teams.state.values import Outcome, SimMessage, SubmitOutcome, View
from sandbox.teams.wires.courier import Courier
from sandbox.teams.wires.signing import Notary


class TeamsSim:
    """One team in one tenant. Gestures return when the bot has answered, or has failed to in time three times over."""

    def __init__(self, clock: SandboxClock, faults: Faults, steps: Steps) -> None:
        self._tenant = Tenant(clock)
        self.notary = Notary(clock, faults)
        self.courier = Courier(self.notary, faults, steps)
        self.connector = Connector(self._tenant, self.notary, faults)
        self._graph = Graph(self._tenant, self.notary, faults)
        self._hands, self._keyboard = Hands(self._tenant, self.courier), Keyboard(self._tenant, self.courier)
        self._url = ""

    @property
    def url(self) -> str:
        """The address of the server this Teams is mounted on, without a slash at the end."""
        return self._url

    @url.setter
    def url(self, url: str) -> None:
        self._url = url
        self.courier.service_url = f"{url}/teams/connector"

    def routes(self) -> list[web.AbstractRouteDef]:
        """The connector, Graph, the login and the keys."""
        return [
            *self.connector.routes(),
            *self._graph.routes(),
            web.get("/teams/keys", self.notary.keys),
            web.post("/teams/login/{tenant}/oauth2/v2.0/token", self.notary.token),
        ]

    def bot_env(self) -> dict[str, str]:
        """The bot's environment for this Teams."""
        return {
            "CHAT": "teams",
            "TEAMS_APP_ID": APP_ID,
            "TEAMS_APP_SECRET": self.notary.secret,
            "TEAMS_TENANT_ID": TENANT,
            "TEAMS_SERVICE_URL": f"{self.url}/teams/connector",
            "TEAMS_LOGIN_URL": f"{self.url}/teams/login",
            "TEAMS_KEYS_URL": f"{self.url}/teams/keys",
            "TEAMS_GRAPH_URL": f"{self.url}/teams/graph",
        }

    async def start(self) -> None:
        """Get ready to reach the bot."""
        await self.courier.open()

    async def stop(self) -> None:
        """Stop calling."""
        await self.courier.close()

    def connect_bot(self, bot_url: str) -> None:
        """Call this bot from now on."""
        self.courier.bot_url = bot_url.rstrip("/")

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call back after each visible change."""
        self._tenant.on_change(callback)

    # What people do.

    async def press(self, user_id: str, channel: str, ts: str, action_id: str) -> Outcome:
        """Press a button on a message as it stands now."""
        return await self._hands.press(user_id, channel, ts, action_id)

    async def press_shown(self, user_id: str, channel: str, ts: str, number: int) -> Outcome:
        """Press the button at this place on a message; what it asks first stays open in a dialog."""
        return await self._hands.press_shown(user_id, channel, ts, number)

    async def submit_shown(self, user_id: str, view_id: str, values: Mapping[str, Value], number: int) -> SubmitOutcome:
        """Fill in an open dialog and press the button at this place in it."""
        return await self._hands.submit_shown(user_id, view_id, values, number)

    async def press_in_view(
        self,
        user_id: str,
        view_id: str,
        action_id: str,  # noqa: ARG002 - in Slack each choice has an id
        values: Mapping[str, Value] | None = None,
    ) -> SubmitOutcome:
        """Choose something in an open dialog and ask what follows from it; Teams has a button for that."""
        return await self._hands.submit(user_id, view_id, values or {}, "choose")

    async def submit(self, user_id: str, view_id: str, values: Mapping[str, Value] | None = None) -> SubmitOutcome:
        """Fill in an open dialog and send it."""
        return await self._hands.submit(user_id, view_id, values or {})

    async def close_view(self, user_id: str, view_id: str) -> bool:
        """Close a dialog by its cross; False when this person did not have it open."""
        view = self._tenant.views.get(user_id)
        if view is None or view.id != view_id:
            return False
        self._tenant.close_view(user_id)
        return True

    async def shortcut(self, user_id: str, channel: str, ts: str, callback_id: str) -> Outcome:  # noqa: ARG002
        """Choose the app's command on a message; there is one."""
        return await self._hands.pick(user_id, channel, ts)

    async def say(self, user_id: str, channel: str, text: str, *, thread_ts: str | None = None, html: str = "") -> str:
        """Write in a channel or a thread; returns the id."""
        return await self._keyboard.say(user_id, channel, text, thread_ts or "", html=html)

    async def share(
        self,
        user_id: str,
        channel: str,
        thread_ts: str,
        text: str = "",
        *,
        file: str = "",
        forwarded: Mapping[str, str] | None = None,
    ) -> str:
        """Send a file by its name or forward a message's `text`, with words or without; returns the id."""
        html = f"<p>{typed(text)}</p>{_forward(forwarded['text'])}" if forwarded else ""
        return await self._keyboard.say(user_id, channel, text, thread_ts, file=file, html=html)

    async def ask_alone(self, user_id: str, text: str) -> str:
        """Write to the bot in the chat that one has with it."""
        return await self._keyboard.say(user_id, f"a:{user_id}", text)

    async def edit(self, user_id: str, channel: str, ts: str, text: str) -> None:
        """Change one's own message."""
        await self._keyboard.edit(user_id, channel, ts, text)

    async def delete(self, user_id: str, channel: str, ts: str) -> None:
        """Delete one's own message."""
        await self._keyboard.delete(user_id, channel, ts)

    async def delete_card(self, channel: str, ts: str) -> None:
        """An owner deletes one of the bot's messages."""
        await self._keyboard.delete_card(channel, ts)

    def forbid_reading(self) -> None:
        """The team's owner takes back the right to read unmentioned messages."""
        self._tenant.reads_threads = False

    async def remove(self, user_id: str, channel: str = "") -> None:  # noqa: ARG002 - in Slack one leaves a channel
        """Somebody leaves the team, and with it its tags; the bot is told."""
        self._tenant.members.discard(user_id)
        await self._keyboard.leave(user_id)

    async def bring_in(self, user_id: str, channel: str = "") -> None:  # noqa: ARG002 - see `remove`
        """Somebody comes back into the team."""
        self._tenant.members.add(user_id)

    def fail_group(self, group: str, code: str) -> None:
        """A tag cannot be looked up from now on; an empty code takes that back."""
        self._graph.group_failures[tag(group).removeprefix("tag:")] = code

    # What can be seen.

    def messages(self, channel: str) -> list[SimMessage]:
        """What stands in a channel itself, oldest first."""
        return [message for message in self._tenant.messages(channel) if not message.thread_ts]

    def message(self, channel: str, ts: str) -> SimMessage | None:
        """One message as it stands now."""
        return self._tenant.message(channel, ts)

    def thread(self, channel: str, ts: str) -> list[SimMessage]:
        """The replies under a message, oldest first, without the message itself."""
        return self._tenant.replies(channel, ts)

    def taken_away(self, channel: str) -> list[SimMessage]:
        """What once stood in a channel or its threads and was deleted, as it stood last."""
        return [message for message in self._tenant.taken_away if message.channel == channel]

    def members(self, channel: str) -> set[str]:  # noqa: ARG002 - who is in the team is in its channels
        """Who is in a channel."""
        return set(self._tenant.members)

    @property
    def unheard(self) -> int:
        """How many activities the bot has not answered yet."""
        return self.courier.on_the_way

    @property
    def rate_limited(self) -> int:
        """How many calls were answered with 429."""
        return self.connector.limited

    def seen_by(self, user_id: str, channel: str, ts: str) -> SimMessage | None:
        """One message as this person sees it now."""
        return self._tenant.seen_by(user_id, channel, ts)

    def shown_to(self, user_id: str) -> list[SimMessage]:
        """The messages that this person alone sees otherwise than they were written."""
        return self._tenant.shown_to(user_id)

    def told(self, user_id: str, since: datetime | None = None) -> list[str]:
        """What one person alone was told, oldest first."""
        told = self._tenant.told.get(user_id, ())
        return [text for moment, text in told if since is None or moment >= since]

    def view_of(self, user_id: str) -> View | None:
        """The dialog this person has open, if any."""
        return self._tenant.views.get(user_id)


def _forward(text: str) -> str:
    return f'<blockquote itemtype="http://schema.skype.com/Forward"><p>{typed(text)}</p></blockquote>'
