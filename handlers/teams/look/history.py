"""Reading Teams back through Graph: finding one of our own messages by its key, and what people wrote in a thread.

The same right by which the bot hears unmentioned replies lets it read a thread: `ChannelMessage.Read.Group`, given by the
team's owner. That a card comes back with the ids of its elements is believed and not proved; where it does not, nothing is
found, and what is unsure stays unsure instead of being repeated.
"""

import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.ports.failures import Reason, Refused, TryLater
from bot.ports.happenings import Said
from handlers.teams.hear.channels import Channel
from handlers.teams.hear.gestures import mentions_of
from handlers.teams.hear.markup import as_html
from handlers.teams.hear.messages import with_attached
from handlers.teams.speak.cards import carrier
from handlers.teams.speak.client import TeamsClient, path

_MARGIN = timedelta(seconds=60)  # clocks differ
_MOST_PAGES = 40  # of fifty messages; a look that gets no further is not complete


async def find_carrier(client: TeamsClient, channel: Channel, thread: str, key: str, since: datetime) -> str:
    """The id of our message that carries the key, or an empty string after a complete look. Raises `TryLater`.

    Where Graph may not be asked, nobody knows whether the message stands: that is `TryLater`, too, never a no.
    """
    wanted = carrier(key)
    try:
        async for message in messages(client, channel, thread, since - _MARGIN):
            if _is_ours(message, client.settings.app_id) and wanted in json.dumps(message.get("attachments") or ()):
                return str(message["id"])
    except Refused as refused:
        if refused.reason is Reason.GONE and thread:
            return ""  # the whole thread is gone, and what was in it
        raise TryLater(f"cannot look: {refused.detail}") from None
    return ""


async def said_in_thread(client: TeamsClient, channel: Channel, thread: str, since: datetime) -> list[Said]:
    """What people wrote in a thread since then, oldest first."""
    found = [_said(message, channel, thread) async for message in messages(client, channel, thread, since)]
    return sorted((said for said in found if said), key=lambda said: said.at)


async def messages(
    client: TeamsClient, channel: Channel, thread: str, since: datetime
) -> AsyncIterator[Mapping[str, Any]]:
    """The replies of a thread, or the channel's own messages when `thread` is empty, page by page, newest first."""
    where = _where(channel, thread)
    for _ in range(_MOST_PAGES):
        page = await client.graph(where)
        listed = [one for one in page.get("value") or () if isinstance(one, Mapping)]
        for message in listed:
            if moment(message.get("createdDateTime")) >= since:
                yield message
        where = str(page.get("@odata.nextLink") or "")
        if not where or (listed and all(_touched(one) < since for one in listed)):
            return
    raise TryLater("a list of messages does not end")


def moment(told: object) -> datetime:
    """A moment as Graph writes it, in UTC; the beginning of time for what is none."""
    try:
        return datetime.fromisoformat(str(told)).astimezone(UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _where(channel: Channel, thread: str) -> str:
    if not channel.group:
        raise Refused(Reason.NOT_ALLOWED, "group_unknown")
    below = (thread, "replies") if thread else ()
    return f"{path('teams', channel.group, 'channels', channel.id, 'messages', *below)}?$top=50"


def _touched(message: Mapping[str, Any]) -> datetime:
    return max(moment(message.get("lastModifiedDateTime")), moment(message.get("createdDateTime")))


def _is_ours(message: Mapping[str, Any], app_id: str) -> bool:
    application = (message.get("from") or {}).get("application") or {}
    return application.get("id") == app_id and not message.get("deletedDateTime")


def _said(message: Mapping[str, Any], channel: Channel, thread: str) -> Said | None:
    person = ((message.get("from") or {}).get("user") or {}).get("id")
    if not person or message.get("deletedDateTime") or message.get("messageType", "message") != "message":
        return None
    body = message.get("body") or {}
    attached = [one for one in message.get("attachments") or () if isinstance(one, Mapping)]
    spoken = with_attached(_html(body), attached, mentions_of(message.get("mentions")))
    if not spoken.text and not {"file", "picture"} & {*spoken.left_out}:
        return None
    edited = message.get("lastEditedDateTime")
    return Said(
        channel=channel.name,
        thread=thread,
        id=str(message["id"]),
        person_id=str(person),
        text=spoken.text,
        at=moment(message.get("createdDateTime")),
        edited_at=moment(edited) if edited else None,
        left_out=spoken.left_out,
        people=spoken.people,
    )


def _html(body: Mapping[str, Any]) -> str:
    content = str(body.get("content") or "")
    return content if body.get("contentType") == "html" else as_html(content)
