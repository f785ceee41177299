"""The sandbox's one web server: it puts the simulators on localhost and hands the bot its settings."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

from aiohttp import web

from sandbox.clock import SandboxClock, clock_routes
from sandbox.facebook.sim import FacebookSim
from sandbox.faults import Faults
from sandbox.people import APP, PAGES
from sandbox.slack.sim import SlackSim
from sandbox.steps import Listener, Steps, watching

if TYPE_CHECKING:
    from sandbox.teams.sim import TeamsSim

HOST = "127.0.0.1"


class Simulator(Protocol):
    """What the server asks of each simulated service. `url` is the server's own address, set before `start`."""

    url: str

    def routes(self) -> list[web.AbstractRouteDef]:
        """The addresses the service answers at."""
        ...

    async def start(self) -> None:
        """Start the background tasks; the server is already listening."""
        ...

    async def stop(self) -> None:
        """End the background tasks."""
        ...

    def connect_bot(self, bot_url: str) -> None:
        """Deliver webhooks and events to this bot from now on."""
        ...

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call back after each change that somebody could see."""
        ...


class Sandbox:
    """The outside world on 127.0.0.1. `port` 0 takes a free one; `slack_transport` is "socket" or "http".

    `chat` is the staff's: "slack" or "teams". There is only one of them at a time.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        clock: SandboxClock | None = None,
        seed: int = 0,
        slack_transport: str = "socket",
        chat: str = "slack",
    ) -> None:
        self.clock = clock or SandboxClock()
        self.faults = Faults(seed, self.clock.now)
        self._steps = Steps()
        self.facebook = FacebookSim(self.clock, self.faults, self._steps)
        self.slack = SlackSim(self.clock, self.faults, self._steps, transport=slack_transport)
        self.teams = self._teams() if chat == "teams" else None
        self.url = ""
        self._port = port
        self._slack_transport = slack_transport
        self._extra: list[web.AbstractRouteDef] = []
        self._runner: web.AppRunner | None = None

    @property
    def graph_url(self) -> str:
        """Where the Graph API answers, without version."""
        return f"{self.url}/graph"

    @property
    def slack_api_url(self) -> str:
        """Where the Slack Web API answers, with the trailing slash that Slack's client expects."""
        return f"{self.url}/slack/api/"

    @property
    def clock_url(self) -> str:
        """Where the time can be read and moved."""
        return f"{self.url}/clock"

    def add_routes(self, routes: Iterable[web.AbstractRouteDef]) -> None:
        """Answer at these addresses too; only before `start`."""
        self._extra.extend(routes)

    def on_step(self, listener: Listener) -> None:
        """Tell `listener` of each step between the bot and the outside, see `steps.py`."""
        self._steps.on_step(listener)

    async def start(self) -> None:
        """Listen, then start the simulators; from here on `url` is known."""
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()
        self.url = f"http://{HOST}:{self._runner.addresses[0][1]}"
        for simulator in self._simulators():
            simulator.url = self.url
            await simulator.start()

    async def stop(self) -> None:
        """End the simulators, close every connection and stop listening."""
        for simulator in self._simulators():
            await simulator.stop()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def connect_bot(self, bot_url: str) -> None:
        """Tell both simulators where the bot listens."""
        for simulator in self._simulators():
            simulator.connect_bot(bot_url)

    @property
    def doors(self) -> tuple[str, str]:
        """Where the bot goes in and out here: the citizens' side and the staff's chat."""
        return ("facebook", "teams" if self.teams else "slack")

    def bot_env(self) -> dict[str, str]:
        """The bot's environment for this sandbox: every address and secret it needs to talk to it."""
        chat = self.teams.bot_env() if self.teams else self._slack_env()
        return self._facebook_env() | chat | {"CLOCK_URL": self.clock_url}

    def _teams(self) -> "TeamsSim":
        from sandbox.teams.sim import TeamsSim  # needs packages that only Teams needs

        return TeamsSim(self.clock, self.faults, self._steps)

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=32 * 1024**2, middlewares=[watching(self._steps)])
        application.add_routes(clock_routes(self.clock))
        for simulator in self._simulators():
            application.add_routes(simulator.routes())
        application.add_routes(self._extra)
        return application

    def _simulators(self) -> list[Simulator]:
        return [self.facebook, self.slack, *([self.teams] if self.teams else [])]

    def _facebook_env(self) -> dict[str, str]:
        tokens = {f"FACEBOOK_PAGE_TOKEN_{page.key.upper()}": page.token for page in PAGES}
        return tokens | {
            "FACEBOOK_APP_ID": APP.facebook_id,
            "FACEBOOK_APP_SECRET": APP.facebook_secret,
            "FACEBOOK_VERIFY_TOKEN": APP.facebook_verify_token,
            "FACEBOOK_GRAPH_URL": self.graph_url,
            "FACEBOOK_GRAPH_VERSION": "v26.0",
            "FACEBOOK_INTAKE": "webhook",
        }

    def _slack_env(self) -> dict[str, str]:
        env = {
            "CHAT": "slack",
            "SLACK_BOT_TOKEN": APP.slack_bot_token,
            "SLACK_SIGNING_SECRET": APP.slack_signing_secret,
            "SLACK_API_URL": self.slack_api_url,
        }
        return env | ({"SLACK_APP_TOKEN": APP.slack_app_token} if self._slack_transport == "socket" else {})
