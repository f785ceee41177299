"""From Facebook's raw events to happenings. Pure: no call goes out, and whatever is not understood becomes nothing.

An event is a webhook change, a messaging item, a node found by polling, or the finding that something is gone. What a
pass found later in the same conversation may come along in it.
Likes, receipts and the page's own posts are nobody's question and give no happening.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.ports.happenings import Happening, Withdrew
from handlers.facebook.hear.read_change import read_change
from handlers.facebook.hear.read_messaging import read_messaging
from handlers.facebook.hear.read_node import read_message_node, read_node
from handlers.facebook.ids import EPOCH, from_iso, id_text, mapping


def read(body: Mapping[str, Any]) -> Sequence[Happening]:
    """What one event, as it was handed to `Calls.hear`, means in our words; empty when it means nothing to us."""
    for part, reading in READINGS.items():
        if part in body:
            return (*reading(body), *(happening for later in body.get("then", ()) for happening in read(later)))
    return ()


def _change(body: Mapping[str, Any]) -> Sequence[Happening]:
    return read_change(body, mapping(body["change"]))


def _messaging(body: Mapping[str, Any]) -> Sequence[Happening]:
    return read_messaging(body, mapping(body["messaging"]))


def _node(body: Mapping[str, Any]) -> Sequence[Happening]:
    return read_node(body, mapping(body["graph"]))


def _message_node(body: Mapping[str, Any]) -> Sequence[Happening]:
    return read_message_node(body, mapping(body["graph_message"]))


def _gone(body: Mapping[str, Any]) -> Sequence[Happening]:
    at = from_iso(body.get("pass_at")) or EPOCH
    return (Withdrew(page_id=id_text(body.get("page_id")), id=id_text(body["gone"]), at=at),)


READINGS: Mapping[str, Callable[[Mapping[str, Any]], Sequence[Happening]]] = {
    "change": _change,
    "messaging": _messaging,
    "graph": _node,
    "graph_message": _message_node,
    "gone": _gone,
}
