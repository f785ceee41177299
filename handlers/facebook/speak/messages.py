"""Answers by Messenger: inside twenty-four hours of the citizen's last words, and carrying our key for the echo."""

from datetime import timedelta

from bot.ports.failures import Reason, Refused, Unknown
from bot.ports.page import Place, Published
from handlers.facebook.ids import id_text
from handlers.facebook.speak.client import GraphClient, address

WINDOW = timedelta(hours=24) - timedelta(minutes=10)
"""Facebook's window for answers, less a margin for clocks and queues."""

LONGEST_MESSAGE = 1999
LONGEST_KEY = 999


class Messages:
    """The part of the page that citizens write to in private."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client

    async def send(self, place: Place, text: str, key: str) -> Published:
        """Send an answer; the window is looked at now, not when the answer was approved."""
        if self._client.clock.now() - place.heard_at > WINDOW:
            raise Refused(Reason.WINDOW_CLOSED, "more than 23 h 50 min since the citizen wrote")
        if len(text) > LONGEST_MESSAGE:
            raise Refused(Reason.TOO_LONG, f"{len(text)} characters")
        content = {
            "recipient": {"id": place.person_id},
            "messaging_type": "RESPONSE",
            "message": {"text": text, "metadata": key[:LONGEST_KEY]},
        }
        path = address(self._client.page_id(place.page), "messages")
        mid = id_text((await self._client.send_message(place.page, path, content)).get("message_id"))
        if not mid:
            raise Unknown("the answer held no message id")
        return Published(mid)
