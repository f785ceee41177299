"""The message of an earlier proposal, which stays where it stands when another begins further down."""

from bot.desk.office import Office
from bot.drawing.gathering import view_of
from bot.drawing.proposal_card import left_behind
from bot.effects import Effect, copies
from bot.effects.copies import Shown
from bot.ports.card import Card
from bot.ports.chat import Chat, MessageRef
from bot.ports.failures import Reason, Refused
from bot.work import Work
from storage.queues.tables import Delivery
from storage.tables import Question


class LeftBehind(Effect):
    """It is redrawn once without buttons; what it tells of an answer of ours follows that answer."""

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
        await copies.note(work, row, made)


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
    return question, left_behind(view, row.body["answer_id"])
