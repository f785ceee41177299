"""What the bot owes a channel an account of: what it found after it was away."""

from datetime import datetime

from bot import orders
from bot.card import Card
from bot.drawing.account_cards import found_card
from bot.effects import CHAT_LOOKS, Effect
from bot.office import Office
from bot.ports import Chat, MessageRef
from storage.tables import Delivery


class _Account(Effect):
    """A card for a channel, posted once."""

    looks = CHAT_LOOKS
    repeatable = False

    def __init__(self, office: Office, chat: Chat) -> None:
        super().__init__(office)
        self.chat = chat

    async def make(self, row: Delivery) -> MessageRef:
        """Post it."""
        return await self.chat.post_card(row.body["channel"], self.card(row), row.key)

    async def look(self, row: Delivery) -> MessageRef | None:
        """Find it in the channel."""
        return await self.chat.find_own(row.body["channel"], "", row.key, row.begun_at or row.ordered_at)

    def card(self, row: Delivery) -> Card:
        """What is said."""
        raise NotImplementedError(row.kind)


class Found(_Account):
    """What was found after the bot was away."""

    def card(self, row: Delivery) -> Card:
        """How much of what."""
        since = datetime.fromisoformat(row.body["since"])
        return found_card(self.office.house, row.body["page"], since, self.office.clock.now(), row.body["found"])


KINDS = {orders.FOUND: Found}
