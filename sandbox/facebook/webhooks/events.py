"""What Facebook tells an application when something happens on a page: the values of feed changes and mentions."""

from datetime import datetime
from typing import Any

from sandbox.facebook.state.links import permalink, photo_url
from sandbox.facebook.state.records import Author, SimComment, SimPost, last_segment
from sandbox.facebook.state.switches import Switches
from sandbox.facebook.state.things import in_feed
from sandbox.facebook.state.world import World, Writing
from sandbox.facebook.webhooks.disguises import foreign
from sandbox.facebook.wire import graph_time, seconds


def feed_change(
    world: World, switches: Switches, writing: Writing, verb: str, by: Author, at: datetime
) -> dict[str, Any]:
    """The value of a `feed` change.

    As observed, `created_time` is the time of the event and `from` the one who acted, also when something older was
    edited, hidden or removed.
    """
    value = {"item": item_of(writing), "verb": verb, **_from(switches, writing.page_id, by)}
    value |= _comment(world, switches, writing) if isinstance(writing, SimComment) else _post(writing, verb)
    if verb != "remove" and writing.text:
        value["message"] = writing.text
    if verb != "remove" and writing.photo:
        value |= _photo(writing)
    if verb != "remove" and isinstance(writing, SimComment):
        value |= in_feed(writing.things, photo_url(writing.id))
    return value | {"created_time": seconds(at)}


def item_of(writing: Writing) -> str:
    """What Facebook calls it: a visitor's post with a photo is a photo, the page's own post a status."""
    if isinstance(writing, SimComment):
        return "comment"
    if writing.photo:
        return "photo"
    return "status" if writing.by_page else "post"


def reaction(switches: Switches, writing: Writing, by: Author, at: datetime) -> dict[str, Any]:
    """The value of a `feed` change for a like."""
    value = {"item": "reaction", "verb": "add", "reaction_type": "like", **_from(switches, writing.page_id, by)}
    if isinstance(writing, SimComment):
        value |= {"post_id": writing.post_id, "parent_id": writing.parent_id, "comment_id": writing.id}
    else:
        value |= {"post_id": writing.id, "parent_id": writing.id}
    return value | {"created_time": seconds(at)}


def mention(post_id: str, comment_id: str, words: str, at: datetime) -> dict[str, Any]:
    """The value of a `mention`: the author is not told, and the ids may lead to what the page cannot see."""
    ids = {"post_id": post_id, "comment_id": comment_id}
    return {"item": "comment", "verb": "add", **ids, "message": words, "created_time": seconds(at)}


def page_event(page_id: str, number: int, at: datetime) -> dict[str, Any]:
    """The value of a `feed` change for an event that the page has put up; nobody is named."""
    ids = {"post_id": f"{page_id}_{number}", "event_id": str(number)}
    return {"item": "event", "verb": "add", **ids, "created_time": seconds(at)}


def _from(switches: Switches, page_id: str, by: Author) -> dict[str, Any]:
    if switches.omit_from and by.id != page_id:
        return {}
    return {"from": {"id": by.id, "name": by.name}}


def _comment(world: World, switches: Switches, comment: SimComment) -> dict[str, Any]:
    parent_id = comment.parent_id
    if switches.parent_prefix_differs and not comment.is_reply:
        parent_id = foreign(parent_id)
    value = {"post_id": comment.post_id, "comment_id": comment.id, "parent_id": parent_id}
    post = world.find(comment.post_id)
    return {"post": _post_summary(post), **value} if isinstance(post, SimPost) else value


def _post_summary(post: SimPost) -> dict[str, Any]:
    return {
        "id": post.id,
        "status_type": "added_photos" if post.photo else "mobile_status_update",
        "is_published": True,
        "updated_time": graph_time(post.updated_at),
        "promotion_status": "inactive",
        "permalink_url": permalink(post),
    }


def _post(post: SimPost, verb: str) -> dict[str, Any]:
    value: dict[str, Any] = {"post_id": post.id}
    if verb == "remove":
        value["recipient_id"] = post.page_id
    if verb == "add" and post.by_page:
        value["published"] = 1
    return value


def _photo(writing: Writing) -> dict[str, Any]:
    url = photo_url(writing.id)
    if isinstance(writing, SimComment):
        return {"photo": url}
    return {"link": url, "photo_id": f"9{last_segment(writing.id)}"}
