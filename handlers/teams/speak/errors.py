"""What the connector's failures mean to us: refused for good, try later, or unknown.

Teams has no idempotency key, so for a call that must not be repeated everything that is not a definite no is unknown.
No text, token or address from an error is passed on: codes only.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx

from bot.ports.failures import Reason, Refused, TryLater, Unknown

Failure = Refused | TryLater | Unknown

NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_PAUSE = timedelta(seconds=30)
_TOKEN_PAUSE = timedelta(minutes=2)
# Nothing was done, and the same call may go through in a moment: two writes met, or nobody was there to take it.
_PASSING = (412, 503)


def no_answer(error: Exception, *, repeatable: bool) -> Failure:
    """A call that came to no answer. One that never left is safe to repeat."""
    name = type(error).__name__
    return TryLater(name) if repeatable or isinstance(error, NEVER_SENT) else Unknown(name)


def failure(status: int, body: Any, retry_after: str, *, repeatable: bool) -> Failure:
    """What an answer means that is not a success."""
    code = code_of(body) or f"HTTP {status}"
    if status == 429:
        return TryLater(code, after=_seconds(retry_after) or _PAUSE, whole_scope=True)
    if status == 401:
        return TryLater(code, after=_TOKEN_PAUSE, whole_scope=True)
    if status in _PASSING:
        return TryLater(code, after=_seconds(retry_after))
    if 400 <= status < 500:
        return Refused(_reason(status, code), code)
    return TryLater(code) if repeatable else Unknown(code)


def code_of(body: Any) -> str:
    """The connector's or Graph's own word for what went wrong; empty when the answer is nobody's we know."""
    error = body.get("error") if isinstance(body, Mapping) else None
    code = error.get("code") if isinstance(error, Mapping) else None
    return code if isinstance(code, str) and code.isascii() and code.isalnum() and len(code) <= 80 else ""


def _reason(status: int, code: str) -> Reason:
    if status in (404, 410):
        return Reason.GONE
    if status == 413 or code == "MessageSizeTooBig":
        return Reason.TOO_LONG
    return Reason.NOT_ALLOWED if status == 403 else Reason.INVALID


def _seconds(told: str) -> timedelta | None:
    return timedelta(seconds=int(told)) if told.isdigit() else None
