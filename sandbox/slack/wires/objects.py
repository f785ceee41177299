"""The wire's own shapes: messages, people, channels, groups and views as Slack writes them in JSON."""

from sandbox.people import APP, Colleague, UserGroup
from sandbox.slack.state.values import Json, SimMessage, View
from sandbox.slack.state.workspace import SimChannel, Workspace

DOMAIN = "solvik"
TOMBSTONE = "tombstone"
OTHER_APP = "A0ANNEN001"


def message_object(workspace: Workspace, message: SimMessage, *, metadata: bool = False) -> Json:
    """A message as history, events and clicks show it; its metadata only where asked for."""
    shown: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    if message.subtype:
        shown["subtype"] = message.subtype
    if message.bot_id == APP.slack_bot_id:
        shown |= _bot_marks()
    elif message.bot_id:
        shown |= {"bot_id": message.bot_id, "app_id": OTHER_APP}
    if metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown | _contents(message) | _thread_marks(workspace, message)


def user_object(person: Colleague, *, locale: bool = False) -> Json:
    """A person as users.info shows them."""
    profile = {"real_name": person.name, "display_name": person.name.split()[0], "team": APP.slack_team_id}
    shown: Json = {
        "id": person.id,
        "team_id": APP.slack_team_id,
        "name": username(person),
        "real_name": person.name,
        "profile": profile,
        "tz": "Europe/Oslo",
        "deleted": False,
        "is_bot": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
    }
    return shown | ({"locale": "nb-NO"} if locale else {})


def bot_user_object() -> Json:
    """The bot's own user."""
    profile = {
        "real_name": APP.name,
        "display_name": APP.name,
        "bot_id": APP.slack_bot_id,
        "api_app_id": APP.slack_app_id,
    }
    names = {"id": APP.slack_bot_user_id, "team_id": APP.slack_team_id, "name": APP.name.lower(), "real_name": APP.name}
    return names | {"profile": profile, "tz": "Europe/Oslo", "deleted": False, "is_bot": True}


def person_mark(person: Colleague) -> Json:
    """The short form of a person in clicks."""
    return {"id": person.id, "username": username(person), "name": username(person), "team_id": APP.slack_team_id}


def username(person: Colleague) -> str:
    """The old-fashioned handle: anne.berg."""
    return person.name.lower().replace(" ", ".")


def channel_object(channel: SimChannel) -> Json:
    """A conversation as conversations.info shows it."""
    kind = {
        "is_channel": not channel.is_im,
        "is_im": channel.is_im,
        "is_private": channel.is_im,
        "is_ext_shared": False,
    }
    here = APP.slack_bot_user_id in channel.members
    shown: Json = {
        "id": channel.id,
        "is_archived": channel.is_archived,
        "is_member": here,
        "num_members": len(channel.members),
    }
    names = {"name": channel.name, "name_normalized": channel.name, "previous_names": list(channel.previous_names)}
    return shown | kind | ({} if channel.is_im else names)


def group_object(group: UserGroup, *, users: bool) -> Json:
    """A user group as usergroups.list shows it."""
    shown: Json = {"id": group.id, "team_id": APP.slack_team_id, "is_usergroup": True, "name": group.handle}
    shown |= {"handle": group.handle, "user_count": len(group.members), "date_delete": 0}
    return shown | ({"users": list(group.members)} if users else {})


def view_object(view: View, state: Json | None = None) -> Json:
    """A view as Slack returns it and sends it back; `state` holds what was filled in."""
    marks: Json = {"id": view.id, "team_id": APP.slack_team_id, "app_id": APP.slack_app_id, "bot_id": APP.slack_bot_id}
    links = {"hash": view.hash, "root_view_id": view.root_id, "previous_view_id": view.previous_id or None}
    return _VIEW_DEFAULTS | view.content | marks | links | {"state": {"values": state or {}}}


_VIEW_DEFAULTS: Json = {
    "callback_id": "",
    "private_metadata": "",
    "external_id": "",
    "title": None,
    "close": None,
    "submit": None,
    "notify_on_close": False,
    "clear_on_close": False,
}


def _bot_marks() -> Json:
    profile = {
        "id": APP.slack_bot_id,
        "app_id": APP.slack_app_id,
        "name": APP.name,
        "team_id": APP.slack_team_id,
        "deleted": False,
    }
    return {"bot_id": APP.slack_bot_id, "app_id": APP.slack_app_id, "bot_profile": profile}


def _contents(message: SimMessage) -> Json:
    shown: Json = {"team": APP.slack_team_id}
    if message.blocks:
        shown["blocks"] = list(message.blocks)
    if message.files:
        shown["files"] = list(message.files)
    if message.attachments:
        shown["attachments"] = list(message.attachments)
    if message.client_msg_id:
        shown["client_msg_id"] = message.client_msg_id
    if message.edited:
        shown["edited"] = {"user": message.user, "ts": message.edited}
    if message.reactions:
        shown["reactions"] = _reactions(message)
    return shown


def _reactions(message: SimMessage) -> list[Json]:
    names = dict.fromkeys(name for name, _ in message.reactions)
    users = {name: [user for given, user in message.reactions if given == name] for name in names}
    return [{"name": name, "users": users[name], "count": len(users[name])} for name in names]


def _thread_marks(workspace: Workspace, message: SimMessage) -> Json:
    if message.thread_ts:
        parent = workspace.message(message.channel, message.thread_ts)
        return {"thread_ts": message.thread_ts, "parent_user_id": parent.user if parent else ""}
    replies = workspace.replies(message.channel, message.ts)
    if not replies:
        return {}
    writers = list(dict.fromkeys(reply.user for reply in replies))
    counts = {"reply_count": len(replies), "reply_users_count": len(writers), "reply_users": writers[:5]}
    return counts | {"thread_ts": message.ts, "latest_reply": replies[-1].ts}
