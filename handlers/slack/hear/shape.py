"""Whether a body has the shape of anything Slack sends. Bolt takes that for granted; others may send whatever they like."""

import json
from typing import Any
from urllib.parse import parse_qs


def is_readable(raw: bytes, content_type: str) -> bool:
    """Whether the body is a JSON object, a form with a JSON object as its payload, or the form of a slash command."""
    try:
        text = raw.decode()
        if "json" in content_type or text.lstrip().startswith("{"):
            return _is_event(json.loads(text))
        form = {name: values[0] for name, values in parse_qs(text).items()}
        return _is_gesture(json.loads(form["payload"])) if "payload" in form else _is_command(form)
    except (ValueError, RecursionError):
        return False


def _is_event(body: Any) -> bool:
    return isinstance(body, dict) and isinstance(body.get("type"), str) and isinstance(body.get("event", {}), dict)


def _is_gesture(body: Any) -> bool:
    if not isinstance(body, dict) or not isinstance(body.get("type"), str):
        return False
    return isinstance(body.get("user"), dict) and isinstance(body["user"].get("id"), str)


def _is_command(form: dict[str, str]) -> bool:
    return form.get("ssl_check") == "1" or ("command" in form and "user_id" in form)
