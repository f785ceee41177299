"""What can be attached to words on the simulated Facebook, and its three spellings: messaging items, feed changes, the Graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

THUMBS_UP = "369239263222822"
MIME = {"image": "image/jpeg", "video": "video/mp4", "audio": "audio/mpeg", "file": "application/pdf"}
NODE_TYPES = {
    "photo": "photo",
    "video": "video_inline",
    "sticker": "sticker",
    "share": "share",
    "gif": "animated_image_share",
}


@dataclass(frozen=True)
class SimThing:
    """One thing beside words. `kind` is Facebook's word for it in messages (image, location, fallback, …) or comments.

    `title` is a headline or a file's name, `url` where a link leads, `at` the latitude and longitude of a place.
    """

    kind: str
    title: str = ""
    url: str = ""
    at: tuple[float, float] | None = None


def in_messaging(things: Sequence[SimThing], address: str) -> dict[str, Any]:
    """The parts of a messaging item's `message`. What Facebook does not support is only said to be there."""
    shown = [_messaging(one, address) for one in things if one.kind != "unsupported"]
    unsupported = {"is_unsupported": True} if len(shown) < len(things) else {}
    return ({"attachments": shown} if shown else {}) | unsupported


def in_feed(things: Sequence[SimThing], address: str) -> dict[str, Any]:
    """The parts of a comment's feed change: a sticker and a shared link leave no trace there."""
    names = {"photo": "photo", "gif": "photo", "video": "video"}
    return {names[one.kind]: address for one in things if one.kind in names}


def in_comment(things: Sequence[SimThing], address: str) -> dict[str, Any] | None:
    """The `attachment` of a comment; there is never more than one."""
    if not things:
        return None
    first = things[0]
    shown: dict[str, Any] = {"type": NODE_TYPES.get(first.kind, first.kind), "url": first.url or address}
    return shown | ({"title": first.title} if first.title else {})


def in_message(things: Sequence[SimThing], mid: str, address: str) -> dict[str, Any] | None:
    """The `attachments` of a message as its conversation shows them."""
    data = [_file(one, mid, address) for one in things if one.kind in MIME]
    return {"data": data} if data else None


def shares(things: Sequence[SimThing]) -> dict[str, Any] | None:
    """The `shares` of a message: links and places."""
    data = [{"link": one.url, "name": one.title} for one in things if one.url]
    return {"data": data} if data else None


def _messaging(one: SimThing, address: str) -> dict[str, Any]:
    if one.kind == "fallback":
        return {"type": "fallback", "title": one.title, "url": one.url, "payload": {"title": one.title, "url": one.url}}
    if one.kind == "location":
        place = {"coordinates": {"lat": one.at[0], "long": one.at[1]}} if one.at else {}
        return {"type": "location", "title": one.title, "payload": place}
    payload: dict[str, Any] = {"url": address}
    if one.kind == "sticker":
        payload["sticker_id"] = int(THUMBS_UP)
    if one.title:
        payload["title"] = one.title
    return {"type": one.kind, "payload": payload}


def _file(one: SimThing, mid: str, address: str) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": f"a_{mid}", "mime_type": MIME[one.kind], "name": one.title or f"{mid}.bin"}
    return shown | ({"image_data": {"url": address}} if one.kind == "image" else {"file_url": address})
