"""Teams' activities in our words: who said or took back what in a thread.

Only replies in threads of our channels are heard; what people write elsewhere in the team is none of our business, even
where the app may read it. Pure: `kept` makes an activity small and names what the door alone knows, `read` works on that.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.ports.happenings import Happening, Said, Unsaid
from handlers.teams.hear.markup import heard

THREAD = ";messageid="


def thread_of(activity: Mapping[str, Any]) -> tuple[str, str]:
    """The channel's id and the thread's root of an activity in a channel; the root is the message itself when it begins one."""
    conversation = str(_part(activity, "conversation").get("id") or "")
    channel, _, root = conversation.partition(THREAD)
    return channel, root or str(activity.get("id") or "")


def is_reply(activity: Mapping[str, Any]) -> bool:
    """Whether an activity belongs to a message below a thread's root."""
    _, root = thread_of(activity)
    return bool(root) and root != str(activity.get("id") or "")


def kept(activity: Mapping[str, Any], channel: str) -> dict[str, Any]:
    """What of an activity goes to the inbox: the parts that `read` uses, and the channel as our file names it."""
    parts = ("type", "id", "timestamp", "from", "recipient", "conversation", "text", "attachments", "entities")
    slim = {part: activity[part] for part in parts if part in activity}
    event = str(_part(activity, "channelData").get("eventType") or "")
    return {**slim, "eventType": event, "svarvaktChannel": channel}


def read(body: Mapping[str, Any]) -> Sequence[Happening]:
    """What a kept activity means to us; empty when it means nothing."""
    if body.get("type") == "messageDelete":
        return (Unsaid(str(body["svarvaktChannel"]), str(body["id"]), moment(body)),)
    if body.get("type") not in ("message", "messageUpdate"):
        return ()
    said = said_by_person(body)
    return (said,) if said else ()


def said_by_person(body: Mapping[str, Any]) -> Said | None:
    """The activity as something a person said in a thread; None when it is anything else, or says and brings nothing."""
    person = str(_part(body, "from").get("aadObjectId") or "")
    if not person or not is_reply(body):
        return None
    spoken = heard(body, str(_part(body, "recipient").get("id") or ""))
    if not spoken.text and not {"file", "picture"} & {*spoken.left_out}:
        return None
    _, root = thread_of(body)
    at = moment(body)
    return Said(
        channel=str(body["svarvaktChannel"]),
        thread=root,
        id=str(body["id"]),
        person_id=person,
        text=spoken.text,
        at=at,
        edited_at=at if body.get("type") == "messageUpdate" else None,
        left_out=spoken.left_out,
        people=spoken.people,
    )


def moment(body: Mapping[str, Any]) -> datetime:
    """When an activity was sent, in UTC. Raises `ValueError` for what is no moment."""
    return datetime.fromisoformat(str(body.get("timestamp") or "")).astimezone(UTC)


def _part(activity: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = activity.get(name)
    return part if isinstance(part, Mapping) else {}
