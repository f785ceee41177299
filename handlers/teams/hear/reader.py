"""Teams' activities in our words: who said or took back what in a thread, and who has left the team.

Replies in threads of our channels are heard, and what people write in such a channel itself is told as that: most of it is
none of our business, and nothing is that they write elsewhere in the team, even where the app may read it. Pure: `kept`
makes an activity small and names what the door alone knows, `read` works on that.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.ports.happenings import Happening, Said, SaidBeside, Spoken, StaffChanged, Unsaid
from handlers.teams.hear.messages import heard

THREAD = ";messageid="
LEFT = "conversationUpdate"


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


def kept_of_staff(activity: Mapping[str, Any], people: Sequence[str]) -> dict[str, Any]:
    """What goes to the inbox of an activity that tells that these people, by their object ids, have left a team."""
    parts = ("type", "id", "timestamp", "conversation")
    return {**{part: activity[part] for part in parts if part in activity}, "left": list(people)}


def read(body: Mapping[str, Any]) -> Sequence[Happening]:
    """What a kept activity means to us; empty when it means nothing."""
    if body.get("type") == LEFT:
        return tuple(StaffChanged(person_id=str(person)) for person in body.get("left") or ())
    if body.get("type") == "messageDelete":
        return _deleted(body)
    person = str(_part(body, "from").get("aadObjectId") or "")
    if body.get("type") not in ("message", "messageUpdate") or not person:
        return ()
    spoken = heard(body, str(_part(body, "recipient").get("id") or ""))
    if not is_reply(body):
        return (_beside(body, person, spoken),)
    if not spoken.text and not {"file", "picture"} & {*spoken.left_out}:
        return ()
    return (_in_thread(body, person, spoken),)


def _in_thread(body: Mapping[str, Any], person: str, spoken: Spoken) -> Said:
    _, root = thread_of(body)
    return Said(
        channel=str(body["svarvaktChannel"]),
        thread=root,
        id=str(body["id"]),
        person_id=person,
        text=spoken.text,
        at=moment(body),
        edited_at=_edited_at(body),
        left_out=spoken.left_out,
        people=spoken.people,
    )


def _beside(body: Mapping[str, Any], person: str, spoken: Spoken) -> SaidBeside:
    return SaidBeside(
        str(body["svarvaktChannel"]),
        str(body["id"]),
        person,
        spoken.text,
        moment(body),
        edited_at=_edited_at(body),
        left_out=spoken.left_out,
        people=spoken.people,
    )


def _deleted(body: Mapping[str, Any]) -> Sequence[Happening]:
    """Teams does not tell whose message it was: what began a thread may be a card, or an answer beside its thread."""
    channel, message, at = str(body["svarvaktChannel"]), str(body["id"]), moment(body)
    person = str(_part(body, "from").get("aadObjectId") or "")
    beside = [SaidBeside(channel, message, person, "", at, is_gone=True)] if person and not is_reply(body) else []
    return (Unsaid(channel, message, at), *beside)


def _edited_at(body: Mapping[str, Any]) -> datetime | None:
    return moment(body) if body.get("type") == "messageUpdate" else None


def moment(body: Mapping[str, Any]) -> datetime:
    """When an activity was sent, in UTC. Raises `ValueError` for what is no moment."""
    return datetime.fromisoformat(str(body.get("timestamp") or "")).astimezone(UTC)


def _part(activity: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = activity.get(name)
    return part if isinstance(part, Mapping) else {}
