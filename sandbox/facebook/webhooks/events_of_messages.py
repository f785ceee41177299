"""What Facebook tells an application of conversations: the messaging items."""

from datetime import datetime
from typing import Any

from sandbox.facebook.state.links import photo_url
from sandbox.facebook.state.records import SimMessage
from sandbox.facebook.state.things import SimThing, in_messaging
from sandbox.facebook.wire import milliseconds


def message_item(message: SimMessage) -> dict[str, Any]:
    """The `messaging` item for a new message, an echo if the page wrote it."""
    body: dict[str, Any] = {"mid": message.id}
    if message.text:
        body["text"] = message.text
    if message.reply_to:
        body["reply_to"] = {"mid": message.reply_to, "is_self_reply": False}
    things = (*((SimThing("image"),) if message.photo else ()), *message.things)
    body |= in_messaging(things, photo_url(message.id))
    if message.by_page:
        body["is_echo"] = True
        body |= {"app_id": int(message.author.app_id)} if message.author.app_id else {}
        body |= {"metadata": message.metadata} if message.metadata else {}
    return {**_ends(message), "timestamp": milliseconds(message.at), "message": body}


def message_edit_item(message: SimMessage, at: datetime) -> dict[str, Any]:
    """The `messaging` item for an edited message."""
    edit = {"mid": message.id, "text": message.text, "num_edit": message.edits}
    return {**_ends(message), "timestamp": milliseconds(at), "message_edit": edit}


def unsent_item(message: SimMessage, at: datetime) -> dict[str, Any]:
    """The `messaging` item for a message that its author took back. Documented for Instagram only."""
    return {**_ends(message), "timestamp": milliseconds(at), "message": {"mid": message.id, "is_deleted": True}}


def postback_item(message: SimMessage, payload: str) -> dict[str, Any]:
    """The `messaging` item for a button that was pressed."""
    pressed = {"mid": message.id, "title": message.text, "payload": payload}
    return {**_ends(message), "timestamp": milliseconds(message.at), "postback": pressed}


def _ends(message: SimMessage) -> dict[str, Any]:
    citizen, page = {"id": message.citizen_id}, {"id": message.page_id}
    return {"sender": page, "recipient": citizen} if message.by_page else {"sender": citizen, "recipient": page}
