"""Reading Slack back: finding one of our own messages by its key, and reading what people wrote in a thread."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports.cleaning import clean
from bot.ports.happenings import Said
from handlers.slack.hear.reader import said_by_person
from handlers.slack.speak.calling import calling
from handlers.slack.speak.pictures import carried_file

EVENT_TYPE = "svarvakt_delivery"
# Clocks differ, and Slack's list is sorted by its own.
_MARGIN = timedelta(seconds=60)
_PAGE = 200


def carried(key: str) -> dict[str, Any]:
    """The metadata that carries a delivery's key. Every member can read it, so it holds nothing else."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": key}}


async def find_carrier(
    client: AsyncWebClient, *, channel: str, thread: str, key: str, since: datetime, ours: frozenset[str]
) -> str:
    """The id of our message (of a picture its file) that carries the key, or an empty string after a complete look. Raises `TryLater`.

    `ours` are the bot's own ids: Slack names a message's author by the bot's id, a shared file's by its user's.
    """
    async for message in messages(client, channel=channel, thread=thread, since=since - _MARGIN):
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        is_ours = bool(ours & {message.get("bot_id"), message.get("user")})
        if is_ours and payload.get("key") == key:
            return str(message["ts"])
        if is_ours and (file := carried_file(message, key)):
            return file
    return ""


async def said_in_thread(client: AsyncWebClient, *, channel: str, thread: str, since: datetime) -> list[Said]:
    """What people wrote in a thread since then, oldest first."""
    found = [
        said_by_person(message, channel)
        async for message in messages(client, channel=channel, thread=thread, since=since)
    ]
    return sorted((said for said in found if said), key=lambda said: said.at)


async def messages(
    client: AsyncWebClient, *, channel: str, thread: str, since: datetime
) -> AsyncIterator[Mapping[str, Any]]:
    """All messages of a thread, or of the channel when `thread` is empty, page by page."""
    cursor, oldest = "", f"{since.timestamp():.6f}"
    while True:
        with calling(repeatable=True):
            page = await _page(client, channel=channel, thread=thread, oldest=oldest, cursor=cursor)
        for message in page.get("messages") or ():
            yield clean(message)
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return


async def _page(client: AsyncWebClient, *, channel: str, thread: str, oldest: str, cursor: str) -> Any:
    wanted: dict[str, Any] = {"channel": channel, "oldest": oldest, "limit": _PAGE}
    wanted |= {"inclusive": True, "include_all_metadata": True} | ({"cursor": cursor} if cursor else {})
    if thread:
        return await client.conversations_replies(ts=thread, **wanted)
    return await client.conversations_history(**wanted)
