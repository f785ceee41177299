"""Cut one webhook into events, each with a key that makes its repetition recognisable.

Facebook sends no event id. The key is built from what identifies a change: page, item, verb, id, moment and the
hash of the words. Nothing of the words themselves stands in a key. Likes and read receipts are not kept at all: nobody
needs them, and what is not kept need not be protected. In a conversation that another application owns (`standby`) the
citizen speaks to the page all the same.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.log import Log
from bot.ports.calls import Event, words_hash
from handlers.facebook.ids import id_text, mapping, words

log = Log(__name__)

DOOR = "facebook"
NOISE_ITEMS = {"reaction", "like"}
NOISE_MESSAGING = {"read", "delivery", "reaction", "typing"}
MESSAGE_KINDS = ("message_edit", "message", "postback")


class WrongShape(Exception):
    """This is JSON, but not the envelope of a webhook."""


def split(envelope: Mapping[str, Any], heard_at: datetime) -> list[Event]:
    """One event per change and per messaging item, in the order sent. Raises `WrongShape`."""
    entries = _objects(envelope.get("entry"))
    if not isinstance(envelope.get("object"), str):
        raise WrongShape
    if envelope["object"] != "page":
        log.info("facebook.object_ignored")
        return []
    return [event for entry in entries for event in _of_entry(entry, heard_at)]


def _of_entry(entry: Mapping[str, Any], heard_at: datetime) -> Iterator[Event]:
    page_id = id_text(entry.get("id"))
    if not page_id:
        raise WrongShape
    told = {"page_id": page_id, "entry_time": entry.get("time"), "heard_at": heard_at.isoformat()}
    for change in _objects(entry.get("changes", [])):
        if not _is_noise(change):
            yield Event(DOOR, _change_key(page_id, entry, change), {**told, "change": change})
    for messaging in (*_objects(entry.get("messaging", [])), *_objects(entry.get("standby", []))):
        if not NOISE_MESSAGING & messaging.keys():
            yield Event(DOOR, _messaging_key(page_id, messaging), {**told, "messaging": messaging})


def _objects(value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise WrongShape
    return value


def _is_noise(change: Mapping[str, Any]) -> bool:
    item = mapping(change.get("value")).get("item")
    return isinstance(item, str) and item in NOISE_ITEMS


def _change_key(page_id: str, entry: Mapping[str, Any], change: Mapping[str, Any]) -> str:
    value = mapping(change.get("value"))
    thing_id = id_text(value.get("comment_id")) or id_text(value.get("post_id"))
    if not thing_id:
        return f"change:{page_id}:{_digest(change)}"
    at = id_text(value.get("created_time")) or id_text(entry.get("time"))
    said = words_hash(words(value.get("message")))[:16]
    named = ["named"] if mapping(value.get("from")).get("id") else []  # what came without an author may come with one
    what = [words(change.get("field")), page_id, words(value.get("item")), words(value.get("verb"))]
    return ":".join([*what, thing_id, at, said, *named])


def _messaging_key(page_id: str, messaging: Mapping[str, Any]) -> str:
    kind = next((kind for kind in MESSAGE_KINDS if kind in messaging), "")
    inside = mapping(messaging.get(kind))
    mid = id_text(inside.get("mid"))
    if not mid:
        return f"messaging:{page_id}:{_digest(messaging)}"
    variant = "deleted" if inside.get("is_deleted") else id_text(inside.get("num_edit"))
    return f"{kind}:{page_id}:{mid}:{variant}"


def _digest(value: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
