"""What the bot owes an account of: what it found after it was away, and every night whether anybody was forgotten."""

from datetime import datetime, timedelta

from bot import orders, telling
from bot.desk.office import Office
from bot.drawing.account_cards import difference_card, found_card
from bot.effects import CHAT_LOOKS, Effect
from bot.effects.reckoning import reckon
from bot.intake import Intake
from bot.log import Log
from bot.orders import kinds
from bot.ports.card import Card
from bot.ports.chat import Chat, MessageRef
from bot.ports.happenings import Wrote
from bot.ports.page import Page
from bot.watch.ledger import Account
from bot.work import Work
from storage.queues.tables import Delivery

log = Log(__name__)

ONCE_MORE_AFTER = timedelta(minutes=15)  # the slowest passes over a page are ten minutes apart


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


class Difference(_Account):
    """What page and questions do not agree on."""

    def card(self, row: Delivery) -> Card:
        """With the way to each thing."""
        return difference_card(self.office.house, row.body, self.office.clock.now())


class Settling(Effect):
    """The account of one page. What differs is looked at once more before anybody is told: a pass may yet repair it."""

    def __init__(self, office: Office, intake: Intake, page: Page) -> None:
        super().__init__(office)
        self.intake = intake
        self.page = page

    async def make(self, row: Delivery) -> Account:
        """Compare."""
        return await reckon(self.office, self.intake, self.page, row.body["page"])

    async def done(self, work: Work, row: Delivery, made: Account) -> None:
        """Look again later, or tell the page's channel."""
        page, name = row.body["page"], row.body["name"]
        log.info("account settled", page=page, difference=made.difference)
        if not made.difference:
            return
        if "again" not in row.body:
            await orders.settle_account(work, page, f"{name}:again", work.now + ONCE_MORE_AFTER, again=True)
            return
        channel = work.house.municipality.pages[page].channel
        missing = [await self._card_of(work, answer.question_id) for answer in made.missing]
        body = {"unknown": [_told(each) for each in made.unknown], "missing": missing}
        await telling.channel_card(work, kinds.DIFFERENCE, f"{page}:{name}", channel, page=page, **body)

    async def _card_of(self, work: Work, question_id: int) -> dict[str, str]:
        question = await work.question(question_id)
        return {"number": str(question_id), "link": work.house.link_of(question.channel, question.card_id)}


def _told(wrote: Wrote) -> dict[str, str]:
    """Enough to find it, and nobody's words."""
    return {"kind": wrote.kind.value, "at": wrote.at.isoformat(), "link": wrote.link}


KINDS = {kinds.FOUND: Found, kinds.DIFFERENCE: Difference}
