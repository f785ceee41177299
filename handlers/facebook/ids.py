"""Facebook's identifiers and moments, made safe to keep: strings and aware times in UTC."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

EPOCH = datetime.fromtimestamp(0, UTC)
"""Stands for a moment that nobody told us."""


def id_text(value: object) -> str:
    """An identifier as text; old webhooks carry numbers. Anything else is no identifier and becomes empty."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def words(value: object) -> str:
    """Somebody's words, or an empty string when there are none."""
    return value if isinstance(value, str) else ""


def web_address(value: object) -> str:
    """An address of the web, or an empty string when something else stands in its place."""
    address = words(value)
    return address if address.startswith(("https://", "http://")) else ""


def mapping(value: object) -> Mapping[str, Any]:
    """A JSON object, or an empty one when something else stands in its place."""
    return value if isinstance(value, dict) else {}


def author_of(thing: Mapping[str, Any]) -> tuple[str, str]:
    """Who wrote this, by id and name, as webhooks and nodes alike tell it; empty where Facebook does not name them."""
    author = mapping(thing.get("from"))
    return id_text(author.get("id")), words(author.get("name"))


def is_by_page(thing: Mapping[str, Any], page_id: str) -> bool:
    """Whether the page wrote this. A missing author is a citizen whom Facebook does not name, never the page."""
    return bool(page_id) and author_of(thing)[0] == page_id


def last_segment(id: str) -> str:
    """The part of an id that is the same wherever Facebook names the thing; what stands before it varies.

    Only numbers are parts: a message id is one piece, though it may hold the same sign.
    """
    last = id.rpartition("_")[2]
    return last if last.isdecimal() else id


def same_thing(one: str, other: str) -> bool:
    """Whether two ids name the same comment or post within one page."""
    return bool(one) and last_segment(one) == last_segment(other)


def from_seconds(value: object) -> datetime | None:
    """A moment given as seconds since 1970 (feed webhooks)."""
    try:
        return datetime.fromtimestamp(float(id_text(value)), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def from_milliseconds(value: object) -> datetime | None:
    """A moment given as milliseconds since 1970 (messaging webhooks)."""
    try:
        return datetime.fromtimestamp(float(id_text(value)) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def from_iso(value: object) -> datetime | None:
    """A moment as the Graph writes it, such as 2026-11-06T21:20:00+0000."""
    try:
        moment = datetime.fromisoformat(words(value))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
