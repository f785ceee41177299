"""The pictures beside a citizen's words, read anew each time: the addresses in events are signed and soon lead nowhere."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.ports.failures import Reason, Refused
from bot.ports.happenings import Kind
from handlers.facebook.ids import mapping, web_address, words
from handlers.facebook.speak.client import GraphClient, address

FIELDS = {Kind.MESSAGE: "attachments", Kind.VISITOR_POST: "attachments{type,media,subattachments}"}
OF_A_COMMENT = "attachment"
SHOWN_AS_PICTURE = (
    "photo",
    "album",
)  # how the type of what can be shown begins; films have a picture, too, and are none


class Pictures:
    """Reads where the pictures lie, and fetches one of them."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client

    async def read(self, page: str, kind: Kind, id: str, number: int, most_bytes: int) -> bytes:
        """One picture beside what has this id. Raises `Refused(GONE)` where there is none (any more)."""
        node = await self._client.get(page, address(id), fields=FIELDS.get(kind, OF_A_COMMENT))
        found = [each for each in _addresses(node) if each]
        if number >= len(found):
            raise Refused(Reason.GONE, "no picture there")
        return await self._client.pictures.fetch(found[number], most_bytes)


def _addresses(node: Mapping[str, Any]) -> Iterator[str]:
    single = mapping(node.get("attachment"))
    for one in [single] if single else _data(node, "attachments"):
        if "mime_type" in one:
            yield web_address(mapping(one.get("image_data")).get("url"))
        elif words(one.get("type")).startswith(SHOWN_AS_PICTURE):
            for shown in _data(one, "subattachments") or [one]:
                yield web_address(mapping(mapping(shown.get("media")).get("image")).get("src"))


def _data(node: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = mapping(node.get(name)).get("data")
    return [mapping(one) for one in found] if isinstance(found, list) else []
