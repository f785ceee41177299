"""What a pass finds of one conversation travels together when the page has spoken in it meanwhile.

So the bot learns of a question and of the answer that staff gave by hand in one breath, and announces nothing as new that
has been answered. Each part is still an event of its own, too: what is known already is no news.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.ports.calls import Event
from handlers.facebook.ids import id_text, is_by_page, last_segment, mapping, same_thing


def bundled(events: Sequence[Event], page_id: str) -> list[Event]:
    """The same events, oldest first; a citizen's first in a conversation carries the later ones up to the page's last."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for place, talk in enumerate(_conversations(events, page_id)):
        if talk:
            members[talk].append(place)
    carried = dict(filter(None, (_bundle(events, places, page_id) for places in members.values())))
    return [_carrying(event, carried.get(place, ())) for place, event in enumerate(events)]


def _bundle(events: Sequence[Event], places: Sequence[int], page_id: str) -> tuple[int, Sequence[Event]] | None:
    """Where a conversation's bundle begins, and what it carries; None when the page has not answered in it."""
    ours = [place for place in places if is_by_page(_node(events[place]), page_id)]
    theirs = [place for place in places if place not in ours]
    if not ours or not theirs or theirs[0] > ours[-1]:
        return None
    return theirs[0], [events[place] for place in places if theirs[0] < place <= ours[-1]]


def _carrying(event: Event, rest: Sequence[Event]) -> Event:
    return replace(event, body={**event.body, "then": [each.body for each in rest]}) if rest else event


def _conversations(events: Sequence[Event], page_id: str) -> list[str]:
    """For each event the conversation it begins or continues; empty for what is no news."""
    parents = {last_segment(_id(event)): _parent(event) for event in events if _is_new(event)}
    return [_conversation(event, parents, page_id) if _is_new(event) else "" for event in events]


def _conversation(event: Event, parents: Mapping[str, str], page_id: str) -> str:
    """The citizen of messages, or the top-level comment; what the page says right under a new visitor post answers the post."""
    if "graph_message" in event.body:
        return "messages"
    top = last_segment(_id(event))
    for _ in parents:  # a node that is its own ancestor leads nowhere
        top = parents.get(top) or top
    post = last_segment(id_text(event.body.get("post_id")))
    is_ours = same_thing(top, _id(event)) and is_by_page(_node(event), page_id)
    return post if is_ours and post in parents else top


def _parent(event: Event) -> str:
    """The comment that a reply stands under; empty for comments and posts."""
    parent_id = id_text(mapping(_node(event).get("parent")).get("id"))
    return "" if same_thing(parent_id, id_text(event.body.get("post_id"))) else last_segment(parent_id)


def _is_new(event: Event) -> bool:
    return event.body.get("what") == "new"


def _node(event: Event) -> Mapping[str, Any]:
    return mapping(event.body.get("graph") or event.body.get("graph_message"))


def _id(event: Event) -> str:
    return id_text(_node(event).get("id"))
