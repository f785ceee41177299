"""What an application may do to posts and comments: write, edit, hide, delete, like. Acting needs the page's own token."""

from typing import Any

from sandbox.facebook.graph.call import text, yes
from sandbox.facebook.graph.errors import GraphError, bad_parameter
from sandbox.facebook.graph.visit import Node, Visit
from sandbox.facebook.reads.fields import parse_fields
from sandbox.facebook.reads.nodes import show
from sandbox.facebook.state.records import SimPost, last_segment
from sandbox.facebook.state.world import Writing
from sandbox.people import SimPage

COMMENT_LENGTH = 8000  # widely quoted, not documented
PICTURES = ("attachment_url", "attachment_id", "attachment_share_url", "source")
DONE = {"success": True}


def comment(visit: Visit, target: Writing) -> dict[str, Any]:
    """Write under a post or comment as the page."""
    words = text(visit.call.params, "message")
    photo = any(name in visit.call.params for name in PICTURES)
    _check_words(words, may_be_empty=photo)
    source = _source(visit)
    written = visit.deeds.comment(target, visit.as_page(target.page_id), words, photo=photo)
    if source:
        visit.world.pictures[last_segment(written.id)] = source
    return created(visit, written)


def post(visit: Visit, page: SimPage) -> dict[str, Any]:
    """Put up a post as the page."""
    words = text(visit.call.params, "message")
    _check_words(words)
    return created(visit, visit.deeds.post(page.id, visit.as_page(page.id), words))


def update(visit: Visit, writing: Writing) -> dict[str, Any]:
    """Edit the page's own words, hide something or show it again."""
    params = visit.call.params
    if "message" not in params and "is_hidden" not in params:
        raise bad_parameter("Nothing to update")
    if "is_hidden" in params:
        _hide(visit, writing, hidden=yes(params, "is_hidden"))
    if "message" in params:
        _edit(visit, writing, text(params, "message"))
    return DONE


def delete(visit: Visit, writing: Writing) -> dict[str, Any]:
    """Delete something on the page, whoever wrote it."""
    _check_moderation(visit, writing)
    visit.deeds.remove(writing, visit.as_page(writing.page_id))
    return DONE


def like(visit: Visit, writing: Writing) -> dict[str, Any]:
    """Like as the page."""
    if not writing.liked_by_page:
        visit.deeds.like(writing, visit.as_page(writing.page_id))
    return DONE


def unlike(visit: Visit, writing: Writing) -> dict[str, Any]:
    """Take the page's like back."""
    visit.deeds.unlike(writing)
    return DONE


def created(visit: Visit, node: Node) -> dict[str, Any]:
    """The answer to a creation: the id, and with `fields` the new node at once."""
    fields = text(visit.call.params, "fields")
    return show(visit, node, parse_fields(fields)) if fields else {"id": getattr(node, "id", "")}


def _hide(visit: Visit, writing: Writing, *, hidden: bool) -> None:
    if writing.by_page and not isinstance(writing, SimPost):
        raise bad_parameter("A page cannot hide its own comment")
    _check_moderation(visit, writing)
    if writing.hidden != hidden:
        visit.deeds.hide(writing, visit.as_page(writing.page_id), hidden=hidden)


def _check_moderation(visit: Visit, writing: Writing) -> None:
    if not writing.by_page and not visit.switches.may_moderate:
        raise GraphError(200, "Permissions error", status=403)


def _edit(visit: Visit, writing: Writing, words: str) -> None:
    if not writing.by_page:
        raise GraphError(200, "You do not have sufficient permissions to edit this", status=403)
    _check_words(words)
    visit.deeds.edit(writing, words)


def _source(visit: Visit) -> bytes:
    """The picture that was sent along; refused when it is none, or this Facebook takes none."""
    source = visit.call.params.get("source", b"")
    if "source" in visit.call.params and (visit.switches.refuses_pictures or not _is_picture(source)):
        raise GraphError(324, "Missing or invalid image file")
    return source if isinstance(source, bytes) else b""


def _is_picture(source: Any) -> bool:
    return isinstance(source, bytes) and source.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


def _check_words(words: str, *, may_be_empty: bool = False) -> None:
    if not words.strip() and not may_be_empty:
        raise bad_parameter("Param message must not be empty")
    if len(words) > COMMENT_LENGTH:
        raise bad_parameter("Param message is too long")
