"""Pictures in Slack: ask for an address, send the bytes there, share. Slack answers without the message's id.

A file carries no metadata, so the delivery's key travels as a short mark in the file's name, by which a picture that
may have been posted is found again in the channel's history.
"""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports.failures import TryLater
from bot.ports.showing import cut, one_line
from handlers.slack.speak.calling import calling

_MARKS = uuid.UUID("0b7c1f4a-2f0e-5d0c-9a51-6f1d2f6b7c11")
_NOT_FOR_FILES = re.compile(r"[^\w.-]+")
_MOST_ALT = 1000


@dataclass(frozen=True)
class Picture:
    """A picture on its way to people: what they call it, its bytes, what it shows in words, and the delivery's key."""

    name: str
    png: bytes
    alt: str
    key: str


async def share(client: AsyncWebClient, channel: str, thread: str, picture: Picture) -> None:
    """Upload a picture and show it; only the last of the three steps may have an unknown end (`Unknown`)."""
    file_id = await _uploaded(client, picture)
    shown: dict[str, str | None] = {"id": file_id, "title": cut(one_line(picture.name), 200) or "–"}
    with calling(repeatable=False):
        await client.files_completeUploadExternal(files=[shown], channel_id=channel, thread_ts=thread or None)


def carries(message: Mapping[str, Any], key: str) -> bool:
    """Whether a message shows the picture that was posted under this key."""
    return any(str(file.get("name", "")).endswith(_mark(key)) for file in message.get("files") or ())


async def _uploaded(client: AsyncWebClient, picture: Picture) -> str:
    """The id of the file, whose bytes Slack has. Nobody sees it yet, so both calls may be repeated."""
    with calling(repeatable=True):
        place = await client.files_getUploadURLExternal(
            filename=_file_name(picture), length=len(picture.png), alt_txt=cut(one_line(picture.alt), _MOST_ALT)
        )
    await _send(client, str(place["upload_url"]), picture.png)
    return str(place["file_id"])


async def _send(client: AsyncWebClient, url: str, png: bytes) -> None:
    """The address came from Slack and needs no token, so it gets none."""
    if client.session is None:
        raise TryLater("not open")
    with calling(repeatable=True):
        async with client.session.post(url, data=png, proxy=client.proxy) as answer:
            status = answer.status
    if status != 200:
        raise TryLater(f"upload HTTP {status}")


def _file_name(picture: Picture) -> str:
    stem = _NOT_FOR_FILES.sub("-", one_line(picture.name)).strip("-.")[:60]
    return f"{stem or 'svarvakt'}{_mark(picture.key)}"


def _mark(key: str) -> str:
    return f"-{uuid.uuid5(_MARKS, key).hex[:10]}.png"
