"""The app manifest: what an administrator pastes into Slack to create the app, with exactly the rights it uses."""

from typing import Any

from bot.ports.showing import cut, one_line
from handlers.slack.hear.gestures import USE_AS_ANSWER
from handlers.slack.speak.elements import Words
from handlers.slack.speak.scopes import SCOPES

COMMAND = "/svarvakt"

EVENTS = (
    "app_home_opened",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "subteam_members_changed",
    "subteam_updated",
    "user_change",
)


def manifest(words: Words, public_url: str = "") -> dict[str, Any]:
    """The manifest, ready for JSON or YAML: for Socket Mode, or for HTTP when a public address is given."""
    address = f"{public_url.rstrip('/')}/slack/events" if public_url else ""
    return {
        "display_information": {"name": "Svarvakt", "description": _said(words, "chat.manifest_description", 140)},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": False},
            "bot_user": {"display_name": "svarvakt", "always_online": True},
            "shortcuts": [_shortcut(words)],
            "slash_commands": [_command(words, address)],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": _at(address) | {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True} | _at(address),
            "org_deploy_enabled": False,
            "socket_mode_enabled": not address,
            "token_rotation_enabled": False,
        },
    }


def _shortcut(words: Words) -> dict[str, Any]:
    return {
        "type": "message",
        "name": _said(words, "chat.manifest_shortcut", 24),
        "callback_id": USE_AS_ANSWER,
        "description": _said(words, "chat.manifest_shortcut_description", 150),
    }


def _command(words: Words, address: str) -> dict[str, Any]:
    about = {
        "command": COMMAND,
        "description": _said(words, "slack.manifest_command", 140),
        "usage_hint": _said(words, "slack.manifest_command_hint", 140),
        "should_escape": False,
    }
    return about | ({"url": address} if address else {})


def _at(address: str) -> dict[str, str]:
    return {"request_url": address} if address else {}


def _said(words: Words, key: str, room: int) -> str:
    return cut(one_line(words(key)), room)
