"""The collecting card in the channel, and the reminder in its thread. Both are drawn from what is true when they are sent."""

from dataclasses import dataclass

from bot import orders
from bot.desk.office import Office
from bot.drawing.collecting_card import Gathering, collecting_card, gathering_of, reminder_card
from bot.effects import CHAT_LOOKS, Effect
from bot.orders import kinds
from bot.ports.chat import Chat, MessageRef
from bot.ports.failures import Reason, Refused
from bot.watch import alarms
from bot.watch.stuck import unshown_trouble
from bot.work import Work
from storage import collecting
from storage.queues.tables import Delivery
from storage.tables import Collection


@dataclass(frozen=True)
class Drawn:
    """Where the card now stands, and which version it shows; 0 when nobody knows."""

    ref: MessageRef
    version: int


class _OfCollection(Effect):
    """Something that a collecting card shows."""

    looks = CHAT_LOOKS
    repeatable = False

    def __init__(self, office: Office, chat: Chat) -> None:
        super().__init__(office)
        self.chat = chat

    async def stuck(self, work: Work, row: Delivery) -> None:
        """Say it in a channel that works, if there is one."""
        collection = await _locked(work, row)
        for question in await collecting.waiting(work.session, collection.id or 0, limit=1):
            await alarms.found(work, unshown_trouble(collection.channel, question.id or 0))

    async def _gathering(self, row: Delivery) -> Gathering:
        async with self.office.database.read() as session:
            collection = await session.get(Collection, row.body["collection_id"])
            if collection is None:
                raise Refused(Reason.INVALID, "collection")
            return await gathering_of(session, self.office.house, collection, self.office.clock.now())

    async def _find(self, row: Delivery, channel: str, thread: str) -> MessageRef | None:
        return await self.chat.find_own(channel, thread, row.key, row.begun_at or row.ordered_at)


class CollectingCard(_OfCollection):
    """The card itself: posted once, then kept current."""

    async def make(self, row: Delivery) -> Drawn:
        """Post the card, or redraw it in place."""
        gathering = await self._gathering(row)
        collection, card = gathering.collection, collecting_card(gathering)
        if not collection.card_id:
            return Drawn(await self.chat.post_card(collection.channel, card, row.key), collection.version)
        ref = MessageRef(collection.channel, collection.card_id)
        await self.chat.update_card(ref, card)
        return Drawn(ref, collection.version)

    async def look(self, row: Delivery) -> Drawn | None:
        """Find the card if it was posted; one that is only redrawn needs no look."""
        collection = (await self._gathering(row)).collection
        if collection.card_id:
            return await self.make(row)
        ref = await self._find(row, collection.channel, "")
        return Drawn(ref, 0) if ref else None

    async def done(self, work: Work, row: Delivery, made: Drawn) -> None:
        """Note where the card stands and what it shows; draw again if that is out of date already."""
        collection = await _locked(work, row)
        collection.card_id = made.ref.id
        work.session.add(collection)
        if not made.version:
            await orders.draw_collection_anew(work, collection)
            return
        collection.card_drawn = made.version
        if collection.version > made.version:
            await orders.redraw_collection(work, collection)

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:
        """A deleted card is posted anew; anything else is said, and the next change tries again."""
        collection = await _locked(work, row)
        if reason == Reason.GONE and collection.card_id:
            await orders.post_collection_again(work, collection)
            return
        collection.card_drawn, collection.version = collection.version, collection.version + 1
        work.session.add(collection)
        await self.stuck(work, row)


class CollectionReminding(_OfCollection):
    """The one reminder of a collecting card: said before the one before it is taken away."""

    async def make(self, row: Delivery) -> MessageRef | None:
        """Say the new reminder, unless nobody waits any more."""
        gathering = await self._gathering(row)
        collection = gathering.collection
        if not gathering.held.waiting or not collection.card_id:
            return None
        card = reminder_card(gathering, row.body["text"], row.body["mentions"])
        thread = MessageRef(collection.channel, collection.card_id)
        return await self.chat.say(thread, card, row.key, aloud=row.body["aloud"])

    async def look(self, row: Delivery) -> MessageRef | None:
        """Find it in the thread."""
        collection = (await self._gathering(row)).collection
        return await self._find(row, collection.channel, collection.card_id)

    async def done(self, work: Work, row: Delivery, made: MessageRef | None) -> None:
        """Note which reminder stands there now; one that found no card is said behind it."""
        collection = await _locked(work, row)
        if made is None:
            if not collection.card_id and (await collecting.held(work.session, collection.id or 0)).waiting:
                await self.said_again(work, row, kinds.COLLECTION)
            return
        if collection.reminder_id and collection.reminder_id != made.id:
            await orders.take_away(work, collection.channel, collection.reminder_id)
        collection.reminder_id = made.id
        work.session.add(collection)

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:
        """A thread that is gone has lost its card: let the card come back, and say it there."""
        collection = await _locked(work, row)
        if reason != Reason.GONE:
            await self.stuck(work, row)
            return
        if collection.card_id:
            await orders.post_collection_again(work, collection)
        await self.said_again(work, row, kinds.COLLECTION)


async def _locked(work: Work, row: Delivery) -> Collection:
    collection = await collecting.by_id(work.session, row.body["collection_id"])
    if collection is None:
        raise LookupError(row.body["collection_id"])
    return collection


KINDS = {kinds.COLLECTION: CollectingCard, kinds.REMIND_COLLECTION: CollectionReminding}
