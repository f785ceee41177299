"""How a feed event may look different from what one expects of it, though it tells the truth. Pure, but for the luck."""

from collections.abc import Mapping
from typing import Any

from sandbox.facebook.state.records import last_segment
from sandbox.faults import Faults

FOREIGN_PREFIX = "100200300400999"
UNKNOWN_FIELDS = {"glow": {"level": 7, "colours": ["red", None]}, "is_shimmering": True}

Value = Mapping[str, Any]


def disguised(value: Value, page_id: str, faults: Faults, where: str) -> dict[str, Any]:
    """The value of a feed change, with whatever strikes it."""
    worn = dict(value)
    if _is_under_a_post(worn) and faults.strikes("facebook.webhook.foreign_parent", where):
        worn["parent_id"] = foreign(worn["parent_id"])
    if worn.get("from", {}).get("id", page_id) != page_id and faults.strikes("facebook.webhook.no_author", where):
        del worn["from"]
    if faults.strikes("facebook.webhook.extra_fields", where):
        worn |= UNKNOWN_FIELDS
    return worn


def foreign(post_id: str) -> str:
    """A post's id spelt with another page's prefix, as feed events do now and then."""
    return f"{FOREIGN_PREFIX}_{last_segment(post_id)}"


def _is_under_a_post(value: Value) -> bool:
    return "parent_id" in value and value["parent_id"] == value.get("post_id")
