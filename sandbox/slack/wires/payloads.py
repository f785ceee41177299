"""What Slack sends when a person presses, sends or closes something: block_actions, view_submission and their kin."""

from sandbox.people import APP
from sandbox.slack.methods.backstage import Backstage
from sandbox.slack.state.values import Json, SimMessage, View
from sandbox.slack.wires.objects import DOMAIN, message_object, person_mark, username, view_object


def press_on_message(
    stage: Backstage, user_id: str, message: SimMessage, pressed: tuple[Json, Json], trigger: str
) -> Json:
    """block_actions from a button on a message; an ephemeral message is not sent along."""
    place: Json = {"message_ts": message.ts, "channel_id": message.channel, "is_ephemeral": message.ephemeral}
    if message.thread_ts:
        place["thread_ts"] = message.thread_ts
    payload = _gesture(stage, "block_actions", user_id) | {
        "container": {"type": "message"} | place,
        "trigger_id": trigger,
    }
    payload |= {"channel": _channel(stage, message.channel), "state": {"values": {}}}
    if not message.ephemeral:
        payload["message"] = message_object(stage.workspace, message)
    answer = response_url(stage, user_id, message.channel, message.ts)
    return payload | {"response_url": answer, "actions": [_action(stage, *pressed)]}


def press_in_view(stage: Backstage, view: View, state: Json, pressed: tuple[Json, Json], trigger: str) -> Json:
    """block_actions from a button in a modal or on a home tab."""
    payload = _gesture(stage, "block_actions", view.user_id) | {"container": {"type": "view", "view_id": view.id}}
    shown = {"view": view_object(view, state), "state": {"values": state}}
    return payload | shown | {"trigger_id": trigger, "actions": [_action(stage, *pressed)]}


def submission(stage: Backstage, view: View, state: Json, trigger: str) -> Json:
    """view_submission."""
    payload = _gesture(stage, "view_submission", view.user_id)
    return payload | {"trigger_id": trigger, "view": view_object(view, state), "response_urls": []}


def closing(stage: Backstage, view: View, *, everything: bool) -> Json:
    """view_closed."""
    return _gesture(stage, "view_closed", view.user_id) | {"view": view_object(view), "is_cleared": everything}


def message_shortcut(stage: Backstage, user_id: str, message: SimMessage, callback_id: str, trigger: str) -> Json:
    """message_action: a shortcut from the menu of a message."""
    payload = _gesture(stage, "message_action", user_id) | {"callback_id": callback_id, "trigger_id": trigger}
    payload |= {"action_ts": stage.workspace.stamps.next(), "message_ts": message.ts}
    payload |= {"channel": _channel(stage, message.channel), "message": message_object(stage.workspace, message)}
    return payload | {"response_url": response_url(stage, user_id, message.channel, message.ts)}


def slash_command(stage: Backstage, user_id: str, channel: str, command: str, text: str) -> Json:
    """A slash command's form fields."""
    person = stage.workspace.people[user_id]
    fields = {
        "token": "not-used-any-more",
        "team_id": APP.slack_team_id,
        "team_domain": DOMAIN,
        "channel_id": channel,
        "channel_name": stage.workspace.channels[channel].name,
        "user_id": user_id,
        "user_name": username(person),
        "command": command,
        "text": text,
        "api_app_id": APP.slack_app_id,
        "is_enterprise_install": "false",
    }
    answer = response_url(stage, user_id, channel, "")
    return fields | {"response_url": answer, "trigger_id": stage.triggers.give(user_id)}


def response_url(stage: Backstage, user_id: str, channel: str, message_ts: str) -> str:
    """A new address for answers to this gesture."""
    return f"{stage.url}/slack/response/{stage.response_urls.give(user_id, channel, message_ts)}"


def _gesture(stage: Backstage, kind: str, user_id: str) -> Json:
    payload: Json = {"type": kind, "user": person_mark(stage.workspace.people[user_id]), "api_app_id": APP.slack_app_id}
    team = {"id": APP.slack_team_id, "domain": DOMAIN}
    return payload | {"token": "not-used-any-more", "team": team, "enterprise": None, "is_enterprise_install": False}


def _channel(stage: Backstage, id: str) -> Json:
    return {"id": id, "name": stage.workspace.channels[id].name or "directmessage"}


def _action(stage: Backstage, block: Json, element: Json) -> Json:
    kept = {
        name: element[name]
        for name in ("type", "action_id", "text", "value", "style", "url", "selected_option")
        if name in element
    }
    return kept | {"block_id": block["block_id"], "action_ts": stage.workspace.stamps.next()}
