"""Answers by Messenger: inside twenty-four hours of the citizen's last words, and carrying our key for the echo."""

from datetime import timedelta

from bot.ports.failures import Reason, Refused, Unknown
from bot.ports.happenings import Kind
from bot.ports.page import Place, Published
from handlers.facebook.ids import id_text, same_thing
from handlers.facebook.speak.client import GraphClient, address

WINDOW = timedelta(hours=24) - timedelta(minutes=10)
"""Facebook's window for answers, less a margin for clocks and queues."""

ONCE_WITHIN = timedelta(days=7) - timedelta(minutes=10)
"""The same for the one private message to who wrote a comment or post, from that on."""

LONGEST_MESSAGE = 1999
LONGEST_KEY = 999


class Messages:
    """The part of the page that citizens write to in private."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client

    async def send(self, place: Place, text: str, key: str) -> Published:
        """Send an answer; the window is looked at now, not when the answer was approved."""
        self._check(place, text, WINDOW)
        return await self._sent(place, {"id": place.person_id}, text, key, messaging_type="RESPONSE")

    async def send_once(self, place: Place, text: str, key: str) -> Published:
        """Answer a comment or post in private. Facebook allows one such message, and neither type nor tag with it."""
        self._check(place, text, ONCE_WITHIN)
        name = "post_id" if place.kind is Kind.VISITOR_POST and same_thing(place.id, place.root_id) else "comment_id"
        return await self._sent(place, {name: place.id}, text, key)

    def _check(self, place: Place, text: str, window: timedelta) -> None:
        if self._client.clock.now() - place.heard_at > window:
            raise Refused(Reason.WINDOW_CLOSED, f"more than {window} since the citizen wrote")
        if len(text) > LONGEST_MESSAGE:
            raise Refused(Reason.TOO_LONG, f"{len(text)} characters")

    async def _sent(self, place: Place, to: dict[str, str], text: str, key: str, **kind: str) -> Published:
        content = {"recipient": to, **kind, "message": {"text": text, "metadata": key[:LONGEST_KEY]}}
        path = address(self._client.page_id(place.page), "messages")
        mid = id_text((await self._client.send_message(place.page, path, content)).get("message_id"))
        if not mid:
            raise Unknown("the answer held no message id")
        return Published(mid)
