"""Where the pictures beside words lie, in each shape in which the Graph tells it."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest

from bot.ports.failures import Reason, Refused
from bot.ports.happenings import Kind
from handlers.facebook.look.pictures import Pictures
from tests.handlers.facebook.stage import graph

CDN = "https://scontent.fbcdn.net"


def photo(name: str, kind: str = "photo") -> dict[str, Any]:
    return {"type": kind, "media": {"image": {"src": f"{CDN}/{name}"}}}


def sent(name: str, mime: str = "image/jpeg") -> dict[str, Any]:
    return {"mime_type": mime, "image_data": {"url": f"{CDN}/{name}"}}


ALBUM = {"type": "album", **photo("cover", "album"), "subattachments": {"data": [photo("one"), photo("two")]}}
SHAPES = [
    (Kind.COMMENT, {"attachment": photo("one")}, ["one"]),
    (Kind.REPLY, {"attachment": photo("one", "photo_inline")}, ["one"]),
    (Kind.VISITOR_POST, {"attachments": {"data": [photo("one")]}}, ["one"]),
    (Kind.VISITOR_POST, {"attachments": {"data": [ALBUM]}}, ["one", "two"]),
    (Kind.MESSAGE, {"attachments": {"data": [sent("one"), sent("two")]}}, ["one", "two"]),
    (Kind.MESSAGE, {"attachments": {"data": [{"mime_type": "application/pdf", "file_url": CDN}]}}, []),
    (Kind.COMMENT, {"attachment": photo("film", "video_inline")}, []),
    (Kind.COMMENT, {"attachment": {"type": "photo", "media": "broken"}}, []),
    (Kind.COMMENT, {}, []),
    (Kind.MESSAGE, {"attachments": "broken"}, []),
]


async def in_pieces(content: bytes) -> AsyncIterator[bytes]:
    yield content


@pytest.mark.parametrize(("kind", "node", "found"), SHAPES)
async def test_each_picture_is_found_and_nothing_else(kind: Kind, node: Mapping[str, Any], found: list[str]) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "scontent.fbcdn.net":
            return httpx.Response(200, content=in_pieces(request.url.path.encode()))
        return httpx.Response(200, json={"id": "1", **node})

    pictures = Pictures(graph(answer))

    for number, name in enumerate(found):
        assert await pictures.read("main", kind, "1", number, 1000) == f"/{name}".encode()
    with pytest.raises(Refused) as refused:
        await pictures.read("main", kind, "1", len(found), 1000)
    assert refused.value.reason is Reason.GONE
