"""Copies of a citizen's words outside the thread follow an edit or deletion: they are redrawn as things stand, or taken away.

Notes with buttons and alarms follow the question itself: what nobody can do any more loses its button.
A brief says how things stood on its morning; when that is past, or nobody knows any more how a message was drawn, it goes.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot import orders, telling
from bot.desk.office import Office
from bot.drawing import settled
from bot.drawing.gathering import view_of
from bot.drawing.proposal_card import left_behind
from bot.drawing.view import View
from bot.effects import Effect
from bot.orders import kinds
from bot.ports.card import Card
from bot.ports.chat import Chat, MessageRef
from bot.ports.failures import Reason, Refused
from bot.work import Work
from storage import questions
from storage.queues import copies
from storage.queues.tables import Delivery
from storage.tables import Question

STANDS = "stands"  # where an order keeps what its message was last drawn with
Draw = Callable[[Office, Delivery], Awaitable[Card | None]]
"""How a message would be drawn now from its order; None when it should not stand there any more."""


@dataclass(frozen=True)
class Shown(MessageRef):
    """A message with the questions whose words it shows, and the version of each that it was drawn from."""

    questions: Mapping[int, int] = field(default_factory=dict)


async def note(work: Work, row: Delivery, made: Shown) -> None:
    """Remember what a message shows; what changed while it was on its way is redrawn at once."""
    for number, version in made.questions.items():
        await copies.note(work.session, number, made.channel, made.id, row.id or 0)
        question = await work.question(number)
        if question.version > version:
            await telling.follow(work, made.channel, made.id, row.id or 0, f"{number}:{question.version}")


async def note_quoted(work: Work, question: Question, remark_id: int, made: MessageRef) -> None:
    """Remember which message quotes a remark; it goes at once when the words went while it was on its way."""
    remark = await questions.remark_by_number(work.session, remark_id)
    if remark is None:
        return
    remark.notes = f"{remark.notes} {made.id}".strip()
    work.session.add(remark)
    if remark.gone_at:
        await orders.take_away_notes(work, question, remark)


async def follow_question(work: Work, question: Question) -> None:
    """The question has moved on: redraw each message whose buttons or ending are others now."""
    made = await copies.made_by(work.session, question.id or 0, (kinds.SAY, kinds.ALARM))
    with_buttons = [(copy, order) for copy, order in made if order.kind == kinds.ALARM or order.body.get("actions")]
    if not with_buttons:
        return
    view = await view_of(work.session, work.house, question, work.now)
    for copy, order in with_buttons:
        stands = _stands(view, order)
        if stands != order.body.get(STANDS, _at_first(order)):
            order.body = {**order.body, STANDS: stands}
            work.session.add(order)
            why = f"{question.id}:{question.version}:{'+'.join(stands[:-1])}"
            await telling.follow(work, copy.channel, copy.message_id, copy.delivery_id, why)


def _stands(view: View, order: Delivery) -> list[str]:
    """An alarm is drawn from where the question stands alone."""
    return [view.question.state] if order.kind == kinds.ALARM else settled.picture(view, order.body)


def _at_first(order: Delivery) -> list[str]:
    return ["new"] if order.kind == kinds.ALARM else settled.at_first(order.body)


class Following(Effect):
    """One copy brought up to date. `draws` says how, by the kind of the order it was made by."""

    def __init__(self, office: Office, chat: Chat, draws: Mapping[str, Draw]) -> None:
        super().__init__(office)
        self.chat = chat
        self._draws = draws

    async def make(self, row: Delivery) -> bool:
        """Redraw the message or take it away; whether it still stands there."""
        ref = MessageRef(row.body["channel"], row.body["message"])
        card = await self._drawn(row.body["delivery"])
        if card is None:
            await self.chat.unsay(ref)
            return False
        await self.chat.update_card(ref, card)
        return True

    async def done(self, work: Work, row: Delivery, made: bool) -> None:  # noqa: FBT001 - what `make` returned
        """What is gone shows nothing any more."""
        if not made:
            await copies.forget(work.session, row.body["channel"], row.body["message"])

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:
        """Somebody else took it away; anything else is said, since the words still stand there."""
        if reason == Reason.GONE:
            await copies.forget(work.session, row.body["channel"], row.body["message"])
            return
        channel = row.body["channel"]
        await telling.alarm(work, f"cannot_take_away:{channel}", channel, "alarm.cannot_take_away")

    async def _drawn(self, delivery_id: int) -> Card | None:
        async with self.office.database.read() as session:
            order = await session.get(Delivery, delivery_id)
        draw = self._draws.get(order.kind) if order else None
        return await draw(self.office, order) if order and draw else None


class LeftBehind(Effect):
    """The message of an earlier proposal stays where it stands when another begins further down.

    It is redrawn once without buttons; what it tells of an answer of ours follows that answer.
    """

    def __init__(self, office: Office, chat: Chat) -> None:
        super().__init__(office)
        self.chat = chat

    async def make(self, row: Delivery) -> Shown:
        """Redraw it in place."""
        question, card = await _drawn(self.office, row)
        ref = MessageRef(question.channel, row.body["message"], row.body["thread"])
        await self.chat.update_card(ref, card)
        return Shown(ref.channel, ref.id, ref.thread, {question.id or 0: question.version})

    async def done(self, work: Work, row: Delivery, made: Shown) -> None:
        """Words of ours in it go when they are erased."""
        await note(work, row, made)


async def left_as_it_stands(office: Office, row: Delivery) -> Card:
    """Such a message, drawn from what is true now."""
    _, card = await _drawn(office, row)
    return card


async def _drawn(office: Office, row: Delivery) -> tuple[Question, Card]:
    async with office.database.read() as session:
        question = await session.get(Question, row.question_id)
        if question is None:
            raise Refused(Reason.INVALID, f"question {row.question_id}")
        view = await view_of(session, office.house, question, office.clock.now())
    return question, left_behind(view, row.body["answer_id"], row.body["message"])
