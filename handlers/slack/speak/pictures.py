"""Pictures in Slack: ask for an address, send the bytes there, share. Slack answers without the message's id.

A file carries no metadata, so the delivery's key travels as a short mark in the file's name, by which a picture that
may have been posted is found again in the channel's history. A picture is taken away by its file: a message that is
deleted leaves the file behind for everybody who searches.
"""

import re
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports.card import Card
from bot.ports.failures import Reason, Refused, TryLater
from bot.ports.picture import Picture
from bot.ports.showing import cut, one_line
from handlers.slack.speak.calling import calling

LARGEST = 100 * 1024 * 1024  # bytes; Slack takes a gigabyte

_MARKS = uuid.UUID("0b7c1f4a-2f0e-5d0c-9a51-6f1d2f6b7c11")
_NOT_FOR_FILES = re.compile(r"[^\w.-]+")
_MARKED = re.compile(r"-[0-9a-f]{10}$")
_MOST_ALT = 1000


async def share(client: AsyncWebClient, channel: str, thread: str, picture: Picture, key: str) -> str:
    """Upload a picture and show it; the file's id. Only the last of the three steps may have an unknown end (`Unknown`)."""
    file_id = await _uploaded(client, picture, key)
    shown: dict[str, str | None] = {"id": file_id, "title": cut(one_line(picture.name), 200) or "–"}
    with calling(repeatable=False):
        await client.files_completeUploadExternal(files=[shown], channel_id=channel, thread_ts=thread or None)
    return file_id


def carried_file(message: Mapping[str, Any], key: str) -> str:
    """The id of the picture in a message that was posted under this key; empty where there is none."""
    files = message.get("files") or ()
    return next((str(file.get("id", "")) for file in files if _mark_of(str(file.get("name", ""))) == _mark(key)), "")


def is_file(id: str) -> bool:
    """Whether an id of ours names a file; messages are named by moments."""
    return id.startswith("F")


def without_picture(card: Card, refused: Refused) -> Card:
    """The same card with the label of its picture alone; raises the refusal where the picture cannot be what is wrong."""
    if card.thumbnail is None or not is_file(card.thumbnail.id) or refused.reason is not Reason.INVALID:
        raise refused
    return replace(card, thumbnail=replace(card.thumbnail, id=""))


async def _uploaded(client: AsyncWebClient, picture: Picture, key: str) -> str:
    """The id of the file, whose bytes Slack has. Nobody sees it yet, so both calls may be repeated."""
    with calling(repeatable=True):
        place = await client.files_getUploadURLExternal(
            filename=_file_name(picture, key),
            length=len(picture.content),
            alt_txt=cut(one_line(picture.alt), _MOST_ALT),
        )
    await _send(client, str(place["upload_url"]), picture.content)
    return str(place["file_id"])


async def _send(client: AsyncWebClient, url: str, content: bytes) -> None:
    """The address came from Slack and needs no token, so it gets none."""
    if client.session is None:
        raise TryLater("not open")
    with calling(repeatable=True):
        async with client.session.post(url, data=content, proxy=client.proxy) as answer:
            status = answer.status
    if status != 200:
        raise TryLater(f"upload HTTP {status}")


def _file_name(picture: Picture, key: str) -> str:
    stem = _NOT_FOR_FILES.sub("-", one_line(picture.name)).strip("-.")[:60]
    return f"{stem or 'svarvakt'}{_mark(key)}{picture.suffix}"


def _mark(key: str) -> str:
    return f"-{uuid.uuid5(_MARKS, key).hex[:10]}"


def _mark_of(name: str) -> str:
    found = _MARKED.search(name.rpartition(".")[0])
    return found.group() if found else ""
