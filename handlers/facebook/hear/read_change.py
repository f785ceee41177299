"""Webhook changes of the fields `feed` and `mention`: comments, replies, and posts that citizens write on a page.

Four oddities shaped this file. The page part of an id differs between `parent_id` and `post_id`, so only last segments
are compared. Events of hiding, editing and removing carry the acting page in `from` and the moment of the event in
`created_time`, so author and moment of writing are taken from `add` alone. And a visitor's post with a picture arrives as
`photo`: who wrote decides whether a post is a question, not what it is called. And a mention may stand on anybody's post:
only one under a post of the page can be answered.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.log import Log
from bot.ports.happenings import Happening, Hid, Kind, Rewrote, Withdrew, Wrote
from handlers.facebook.hear.attached import in_change
from handlers.facebook.hear.links import comment_link, post_link
from handlers.facebook.ids import (
    EPOCH,
    author_of,
    from_iso,
    from_seconds,
    id_text,
    is_by_page,
    mapping,
    same_thing,
    words,
)

log = Log(__name__)

FIELDS = {"feed", "mention"}
POSTS = {"post", "status", "photo", "video", "share", "album", "event", "link", "note"}
OF_THE_PAGE_ALONE = {"event"}  # nobody else can put one up, though Facebook may not name who did

ADDED = {"add"}
EDITED = {"edited", "edit"}
REMOVED = {"remove", "delete"}
HIDDEN = {"hide": True, "unhide": False}


def read_change(body: Mapping[str, Any], change: Mapping[str, Any]) -> Sequence[Happening]:
    """What a change means; unknown fields, items and verbs are noted without their words and mean nothing."""
    page_id, value = id_text(body.get("page_id")), mapping(change.get("value"))
    at = _moment(body, value)
    item, verb = words(value.get("item")), words(value.get("verb"))
    if words(change.get("field")) not in FIELDS or not (item == "comment" or item in POSTS):
        return _unknown(page_id, change)
    thing_id = id_text(value.get("comment_id" if item == "comment" else "post_id"))
    if not thing_id:
        return _unknown(page_id, change)
    if verb in ADDED:
        return _added(page_id, change, at)
    if item != "comment" and is_by_page(value, page_id) and verb in EDITED:
        return ()
    return _changed(page_id, thing_id, change, at)


def _added(page_id: str, change: Mapping[str, Any], at: datetime) -> Sequence[Happening]:
    value = mapping(change.get("value"))
    if words(change.get("field")) == "mention" and not _stands_on_page(page_id, value):
        return () if is_by_page(value, page_id) else (_mention(page_id, value, at),)
    return (_comment(page_id, value, at),) if words(value.get("item")) == "comment" else _post(page_id, value, at)


def _changed(page_id: str, id: str, change: Mapping[str, Any], at: datetime) -> Sequence[Happening]:
    value = mapping(change.get("value"))
    verb = words(value.get("verb"))
    if verb in REMOVED:
        return (Withdrew(page_id=page_id, id=id, at=at, by_page=is_by_page(value, page_id)),)
    if verb in HIDDEN:
        return (Hid(page_id=page_id, id=id, hidden=HIDDEN[verb], at=at),)
    # An edit without words is a post moved to the trash or a picture changed; the next reading of the page tells.
    if verb in EDITED and "message" in value:
        text = words(value.get("message"))
        return (Rewrote(page_id=page_id, id=id, text=text, at=at, post_id=_post_id(value)),)
    return _unknown(page_id, change)


def _comment(page_id: str, value: Mapping[str, Any], at: datetime) -> Wrote:
    post_id = _post_id(value)
    is_reply = _is_reply(value, post_id)
    return _wrote(
        page_id,
        value,
        at,
        kind=Kind.REPLY if is_reply else Kind.COMMENT,
        id=id_text(value.get("comment_id")),
        parent_id=id_text(value.get("parent_id")) if is_reply else post_id,
        post_id=post_id,
        by_page=is_by_page(value, page_id),
        link=_comment_link(value),
    )


def _post(page_id: str, value: Mapping[str, Any], at: datetime) -> Sequence[Happening]:
    if is_by_page(value, page_id) or words(value.get("item")) in OF_THE_PAGE_ALONE:
        return ()
    thing_id = id_text(value.get("post_id"))
    link = post_link(mapping(value.get("post")).get("permalink_url"), thing_id)
    return (_wrote(page_id, value, at, kind=Kind.VISITOR_POST, id=thing_id, post_id=thing_id, link=link),)


def _mention(page_id: str, value: Mapping[str, Any], at: datetime) -> Wrote:
    """Under somebody else's post, which we may not even see: its id is not kept, or reading the page would look for it."""
    is_comment = words(value.get("item")) == "comment"
    thing_id = id_text(value.get("comment_id" if is_comment else "post_id"))
    link = _comment_link(value) if is_comment else post_link(None, thing_id)
    return _wrote(page_id, value, at, kind=Kind.MENTION, id=thing_id, link=link)


def _wrote(page_id: str, value: Mapping[str, Any], at: datetime, **more: Any) -> Wrote:
    """What all that is written in a feed has in common; `more` is what it is, its id and where it stands."""
    author_id, author_name = author_of(value)
    return Wrote(
        page_id=page_id,
        text=words(value.get("message")),
        at=at,
        author_id=author_id,
        author_name=author_name,
        attached=in_change(value),
        **more,
    )


def _stands_on_page(page_id: str, value: Mapping[str, Any]) -> bool:
    """Whether a mention stands under a post of the page; a post's id begins with the page it stands on."""
    return _post_id(value).rpartition("_")[0] == page_id or id_text(value.get("post_id")) == page_id


def _post_id(value: Mapping[str, Any]) -> str:
    return id_text(value.get("post_id")) or id_text(mapping(value.get("post")).get("id"))


def _is_reply(value: Mapping[str, Any], post_id: str) -> bool:
    """Top level means that the parent is the post, or the photo that the comment's own id begins with."""
    parent_id = id_text(value.get("parent_id"))
    stands_under = id_text(value.get("comment_id")).rpartition("_")[0]
    return bool(parent_id) and not same_thing(parent_id, post_id) and not same_thing(parent_id, stands_under)


def _comment_link(value: Mapping[str, Any]) -> str:
    told = mapping(value.get("post")).get("permalink_url")
    return comment_link(told, _post_id(value), id_text(value.get("comment_id")))


def _moment(body: Mapping[str, Any], value: Mapping[str, Any]) -> datetime:
    """When it happened: `remove` comes without a moment, then the webhook's own or our hearing it must do."""
    told = from_seconds(value.get("created_time")) or from_seconds(body.get("entry_time"))
    return told or from_iso(body.get("heard_at")) or EPOCH


def _unknown(page_id: str, change: Mapping[str, Any]) -> Sequence[Happening]:
    value = mapping(change.get("value"))
    named = {name: words(value.get(name))[:40] for name in ("item", "verb")}
    log.info("facebook.change_skipped", page_id=page_id, field=words(change.get("field"))[:40], **named)
    return ()
