"""Cutting lists into pages with opaque cursors. A cursor names an item and dies with it."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sandbox.facebook.graph.call import number, text
from sandbox.facebook.graph.errors import GraphError, bad_parameter
from sandbox.facebook.graph.visit import Node, Visit, id_of

DEFAULT_LIMIT = 25
HIGHEST_LIMIT = 100
BEGINNING = "beginning"


@dataclass(frozen=True)
class Cut:
    """One page of a list: its items, the cursors to both sides, and whether there is more on each."""

    items: tuple[Node, ...]
    before: str
    after: str
    has_next: bool
    has_previous: bool

    @property
    def cursors(self) -> dict[str, str]:
        """The cursors as they travel."""
        return {"before": self.before, "after": self.after}


def cut(visit: Visit, items: Sequence[Node], params: Mapping[str, Any], *, strict: bool = False) -> Cut:
    """The page of `items` that `params` ask for. Beyond a limit of 100 `strict` lists refuse, others shorten silently."""
    limit = number(params, "limit", DEFAULT_LIMIT)
    if limit < 0 or (strict and limit > HIGHEST_LIMIT):
        raise bad_parameter(f"Param limit must be between 0 and {HIGHEST_LIMIT}")
    start, end = _span(items, params, min(limit, HIGHEST_LIMIT))
    end = _shortened(visit, start, end)
    window = tuple(items[start:end])
    before = cursor(id_of(window[0])) if window else cursor(BEGINNING)
    after = cursor(id_of(items[end - 1])) if end else cursor(BEGINNING)
    return Cut(window, before, after, has_next=end < len(items) and limit > 0, has_previous=start > 0)


def cursor(id: str) -> str:
    """An opaque name for a place in a list."""
    return base64.urlsafe_b64encode(f"at:{id}".encode()).decode()


def link(visit: Visit, address: str, params: Mapping[str, Any], at: str, side: str) -> str:
    """The address of a neighbouring page, with the token in clear as Facebook does it."""
    kept = {name: value for name, value in params.items() if name not in ("after", "before", "access_token", "ids")}
    query = {"access_token": visit.token.value, **kept, side: at}
    return f"{visit.call.base_url}/{address}?{urlencode(query)}"


def _span(items: Sequence[Node], params: Mapping[str, Any], limit: int) -> tuple[int, int]:
    if before := text(params, "before"):
        end = _place(items, before)
        return max(0, end - limit), max(0, end)
    start = _place(items, text(params, "after")) + 1
    return start, min(start + limit, len(items))


def _place(items: Sequence[Node], at: str) -> int:
    """The index that a cursor names; -1 for the beginning."""
    wanted = _opened(at) if at else BEGINNING
    if wanted == BEGINNING:
        return -1
    place = next((index for index, item in enumerate(items) if id_of(item) == wanted), None)
    if place is None:
        raise _dead_cursor()
    return place


def _opened(at: str) -> str:
    try:
        return base64.urlsafe_b64decode(at.encode()).decode().removeprefix("at:")
    except (binascii.Error, UnicodeError):
        raise _dead_cursor() from None


def _dead_cursor() -> GraphError:
    return bad_parameter("Invalid cursors values")


def _shortened(visit: Visit, start: int, end: int) -> int:
    """Facebook may hand out less than was asked for, or nothing, and still have more."""
    where = visit.call.address
    if end - start > 0 and visit.faults.strikes("facebook.empty_page", where):
        return start
    if end - start > 1 and visit.faults.strikes("facebook.short_page", where):
        return start + (end - start) // 2
    return end
