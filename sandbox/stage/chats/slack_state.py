"""The simulated Slack as the demo page draws it: the blocks and views are those that came over the wire."""

from sandbox.people import APP, CHANNELS, COLLEAGUES, USER_GROUPS, Colleague
from sandbox.slack.sim import COMMAND, SlackSim
from sandbox.slack.state.values import SimMessage, View
from sandbox.stage.asking import Json


def slack_state(slack: SlackSim) -> Json:
    """Every channel, and for every person what they alone see. The page decides as whom to look."""
    return {
        "bot": {"id": APP.slack_bot_user_id, "name": APP.name},
        "command": COMMAND,
        "groups": [{"id": group.id, "handle": group.handle, "members": list(group.members)} for group in USER_GROUPS],
        "channels": [_channel(slack, channel.id, channel.name) for channel in CHANNELS],
        "people": [_person(slack, person) for person in COLLEAGUES],
    }


def _channel(slack: SlackSim, id: str, name: str) -> Json:
    return {"id": id, "name": name, "members": sorted(slack.members(id)), "messages": _messages(slack, id)}


def _person(slack: SlackSim, person: Colleague) -> Json:
    direct = f"D{person.id[1:]}"
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "departments": list(person.departments),
        "modal": _view(slack.view_of(person.id)),
        "home": _view(slack.home_of(person.id)),
        "ephemerals": [_message(message) | {"channel": message.channel} for message in slack.ephemerals(person.id)],
        "direct": {"id": direct, "messages": _messages(slack, direct)},
    }


def _messages(slack: SlackSim, channel: str) -> list[Json]:
    return [
        _message(message) | {"replies": [_message(reply) for reply in slack.thread(channel, message.ts)]}
        for message in slack.messages(channel)
    ]


def _message(message: SimMessage) -> Json:
    names = dict.fromkeys(name for name, _ in message.reactions)
    return {
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "user": message.user,
        "text": message.text,
        "blocks": list(message.blocks),
        "subtype": message.subtype,
        "edited": bool(message.edited),
        "files": [
            {"id": file["id"], "name": file["name"], "alt": file.get("alt_txt", file["title"])}
            for file in message.files
        ],
        "reactions": [{"name": name, "count": [n for n, _ in message.reactions].count(name)} for name in names],
    }


def _view(view: View | None) -> Json | None:
    """A view without what the bot hid in it for itself."""
    if view is None:
        return None
    return {"id": view.id} | {name: part for name, part in view.content.items() if name != "private_metadata"}
