"""Reading what a Web API call was given: JSON, a form or a query string, and the token from its header or among them."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from sandbox.slack.state.values import SlackError, argument_error
from sandbox.uploads import MULTIPART, parts


class Arguments:
    """The arguments of one call. A missing argument and an empty one are alike, except where `given` asks."""

    def __init__(self, values: Mapping[str, Any], token: str = "") -> None:
        self.values = dict(values)
        self.token = token

    def given(self, name: str) -> bool:
        """Whether the argument was sent at all."""
        return self.values.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        """The argument as text."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def needed(self, name: str) -> str:
        """The argument as text; raises `invalid_arguments` when it is missing."""
        if not self.text(name):
            raise argument_error("invalid_arguments", [f"missing required field: {name}"])
        return self.text(name)

    def stamp(self, name: str) -> str:
        """A message's ts, or empty; raises `invalid_thread_ts` for anything but text with a full stop in it.

        As a JSON number a ts loses its last digits, so Slack insists on text.
        """
        value = self.values.get(name) or ""
        if not isinstance(value, str) or (value and not value.replace(".", "", 1).isdigit()):
            raise SlackError("invalid_thread_ts")
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes or no, in any of the spellings clients use."""
        value = self.values.get(name)
        return default if value is None else str(value).lower() in ("1", "true", "yes")

    def number(self, name: str, default: int, *, most: int) -> int:
        """A whole number between 1 and `most`; raises `invalid_limit`."""
        text = self.text(name, str(default))
        if not text.isdigit() or not 1 <= int(text) <= most:
            raise SlackError("invalid_limit")
        return int(text)

    def names(self, name: str) -> list[str]:
        """A list of ids, sent as a list or joined by commas."""
        value = self.values.get(name) or ""
        found = value if isinstance(value, list) else str(value).split(",")
        return [str(one).strip() for one in found if str(one).strip()]

    def structure(self, name: str) -> Any:
        """Blocks, a view or metadata: as sent in JSON, or as text that holds JSON. None when missing."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value.strip() else None
        except ValueError:
            raise argument_error("invalid_arguments", [f"{name} is not valid JSON"]) from None


async def read_arguments(request: web.Request) -> Arguments:
    """All arguments of a call, wherever they stand."""
    values: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = await _json(request)
        values |= body
    elif request.content_type == MULTIPART:
        values |= await parts(request)
    elif request.can_read_body:
        values |= dict(await request.post())
    token = str(values.pop("token", "") or "")
    header = request.headers.get("Authorization", "")
    return Arguments(values, header.removeprefix("Bearer ") if header else token)


async def _json(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
