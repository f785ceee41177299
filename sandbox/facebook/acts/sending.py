"""The Send API: messages to citizens within their windows, and the one private reply to a comment."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sandbox.facebook.graph.call import text, unpacked
from sandbox.facebook.graph.errors import GraphError, bad_parameter
from sandbox.facebook.graph.visit import Visit
from sandbox.facebook.reads.fields_of_writings import PRIVATE_REPLY_DAYS, private_reply_of
from sandbox.facebook.state.records import SimConversation, last_segment
from sandbox.facebook.state.world import Writing
from sandbox.people import SimPage

STANDARD_WINDOW = timedelta(hours=24)
HUMAN_AGENT_WINDOW = timedelta(days=7)
TYPES = ("RESPONSE", "UPDATE", "MESSAGE_TAG")
TEXT_LENGTH = 2000
METADATA_LENGTH = 1000


def send(visit: Visit, page: SimPage) -> dict[str, Any]:
    """Send a message, answer a comment in private, or show a sign (typing, seen)."""
    recipient = _object(visit, "recipient")
    if text(visit.call.params, "sender_action"):
        return _sign(visit, page, recipient)
    writing_id = recipient.get("comment_id") or recipient.get("post_id")
    to = _private(visit, page, str(writing_id)) if writing_id else _open(visit, page, str(recipient.get("id", "")))
    words, metadata, photo = _checked(_object(visit, "message"))
    if writing_id:
        visit.mailbox.private_replies[last_segment(str(writing_id))] = to
    sent = visit.deeds.message(to, visit.as_page(page.id), words, metadata=metadata, photo=photo)
    return {"recipient_id": to.citizen_id, "message_id": sent.id}


def _sign(visit: Visit, page: SimPage, recipient: Mapping[str, Any]) -> dict[str, Any]:
    if "message" in visit.call.params:
        raise bad_parameter("sender_action must come alone")
    to = _open(visit, page, str(recipient.get("id", "")))
    return {"recipient_id": to.citizen_id}


def _open(visit: Visit, page: SimPage, citizen_id: str) -> SimConversation:
    """The conversation with a citizen whose window is open."""
    heard_at = visit.mailbox.last_heard_at(page.id, citizen_id)
    if heard_at is None:
        raise bad_parameter("No matching user found", subcode=2018001)
    _check_reachable(visit, citizen_id)
    if (page.id, citizen_id) in visit.mailbox.elsewhere:
        raise GraphError(10, "Another app is controlling this thread now", subcode=2018300, status=403)
    if visit.now - heard_at > _allowed(visit):
        raise GraphError(10, "This message is sent outside of allowed window", subcode=2018278, status=403)
    return visit.mailbox.conversation(page.id, citizen_id)


def _allowed(visit: Visit) -> timedelta:
    """How old the citizen's last message may be for this kind of message."""
    kind = text(visit.call.params, "messaging_type") or "RESPONSE"
    tag = text(visit.call.params, "tag")
    if kind not in TYPES or (tag and tag != "HUMAN_AGENT") or (kind == "MESSAGE_TAG" and not tag):
        raise bad_parameter("Param messaging_type or tag has a value that does not exist (any more)")
    if kind == "MESSAGE_TAG" and visit.switches.human_agent:
        return HUMAN_AGENT_WINDOW
    return STANDARD_WINDOW


def _private(visit: Visit, page: SimPage, writing_id: str) -> SimConversation:
    """The conversation for the private reply to a comment or visitor post. It does not open the window."""
    writing = visit.world.find(writing_id)
    if writing is None or writing.page_id != page.id:
        raise bad_parameter("Invalid comment or post for a private reply", subcode=2534025)
    _check_private(visit, writing)
    _check_reachable(visit, writing.author.id)
    return visit.mailbox.conversation(page.id, writing.author.id)


def _check_private(visit: Visit, writing: Writing) -> None:
    if "messaging_type" in visit.call.params or "tag" in visit.call.params:
        raise bad_parameter("A private reply takes neither messaging_type nor tag")
    if private_reply_of(visit, writing):
        raise GraphError(10900, "Activity already replied to")
    if writing.by_page or visit.now - writing.at > PRIVATE_REPLY_DAYS:
        raise bad_parameter("Invalid comment or post for a private reply", subcode=2534025)


def _check_reachable(visit: Visit, citizen_id: str) -> None:
    if citizen_id in visit.mailbox.blocked:
        raise GraphError(551, "This person isn't available right now", subcode=1545041)


def _checked(message: Mapping[str, Any]) -> tuple[str, str, bool]:
    """The words, the metadata and whether there is a picture."""
    words, metadata = str(message.get("text", "")), str(message.get("metadata", ""))
    photo = "attachment" in message
    if not words.strip() and not photo:
        raise bad_parameter("Message cannot be empty, must provide valid attachment or text")
    if len(words) >= TEXT_LENGTH or len(metadata) >= METADATA_LENGTH:
        raise bad_parameter("Length of param message[text] or message[metadata] is too long")
    return words, metadata, photo


def _object(visit: Visit, name: str) -> Mapping[str, Any]:
    value = unpacked(visit.call.params.get(name))
    if not isinstance(value, dict):
        raise bad_parameter(f"Param {name} must be an object")
    return value
