"""Nodes found by reading a page give the same happenings as the webhooks would have.

A node tells how a thing looks now, not what became of it. What the pass found out by comparing stands beside the node
as `what`: "new", "named" (its author is told for the first time), "edited", "hidden" or "shown". Without it the node
counts as new.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.ports.happenings import Happening, Hid, Kind, Rewrote, Wrote
from handlers.facebook.hear.attached import in_message_node, in_node
from handlers.facebook.hear.links import comment_link, post_link
from handlers.facebook.ids import EPOCH, author_of, from_iso, id_text, is_by_page, mapping, same_thing, words


def read_node(body: Mapping[str, Any], node: Mapping[str, Any]) -> Sequence[Happening]:
    """A comment, a reply or a visitor's post as the Graph shows it."""
    thing_id, page_id = id_text(node.get("id")), id_text(body.get("page_id"))
    what, at = words(body.get("what")) or "new", from_iso(body.get("pass_at")) or EPOCH
    if not thing_id:
        return ()
    if what == "edited":
        text, post_id = words(node.get("message")), id_text(body.get("post_id"))
        return (Rewrote(page_id=page_id, id=thing_id, text=text, at=at, post_id=post_id),)
    if what in ("hidden", "shown"):
        return (Hid(page_id=page_id, id=thing_id, hidden=what == "hidden", at=at),)
    wrote = _wrote(page_id, id_text(body.get("post_id")), node, at)
    hid = Hid(page_id=page_id, id=thing_id, hidden=True, at=at)
    return (wrote, hid) if node.get("is_hidden") is True else (wrote,)


def read_message_node(body: Mapping[str, Any], node: Mapping[str, Any]) -> Sequence[Happening]:
    """A message as the conversation shows it; the application that sent it is not told there."""
    thing_id, page_id = id_text(node.get("id")), id_text(body.get("page_id"))
    pass_at, text = from_iso(body.get("pass_at")) or EPOCH, words(node.get("message"))
    if not thing_id:
        return ()
    if body.get("what") == "edited":
        return (Rewrote(page_id=page_id, id=thing_id, text=text, at=pass_at),)
    named_id, name = author_of(node)
    author_id = named_id or id_text(body.get("person_id"))
    return (
        Wrote(
            page_id=page_id,
            kind=Kind.MESSAGE,
            id=thing_id,
            text=text,
            at=from_iso(node.get("created_time")) or pass_at,
            author_id=author_id,
            author_name=name,
            recipient_id=_recipient(body, node),
            by_page=author_id == page_id,
            parent_id=id_text(mapping(node.get("reply_to")).get("id")),
            attached=in_message_node(node),
        ),
    )


def _wrote(page_id: str, post_id: str, node: Mapping[str, Any], pass_at: datetime) -> Wrote:
    thing_id, parent_id = id_text(node.get("id")), _parent_id(node, post_id)
    author_id, author_name = author_of(node)
    kind = _kind(thing_id, post_id, parent_id)
    return Wrote(
        page_id=page_id,
        kind=kind,
        id=thing_id,
        text=words(node.get("message")),
        at=from_iso(node.get("created_time")) or pass_at,
        author_id=author_id,
        author_name=author_name,
        parent_id="" if kind is Kind.VISITOR_POST else parent_id or post_id,
        post_id=post_id or thing_id,
        by_page=is_by_page(node, page_id),
        app_id=id_text(mapping(node.get("application")).get("id")),
        attached=in_node(node),
        link=_link(kind, thing_id, post_id, node),
    )


def _link(kind: Kind, id: str, post_id: str, node: Mapping[str, Any]) -> str:
    told = node.get("permalink_url")
    return post_link(told, id) if kind is Kind.VISITOR_POST or told else comment_link(None, post_id, id)


def _parent_id(node: Mapping[str, Any], post_id: str) -> str:
    parent_id = id_text(mapping(node.get("parent")).get("id"))
    return "" if same_thing(parent_id, post_id) else parent_id


def _kind(id: str, post_id: str, parent_id: str) -> Kind:
    if parent_id:
        return Kind.REPLY
    return Kind.VISITOR_POST if not post_id or same_thing(id, post_id) else Kind.COMMENT


def _recipient(body: Mapping[str, Any], node: Mapping[str, Any]) -> str:
    recipients = mapping(node.get("to")).get("data")
    if isinstance(recipients, list) and recipients:
        return id_text(mapping(recipients[0]).get("id"))
    page_id = id_text(body.get("page_id"))
    return id_text(body.get("person_id")) if is_by_page(node, page_id) else page_id
