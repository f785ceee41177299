"""Web API: reading channels and threads, and who is in them."""

from collections.abc import Sequence
from typing import TypeVar

from sandbox.people import APP
from sandbox.slack.methods.arguments import Arguments
from sandbox.slack.methods.backstage import Backstage
from sandbox.slack.state.values import Json, SimMessage, SlackError
from sandbox.slack.state.workspace import SimChannel, top_level
from sandbox.slack.wires.objects import channel_object, message_object

MOST_A_PAGE = 999
T = TypeVar("T")


def history(stage: Backstage, args: Arguments) -> Json:
    """conversations.history: newest first, without thread replies that are not shown in the channel."""
    channel = _readable(stage, args)
    found = [message for message in top_level(stage.workspace.messages(channel.id)) if _within(message, args)]
    page, cursor = _page(found[::-1], args, 100)
    return _messages(stage, page, args) | _more(cursor)


def replies(stage: Backstage, args: Arguments) -> Json:
    """conversations.replies: the parent on every page, then its replies, oldest first."""
    channel = _readable(stage, args)
    parent = stage.workspace.message(channel.id, args.stamp("ts"))
    if parent is None:
        raise SlackError("thread_not_found")
    found = [reply for reply in stage.workspace.replies(channel.id, parent.ts) if _within(reply, args)]
    page, cursor = _page(found, args, MOST_A_PAGE)
    return _messages(stage, [parent, *page], args) | _more(cursor)


def info(stage: Backstage, args: Arguments) -> Json:
    """conversations.info"""
    channel = stage.workspace.channel(args.needed("channel"))
    shared = channel.id in stage.workspace.admin.shared
    return {"channel": channel_object(channel) | {"is_ext_shared": shared}}


def list_channels(stage: Backstage, args: Arguments) -> Json:
    """conversations.list: public channels, and direct ones when `types` asks for them."""
    kinds = args.names("types") or ["public_channel"]
    wanted = [
        channel
        for channel in stage.workspace.channels.values()
        if ("im" if channel.is_im else "public_channel") in kinds
    ]
    page, cursor = _page(wanted, args, 100)
    return {"channels": [channel_object(channel) for channel in page]} | _cursor(cursor)


def members(stage: Backstage, args: Arguments) -> Json:
    """conversations.members"""
    page, cursor = _page(sorted(stage.workspace.channel(args.needed("channel")).members), args, 100)
    return {"members": list(page)} | _cursor(cursor)


def invite(stage: Backstage, args: Arguments) -> Json:
    """conversations.invite: with `force` whoever can be added is added; details of the others stand in `errors`."""
    channel = _readable(stage, args)
    asked = args.names("users")
    refused = [{"user": user, "ok": False, "error": code} for user in asked if (code := _why_not(stage, channel, user))]
    if refused and not (args.flag("force") and len(refused) < len(asked)):
        raise SlackError(str(refused[0]["error"]), errors=refused)
    for user in set(asked) - {one["user"] for one in refused}:
        stage.changes.join(channel, str(user), inviter=APP.slack_bot_user_id)
    return {"channel": channel_object(channel)} | ({"errors": refused} if refused else {})


def join(stage: Backstage, args: Arguments) -> Json:
    """conversations.join"""
    channel = stage.workspace.channel(args.needed("channel"))
    if channel.is_archived:
        raise SlackError("is_archived")
    if APP.slack_bot_user_id in channel.members:
        return {"channel": channel_object(channel), "warning": "already_in_channel"}
    stage.changes.join(channel, APP.slack_bot_user_id)
    return {"channel": channel_object(channel)}


def open_direct(stage: Backstage, args: Arguments) -> Json:
    """conversations.open, for one person."""
    people = args.names("users")
    if len(people) != 1 or people[0] not in stage.workspace.people:
        raise SlackError("user_not_found")
    return {"channel": channel_object(stage.workspace.direct(people[0]))}


def _readable(stage: Backstage, args: Arguments) -> SimChannel:
    channel = stage.workspace.channel(args.needed("channel"))
    if APP.slack_bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _within(message: SimMessage, args: Arguments) -> bool:
    oldest, latest, at = args.text("oldest", "0"), args.text("latest"), _number(message.ts)
    edge = args.flag("inclusive") and at in (_number(oldest), _number(latest or "0"))
    return edge or (at > _number(oldest) and (not latest or at < _number(latest)))


def _number(ts: str) -> tuple[int, str]:
    seconds, _, fraction = ts.partition(".")
    if not seconds.isdigit():
        raise SlackError("invalid_ts_oldest")
    return int(seconds), fraction.ljust(6, "0")


def _why_not(stage: Backstage, channel: SimChannel, user: str) -> str:
    if user == APP.slack_bot_user_id:
        return "cant_invite_self"
    if user not in stage.workspace.people:
        return "user_not_found"
    if user not in channel.members and (code := stage.workspace.invite_failures.get(user)):
        return code
    return "already_in_channel" if user in channel.members else ""


def _messages(stage: Backstage, messages: Sequence[SimMessage], args: Arguments) -> Json:
    metadata = args.flag("include_all_metadata")
    return {"messages": [message_object(stage.workspace, message, metadata=metadata) for message in messages]}


def _page(found: Sequence[T], args: Arguments, usual: int) -> tuple[Sequence[T], str]:
    size = args.number("limit", usual, most=MOST_A_PAGE)
    start = _start(args.text("cursor"))
    rest = start + size
    return found[start:rest], f"next:{rest}" if rest < len(found) else ""


def _start(cursor: str) -> int:
    number = cursor.removeprefix("next:")
    if cursor and not number.isdigit():
        raise SlackError("invalid_cursor")
    return int(number or 0)


def _more(cursor: str) -> Json:
    return {"has_more": bool(cursor)} | (_cursor(cursor) if cursor else {})


def _cursor(cursor: str) -> Json:
    return {"response_metadata": {"next_cursor": cursor}}
