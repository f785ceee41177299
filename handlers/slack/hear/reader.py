"""Slack's events in our words: who said or took back what in a thread, which card is gone, who looked in.

Replies in threads are heard, and what people write in a channel itself is told as that: most of it is none of our business.
What the bot itself writes is known by the ids that travel with the event, so reading needs no memory and no network.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.ports.happenings import Happening, LookedIn, Said, SaidBeside, StaffChanged, Unsaid
from handlers.slack.hear.spoken import heard, spoken

# Kinds of message that a person has written. No subtype at all is the usual case.
_BY_PEOPLE = (None, "file_share", "thread_broadcast", "me_message")
_OF_STAFF = ("user_change", "member_left_channel", "subteam_members_changed", "subteam_updated")


def read(body: Mapping[str, Any]) -> Sequence[Happening]:
    """What an `event_callback` payload means to us; empty when it means nothing."""
    event = body.get("event") or {}
    if event.get("type") == "app_home_opened":
        return _looked_in(event)
    if event.get("type") in _OF_STAFF:
        return _staff(event)
    if event.get("type") != "message":
        return ()
    subtype = event.get("subtype")
    if subtype == "message_changed":
        return _changed(body, event)
    if subtype == "message_deleted":
        return _deleted(body, event)
    return _said(body, event, str(event.get("channel", "")))


def _said(body: Mapping[str, Any], message: Mapping[str, Any], channel: str) -> Sequence[Said | SaidBeside]:
    """What stands in a message that a person wrote, by hand or through another program that writes in her name."""
    if not message.get("user") or message.get("subtype") not in _BY_PEOPLE or _is_own(body, message):
        return ()
    by_app = bool(message.get("bot_id"))
    if _is_reply(message):
        said = _in_thread(message, channel)
        return (replace(said, by_app=by_app),) if said else ()
    return _beside(message, channel) if not by_app and _in_a_channel(body) else ()


def _in_a_channel(body: Mapping[str, Any]) -> bool:
    """Whether the event comes from a channel that several people read, and not from a talk between two."""
    return (body.get("event") or {}).get("channel_type") in ("channel", "group")


def _beside(message: Mapping[str, Any], channel: str) -> Sequence[SaidBeside]:
    said = heard(message)
    at, edited_at = moment(message["ts"]), _edited_at(message)
    return (
        SaidBeside(
            channel,
            message["ts"],
            message["user"],
            said.text,
            at,
            edited_at=edited_at,
            left_out=said.left_out,
            people=said.people,
        ),
    )


def said_by_person(message: Mapping[str, Any], channel: str) -> Said | None:
    """The message as something a person said in a thread; None when it is anything else, or says and brings nothing."""
    is_theirs = _is_reply(message) and _by_person(message)
    return _in_thread(message, channel) if is_theirs else None


def _in_thread(message: Mapping[str, Any], channel: str) -> Said | None:
    said = heard(message)
    if not said.text and not {"file", "picture"} & {*said.left_out}:
        return None
    return Said(
        channel=channel,
        thread=message["thread_ts"],
        id=message["ts"],
        person_id=message["user"],
        text=said.text,
        at=moment(message["ts"]),
        edited_at=_edited_at(message),
        left_out=said.left_out,
        people=said.people,
        pictures=said.pictures,
    )


def _edited_at(message: Mapping[str, Any]) -> datetime | None:
    edited = (message.get("edited") or {}).get("ts")
    return moment(edited) if edited else None


def moment(ts: str) -> datetime:
    """Slack's timestamp as a moment in UTC."""
    return datetime.fromtimestamp(float(ts), UTC)


def _looked_in(event: Mapping[str, Any]) -> Sequence[Happening]:
    if event.get("tab") != "home":
        return ()
    return (LookedIn(event["user"], moment(event["event_ts"])),)


def _staff(event: Mapping[str, Any]) -> Sequence[Happening]:
    """Somebody's account is closed, a group has other members, or a channel one member less, as when somebody leaves for good.

    That a colleague changed her picture means nothing.
    """
    if event["type"] == "member_left_channel":
        return (StaffChanged(person_id=str(event.get("user") or "")),)
    if event["type"] == "user_change":
        user = event.get("user") or {}
        return (StaffChanged(person_id=str(user.get("id", ""))),) if user.get("deleted") else ()
    group = event.get("subteam_id") or (event.get("subteam") or {}).get("id")
    return (StaffChanged(group=str(group or "")),)


def _changed(body: Mapping[str, Any], event: Mapping[str, Any]) -> Sequence[Happening]:
    """An edit by a person, or the tombstone that is left of a deleted message with replies.

    Slack sends the same event when it unfolds a link or translates; then the words are the same as before.
    """
    now, before = event.get("message") or {}, event.get("previous_message") or {}
    if now.get("subtype") == "tombstone":
        return _gone(body, event, str(now.get("ts", "")), before)
    found = _said(body, now, str(event.get("channel", "")))
    if not found or (spoken(before) == found[0].text if before else found[0].edited_at is None):
        return ()
    (said,) = found
    return (said if said.edited_at else replace(said, edited_at=moment(event["event_ts"])),)


def _deleted(body: Mapping[str, Any], event: Mapping[str, Any]) -> Sequence[Happening]:
    return _gone(body, event, str(event.get("deleted_ts", "")), event.get("previous_message") or {})


def _gone(body: Mapping[str, Any], event: Mapping[str, Any], id: str, before: Mapping[str, Any]) -> Sequence[Happening]:
    """A reply or one of the bot's own messages is gone. When Slack does not tell what it was, it may have been ours."""
    channel, at = str(event.get("channel", "")), moment(event.get("event_ts") or event.get("ts") or id or "0")
    if not id:
        return ()
    if not before or _is_reply(before) or _is_own(body, before):
        return (Unsaid(channel, id, at),)
    is_theirs = _by_person(before) and _in_a_channel(body)
    return (SaidBeside(channel, id, before["user"], "", at, is_gone=True),) if is_theirs else ()


def _is_reply(message: Mapping[str, Any]) -> bool:
    thread = message.get("thread_ts")
    return bool(thread) and thread != message.get("ts")


def _by_person(message: Mapping[str, Any]) -> bool:
    return bool(message.get("user")) and not message.get("bot_id") and message.get("subtype") in _BY_PEOPLE


def _is_own(body: Mapping[str, Any], message: Mapping[str, Any]) -> bool:
    own_users = [known.get("user_id") for known in body.get("authorizations") or () if known.get("is_bot")]
    own_app = message.get("app_id") and message.get("app_id") == body.get("api_app_id")
    return bool(own_app) or message.get("user") in own_users
