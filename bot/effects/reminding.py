"""Reminders: one message for all that a channel is reminded of at the same time, and the same message with fewer lines.

One reminder alone stands in its question's thread; several stand in the channel as a list. The new message is said
before the old ones are taken away: a moment with two is better than one with none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from bot import orders
from bot.desk.office import Office
from bot.drawing.calling.reminder_card import Reminded, reminder_card, reminder_list
from bot.drawing.gathering import listed
from bot.drawing.view import View
from bot.effects import CHAT_LOOKS, Effect, copies
from bot.effects.copies import Shown
from bot.effects.messages import alarm_elsewhere
from bot.flow.answering import reply
from bot.flow.promising import reminding
from bot.flow.promising.reminding import Entry
from bot.orders import kinds
from bot.ports.card import Card
from bot.ports.chat import Chat, MessageRef
from bot.ports.failures import Reason, Refused, TryLater
from bot.rules.reminders import SOUNDS
from bot.work import House, Work
from storage import open_questions
from storage.queues.tables import Delivery
from storage.tables import Question


@dataclass(frozen=True)
class Said:
    """A reminder as it stands: where, and what it says of which version of each question; None when nobody knows."""

    ref: MessageRef
    says: Mapping[Entry, int] | None


class _InChat(Effect):
    """Something that reminds in a channel."""

    def __init__(self, office: Office, chat: Chat) -> None:
        super().__init__(office)
        self.chat = chat

    async def _reminded(self, session: AsyncSession, entries: Sequence[Entry]) -> list[Reminded]:
        """What is said of these reminders, the one that is due first at the top."""
        house, found = self.office.house, [await session.get(Question, entry.question_id) for entry in entries]
        views = await listed(session, house, [one for one in found if one], self.office.clock.now())
        of = {entry.question_id: entry for entry in entries}
        shown = [_as_reminded(house, view, of[view.question.id or 0]) for view in views]
        return sorted(shown, key=lambda one: (one.view.question.due_at, one.view.question.id or 0))


class Reminding(_InChat):
    """A message that reminds of one question or of several."""

    looks = CHAT_LOOKS
    repeatable = False

    async def make(self, row: Delivery) -> Said | None:
        """Say what still holds of it; nothing when all of it has been settled meanwhile."""
        shown = await self._still_standing(row)
        if not shown:
            return None
        card, says = self._drawn(row, shown), {one.entry: one.view.question.version for one in shown}
        if len(reminding.in_order(row.body)) > 1:
            return Said(await self.chat.post_card(row.body["channel"], card, row.key), says)
        question, aloud = shown[0].view.question, SOUNDS[shown[0].entry.step].aloud
        if not question.card_id:
            raise TryLater("its card is on the way")
        thread = MessageRef(question.channel, question.card_id)
        return Said(await self.chat.say(thread, card, row.key, aloud=aloud), says)

    async def as_it_stands(self, _office: Office, row: Delivery) -> Card | None:
        """The message drawn from what is true now; None when there is nothing left to remind of."""
        shown = await self._still_standing(row)
        return self._drawn(row, shown) if shown else None

    async def look(self, row: Delivery) -> Said | None:
        """Find it where it would stand."""
        entries, thread = reminding.in_order(row.body), ""
        if len(entries) == 1:
            async with self.office.database.read() as session:
                thread = (await _question(session, entries[0])).card_id
        ref = await self.chat.find_own(row.body["channel"], thread, row.key, row.begun_at or row.ordered_at)
        return Said(ref, None) if ref else None

    async def done(self, work: Work, row: Delivery, made: Said | None) -> None:
        """Now they count as said: each question notes its message, and those before are shortened or taken away."""
        if made is None:
            return
        entries = reminding.in_order(row.body)
        says = None if made.says is None else frozenset(made.says)
        await reminding.stand(work, entries, made.ref.id, str(row.id), says=says)
        versions = made.says or dict.fromkeys(entries, 0)
        shows = {entry.question_id: version for entry, version in versions.items()}
        await copies.note(work, row, Shown(row.body["channel"], made.ref.id, made.ref.thread, shows))

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:
        """A thread that is gone has lost its card: let the card come back, and say it there."""
        if reason != Reason.GONE:
            await self.stuck(work, row)
            return
        question = await work.question(row.question_id or 0)
        if question.card_id:
            await reply.card_came_off(work, question)
        if not await orders.say_again(work, row):
            await self.stuck(work, row)

    async def stuck(self, work: Work, row: Delivery) -> None:
        """Say it in a channel that works, if there is one."""
        await alarm_elsewhere(work, row)

    async def _still_standing(self, row: Delivery) -> list[Reminded]:
        entries = reminding.in_order(row.body)
        async with self.office.database.read() as session:
            held = await reminding.still_standing(session, self.office.house, entries)
            return await self._reminded(session, held)

    def _drawn(self, row: Delivery, shown: Sequence[Reminded]) -> Card:
        is_list = len(reminding.in_order(row.body)) > 1
        return reminder_list(self.office.house, shown) if is_list else reminder_card(shown[0])


class Shortening(_InChat):
    """A list of reminders says less than before: those that are settled go."""

    async def make(self, row: Delivery) -> None:
        """Redraw it from what is true now; whoever settles the last of it lets it be taken away."""
        channel, message_id, house = row.body["channel"], row.body["message"], self.office.house
        async with self.office.database.read() as session:
            found = await open_questions.reminded_by(session, channel, message_id)
            entries = [entry for one in found if (entry := await reminding.standing(session, house, one))]
            shown = await self._reminded(session, entries)
        if shown:
            await self.chat.update_card(MessageRef(channel, message_id), reminder_list(house, shown))


def _as_reminded(house: House, view: View, entry: Entry) -> Reminded:
    return Reminded(view, entry, reminding.called(house, view.question, entry.step))


async def _question(session: AsyncSession, entry: Entry) -> Question:
    question = await session.get(Question, entry.question_id)
    if question is None:
        raise Refused(Reason.INVALID, f"question {entry.question_id}")
    return question


KINDS = {kinds.REMIND: Reminding, kinds.SHORTEN: Shortening}
