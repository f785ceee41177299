"""The fields of conversations and messages that the Graph API knows, and how each gets its value."""

from collections.abc import Mapping
from typing import Any

from sandbox.facebook.graph.visit import Visit
from sandbox.facebook.reads.fields_of_writings import Reader
from sandbox.facebook.state.links import photo_url
from sandbox.facebook.state.records import SimConversation, SimMessage
from sandbox.facebook.state.things import SimThing, in_message, shares
from sandbox.facebook.wire import graph_time


def _person(name: str, id: str) -> dict[str, str]:
    return {"name": name, "email": f"{id}@facebook.com", "id": id}


def _citizen(visit: Visit, citizen_id: str) -> dict[str, str]:
    return _person(visit.world.citizen(citizen_id).name, citizen_id)


def _page(visit: Visit, page_id: str) -> dict[str, str]:
    return _person(visit.world.pages[page_id].name, page_id)


def _ends(visit: Visit, node: SimConversation | SimMessage) -> dict[str, Any]:
    return {"data": [_citizen(visit, node.citizen_id), _page(visit, node.page_id)]}


def _sender(visit: Visit, message: SimMessage) -> dict[str, str]:
    return _page(visit, message.page_id) if message.by_page else _citizen(visit, message.citizen_id)


def _receiver(visit: Visit, message: SimMessage) -> dict[str, Any]:
    to = _citizen(visit, message.citizen_id) if message.by_page else _page(visit, message.page_id)
    return {"data": [to]}


def _unread(visit: Visit, conversation: SimConversation) -> int:
    """What the citizen wrote since the page last answered."""
    newest_first = reversed(visit.mailbox.messages(conversation))
    count = 0
    for message in newest_first:
        if message.by_page:
            break
        count += 1
    return count


def _attachments(visit: Visit, message: SimMessage) -> dict[str, Any] | None:
    things = (*((SimThing("image"),) if message.photo else ()), *message.things)
    return in_message(things, message.id, photo_url(message.id, visit.keeper))


def _sticker(message: SimMessage) -> str | None:
    return photo_url(message.id) if any(one.kind == "sticker" for one in message.things) else None


CONVERSATION_FIELDS: Mapping[str, Reader] = {
    "updated_time": lambda visit, found: graph_time(visit.mailbox.messages(found)[-1].at),
    "snippet": lambda visit, found: visit.mailbox.messages(found)[-1].text[:100] or None,
    "message_count": lambda visit, found: len(visit.mailbox.messages(found)),
    "unread_count": _unread,
    "can_reply": lambda visit, found: found.citizen_id not in visit.mailbox.blocked,
    "participants": _ends,
    "senders": _ends,
    "link": lambda _, found: f"/{found.page_id}/inbox/{found.id.removeprefix('t_')}/",
    "is_owner": lambda visit, found: (found.page_id, found.citizen_id) not in visit.mailbox.elsewhere,
    "subject": lambda _, __: None,
}

MESSAGE_FIELDS: Mapping[str, Reader] = {
    "created_time": lambda _, message: graph_time(message.at),
    "from": _sender,
    "to": _receiver,
    "message": lambda _, message: message.text,
    "attachments": _attachments,
    "tags": lambda _, __: {"data": [{"name": "inbox"}, {"name": "source:web"}]},
    "reply_to": lambda visit, message: visit.mailbox.message(message.reply_to),
    "shares": lambda _, message: shares(message.things),
    "sticker": lambda _, message: _sticker(message),
}
