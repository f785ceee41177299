"""Slack's event payloads as they come over the wire, for tests."""

from typing import Any

CHANNEL, CARD, REPLY = "C0SPORSMAL", "1700000000.000100", "1700000060.000200"


def callback(event: dict[str, Any], event_id: str = "Ev1") -> dict[str, Any]:
    return {
        "type": "event_callback",
        "event_id": event_id,
        "team_id": "T0SOLVIK01",
        "api_app_id": "A0SVARVAKT",
        "authorizations": [{"team_id": "T0SOLVIK01", "user_id": "U0SVARVAKT", "is_bot": True}],
        "event": event,
    }


def reply(text: str = "Vi åpner lørdag", **extra: Any) -> dict[str, Any]:
    """Ola's reply under the card."""
    return {"type": "message", "user": "U0OLA00001", "text": text, "ts": REPLY, "thread_ts": CARD} | extra


def message(**extra: Any) -> dict[str, Any]:
    return callback(reply(channel=CHANNEL, **extra))


def card() -> dict[str, Any]:
    """The bot's own message, as Slack shows it in events."""
    own = {"user": "U0SVARVAKT", "bot_id": "B0SVARVAKT", "app_id": "A0SVARVAKT"}
    return {"type": "message", "text": "Nytt spørsmål", "ts": CARD} | own


def changed(now: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any]:
    event = {"type": "message", "subtype": "message_changed", "channel": CHANNEL, "message": now}
    return callback(
        event
        | {"ts": "1700000099.000300", "event_ts": "1700000099.000300"}
        | ({"previous_message": before} if before else {})
    )


def deleted(before: dict[str, Any], ts: str) -> dict[str, Any]:
    event = {"type": "message", "subtype": "message_deleted", "channel": CHANNEL, "deleted_ts": ts}
    return callback(event | {"previous_message": before, "event_ts": "1700000099.000300"})
