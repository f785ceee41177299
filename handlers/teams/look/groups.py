"""Who belongs to a team's tag or to a group of the tenant. Both need a right in Graph that an administrator gives."""

from collections.abc import Sequence

from bot.ports.failures import Reason, Refused, TryLater
from handlers.teams.hear.channels import Channels
from handlers.teams.speak.client import TeamsClient, path

TAG = "tag:"
_MOST_PAGES = 20


async def members(client: TeamsClient, channels: Channels, group: str) -> Sequence[str]:
    """Object ids of the people in `tag:<id>` or in the group with this object id. Raises `Refused` or `TryLater`."""
    found: list[str] = []
    where = _where(channels, group)
    for _ in range(_MOST_PAGES):
        page = await client.graph(where)
        people = [one for one in page.get("value") or () if isinstance(one, dict)]
        found += [str(one.get("userId") or one.get("id")) for one in people if _is_person(one)]
        where = str(page.get("@odata.nextLink") or "")
        if not where:
            return tuple(dict.fromkeys(found))
    raise TryLater("a list of members does not end")


def _where(channels: Channels, group: str) -> str:
    if not group.startswith(TAG):
        return f"{path('groups', group, 'members')}?$select=id"
    team = next((channel.group for channel in channels.all if channel.group), "")
    if not team:
        raise Refused(Reason.NOT_ALLOWED, "group_unknown")
    return path("teams", team, "tags", group.removeprefix(TAG), "members")


def _is_person(one: dict[str, object]) -> bool:
    """A group may hold other groups and applications; of those only the type tells."""
    return bool(one.get("userId") or one.get("id")) and one.get("@odata.type", "#microsoft.graph.user") in (
        "#microsoft.graph.user",
        "#microsoft.graph.teamworkTagMember",
    )
