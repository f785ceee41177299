"""What is wrong on Slack's side, as an operator should read it: the token, the connection, and the bot's place in each channel."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports.failures import Refused, TryLater
from bot.ports.health import Health, Manner, Trouble, health_of, together
from handlers.slack.hear.identity import Identity
from handlers.slack.hear.line import Line
from handlers.slack.speak.calling import calling
from handlers.slack.speak.refusals import DEAD_TOKEN

NOTICEABLE = timedelta(minutes=5)
# Without a connection nobody can be told, so people hear of it afterwards.
_AWAY = Manner(patience=NOTICEABLE, afterwards=True, stops=True)
_CHANNEL = Manner("alarm.meanwhile.channel", stops=True)
_MANNERS: Mapping[str, Manner] = {
    "slack.token": _AWAY,
    "slack.away": _AWAY,
    "slack.app_token": Manner("alarm.meanwhile.app_token", stops=True),
    "slack.channel_missing": _CHANNEL,
    "slack.channel_archived": _CHANNEL,
    "slack.not_member": _CHANNEL,
    "slack.scope_missing": _CHANNEL,
}
_CHANNELS = ("slack.channel_missing", "slack.channel_archived", "slack.not_member", "slack.scope_missing")
_NO_SCOPE = "missing_scope"


async def health(client: AsyncWebClient, identity: Identity, channels: Sequence[str], line: Line | None) -> Health:
    """Ask Slack about the token first; without one there is nothing to say about channels."""
    asked = await _asked(client, identity, channels)
    if line is None:
        return asked
    if not line.up:
        await line.knock()
    asked = together([asked, health_of(_line_refused(line), [("slack.app_token", "")])])
    if line.up or line.refusal:
        return asked
    # Both ways to Slack are usually lost together: that is one trouble, and over only when both are back.
    rest = [found for found in asked.troubles if found.name != "slack.away"]
    down = [away("slack.trouble_line_down", since=line.up_at)] if line.is_down else []
    return Health((*rest, *down), asked.fine - {("slack.away", "")})


def _line_refused(line: Line) -> Sequence[Trouble]:
    return [trouble("slack.app_token", error=line.refusal)] if line.refusal else []


async def _asked(client: AsyncWebClient, identity: Identity, channels: Sequence[str]) -> Health:
    try:
        await identity.learn()
    except TryLater as failed:
        if failed.detail in DEAD_TOKEN:
            return Health((trouble("slack.token", error=failed.detail),))
        return Health((away("slack.trouble_unreachable", error=failed.detail),))
    except Refused as refused:
        return Health((trouble("slack.token", error=refused.detail),))
    reached = health_of((), [("slack.token", ""), ("slack.away", "")])
    return together([reached, *[await _channel(client, channel) for channel in channels]])


async def _channel(client: AsyncWebClient, channel: str) -> Health:
    settled = [(name, channel) for name in _CHANNELS]
    try:
        with calling(repeatable=True):
            answer = await client.conversations_info(channel=channel)
    except Refused as refused:
        return health_of([_unseen(channel, refused)], settled)
    except TryLater:
        return Health()  # one call that failed, while others came through: the next look tells
    about = answer.get("channel") or {}
    if about.get("is_archived"):
        return health_of([trouble("slack.channel_archived", channel)], settled)
    return health_of([] if about.get("is_member") else [trouble("slack.not_member", channel)], settled)


def _unseen(channel: str, refused: Refused) -> Trouble:
    """Why a channel is not shown to us: it is not there, or the app may not look."""
    code, _, scope = refused.detail.partition(" ")
    if code == _NO_SCOPE:
        return trouble("slack.scope_missing", channel, scope=scope or "channels:read")
    return trouble("slack.channel_missing", channel, error=refused.detail)


def trouble(name: str, channel: str = "", **values: str) -> Trouble:
    """The name is for alarms; the words stand under the same name with `trouble_` before it."""
    told = (("channel", channel), *values.items()) if channel else tuple(values.items())
    return Trouble(name, name.replace("slack.", "slack.trouble_"), told, channel, _MANNERS[name])


def away(text_key: str, *, since: datetime | None = None, **values: str) -> Trouble:
    """Slack cannot be reached, by one way or the other."""
    return Trouble("slack.away", text_key, tuple(values.items()), "", _AWAY, since)
