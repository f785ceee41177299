"""What stands in an answer of the Graph API, cleaned, and in the shape that was asked for, whatever a stranger wrote there."""

import json
from typing import Any

from bot.ports.cleaning import clean
from bot.ports.failures import TryLater
from handlers.facebook.ids import mapping
from handlers.facebook.speak.errors import GraphError, graph_error


def json_of(text: str | bytes) -> Any:
    """What a text says as JSON; None for what is none."""
    try:
        return clean(json.loads(text))
    except (ValueError, RecursionError):
        return None


def object_of(body: Any) -> dict[str, Any]:
    """An answer that should be an object; an empty one for any other."""
    return body if isinstance(body, dict) else {}


def confirm(body: Any) -> None:
    """Raise `TryLater` unless success is told. Older answers spell it as a word."""
    if body is not True and str(mapping(body).get("success", "")).lower() != "true":
        raise TryLater("not confirmed")


def of_batch(answer: Any) -> dict[str, Any] | GraphError | None:
    """One answer of a batch: an object or an error; None where Facebook did not get round to it."""
    status, text = mapping(answer).get("code"), mapping(answer).get("body")
    body = json_of(text) if isinstance(text, str) else None
    if not isinstance(status, int) or not isinstance(body, dict):
        return None
    return graph_error(status, body) or body
