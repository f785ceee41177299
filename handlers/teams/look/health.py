"""What is wrong on Teams' side, as an operator should read it: the secret, the way there, the place in each channel, what may be read."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from bot.ports.failures import Reason, Refused, TryLater
from bot.ports.health import Health, Manner, Mark, Trouble, health_of, together
from handlers.teams.hear.channels import Channel, Channels
from handlers.teams.look.history import messages
from handlers.teams.speak.bearer import REFUSED
from handlers.teams.speak.client import TeamsClient, path

_NEVER_BEFORE = datetime.min.replace(tzinfo=UTC)
NOTICEABLE = timedelta(minutes=5)
# Without a way to Teams nobody can be told, so people hear of it afterwards.
_AWAY = Manner(patience=NOTICEABLE, afterwards=True, stops=True)
_CHANNEL = Manner("alarm.meanwhile.channel", stops=True)
_UNREAD = Manner("alarm.meanwhile.teams_unread")
_MANNERS: Mapping[str, Manner] = {
    "teams.secret": _AWAY,
    "teams.away": _AWAY,
    "teams.keys": _AWAY,
    "teams.channel_name": _CHANNEL,
    "teams.not_member": _CHANNEL,
    "teams.unread": _UNREAD,
}


async def health(client: TeamsClient, channels: Channels, keys_failure: str) -> Health:
    """Ask for a token first; without one there is nothing to say about channels."""
    keys = [trouble("teams.keys", error=keys_failure)] if keys_failure else []
    own = health_of([*keys, *_unreadable(channels)], [("teams.keys", "")])
    try:
        await client.bearer.token()
    except TryLater as failed:
        if failed.detail.startswith(REFUSED):
            return together([own, Health((trouble("teams.secret", error=client.bearer.refusal or "–"),))])
        return together([own, Health((trouble("teams.away", error=failed.detail),))])
    looked = [await _channel(client, one) for one in channels.all]
    known = [one for one in looked if isinstance(one, Health)]
    failures = [one.detail for one in looked if isinstance(one, TryLater)]
    if failures and not known:  # the token comes from elsewhere, so having one proves no way to Teams
        away = health_of([trouble("teams.away", error=failures[0])], [("teams.secret", "")])
        return together([own, away])
    reached: list[Mark] = [("teams.secret", ""), ("teams.away", "")]
    return together([own, health_of((), reached), *known])


async def _channel(client: TeamsClient, channel: Channel) -> Health | TryLater:
    """How it stands with a channel; why not even that can be told now."""
    settled = [("teams.not_member", channel.name)]
    try:
        await client.get(f"{path('conversations', channel.id, 'pagedmembers')}?pageSize=50")
    except Refused as refused:
        return health_of([trouble("teams.not_member", channel.name, error=refused.detail)], settled)
    except TryLater as failed:
        return failed
    return together([health_of((), settled), await _readable(client, channel)])


async def _readable(client: TeamsClient, channel: Channel) -> Health:
    """Whether threads can be read back; without that the bot hears only what mentions it, and says so."""
    settled = [("teams.unread", channel.name)]
    try:
        async for _ in messages(client, channel, "", _NEVER_BEFORE):
            break
    except Refused as refused:
        if refused.reason is Reason.GONE:
            return Health()
        return health_of([trouble("teams.unread", channel.name, error=refused.detail)], settled)
    except TryLater:
        return Health()
    return health_of((), settled)


def _unreadable(channels: Channels) -> list[Trouble]:
    return [trouble("teams.channel_name", name) for name in channels.unreadable]


def trouble(name: str, channel: str = "", **values: str) -> Trouble:
    """The name is for alarms; the words stand under the same name with `trouble_` before it."""
    told = (("channel", channel), *values.items()) if channel else tuple(values.items())
    return Trouble(name, name.replace("teams.", "teams.trouble_"), told, channel, _MANNERS[name])
