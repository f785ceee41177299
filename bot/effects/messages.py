"""Messages of a question in the chat: its card, the proposal under it, and sentences in its thread.

They are drawn from what is true at the moment of sending, so an older order never overwrites a newer picture; one that
would draw what is already shown does nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot import orders, telling
from bot.desk.office import Office
from bot.drawing.gathering import view_of
from bot.drawing.proposal_card import proposal_card
from bot.drawing.question.card import question_card
from bot.drawing.sentences import quoted, sentence_card
from bot.drawing.view import View
from bot.effects import CHAT_LOOKS, Effect, copies
from bot.effects.copies import Shown
from bot.flow.answering import reply
from bot.flow.asking import pictures
from bot.orders import kinds
from bot.ports.card import Card
from bot.ports.chat import Chat, MessageRef
from bot.ports.failures import Reason, Refused
from bot.rules.states import State, is_open
from bot.watch import alarms
from bot.watch.stuck import unshown_trouble
from bot.work import BOT, Work
from storage import questions
from storage.queues.tables import Delivery
from storage.tables import Question


@dataclass(frozen=True)
class Drawn:
    """A message as it now stands: where, which version of the question it shows, and whether it stood there before."""

    ref: MessageRef
    version: int
    is_redrawn: bool = False


@dataclass(frozen=True)
class Picture:
    """One of the two messages that are kept current: where the question notes its id and version, and how it is drawn."""

    id_field: str
    version_field: str
    draw: Callable[[View], Card]


CARD_PICTURE = Picture("card_id", "card_drawn", question_card)
PROPOSAL_PICTURE = Picture("proposal_id", "proposal_drawn", proposal_card)


class KeptCurrent(Effect):
    """The card in the channel, or the proposal in its thread."""

    looks = CHAT_LOOKS
    repeatable = False

    def __init__(self, office: Office, chat: Chat, picture: Picture) -> None:
        super().__init__(office)
        self.chat = chat
        self.picture = picture

    async def make(self, row: Delivery) -> Drawn | None:
        """Post the message, or redraw it in place; nothing when it shows the newest already."""
        view = await self._view_unless_shown(row)
        if view is None:
            return None
        question, shown = view.question, getattr(view.question, self.picture.id_field)
        await self.chat.learn(view.nameless)
        if shown:
            ref = MessageRef(question.channel, shown, question.card_id)
            await self.chat.update_card(ref, self.picture.draw(view))
        elif question.state == State.WITHDRAWN or (self._in_thread and not (view.proposal and question.card_id)):
            return None  # a proposal without a thread is ordered again behind its card
        else:
            ref = await self._post(question, self.picture.draw(view), row.key)
        return Drawn(ref, question.version, is_redrawn=bool(shown))

    async def look(self, row: Delivery) -> Drawn | None:
        """Find the message if it was posted; a message that is only redrawn needs no look."""
        question = await _question(self.office, row)
        if getattr(question, self.picture.id_field):
            return await self.make(row) or Drawn(MessageRef(question.channel, ""), 0)
        thread = question.card_id if self._in_thread else ""
        ref = await self.chat.find_own(question.channel, thread, row.key, _since(row))
        return Drawn(ref, 0) if ref else None

    async def done(self, work: Work, row: Delivery, made: Drawn | None) -> None:
        """Note where the message stands and what it shows; draw again if it does not show the newest.

        While a message was on its way for the first time, what happened may have ordered no drawing: there was none yet.
        """
        if made is None or not made.ref.id:
            return
        question = await work.question(row.question_id or 0)
        if self._came_off(question, made):
            return
        is_first = not getattr(question, self.picture.id_field)
        place = {self.picture.id_field: made.ref.id} if is_first else {}
        await questions.note(work.session, question, {**place, self.picture.version_field: made.version})
        if made.version == 0:
            await work.change(question, "found", BOT)
        if (is_first or made.version == 0) and made.version < question.version:
            await self._order(work, question)
        if not (is_first or self._in_thread):
            await copies.follow_question(work, question)
        elif is_first and self._in_thread:
            await telling.proposal_stands(work, question)
        elif is_first:
            await pictures.show_all(work, question)
            await telling.card_stands(work, question)

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:
        """A deleted message is posted anew; anything else is said to the operator."""
        question = await work.question(row.question_id or 0)
        if reason == Reason.GONE and getattr(question, self.picture.id_field):
            await (reply.proposal_came_off if self._in_thread else reply.card_came_off)(work, question)
        elif reason != Reason.GONE or row.scope != kinds.UPDATES:  # else it has come back already
            await self.stuck(work, row)

    async def stuck(self, work: Work, row: Delivery) -> None:
        """Say it in a channel that works, if there is one."""
        await alarm_elsewhere(work, row)

    async def _view_unless_shown(self, row: Delivery) -> View | None:
        async with self.office.database.read() as session:
            question = await _read(session, row)
            if getattr(question, self.picture.version_field) >= question.version:
                return None
            return await view_of(session, self.office.house, question, self.office.clock.now())

    def _came_off(self, question: Question, made: Drawn) -> bool:
        """Whether the message, or the card it stands under, was deleted while it was on its way: another is ordered."""
        is_another = made.is_redrawn and made.ref.id != getattr(question, self.picture.id_field)
        return is_another or (self._in_thread and made.ref.thread != question.card_id)

    @property
    def _in_thread(self) -> bool:
        return self.picture is PROPOSAL_PICTURE

    async def _post(self, question: Question, card: Card, key: str) -> MessageRef:
        if not self._in_thread:
            return await self.chat.post_card(question.channel, card, key)
        return await self.chat.say(_card_ref(question), card, key)

    async def _order(self, work: Work, question: Question) -> None:
        await (orders.draw_proposal if self._in_thread else orders.draw_card)(work, question)


class Sentence(Effect):
    """Something the bot says in a question's thread."""

    looks = CHAT_LOOKS
    repeatable = False

    def __init__(self, office: Office, chat: Chat) -> None:
        super().__init__(office)
        self.chat = chat

    async def make(self, row: Delivery) -> Shown | None:
        """Say it under the card."""
        view = await _view(self.office, row)
        if not view.question.card_id:
            return None  # a question without a card has no thread, yet or any more
        card = sentence_card(view, row.body)
        aloud = bool(row.body.get("aloud")) and is_open(view.question.state)  # what is settled by now disturbs nobody
        ref = await self.chat.say(_card_ref(view.question), card, row.key, aloud=aloud)
        return Shown(ref.channel, ref.id, ref.thread, {view.question.id or 0: view.question.version})

    async def look(self, row: Delivery) -> Shown | None:
        """Find it in the thread; which version it shows nobody knows."""
        question = await _question(self.office, row)
        ref = await self.chat.find_own(question.channel, question.card_id, row.key, _since(row))
        return Shown(ref.channel, ref.id, ref.thread, {question.id or 0: 0}) if ref else None

    async def done(self, work: Work, row: Delivery, made: Shown | None) -> None:
        """It follows the citizen's words. What was not said because the card is on its way back is said behind it."""
        question = await work.question(row.question_id or 0)
        if made is not None:
            await copies.note(work, row, made)
            for number in quoted(row.body):
                await copies.note_quoted(work, question, number, made)
        elif not question.card_id and is_open(question.state):
            await self.said_again(work, row, kinds.CARD)

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:
        """A thread that is gone has lost its card: let the card come back, and say it there."""
        question = await work.question(row.question_id or 0)
        if reason != Reason.GONE:
            await self.stuck(work, row)
            return
        if question.card_id:
            await reply.card_came_off(work, question)
        await self.said_again(work, row, kinds.CARD)

    async def stuck(self, work: Work, row: Delivery) -> None:
        """Say it in a channel that works, if there is one."""
        await alarm_elsewhere(work, row)


async def sentence_as_it_stands(office: Office, row: Delivery) -> Card:
    """A sentence in a thread, drawn from what is true now."""
    return sentence_card(await _view(office, row), row.body)


async def alarm_elsewhere(work: Work, row: Delivery) -> None:
    """Tell another channel that something cannot be shown in this one."""
    question = await work.question(row.question_id or 0)
    await alarms.found(work, unshown_trouble(question.channel, question.id or 0))


async def _question(office: Office, row: Delivery) -> Question:
    async with office.database.read() as session:
        return await _read(session, row)


async def _view(office: Office, row: Delivery) -> View:
    async with office.database.read() as session:
        return await view_of(session, office.house, await _read(session, row), office.clock.now())


async def _read(session: AsyncSession, row: Delivery) -> Question:
    question = await questions.read(session, row.question_id or 0)
    if question is None:
        raise Refused(Reason.INVALID, f"question {row.question_id}")
    return question


def _card_ref(question: Question) -> MessageRef:
    return MessageRef(question.channel, question.card_id)


def _since(row: Delivery) -> datetime:
    return row.begun_at or row.ordered_at
