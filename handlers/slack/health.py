"""What is wrong on Slack's side, as an operator should read it: the token, and the bot's place in each channel."""

from collections.abc import Sequence

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Refused, Trouble, TryLater
from handlers.slack.calling import calling
from handlers.slack.identity import Identity


async def troubles(client: AsyncWebClient, identity: Identity, channels: Sequence[str]) -> list[Trouble]:
    """Ask Slack about the token first; without one there is nothing to say about channels."""
    try:
        await identity.learn()
    except TryLater as failed:
        name = "slack.token" if failed.whole_scope else "slack.unreachable"
        return [trouble(name, error=failed.detail)]
    except Refused as refused:
        return [trouble("slack.token", error=refused.detail)]
    found = [await _channel_trouble(client, channel) for channel in channels]
    return [one for one in found if one]


async def _channel_trouble(client: AsyncWebClient, channel: str) -> Trouble | None:
    try:
        with calling(repeatable=True):
            answer = await client.conversations_info(channel=channel)
    except Refused as refused:
        return trouble("slack.channel_missing", channel=channel, error=refused.detail)
    except TryLater as failed:
        return trouble("slack.unreachable", error=failed.detail)
    about = answer.get("channel") or {}
    if about.get("is_archived"):
        return trouble("slack.channel_archived", channel=channel)
    return None if about.get("is_member") else trouble("slack.not_member", channel=channel)


def trouble(name: str, **values: str) -> Trouble:
    """The name is for alarms; the words stand under the same name with `trouble_` before it."""
    return Trouble(name, name.replace("slack.", "slack.trouble_"), tuple(values.items()))
