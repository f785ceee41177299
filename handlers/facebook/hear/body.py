"""Reading what strangers send: never more than a megabyte, never anything that could upset the store."""

import json
import math
from typing import Any, NoReturn

from starlette.requests import Request
from starlette.responses import Response

from bot.ports.cleaning import clean_text

LARGEST_BODY = 1024 * 1024
"""Bytes. Facebook batches up to a thousand updates; a real post of them stays far below."""

DEEPEST = 40
"""Levels of nesting. Facebook's own go to about eight."""


class TooLarge(Exception):
    """The body is larger than we are willing to read."""


class Unreadable(Exception):
    """The body is not JSON, or not such JSON as can be kept."""


def too_large() -> Response:
    """The answer to `TooLarge`: it hangs up, or the server would go on taking in the rest just to throw it away."""
    return Response(status_code=413, headers={"Connection": "close"})


async def read_bounded(request: Request, largest: int = LARGEST_BODY) -> bytes:
    """The raw body. Raises `TooLarge` as soon as that is clear, without reading on."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:12]) > largest:
        raise TooLarge
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise TooLarge
    return bytes(body)


def parse(body: bytes) -> dict[str, Any]:
    """The JSON object in a body, cleaned so that every store can keep it. Raises `Unreadable`."""
    try:
        parsed = _clean(json.loads(body, parse_constant=_refuse), DEEPEST)
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    if not isinstance(parsed, dict):
        raise Unreadable
    return parsed


def _clean(value: Any, levels: int) -> Any:
    """Half characters and NUL cannot be stored; they become the replacement sign."""
    if levels == 0:
        raise ValueError
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_clean(each, levels - 1) for each in value]
    if isinstance(value, dict):
        return {clean_text(key): _clean(each, levels - 1) for key, each in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
