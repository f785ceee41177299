"""Which doors there are, and what each is told of the settings."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

from starlette.routing import BaseRoute

from bot.intake import Reader
from bot.log import Log
from bot.municipality.naming.names import Named
from bot.municipality.naming.resolving import Resolved, names_health, names_of, resolved
from bot.municipality.settings import Settings
from bot.municipality.shape import Municipality
from bot.ports.calls import Calls
from bot.ports.chat import Chat
from bot.ports.clock import Clock
from bot.ports.directory import Directory
from bot.ports.failures import TryLater
from bot.ports.health import Health, Mark
from handlers.facebook.door import FacebookSettings
from handlers.slack.door import SlackDoor, SlackSettings
from handlers.slack.hear.connect import web_client
from handlers.slack.hear.reader import read as read_slack
from handlers.slack.look.directory import SlackDirectory

if TYPE_CHECKING:
    from handlers.teams.settings import TeamsSettings

log = Log(__name__)

LONGEST_PAUSE = 60.0  # seconds between two tries to look up names


class ChatDoor(Protocol):
    """What the assembly asks of a chat's door."""

    @property
    def chat(self) -> Chat:
        """The port through which the bot speaks."""
        ...

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """Addresses at which the chat calls us."""
        ...

    @property
    def smaller_bodies(self) -> Mapping[str, int]:
        """Addresses of the chat that take only small bodies, with the limit of each in bytes."""
        ...

    @property
    def refused(self) -> Sequence[Mark]:
        """Keys that were refused when they were last used, as the troubles that the next look will find."""
        ...

    async def open(self) -> None:
        """Get ready to speak."""
        ...

    async def run(self) -> None:
        """Listen until cancelled."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


def chat_door(settings: Settings, municipality: Municipality, calls: Calls, clock: Clock) -> tuple[ChatDoor, Reader]:
    """The door of the chat that is set, and who reads its events."""
    if settings.chat == "teams":
        return _teams(settings, municipality, calls, clock)
    slack = SlackSettings(
        bot_token=settings.slack_bot_token.get_secret_value(),
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        app_token=settings.slack_app_token.get_secret_value(),
        api_url=settings.slack_api_url,
        channels=municipality.channels,
    )
    return SlackDoor(slack, calls, clock), read_slack


def _teams(settings: Settings, municipality: Municipality, calls: Calls, clock: Clock) -> tuple[ChatDoor, Reader]:
    from handlers.teams.door import TeamsDoor, read  # needs packages that only Teams needs

    return TeamsDoor(teams_settings(settings, municipality.channels), calls, clock), read


def teams_settings(settings: Settings, channels: Sequence[str]) -> "TeamsSettings":
    """What the door to Teams needs to know."""
    from handlers.teams.settings import TeamsSettings

    return TeamsSettings(
        app_id=settings.teams_app_id,
        tenant_id=settings.teams_tenant_id,
        app_secret=settings.teams_app_secret.get_secret_value(),
        service_url=settings.teams_service_url,
        login_url=settings.teams_login_url,
        keys_url=settings.teams_keys_url,
        graph_url=settings.teams_graph_url,
        channels=tuple(channels),
    )


async def named(settings: Settings, municipality: Municipality, first_pause: float = 2) -> tuple[Municipality, Health]:
    """The municipality by ids, and how it went. Waits for a chat that does not answer: without it nobody could be shown
    anything, and what citizens write meanwhile stands on the pages (`docs/decisions/0033-names-in-the-settings.md`).
    """
    pause = first_pause
    while True:
        try:
            found = await by_id(settings, municipality)
        except TryLater as failed:
            log.warning("names not looked up yet", detail=failed.detail, again_in_seconds=pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            for doubt in found.doubtful:
                log.warning("name in doubt", name=doubt.named.id, where=doubt.named.where, why=doubt.why)
            return found.municipality, names_health(found.doubtful)


async def by_id(settings: Settings, municipality: Municipality) -> Resolved:
    """The municipality with the chat's ids for the names in its file. Raises `TryLater` when the chat does not answer."""
    async with directory_of(settings, municipality.channels) as directory:
        return await resolved(municipality, directory)


async def names_in(settings: Settings, municipality: Municipality) -> Sequence[Named]:
    """Everybody and everything that the file names by a name."""
    async with directory_of(settings, municipality.channels) as directory:
        return names_of(municipality, directory)


@asynccontextmanager
async def directory_of(settings: Settings, channels: Sequence[str]) -> AsyncIterator[Directory]:
    """Who and what there is in the chat that is set; Teams tells it of the teams of these channels."""
    if settings.chat == "teams":
        from handlers.clocks import WallClock
        from handlers.teams.hear.channels import Channels
        from handlers.teams.look.directory import TeamsDirectory
        from handlers.teams.speak.client import TeamsClient

        client = TeamsClient(teams_settings(settings, channels), WallClock())
        try:
            yield TeamsDirectory(client, Channels(channels))
        finally:
            await client.close()
    else:
        yield SlackDirectory(web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url))


def facebook_settings(settings: Settings, municipality: Municipality) -> FacebookSettings:
    """What the Facebook door needs to know."""
    return FacebookSettings(
        app_id=settings.facebook_app_id,
        app_secret=settings.facebook_app_secret.get_secret_value(),
        verify_token=settings.facebook_verify_token.get_secret_value(),
        graph_url=settings.facebook_graph_url,
        version=settings.facebook_graph_version,
        intake=settings.facebook_intake,
        pages={key: page.facebook_id for key, page in municipality.pages.items()},
        tokens={key: token.get_secret_value() for key, token in settings.facebook_page_tokens.items()},
        public_url=settings.public_url,
        names={key: page.name for key, page in municipality.pages.items()},
    )
