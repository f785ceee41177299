"""The fields of posts and comments that the Graph API knows, and how each gets its value. None is left out of answers."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sandbox.facebook.graph.visit import Visit
from sandbox.facebook.state.links import permalink, photo_url
from sandbox.facebook.state.records import SimComment, SimConversation, SimPost, last_segment
from sandbox.facebook.state.things import in_comment
from sandbox.facebook.state.world import Writing
from sandbox.facebook.wire import graph_time
from sandbox.people import APP

Reader = Callable[[Visit, Any], Any]

PRIVATE_REPLY_DAYS = timedelta(days=7)


def private_reply_of(visit: Visit, writing: Writing) -> SimConversation | None:
    """The conversation in which it was answered in private, by whatever tool."""
    return visit.mailbox.private_replies.get(last_segment(writing.id))


def may_reply_privately(visit: Visit, writing: Writing) -> bool:
    """Once, within seven days, and not to the page itself."""
    fresh = visit.now - writing.at <= PRIVATE_REPLY_DAYS
    return fresh and not writing.by_page and private_reply_of(visit, writing) is None


def _nothing(_visit: Visit, _node: Any) -> None:
    """A field that exists and never has a value here."""


def _message(visit: Visit, writing: Writing) -> str | None:
    if writing.id in visit.switches.wordless:
        return None
    return writing.text or None


def _author(visit: Visit, writing: Writing) -> dict[str, str] | None:
    if not writing.by_page and (visit.switches.omit_from or visit.token.kind != "PAGE"):
        return None
    return {"name": writing.author.name, "id": writing.author.id}


def _application(_visit: Visit, writing: Writing) -> dict[str, str] | None:
    return {"id": writing.author.app_id, "name": APP.name} if writing.author.app_id else None


def _parent(visit: Visit, comment: SimComment) -> Writing | None:
    if comment.id in visit.switches.own_parents:
        return comment
    return visit.world.find(comment.parent_id) if comment.is_reply else None


def _picture(visit: Visit, writing: Writing) -> dict[str, Any]:
    source = photo_url(writing.id, visit.keeper)
    return {"type": "photo", "url": permalink(writing), "media": {"image": {"src": source}}}


def _attachment(visit: Visit, comment: SimComment) -> dict[str, Any] | None:
    return _picture(visit, comment) if comment.photo else in_comment(comment.things, permalink(comment))


COMMENT_FIELDS: Mapping[str, Reader] = {
    "message": _message,
    "created_time": lambda _, comment: graph_time(comment.at),
    "from": _author,
    "parent": _parent,
    "object": lambda visit, comment: visit.world.find(comment.post_id),
    "permalink_url": lambda _, comment: permalink(comment),
    "attachment": _attachment,
    "application": _application,
    "can_comment": lambda _, __: True,
    "can_hide": lambda _, comment: not comment.by_page,
    "can_like": lambda _, __: True,
    "can_remove": lambda _, __: True,
    "can_reply_privately": may_reply_privately,
    "private_reply_conversation": private_reply_of,
    "is_hidden": lambda _, comment: comment.hidden,
    "is_private": lambda _, __: False,
    "comment_count": lambda visit, comment: len(visit.world.children(comment)),
    "like_count": lambda _, comment: comment.likes,
    "user_likes": lambda _, comment: comment.liked_by_page,
    "message_tags": _nothing,
    "admin_creator": _nothing,
    "live_broadcast_timestamp": _nothing,
}

POST_FIELDS: Mapping[str, Reader] = {
    "message": _message,
    "created_time": lambda _, post: graph_time(post.at),
    "updated_time": lambda _, post: graph_time(post.updated_at),
    "from": _author,
    "permalink_url": lambda _, post: permalink(post),
    "is_published": lambda _, post: post.listed,
    "is_hidden": lambda _, post: post.hidden,
    "status_type": lambda _, post: _status_type(post),
    "attachments": lambda visit, post: {"data": [_picture(visit, post)]} if post.photo else None,
    "full_picture": lambda visit, post: photo_url(post.id, visit.keeper) if post.photo else None,
    "application": _application,
    "can_reply_privately": may_reply_privately,
    "parent_id": _nothing,
    "story": _nothing,
    "message_tags": _nothing,
    "shares": _nothing,
}


def _status_type(post: SimPost) -> str:
    if post.photo:
        return "added_photos"
    return "mobile_status_update" if post.by_page else "wall_post"
