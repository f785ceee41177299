"""Waiting for an effect: poll with a deadline, never sleep for a guess."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def eventually(probe: Callable[[], T | Awaitable[T]], *, within: float = 5.0, every: float = 0.01) -> T:
    """Return the first truthy value of `probe`, or fail after `within` real seconds with the last value seen."""
    deadline = time.monotonic() + within
    while True:
        value = probe()
        seen: T = await value if inspect.isawaitable(value) else value
        if seen:
            return seen
        if time.monotonic() > deadline:
            raise AssertionError(f"did not happen within {within} s; last seen: {seen!r}")
        await asyncio.sleep(every)
