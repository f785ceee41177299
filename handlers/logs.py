"""How the program logs: one event a line, ids as fields, never a secret or anybody's words."""

import json
import logging
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime

OURS = ("bot", "handlers", "storage")
CHATTY = ("slack_bolt", "slack_sdk", "aiohttp", "httpx", "uvicorn")


def set_up(log_format: str, *, level: int = logging.INFO) -> None:
    """Log to standard error from `level` up, as text for people ("console") or as JSON lines ("json").

    Libraries log in the same form, from a warning up; those that print addresses or words are silent.
    """
    written = logging.StreamHandler(sys.stderr)
    written.setFormatter(AsJson() if log_format == "json" else AsText())
    logging.basicConfig(handlers=[written], level=logging.WARNING, force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(logging.CRITICAL)


class AsText(logging.Formatter):
    """For people: the moment, how serious, the event, and its fields."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        fields = "".join(f" {name}={_plain(value)}" for name, value in _fields(record).items())
        return f"{_moment(record)} [{record.levelname.lower():<9}] {_event(record):<30}{fields}".rstrip()


class AsJson(logging.Formatter):
    """For programs: an object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        told = {"event": _event(record), "level": record.levelname.lower(), "timestamp": _moment(record)}
        return json.dumps({**_fields(record), **told}, default=str)


def _event(record: logging.LogRecord) -> str:
    """The first line alone: in what follows it, libraries show whole values."""
    return record.getMessage().partition("\n")[0]


def _fields(record: logging.LogRecord) -> Mapping[str, object]:
    """What our own events carry. Of a library's: who it is, and kind and way of the error, never its words."""
    ours: Mapping[str, object] | None = getattr(record, "fields", None)
    if ours is not None:
        return ours
    kind, _, trace = record.exc_info or (None, None, None)
    if kind is None:
        return {"logger": record.name}
    way = [f"{step.filename}:{step.lineno}" for step in traceback.extract_tb(trace)]
    return {"logger": record.name, "error": kind.__name__, "where": way}


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _plain(value: object) -> str:
    """A text of one word stands as it is; anything else so that one sees where it ends."""
    return value if isinstance(value, str) and value and not set(value) & set(" \t\r\n\"'=") else repr(value)
