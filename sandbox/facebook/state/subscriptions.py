"""Who hears what: the application's callback with its fields, and each page's own list. Both levels must name a field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.facebook.graph.errors import bad_parameter
from sandbox.people import PAGES

USED_FIELDS = (
    "feed",
    "mention",
    "messages",
    "message_echoes",
    "message_edits",
    "message_reads",
    "messaging_postbacks",
    "standby",
)
OTHER_FIELDS = (
    "conversations",
    "message_reactions",
    "message_deliveries",
    "messaging_referrals",
    "messaging_handovers",
    "messaging_policy_enforcement",
    "messaging_integrity",
    "business_integrity",
    "inbox_labels",
    "ratings",
    "live_videos",
)


@dataclass(frozen=True)
class Callback:
    """The application's subscription to pages: where events go, and which."""

    url: str = ""
    fields: tuple[str, ...] = USED_FIELDS
    include_values: bool = True


class Subscriptions:
    """Starts with every page subscribed to all useful fields and a callback without an address."""

    def __init__(self) -> None:
        self.callback: Callback | None = Callback()
        self._pages: dict[str, tuple[str, ...]] = {page.id: USED_FIELDS for page in PAGES}

    def wants(self, page_id: str, field: str) -> bool:
        """Whether an event of this field on this page is delivered at all."""
        callback = self.callback
        return bool(callback and callback.url) and self.named_twice(page_id, field)

    def named_twice(self, page_id: str, field: str) -> bool:
        """Whether both levels name the field, wherever the callback may lead."""
        return self.callback is not None and field in self.callback.fields and field in self.page_fields(page_id)

    def page_fields(self, page_id: str) -> tuple[str, ...]:
        """What the page is subscribed to; empty if not at all."""
        return self._pages.get(page_id, ())

    def subscribe_page(self, page_id: str, fields: Sequence[str]) -> None:
        """Replace the page's list; a refusal for a name that does not exist."""
        self._pages[page_id] = _checked(fields, "subscribed_fields")

    def unsubscribe_page(self, page_id: str) -> None:
        """Take the page off."""
        self._pages.pop(page_id, None)

    def subscribe_app(self, url: str, fields: Sequence[str], *, include_values: bool) -> None:
        """Replace the application's callback and list; a refusal for a name that does not exist."""
        self.callback = Callback(url, _checked(fields, "fields"), include_values)

    def told(self) -> list[dict[str, Any]]:
        """The application's subscriptions as the Graph API lists them."""
        if self.callback is None:
            return []
        fields = [{"name": name, "version": "v26.0"} for name in self.callback.fields]
        return [{"object": "page", "callback_url": self.callback.url, "active": True, "fields": fields}]


def _checked(fields: Sequence[str], param: str) -> tuple[str, ...]:
    unknown = [name for name in fields if name not in USED_FIELDS + OTHER_FIELDS]
    if unknown or not fields:
        raise bad_parameter(f"Param {param} must name valid webhook fields; got {', '.join(unknown) or 'none'}")
    return tuple(dict.fromkeys(fields))
