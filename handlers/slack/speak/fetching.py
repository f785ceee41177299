"""Fetching a file that somebody sent in Slack. It lies at Slack's own host, and the bot's token goes nowhere else.

Where the token may not read it, Slack shows its login page with status 200 or leads to it; the page is no picture, and is refused
as none by whoever looks at the bytes.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports.failures import Reason, Refused, TryLater
from handlers.slack.speak.calling import calling

_HOSTS = ("files.slack.com", "slack-files.com")
_AT_ONCE = 1 << 16
_BUSY = frozenset({408, 425, 429})


async def fetched(client: AsyncWebClient, file_id: str, most_bytes: int) -> bytes:
    """The bytes of a file. Raises `Refused` or `TryLater`."""
    with calling(repeatable=True):
        answer = await client.files_info(file=file_id)
    file: Mapping[str, Any] = answer.get("file") or {}
    if int(file.get("size") or 0) > most_bytes:
        raise Refused(Reason.TOO_LONG, "a picture is too large")
    return await _bytes(client, str(file.get("url_private_download") or file.get("url_private") or ""), most_bytes)


async def _bytes(client: AsyncWebClient, address: str, most_bytes: int) -> bytes:
    if client.session is None:
        raise TryLater("not open")
    if not _is_slacks(client, address):
        raise Refused(Reason.GONE, "a picture that Slack does not keep")
    headers = {"Authorization": f"Bearer {client.token}"}
    with calling(repeatable=True):
        async with client.session.get(address, headers=headers, proxy=client.proxy, allow_redirects=False) as found:
            return await _read(found, most_bytes)


async def _read(found: aiohttp.ClientResponse, most_bytes: int) -> bytes:
    if found.status in _BUSY or found.status >= 500:
        raise TryLater(f"a picture answers {found.status}")
    if found.status != 200:
        raise Refused(Reason.NOT_ALLOWED, f"a picture answers {found.status}")
    read = bytearray()
    async for piece in found.content.iter_chunked(_AT_ONCE):
        read += piece
        if len(read) > most_bytes:
            raise Refused(Reason.TOO_LONG, "a picture is too large")
    return bytes(read)


def _is_slacks(client: AsyncWebClient, address: str) -> bool:
    """Whether an address is one of Slack's own hosts, or the very one at which its Web API answers."""
    try:
        asked, own = urlsplit(address), urlsplit(client.base_url)
        if (asked.scheme, asked.hostname, asked.port) == (own.scheme, own.hostname, own.port):
            return True
        return asked.scheme == "https" and asked.port in (None, 443) and asked.hostname in _HOSTS
    except ValueError:
        return False
