"""What the services outside say of a key that was just given to us."""

from typing import TYPE_CHECKING, NamedTuple

from handlers.clocks import WallClock
from handlers.doors import teams_settings
from handlers.facebook.look.access.tokens import Tokens
from handlers.facebook.settings import FacebookSettings

if TYPE_CHECKING:
    from bot.municipality.settings import Settings


class Workspace(NamedTuple):
    """Whose a bot token is, and what the app was not allowed."""

    address: str
    missing: list[str]


async def workspace(token: str, api_url: str) -> Workspace:
    """Ask Slack whose token this is. Raises `Refused` and `TryLater`."""
    from handlers.slack.hear.connect import web_client
    from handlers.slack.hear.identity import Identity
    from handlers.slack.speak.scopes import missing

    identity = Identity(web_client(token, api_url))
    await identity.learn()
    return Workspace(identity.team_url, missing(identity.scopes))


async def line(app_token: str, api_url: str) -> None:
    """Return when Slack would open a line for this token; it is not opened. Raises `Refused` and `TryLater`."""
    from handlers.slack.hear.connect import web_client
    from handlers.slack.speak.calling import calling

    with calling(repeatable=True):
        await web_client("", api_url).apps_connections_open(app_token=app_token)


async def teams(settings: "Settings") -> None:
    """Return when Microsoft knows the app and its secret. Raises `TryLater`."""
    from handlers.teams.speak.client import TeamsClient

    client = TeamsClient(teams_settings(settings, ()), WallClock())
    try:
        await client.bearer.token()
    finally:
        await client.close()


def tokens(settings: "Settings") -> Tokens:
    """Asks Facebook about tokens for the application that is set."""
    ours = FacebookSettings(
        app_id=settings.facebook_app_id,
        app_secret=settings.facebook_app_secret.get_secret_value(),
        verify_token="",
        graph_url=settings.facebook_graph_url,
        version=settings.facebook_graph_version,
        intake=settings.facebook_intake,
        pages={},
        tokens={},
    )
    return Tokens(ours, WallClock())
