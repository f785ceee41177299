"""What people are called, by the object id that their tenant knows them by. Kept until the program ends."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.log import Log
from bot.ports.cleaning import clean_text
from bot.ports.failures import Reason, Refused, TryLater
from handlers.teams.hear.channels import Channels
from handlers.teams.speak.client import TeamsClient, path
from handlers.teams.speak.mentions import Colleague

log = Log(__name__)


class People:
    """Names and accounts by object id."""

    def __init__(self, client: TeamsClient, channels: Channels) -> None:
        self._client = client
        self._channels = channels
        self._known: dict[str, Colleague] = {}

    def known(self, person_id: str) -> Colleague | None:
        """Who this is, as far as it is known."""
        return self._known.get(person_id)

    def by_account(self, account: str) -> Colleague | None:
        """Who has this account, as far as it is known."""
        return next((one for one in self._known.values() if one.account == account and account), None)

    def met(self, account: Mapping[str, Any]) -> str:
        """Remember whom an activity or a roster names; the object id, or an empty string for who has none (a bot, a guest)."""
        person_id = str(account.get("aadObjectId") or account.get("objectId") or "")
        name, own = clean_text(str(account.get("name") or "").strip()), str(account.get("id") or "")
        if person_id and name:
            self._known[person_id] = Colleague(person_id, own, name)
        return person_id

    async def learn(self, person_id: str) -> None:
        """Ask who this is unless it is known. A failure changes nothing."""
        if not person_id or person_id in self._known:
            return
        for channel in self._channels.all:
            try:
                self.met(await self.member(channel.id, person_id))
                return
            except (Refused, TryLater) as failed:
                log.info("teams name unknown", person=person_id, detail=failed.detail)

    async def is_nowhere(self, person_id: str) -> bool:
        """Whether each of our teams has told that there is no such member."""
        for channel in self._channels.all:
            try:
                await self.member(channel.id, person_id)
            except Refused as refused:
                if refused.reason in (Reason.GONE, Reason.INVALID):
                    continue
            except TryLater:
                pass
            return False
        return bool(self._channels.all)

    async def member(self, channel_id: str, person_id: str) -> Mapping[str, Any]:
        """The person's account, if a member of the channel's team. Raises `Refused(GONE)` when not."""
        found = await self._client.get(path("conversations", channel_id, "members", person_id))
        if not found.get("id"):
            raise Refused(Reason.GONE, "no such member")
        return found

    async def learn_members(self) -> None:
        """Ask for the names of everybody in our channels, as far as Teams lets us."""
        for channel in self._channels.all:
            try:
                for account in await self.roster(channel.id):
                    self.met(account)
            except (Refused, TryLater) as failed:
                log.info("teams members unknown", detail=failed.detail)

    async def roster(self, channel_id: str) -> Sequence[Mapping[str, Any]]:
        """Everybody in a channel's team. Raises `Refused` or `TryLater`."""
        found: list[Mapping[str, Any]] = []
        where = f"{path('conversations', channel_id, 'pagedmembers')}?pageSize=100"
        asked = where
        for _ in range(100):  # a team has at most some thousands of members, and a walk must end
            page = await self._client.get(asked)
            found += page.get("members") or ()
            more = str(page.get("continuationToken") or "")
            if not more:
                break
            asked = f"{where}&continuationToken={path(more)}"
        return found
