"""The manifest asks for what the door uses, and names the address only when there is one."""

from handlers.slack.manifest import manifest
from tests.handlers.recording import words


def test_in_socket_mode_no_address_is_named() -> None:
    settings = manifest(words)["settings"]

    assert settings["socket_mode_enabled"] is True
    assert "request_url" not in settings["event_subscriptions"] | settings["interactivity"]


def test_over_http_one_address_takes_everything() -> None:
    made = manifest(words, "https://svarvakt.example/")

    address = "https://svarvakt.example/slack/events"
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == address
    assert made["settings"]["interactivity"]["request_url"] == address
    assert made["features"]["slash_commands"][0]["url"] == address


def test_the_rights_are_those_the_door_needs_and_no_more() -> None:
    scopes = set(manifest(words)["oauth_config"]["scopes"]["bot"])

    assert {"chat:write", "commands", "channels:history", "groups:history", "users:read", "usergroups:read"} <= scopes
    assert not scopes & {"chat:write.public", "users:read.email", "im:history"}


def test_texts_keep_slacks_limits() -> None:
    made = manifest(lambda *_, **__: "å" * 500)

    assert len(made["display_information"]["description"]) <= 140
    assert len(made["features"]["shortcuts"][0]["name"]) <= 24
