"""One call to the Graph API, read from whatever form it came in, and the answer to it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sandbox.facebook.graph.errors import bad_parameter


@dataclass(frozen=True)
class GraphCall:
    """`path` holds the segments after the version. `params` are query and body together, values as they came.

    `base_url` is the address up to and including the version, for the links in lists.
    """

    method: str
    path: tuple[str, ...]
    params: Mapping[str, Any]
    base_url: str = ""
    etag: str = ""

    @property
    def address(self) -> str:
        """The path with a leading slash, without version."""
        return "/" + "/".join(self.path)

    @property
    def token(self) -> str:
        """The access token as sent; empty if there is none."""
        return str(self.params.get("access_token", ""))

    @property
    def is_write(self) -> bool:
        """Whether the call is meant to change something; a batch is if one of its calls is."""
        if "batch" in self.params:
            return any(_method(item) != "GET" for item in unpacked(self.params["batch"]))
        return self.method in ("POST", "DELETE")


def _method(item: Any) -> str:
    return str(item.get("method", "GET")).upper() if isinstance(item, Mapping) else ""


@dataclass(frozen=True)
class Answer:
    """What the Graph API says to a call; `body` is JSON-like."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)


def text(params: Mapping[str, Any], name: str) -> str:
    """A parameter as text; empty if absent."""
    value = params.get(name)
    return "" if value is None else str(value)


def yes(params: Mapping[str, Any], name: str) -> bool:
    """A parameter as yes or no, in any of the accepted spellings."""
    return text(params, name).lower() in ("true", "1")


def number(params: Mapping[str, Any], name: str, default: int) -> int:
    """A parameter as a whole number; a refusal if it is none."""
    try:
        return int(params.get(name, default))
    except (TypeError, ValueError):
        raise bad_parameter(f"Param {name} must be an integer") from None


def names(params: Mapping[str, Any], name: str) -> list[str]:
    """A list parameter: a JSON array or names separated by commas."""
    value = unpacked(params.get(name, ""))
    items = value if isinstance(value, list) else str(value).split(",")
    return [str(item).strip() for item in items if str(item).strip()]


def unpacked(value: Any) -> Any:
    """A nested parameter: form bodies carry it as a JSON string, JSON bodies as it is."""
    if not isinstance(value, str) or not value.lstrip().startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_parameter("Malformed JSON in a parameter") from None


def moment(params: Mapping[str, Any], name: str) -> datetime | None:
    """A moment given as seconds since 1970 or as ISO 8601; None if absent."""
    value = text(params, name)
    if not value:
        return None
    try:
        return datetime.fromtimestamp(float(value), UTC) if _numeric(value) else _aware(value)
    except ValueError:
        raise bad_parameter(f"Param {name} must be a time") from None


def _numeric(value: str) -> bool:
    return value.replace(".", "", 1).isdigit()


def _aware(value: str) -> datetime:
    parsed = datetime.fromisoformat(value)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
