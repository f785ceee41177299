"""What a pass finds is compared with what we know; each difference becomes one event for the inbox.

The key of a new thing is its id, so it is stored once whatever finds it. A change may come back (edited there and back again), so
its key holds the hour: an unchanged difference is repeated at most once an hour while the inbox still has it to work on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.ports.calls import Event, Seen, words_hash
from handlers.facebook.hear.split import DOOR
from handlers.facebook.ids import author_of, id_text, words


@dataclass(frozen=True)
class Look:
    """One look at a page: which, when it began, whether it goes to every end, repairs what it finds, and says so."""

    page: str
    page_id: str
    pass_at: datetime
    full: bool = False
    repairs: bool = False
    tells: bool = False

    def event(self, key: str, **body: Any) -> Event:
        """An event of this look."""
        at = self.pass_at.isoformat(timespec="microseconds")  # so that passes sort by their marks
        repair = {"repair": at} if self.repairs else {}
        return Event(DOOR, f"poll:{self.page_id}:{key}", {"page_id": self.page_id, "pass_at": at, **repair, **body})


def differences(look: Look, nodes: Sequence[Mapping[str, Any]], seen: Mapping[str, Seen], post_id: str) -> list[Event]:
    """Events for comments or visitor posts that are new, edited, hidden or shown again, or whose author is known at last.

    `post_id` is "" for posts themselves.
    """
    return [
        look.event(_key(look, node, what), graph=node, post_id=post_id or id_text(node.get("id")), what=what)
        for node in nodes
        for what in _what(node, seen.get(id_text(node.get("id"))))
    ]


def message_differences(
    look: Look, nodes: Sequence[Mapping[str, Any]], seen: Mapping[str, Seen], person_id: str
) -> list[Event]:
    """Events for messages that are new or edited."""
    return [
        look.event(_key(look, node, what), graph_message=node, person_id=person_id, what=what)
        for node in nodes
        for what in _what(node, seen.get(id_text(node.get("id"))))
        if what in ("new", "edited")
    ]


def gone(look: Look, id: str) -> Event:
    """The event that something is no longer there."""
    return look.event(f"gone:{id}", gone=id)


def _what(node: Mapping[str, Any], seen: Seen | None) -> list[str]:
    """What became of a thing. One that is said to be gone and still shows is left alone: Facebook's lists lag behind."""
    if seen is None:
        return ["new"]
    if seen.gone:
        return []
    found = ["named"] if seen.nameless and author_of(node)[0] else []
    is_told = "message" in node  # a field that is left out is no change
    if is_told and words_hash(words(node["message"])) != seen.words_hash:
        found.append("edited")
    hidden = node.get("is_hidden")
    if isinstance(hidden, bool) and hidden != seen.hidden:
        found.append("hidden" if hidden else "shown")
    return found


def _key(look: Look, node: Mapping[str, Any], what: str) -> str:
    thing_id = id_text(node.get("id"))
    if what in ("new", "named"):
        return f"{what}:{thing_id}"
    return f"{what}:{thing_id}:{words_hash(words(node.get('message')))[:16]}:{look.pass_at:%Y%m%d%H}"
