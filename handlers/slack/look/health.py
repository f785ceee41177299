"""What is wrong on Slack's side, as an operator should read it: the token, the connection, and the bot's place in each channel."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports.failures import Refused, TryLater
from bot.ports.health import Health, Manner, Trouble, health_of, together
from handlers.slack.hear.identity import Identity
from handlers.slack.hear.line import Line
from handlers.slack.speak.calling import calling
from handlers.slack.speak.refusals import DEAD_TOKEN
from handlers.slack.speak.scopes import missing

NOTICEABLE = timedelta(minutes=5)
# Without a connection nobody can be told, so people hear of it afterwards.
_AWAY = Manner(patience=NOTICEABLE, afterwards=True, stops=True)
_CHANNEL = Manner("alarm.meanwhile.channel", stops=True)
_MANNERS: Mapping[str, Manner] = {
    "slack.token": _AWAY,
    "slack.away": _AWAY,
    "slack.app_token": Manner("alarm.meanwhile.app_token", stops=True),
    "slack.socket_off": Manner("alarm.meanwhile.app_token", stops=True),
    "slack.channel_missing": _CHANNEL,
    "slack.channel_archived": _CHANNEL,
    "slack.not_member": _CHANNEL,
    "slack.scope_missing": _CHANNEL,
    "slack.scopes": Manner("alarm.meanwhile.scopes", stops=True),
    "slack.other_app": Manner("alarm.meanwhile.app_token", stops=True),
    "slack.channel_shared": Manner("alarm.meanwhile.shared"),
}
_CHANNELS = (
    "slack.channel_missing",
    "slack.channel_archived",
    "slack.not_member",
    "slack.scope_missing",
    "slack.channel_shared",
)
STRANGER = re.compile(r"HTTP [34]\d\d")  # an answer that is not Slack's, from a server that is not in difficulties
_NO_SCOPE = "missing_scope"


async def health(client: AsyncWebClient, identity: Identity, channels: Sequence[str], line: Line | None) -> Health:
    """Ask Slack about the token first; without one there is nothing to say about channels."""
    asked = await _asked(client, identity, channels)
    if line is None:
        return asked
    if not line.up:
        await line.knock()
    asked = together([asked, health_of(_line_refused(line), [("slack.app_token", "")])])
    asked = together([asked, _switched_off(line), await _same_app(client, identity, line)])
    if line.up or line.refusal or line.switched_off or not line.is_held:
        return asked
    # Both ways to Slack are usually lost together: that is one trouble, and over only when both are back.
    rest = [found for found in asked.troubles if found.name != "slack.away"]
    down = [away("slack.trouble_line_down", since=line.up_at)] if line.is_down else []
    return Health((*rest, *down), asked.fine - {("slack.away", "")})


async def _same_app(client: AsyncWebClient, identity: Identity, line: Line) -> Health:
    """A line of another app opens and stays silent. Slack tells each token's app; while one of them is not told, nothing is said."""
    if line.refusal or not identity.user_id:
        return Health()
    try:
        with calling(repeatable=True):
            own = (await client.users_info(user=identity.user_id)).get("user") or {}
        theirs = await line.app_id()
    except (Refused, TryLater):
        return Health()
    ours = str((own.get("profile") or {}).get("api_app_id") or "")
    differs = bool(ours and theirs and ours != theirs)
    return health_of([trouble("slack.other_app", own=ours, other=theirs)] if differs else [], [("slack.other_app", "")])


def _switched_off(line: Line) -> Health:
    """Somebody switched Socket Mode off for the app: the token is good, and no line stays open."""
    found = [trouble("slack.socket_off")] if line.switched_off and not line.up else []
    return health_of(found, [("slack.socket_off", "")])


def _line_refused(line: Line) -> Sequence[Trouble]:
    return [trouble("slack.app_token", error=line.refusal)] if line.refusal else []


async def _asked(client: AsyncWebClient, identity: Identity, channels: Sequence[str]) -> Health:
    try:
        await identity.learn()
    except TryLater as failed:
        if failed.detail in DEAD_TOKEN:
            return Health((trouble("slack.token", error=failed.detail),))
        key = "wrong_address" if STRANGER.fullmatch(failed.detail) else "unreachable"
        return Health((away(f"slack.trouble_{key}", error=failed.detail),))
    except Refused as refused:
        return Health((trouble("slack.token", error=refused.detail),))
    reached = health_of((), [("slack.token", ""), ("slack.away", "")])
    channel_by_channel = [await _channel(client, channel) for channel in channels]
    return _once(_scopes(identity.scopes), together([reached, *channel_by_channel]))


def _scopes(granted: str) -> Health:
    """What the app was not given, or not yet: a newer manifest needs to be installed anew."""
    lacking = missing(granted)
    return health_of([trouble("slack.scopes", scopes=", ".join(lacking))] if lacking else [], [("slack.scopes", "")])


def _once(scopes: Health, channels: Health) -> Health:
    """A scope that is told for the whole app is not told again of each channel."""
    rest = [each for each in channels.troubles if not (scopes.troubles and each.name == "slack.scope_missing")]
    return Health((*scopes.troubles, *rest), scopes.fine | channels.fine)


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
    if about.get("is_ext_shared"):
        return health_of([trouble("slack.channel_shared", channel)], settled)
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
