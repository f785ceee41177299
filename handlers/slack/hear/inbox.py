"""Heard means stored: events are committed to the inbox before Slack gets its 200.

This runs right after Bolt has checked the signature and before anything else. When the store is down Slack gets no
acknowledgement and sends the event again.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.response import BoltResponse

from bot.log import Log
from bot.ports.calls import Calls, Event
from bot.ports.happenings import SaidBeside
from handlers.slack.hear.gestures import USE_AS_ANSWER
from handlers.slack.hear.reader import read

log = Log(__name__)


class Inbox:
    """The first thing every payload from Slack meets."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def keep(self, body: dict[str, Any], next: Callable[[], Awaitable[None]]) -> BoltResponse | None:
        """Store an event, let gestures through, and acknowledge whatever else Slack may think of sending."""
        if body.get("type") == "event_callback":
            return await self._keep_event(body)
        if body.get("type") == "url_verification" or is_gesture(body):
            await next()
            return None
        log.info("slack payload without meaning", type=str(body.get("type")))
        return _acknowledged()

    async def _keep_event(self, body: Mapping[str, Any]) -> BoltResponse:
        if not has_meaning(body, self._calls.concerns):
            return _acknowledged()
        try:
            await self._calls.hear([Event("slack", event_key(body), body)])
        except Exception as error:  # whatever it is: not stored means not acknowledged
            log.error("slack event not stored", event_id=body.get("event_id"), error=type(error).__name__)
            return BoltResponse(status=500, body="")
        return _acknowledged()


def is_gesture(body: Mapping[str, Any]) -> bool:
    """Whether a person waits for an answer that we can give."""
    if body.get("type") == "message_action":
        return body.get("callback_id") == USE_AS_ANSWER
    return body.get("type") in ("block_actions", "view_submission") or "command" in body


def has_meaning(body: Mapping[str, Any], concerns: Callable[[SaidBeside], bool]) -> bool:
    """Whether an event says anything to us. What people write outside our threads is not kept, unless it `concerns` us.

    What cannot be read is kept, so that it is seen and nothing is lost.
    """
    try:
        return any(not isinstance(found, SaidBeside) or concerns(found) for found in read(body))
    except Exception:  # whatever makes it unreadable
        return True


def event_key(body: Mapping[str, Any]) -> str:
    """What makes a repetition recognisable: Slack's event id, the same on every retry and over every line.

    An id that no store could keep is none.
    """
    known = str(body.get("event_id") or "")
    if known.isascii() and known.isprintable() and known:
        return known
    return hashlib.sha256(json.dumps(body.get("event"), sort_keys=True).encode()).hexdigest()


def _acknowledged() -> BoltResponse:
    return BoltResponse(status=200, body="")
