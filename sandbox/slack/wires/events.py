"""The events Slack tells the bot about, as it writes them. Building only; `post.py` sends them."""

from sandbox.people import APP
from sandbox.slack.state.stamps import Stamps
from sandbox.slack.state.values import Json, SimMessage
from sandbox.slack.state.workspace import SimChannel, Workspace
from sandbox.slack.wires.objects import message_object, user_object, view_object


def written(workspace: Workspace, message: SimMessage) -> Json:
    """Somebody wrote, in the channel or in a thread; the bot hears its own posts too."""
    event = message_object(workspace, message) | _where(workspace.channels[message.channel]) | {"event_ts": message.ts}
    if message.subtype == "thread_broadcast":
        parent = workspace.message(message.channel, message.thread_ts)
        event["root"] = message_object(workspace, parent) if parent else {}
    return event


def changed(workspace: Workspace, before: SimMessage, after: SimMessage) -> Json:
    """A message looks different now: edited, redrawn, or left as a tombstone over its replies."""
    stamp = workspace.stamps.next()
    inner = message_object(workspace, after) | ({"hidden": True} if after.subtype == "tombstone" else {})
    event = {"type": "message", "subtype": "message_changed", "hidden": True, "ts": stamp, "event_ts": stamp}
    previous = message_object(workspace, before)
    return event | _where(workspace.channels[after.channel]) | {"message": inner, "previous_message": previous}


def deleted(workspace: Workspace, gone: SimMessage) -> Json:
    """A message is gone."""
    stamp = workspace.stamps.next()
    event = {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": stamp, "event_ts": stamp}
    return (
        event
        | _where(workspace.channels[gone.channel])
        | {"deleted_ts": gone.ts, "previous_message": message_object(workspace, gone)}
    )


def joined(workspace: Workspace, channel: SimChannel, user_id: str, inviter: str) -> Json:
    """Somebody became a member of a channel."""
    event: Json = {
        "type": "member_joined_channel",
        "user": user_id,
        "team": APP.slack_team_id,
        "event_ts": workspace.stamps.next(),
    }
    return event | {"channel": channel.id, "channel_type": "C"} | ({"inviter": inviter} if inviter else {})


def left(workspace: Workspace, channel: SimChannel, user_id: str) -> Json:
    """Somebody is no longer a member of a channel."""
    event: Json = {
        "type": "member_left_channel",
        "user": user_id,
        "team": APP.slack_team_id,
        "event_ts": workspace.stamps.next(),
    }
    return event | {"channel": channel.id, "channel_type": "C"}


def deactivated(workspace: Workspace, user_id: str) -> Json:
    """Somebody's account was closed."""
    user = user_object(workspace.people[user_id]) | {"deleted": True}
    stamp = workspace.stamps.next()
    return {"type": "user_change", "user": user, "cache_ts": int(float(stamp)), "event_ts": stamp}


def group_changed(workspace: Workspace, group: str, removed: str) -> Json:
    """A user group has a member less."""
    event: Json = {"type": "subteam_members_changed", "subteam_id": group, "team_id": APP.slack_team_id}
    changed: Json = {"added_users": [], "added_users_count": 0, "removed_users": [removed], "removed_users_count": 1}
    return event | changed | {"event_ts": workspace.stamps.next()}


def archived(workspace: Workspace, channel: SimChannel, user_id: str) -> Json:
    """A channel was closed for good."""
    return {"type": "channel_archive", "channel": channel.id, "user": user_id, "event_ts": workspace.stamps.next()}


def reacted(workspace: Workspace, message: SimMessage, user_id: str, name: str, *, added: bool) -> Json:
    """Somebody set or took back a reaction."""
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    kind = "reaction_added" if added else "reaction_removed"
    event = {"type": kind, "user": user_id, "reaction": name, "item": item, "item_user": message.user}
    return event | {"event_ts": workspace.stamps.next()}


def home_opened(workspace: Workspace, user_id: str) -> Json:
    """A person opened the bot's home tab."""
    home = workspace.homes.get(user_id)
    event: Json = {"type": "app_home_opened", "user": user_id, "channel": workspace.direct(user_id).id, "tab": "home"}
    return event | {"event_ts": workspace.stamps.next()} | ({"view": view_object(home)} if home else {})


def wrapped(stamps: Stamps, event: Json, seconds: int) -> Json:
    """The envelope around an event; `seconds` is the sandbox's time since 1970."""
    authorized = {"enterprise_id": None, "team_id": APP.slack_team_id, "user_id": APP.slack_bot_user_id, "is_bot": True}
    return {
        "token": "not-used-any-more",
        "team_id": APP.slack_team_id,
        "context_team_id": APP.slack_team_id,
        "context_enterprise_id": None,
        "api_app_id": APP.slack_app_id,
        "event": event,
        "type": "event_callback",
        "event_id": stamps.id("Ev"),
        "event_time": seconds,
        "authorizations": [authorized | {"is_enterprise_install": False}],
        "is_ext_shared_channel": False,
        "event_context": stamps.id("4-"),
    }


def rate_limited(seconds: int) -> Json:
    """Slack holds events back, and says so in a payload without an event in it."""
    known = {"token": "not-used-any-more", "team_id": APP.slack_team_id, "api_app_id": APP.slack_app_id}
    return known | {"type": "app_rate_limited", "minute_rate_limited": seconds - seconds % 60}


def _where(channel: SimChannel) -> Json:
    return {"channel": channel.id, "channel_type": channel.kind}
