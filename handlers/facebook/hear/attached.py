"""What stands beside somebody's words on Facebook. Three spellings say it: feed changes, messages, and nodes that were read.

Addresses of pictures and files are signed and soon lead nowhere, so only a link that somebody shares keeps its own.
"""

from collections.abc import Mapping
from typing import Any

from bot.ports.happenings import Attached, Thing
from handlers.facebook.ids import id_text, mapping, web_address, words

OF_A_CHANGE = {
    "photo": Thing.PICTURE,
    "photos": Thing.PICTURE,
    "photo_id": Thing.PICTURE,
    "video": Thing.VIDEO,
    "video_id": Thing.VIDEO,
}
OF_A_POST = {"album": Thing.PICTURE, "share": Thing.LINK, "link": Thing.LINK}
THUMBS_UP = {"369239263222822", "369239343222814", "369239383222810"}
OF_A_MESSAGE = {
    "image": Thing.PICTURE,
    "video": Thing.VIDEO,
    "audio": Thing.AUDIO,
    "file": Thing.FILE,
    "sticker": Thing.STICKER,
    "location": Thing.PLACE,
    "fallback": Thing.LINK,
    "share": Thing.LINK,
    "reel": Thing.REEL,
    "ig_reel": Thing.REEL,
    "post": Thing.POST,
    "ig_post": Thing.POST,
    "unsupported_type": Thing.UNSUPPORTED,
}
OF_A_NODE = {
    "photo": Thing.PICTURE,
    "album": Thing.PICTURE,
    "animated_image": Thing.PICTURE,
    "video": Thing.VIDEO,
    "sticker": Thing.STICKER,
    "file": Thing.FILE,
    "share": Thing.LINK,
    "map": Thing.PLACE,
}
"""How the type of a node's attachment begins → what it is ("video_inline", "photo_inline", "animated_image_share")."""
OF_A_FILE = {"image/": Thing.PICTURE, "video/": Thing.VIDEO, "audio/": Thing.AUDIO}

LONGEST_TITLE = 200  # characters; a headline is shorter


def in_change(value: Mapping[str, Any]) -> tuple[Attached, ...]:
    """What a feed change tells. A sticker comes without words and without any other sign."""
    found = dict.fromkeys(thing for name, thing in OF_A_CHANGE.items() if value.get(name))
    named = OF_A_POST.get(words(value.get("item")))
    shared = (Attached(named, url=web_address(value.get("link")) if named is Thing.LINK else ""),) if named else ()
    told = (*(Attached(thing) for thing in found if thing is not named), *shared)
    return told or _something(value.get("message"))


def in_message(message: Mapping[str, Any]) -> tuple[Attached, ...]:
    """What a messaging item tells."""
    told = [_of_message(mapping(each)) for each in _items(message.get("attachments"))]
    if message.get("is_unsupported") is True:
        told.append(Attached(Thing.UNSUPPORTED))
    return tuple(told) or _something(message.get("text"))


def in_node(node: Mapping[str, Any]) -> tuple[Attached, ...]:
    """What a comment or post tells that was read."""
    several = mapping(node.get("attachments")).get("data")
    single = mapping(node.get("attachment"))
    told = [_of_node(mapping(each)) for each in (_items(several) or ([single] if single else []))]
    return tuple(told) or _something(node.get("message"))


def in_message_node(node: Mapping[str, Any]) -> tuple[Attached, ...]:
    """What a message tells that was read in its conversation."""
    told = [_of_file(mapping(each)) for each in _items(mapping(node.get("attachments")).get("data"))]
    told += [_of_share(mapping(each)) for each in _items(mapping(node.get("shares")).get("data"))]
    if node.get("sticker"):
        told.append(Attached(Thing.STICKER))
    return tuple(told) or _something(node.get("message"))


def _of_message(attachment: Mapping[str, Any]) -> Attached:
    payload = mapping(attachment.get("payload"))
    thing = OF_A_MESSAGE.get(words(attachment.get("type")), Thing.UNKNOWN)
    sticker = id_text(payload.get("sticker_id"))
    if sticker:
        return Attached(Thing.STICKER, "👍" if sticker in THUMBS_UP else "")
    title = _title(attachment, payload)
    if thing is Thing.PLACE:
        return Attached(thing, title or _coordinates(payload))
    address = attachment.get("url") or payload.get("url")
    return Attached(thing, title, web_address(address) if thing is Thing.LINK else "")


def _of_node(attachment: Mapping[str, Any]) -> Attached:
    kind = words(attachment.get("type"))
    thing = next((thing for begin, thing in OF_A_NODE.items() if kind.startswith(begin)), Thing.UNKNOWN)
    if thing is not Thing.LINK:
        return Attached(thing)
    return Attached(thing, _title(attachment), web_address(attachment.get("url")))


def _of_file(attachment: Mapping[str, Any]) -> Attached:
    kind, name = words(attachment.get("mime_type")), words(attachment.get("name"))[:LONGEST_TITLE]
    found = next((thing for begin, thing in OF_A_FILE.items() if kind.startswith(begin)), None)
    return Attached(found) if found else Attached(Thing.FILE, name)


def _of_share(share: Mapping[str, Any]) -> Attached:
    return Attached(Thing.LINK, words(share.get("name"))[:LONGEST_TITLE], web_address(share.get("link")))


def _title(*places: Mapping[str, Any]) -> str:
    return next((title for place in places if (title := words(place.get("title"))[:LONGEST_TITLE])), "")


def _coordinates(payload: Mapping[str, Any]) -> str:
    at = mapping(payload.get("coordinates"))
    ends = [end for end in (at.get("lat"), at.get("long")) if isinstance(end, int | float)]
    return f"{ends[0]:.5f}, {ends[1]:.5f}" if len(ends) == 2 else ""


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _something(said: object) -> tuple[Attached, ...]:
    """Without words there must be something, whatever it is."""
    return () if words(said).strip() else (Attached(Thing.UNKNOWN),)
