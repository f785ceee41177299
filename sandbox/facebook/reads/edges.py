"""The lists that hang on nodes: posts of a page, comments of a post, conversations, messages, pages of a person."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sandbox.facebook.graph.call import moment, text, yes
from sandbox.facebook.graph.errors import GraphError, bad_parameter
from sandbox.facebook.graph.visit import Admin, Edge, Node, Visit
from sandbox.facebook.reads.fields import Field
from sandbox.facebook.reads.nodes import show
from sandbox.facebook.reads.paging import cut, link
from sandbox.facebook.state.records import SimComment, SimConversation, SimMessage, SimPost
from sandbox.facebook.state.world import Writing
from sandbox.people import APP, SimPage

Params = Mapping[str, Any]
Fields = tuple[Field, ...]

READABLE_MESSAGES = 20


def published_posts(visit: Visit, page: SimPage, params: Params, fields: Fields) -> dict[str, Any]:
    """The page's own posts, newest first."""
    posts = [post for post in visit.world.posts(page.id) if post.by_page]
    return _posts(visit, page, "published_posts", posts, params, fields)


def visitor_posts(visit: Visit, page: SimPage, params: Params, fields: Fields) -> dict[str, Any]:
    """What others posted on the page, newest first."""
    posts = [post for post in visit.world.posts(page.id) if not post.by_page]
    return _posts(visit, page, "visitor_posts", posts, params, fields)


def feed(visit: Visit, page: SimPage, params: Params, fields: Fields) -> dict[str, Any]:
    """Both, newest first."""
    return _posts(visit, page, "feed", visit.world.posts(page.id), params, fields)


def comments(visit: Visit, node: Writing, params: Params, fields: Fields) -> dict[str, Any]:
    """Comments under a post or replies under a comment: one level, or all with `filter=stream`. A user token sees none."""
    if visit.token.kind != "PAGE":
        return {"data": []}
    if code := visit.switches.unreadable_posts.get(node.id):
        raise GraphError(code, "Comments of this object cannot be shown")
    found = _chosen_comments(visit, node, params)
    address = f"{node.id}/comments"
    shown = _listed(visit, address, found, params, fields)
    if yes(params, "summary"):
        order = text(params, "order") or "chronological"
        shown["summary"] = {"order": order, "total_count": len(found), "can_comment": True}
    return shown


def conversations(visit: Visit, page: SimPage, params: Params, fields: Fields) -> dict[str, Any]:
    """The page's conversations, the one with the newest message first; `user_id` narrows to one citizen."""
    if code := visit.switches.unreadable_posts.get(page.id):
        raise GraphError(code, "Conversations of this page cannot be shown")
    citizen_id = text(params, "user_id")
    found = [one for one in visit.mailbox.conversations(page.id) if citizen_id in ("", one.citizen_id)]
    found = [one for one in found if _within(_updated_at(visit, one), params)]
    if text(params, "platform") == "instagram":
        found = []
    return _listed(visit, f"{page.id}/conversations", found, params, fields)


def messages(visit: Visit, conversation: SimConversation, params: Params, fields: Fields) -> dict[str, Any]:
    """The messages, newest first. Of all but the newest twenty only the ids are told."""
    newest_first = visit.mailbox.messages(conversation)[::-1]
    readable = {message.id for message in newest_first[:READABLE_MESSAGES]}
    shown = _listed(visit, f"{conversation.id}/messages", newest_first, params, fields)
    shown["data"] = [item if item["id"] in readable else {"id": item["id"]} for item in shown["data"]]
    return shown


def is_readable(visit: Visit, message: SimMessage) -> bool:
    """Whether the details of a message can still be asked for."""
    conversation = visit.mailbox.conversation(message.page_id, message.citizen_id)
    return message.id in {one.id for one in visit.mailbox.messages(conversation)[-READABLE_MESSAGES:]}


def accounts(visit: Visit, _user: Admin, params: Params, fields: Fields) -> dict[str, Any]:
    """The pages that the person behind the token has a role on."""
    wanted = fields or tuple(Field(name) for name in ("access_token", "category", "name", "tasks"))
    return _listed(visit, "me/accounts", list(visit.world.pages.values()), params, wanted)


def subscribed_apps(visit: Visit, page: SimPage, _params: Params, _fields: Fields) -> dict[str, Any]:
    """Our application, if the page is subscribed to anything."""
    names = visit.subscriptions.page_fields(page.id)
    if not names:
        return {"data": []}
    app = show(visit, APP, tuple(Field(name) for name in ("category", "link", "name")))
    return {"data": [{**app, "subscribed_fields": list(names)}]}


EDGES: Mapping[str, Edge] = {
    "page/published_posts": published_posts,
    "page/posts": published_posts,
    "page/visitor_posts": visitor_posts,
    "page/feed": feed,
    "page/conversations": conversations,
    "page/subscribed_apps": subscribed_apps,
    "post/comments": comments,
    "comment/comments": comments,
    "conversation/messages": messages,
    "user/accounts": accounts,
}


def _posts(
    visit: Visit, page: SimPage, edge: str, posts: list[SimPost], params: Params, fields: Fields
) -> dict[str, Any]:
    newest_first = [post for post in reversed(posts) if _within(post.at, params)]
    if visit.switches.ranked_posts:
        newest_first = newest_first[-1:] + newest_first[:-1]
    return _listed(visit, f"{page.id}/{edge}", newest_first, params, fields, strict=True)


def _chosen_comments(visit: Visit, node: Writing, params: Params) -> list[SimComment]:
    level = text(params, "filter") or "toplevel"
    order = text(params, "order") or "chronological"
    if level not in ("toplevel", "stream") or order not in ("chronological", "reverse_chronological"):
        raise bad_parameter("Param filter or order has a value that does not exist")
    found = visit.world.below(node) if level == "stream" else visit.world.children(node)
    found = [comment for comment in found if _within(comment.at, params)]
    if text(params, "live_filter") != "no_filter":
        found = [comment for comment in found if comment.id not in visit.switches.low_quality]
    return found if order == "chronological" else found[::-1]


def _listed(
    visit: Visit, address: str, items: Sequence[Node], params: Params, fields: Fields, *, strict: bool = False
) -> dict[str, Any]:
    page = cut(visit, items, params, strict=strict)
    shown: dict[str, Any] = {"data": [show(visit, item, fields) for item in page.items]}
    if page.items or page.has_next:
        paging: dict[str, Any] = {"cursors": page.cursors}
        if page.has_next:
            paging["next"] = link(visit, address, params, page.after, "after")
        if page.has_previous:
            paging["previous"] = link(visit, address, params, page.before, "before")
        shown["paging"] = paging
    return shown


def _updated_at(visit: Visit, conversation: SimConversation) -> datetime:
    return visit.mailbox.messages(conversation)[-1].at


def _within(at: datetime, params: Params) -> bool:
    """Whether a moment lies within `since`/`until` (seconds) or `updated_after_ms`/`updated_before_ms`."""
    at = at.replace(microsecond=0)
    since = moment(params, "since") or _from_ms(params, "updated_after_ms")
    until = moment(params, "until") or _from_ms(params, "updated_before_ms")
    return (since is None or at >= since) and (until is None or at <= until)


def _from_ms(params: Params, name: str) -> datetime | None:
    value = text(params, name)
    return datetime.fromtimestamp(int(value) / 1000, UTC) if value.isdigit() else None
