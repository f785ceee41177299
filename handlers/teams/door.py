"""The door to Teams: hears what people say and press, speaks cards, threads and dialogs. Decides nothing."""

import asyncio
from collections.abc import Mapping, Sequence

import httpx
from starlette.routing import BaseRoute, Route

from bot.ports.calls import Calls
from bot.ports.clock import Clock
from bot.ports.health import Mark
from handlers.teams.chat import TeamsChat
from handlers.teams.hear.about import ABOUT, about
from handlers.teams.hear.channels import Channels
from handlers.teams.hear.commands import Commands
from handlers.teams.hear.invokes import Invokes
from handlers.teams.hear.people import People
from handlers.teams.hear.reader import read
from handlers.teams.hear.receiver import LARGEST_BODY, PATH, Receiver
from handlers.teams.hear.token import Keys
from handlers.teams.settings import TeamsSettings
from handlers.teams.speak.client import TeamsClient

__all__ = ["TeamsDoor", "TeamsSettings", "read"]


class TeamsDoor:
    """One registration of the bot in one tenant. Open it, run it beside the others, close it."""

    def __init__(
        self,
        settings: TeamsSettings,
        calls: Calls,
        clock: Clock,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._client = TeamsClient(settings, clock, transport=transport)
        self._keys = Keys(settings.keys_url, clock, transport=transport)
        channels = Channels(settings.channels)
        self._people = People(self._client, channels)
        self.chat = TeamsChat(
            self._client, channels, self._people, calls.words, clock.now, keys_failure=lambda: self._keys.failure
        )
        invokes, commands = Invokes(calls, clock, self.chat.tell), Commands(calls, self._client)
        self.receiver = Receiver(
            settings, calls, self._keys, self._client, channels, self._people, invokes, commands.asked
        )
        self.routes: Sequence[BaseRoute] = [Route(PATH, self.receiver.receive, methods=["POST"]), Route(ABOUT, about)]

    @property
    def smaller_bodies(self) -> Mapping[str, int]:
        """Our address takes only small bodies, in bytes."""
        return {PATH: LARGEST_BODY}

    @property
    def refused(self) -> Sequence[Mark]:
        """Whether Microsoft refused our secret when it was last asked for a token, as the trouble that the next look will find."""
        return [("teams.secret", "")] if self._client.bearer.refusal else []

    async def open(self) -> None:
        """Nothing has to be opened: Teams calls us, and we ask for a token when we speak."""

    async def run(self) -> None:
        """Learn what people are called; then there is nothing to do but wait to be called."""
        await self._people.learn_members()
        await asyncio.Event().wait()

    async def close(self) -> None:
        """Let what people did come to its end, and let go of the connections."""
        await self.receiver.finish()
        await self._keys.close()
        await self._client.close()
