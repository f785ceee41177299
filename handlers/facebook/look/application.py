"""What is wrong with the application itself: where its webhooks go, what they carry, and whether it is told who writes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.ports.failures import Refused, TryLater
from bot.ports.health import Health, Trouble, health_of
from handlers.facebook.ids import id_text, mapping
from handlers.facebook.look.nodes import Node
from handlers.facebook.speak.client import APPLICATION, GraphClient, address
from handlers.facebook.speak.subscribe import CALLBACK, needed_fields
from handlers.facebook.troubles import marks, trouble

NAMES = ("callback", "app_fields")
WITHHELD = ("names_withheld",)
CLOCK = ("machine_clock", "")
MOST_OFF = timedelta(minutes=2)
"""Deadlines are told to the minute, and Slack refuses what is signed five minutes beside its own clock."""
TEST_FIELDS = "id,comments.limit(10){id,from,parent{id}}"


class Application:
    """Looks at what all pages share."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client

    async def health(self) -> Health:
        """The application's own half of the subscription. Nothing is said while it cannot be read."""
        settings, settled = self._client.settings, marks(NAMES, "")
        if settings.intake == "poll":
            return health_of((), settled)
        try:
            answer = await self._client.get(APPLICATION, address(settings.app_id, "subscriptions"))
        except (Refused, TryLater):  # an application that is refused is told as that
            return Health()
        listed = answer.get("data")
        ours = next((mapping(one) for one in listed or () if mapping(one).get("object") == "page"), None)
        return health_of(self._told(ours) if isinstance(listed, list) else (), settled)

    def _told(self, ours: Mapping[str, Any] | None) -> Iterator[Trouble]:
        wanted = self._client.settings.public_url.rstrip("/") + CALLBACK
        if ours is None or ours.get("active") is False:
            yield trouble("facebook_callback", "", found="–", wanted=wanted)
            return
        found = str(ours.get("callback_url") or "")
        if self._client.settings.public_url and found not in ("", wanted):
            yield trouble("facebook_callback", "", found=found, wanted=wanted)
        named = {id_text(mapping(one).get("name")) or id_text(one) for one in ours.get("fields") or ()}
        if missing := needed_fields() - named:
            yield trouble("facebook_app_fields", "", fields=", ".join(sorted(missing)))

    async def withheld(self, page: str) -> Health:
        """A test read: comments on the page's newest posts, of which none says who wrote it, are what an app in
        Development mode or without Advanced Access is shown.
        """
        try:
            answer = await self._client.get(
                page, address(self._client.page_id(page), "published_posts"), fields=TEST_FIELDS, limit="3"
            )
        except (Refused, TryLater):  # told by those who read the page
            return Health()
        comments = [comment for post in _nodes(answer) for comment in _nodes(mapping(post.get("comments")))]
        if not comments:
            return Health()
        is_withheld = not any(mapping(comment.get("from")).get("id") for comment in comments)
        return health_of([trouble("facebook_names_withheld", page)] if is_withheld else [], marks(WITHHELD, page))

    def clock(self) -> Health:
        """Whether this machine goes by the same time as the world."""
        off = self._client.clock_off
        if off is None:
            return Health()
        told = trouble("machine_clock", "", minutes=f"{round(off / timedelta(minutes=1)):+d}".replace("-", "−"))
        return health_of([told] if abs(off) > MOST_OFF else [], [CLOCK])


def _nodes(listed: Mapping[str, Any]) -> Sequence[Node]:
    data = listed.get("data")
    return [node for node in data if isinstance(node, dict)] if isinstance(data, list) else []
