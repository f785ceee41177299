"""Who there is in our teams, by name. Implements `bot.ports.directory.Directory`.

Only people: Teams lists a team's members to a bot that belongs to it, but neither channels nor tags without further rights.
A channel is named by the address that Teams itself gives for it.
"""

import re
from collections.abc import Sequence

from bot.ports.cleaning import clean_text
from bot.ports.directory import Kind, Listed
from bot.ports.failures import Refused, TryLater
from handlers.teams.hear.channels import Channels
from handlers.teams.hear.people import People
from handlers.teams.speak.client import TeamsClient

_OBJECT_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class TeamsDirectory:
    """The members of the teams whose channels the municipality's file names."""

    def __init__(self, client: TeamsClient, channels: Channels) -> None:
        self._people = People(client, channels)
        self._channels = channels

    def id_in(self, kind: Kind, text: str) -> str:
        """Whatever stands in a person's place and is no object id of the tenant is a name; nothing else can be looked up."""
        return "" if kind is Kind.PERSON and not _OBJECT_ID.fullmatch(text) else text

    async def listed(self, kind: Kind) -> Sequence[Listed]:
        """Everybody in our teams, once. A team that refuses is left out, unless they all do."""
        if kind is not Kind.PERSON:
            return ()
        found: dict[str, Listed] = {}
        failures: list[Refused | TryLater] = []
        for channel in self._channels.all:
            try:
                found |= {one.id: one for one in map(_person, await self._people.roster(channel.id)) if one.id}
            except (Refused, TryLater) as failed:
                failures.append(failed)
        if failures and not found:
            raise failures[0]
        return list(found.values())


def _person(account: object) -> Listed:
    given = account if isinstance(account, dict) else {}
    object_id = str(given.get("aadObjectId") or given.get("objectId") or "")
    name, mail = (clean_text(str(given.get(key) or "").strip()) for key in ("name", "email"))
    account_name = clean_text(str(given.get("userPrincipalName") or "").strip())
    nick = tuple(one.partition("@")[0] for one in (account_name, mail) if one)
    return Listed(object_id, account_name or mail or name, name, (mail, *nick))
