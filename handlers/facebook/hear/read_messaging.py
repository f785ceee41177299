"""Messenger's webhook items: what a citizen writes, and the echo of what the page wrote, by us or by hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.log import Log
from bot.ports.happenings import Attached, Happening, Kind, Rewrote, Thing, Withdrew, Wrote
from handlers.facebook.hear.attached import in_message
from handlers.facebook.ids import EPOCH, from_iso, from_milliseconds, id_text, mapping, words

log = Log(__name__)


def read_messaging(body: Mapping[str, Any], item: Mapping[str, Any]) -> Sequence[Happening]:
    """What a messaging item means; receipts and items we do not know mean nothing."""
    page_id = id_text(body.get("page_id"))
    message, edit = mapping(item.get("message")), mapping(item.get("message_edit"))
    at = from_milliseconds(item.get("timestamp")) or from_iso(body.get("heard_at")) or EPOCH
    if id_text(message.get("mid")):
        return _message(page_id, item, at)
    if id_text(edit.get("mid")) and "text" in edit:
        return (Rewrote(page_id=page_id, id=id_text(edit.get("mid")), text=words(edit.get("text")), at=at),)
    if words(mapping(item.get("postback")).get("title")):
        return (_pressed(page_id, item, at),)
    log.info(
        "facebook.messaging_skipped", page_id=page_id, parts=sorted(item.keys() & {"postback", "referral", "optin"})
    )
    return ()


def _pressed(page_id: str, item: Mapping[str, Any], at: datetime) -> Wrote:
    """A button in the conversation: its title is what the citizen says, a ready question perhaps. Old events name no id."""
    pressed, sender = mapping(item.get("postback")), id_text(mapping(item.get("sender")).get("id"))
    return Wrote(
        page_id=page_id,
        kind=Kind.MESSAGE,
        id=id_text(pressed.get("mid")) or f"postback.{sender}.{id_text(item.get('timestamp'))}",
        text=words(pressed.get("title")),
        at=at,
        author_id=sender,
        recipient_id=page_id,
        attached=(Attached(Thing.BUTTON),),
    )


def _message(page_id: str, item: Mapping[str, Any], at: datetime) -> Sequence[Happening]:
    message = mapping(item.get("message"))
    mid, text = id_text(message.get("mid")), words(message.get("text"))
    if message.get("is_deleted") is True:
        return (Withdrew(page_id=page_id, id=mid, at=at),)
    sender = id_text(mapping(item.get("sender")).get("id"))
    by_page = message.get("is_echo") is True or sender == page_id
    return (
        Wrote(
            page_id=page_id,
            kind=Kind.MESSAGE,
            id=mid,
            text=text,
            at=at,
            author_id=page_id if by_page else sender,
            recipient_id=id_text(mapping(item.get("recipient")).get("id")),
            by_page=by_page,
            app_id=id_text(message.get("app_id")),
            parent_id=id_text(mapping(message.get("reply_to")).get("mid")),
            attached=in_message(message),
            key=words(message.get("metadata")),
        ),
    )
