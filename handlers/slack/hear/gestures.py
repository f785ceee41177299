"""What Slack sends when somebody clicks, chooses a shortcut or sends a form, as the bot's values. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.ports.calls import Press, Submission
from handlers.slack.hear.reader import said_by_person
from handlers.slack.speak.blocks import action_name, chosen
from handlers.slack.speak.modals import Place, Sent, sent

USE_AS_ANSWER = "use_as_answer"


@dataclass(frozen=True)
class Asked:
    """Who made a gesture, and the ways to answer this person: a place in the chat, a dialog, Slack's reply address.

    `is_private` is what was made on a message that nobody else sees.
    """

    person_id: str
    place: Place
    trigger_id: str = ""
    response_url: str = ""
    is_private: bool = False


def asked(body: Mapping[str, Any]) -> Asked:
    """How to answer a gesture. A card in the channel is answered in the channel, a reply in its thread."""
    channel, message, thread = _spot(body)
    place = Place(channel, "" if thread == message else thread)
    is_private = bool((body.get("container") or {}).get("is_ephemeral"))
    return Asked(body["user"]["id"], place, body.get("trigger_id", ""), body.get("response_url", ""), is_private)


def button_press(body: Mapping[str, Any], person_name: str) -> Press:
    """A `block_actions` payload."""
    action, person = body["actions"][0], body["user"]["id"]
    channel, message, thread = _spot(body)
    option = (action.get("selected_option") or {}).get("value")
    name, value = chosen(option) if option else (action_name(action["action_id"]), str(action.get("value") or ""))
    return Press(
        action=name,
        value=value,
        person_id=person,
        person_name=person_name,
        channel=channel,
        message=message,
        thread=thread,
        key=f"{person}:{message}:{option or action['action_id']}:{action.get('action_ts', '')}",
    )


def shortcut_press(body: Mapping[str, Any], person_name: str) -> Press:
    """A `message_action` payload: somebody says that this message is the answer."""
    channel, message, thread = _spot(body)
    return Press(
        action="use",
        value="",
        person_id=body["user"]["id"],
        person_name=person_name,
        channel=channel,
        message=message,
        thread=thread,
        key=body["trigger_id"],
        said=said_by_person(body.get("message") or {}, channel),
    )


def submission(body: Mapping[str, Any], person_name: str) -> tuple[Submission, Sent]:
    """A `view_submission` payload. A form that is sent again with other values is another gesture."""
    view, came = body["view"], sent(body["view"])
    filled = hashlib.sha256(json.dumps(came.values, sort_keys=True).encode()).hexdigest()[:16]
    key = f"{view['id']}:{view.get('hash', '')}:{filled}"
    return Submission(came.form, came.subject, body["user"]["id"], person_name, key, came.values), came


def choosing(body: Mapping[str, Any], person_name: str) -> tuple[Submission, Sent] | None:
    """A choice in an open dialog on which something else in it depends; None for any other button."""
    view = body.get("view") or {}
    dispatching = {block.get("block_id") for block in view.get("blocks") or () if block.get("dispatch_action")}
    if view.get("type") != "modal" or body["actions"][0].get("block_id") not in dispatching:
        return None
    return submission(body, person_name)


def _spot(body: Mapping[str, Any]) -> tuple[str, str, str]:
    """Channel, message and thread of a gesture; empty strings for one made in App Home."""
    container, message = body.get("container") or {}, body.get("message") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    ts = container.get("message_ts") or body.get("message_ts") or message.get("ts") or ""
    return channel, ts, message.get("thread_ts") or container.get("thread_ts") or ts
