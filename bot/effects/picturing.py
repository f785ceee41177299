"""A citizen's picture, shown in the thread under her card: fetched, freed of all that its file tells beside it, posted.

It comes behind the card by a way of its own; then the card says so, and shows it small where the chat lets it. Where it
cannot be had, or is none that we pass on, the card names it and says where it can be seen.
"""

import asyncio
from datetime import timedelta

from bot import orders
from bot.desk.office import Office
from bot.effects import PICTURE_LOOKS, Effect
from bot.flow.asking import pictures
from bot.log import Log
from bot.pictures.cleaning import cleaned
from bot.pictures.refusing import MOST_BYTES, NotAPicture, Why
from bot.ports.chat import Chat, MessageRef
from bot.ports.failures import Reason, Refused, TryLater
from bot.ports.happenings import Kind
from bot.ports.page import Page
from bot.ports.picture import Picture
from bot.rules.attached import now_in_thread
from bot.work import BOT, Work
from storage import questions
from storage.queues.tables import Delivery
from storage.tables import Answer, Question, Remark

log = Log(__name__)

PATIENCE = timedelta(hours=12)  # then nobody waits for it any more


class CitizensPicture(Effect):
    """One picture of a citizen's."""

    looks = PICTURE_LOOKS
    repeatable = False

    def __init__(self, office: Office, chat: Chat, page: Page) -> None:
        super().__init__(office)
        self.chat = chat
        self.page = page

    async def make(self, row: Delivery) -> MessageRef | None:
        """Fetch, clean and post it; nothing where it may not be shown any more, or cannot."""
        question, remark = await self._of(row)
        if remark is None or not question.card_id or not pictures.may_stand(question, remark, row.body["edited"]):
            return None
        picture = await self._fetched(row, question, remark)
        if picture is None or len(picture.content) > self.chat.largest_picture:
            return None
        return await self.chat.post_picture(question.channel, question.card_id, picture, row.key)

    async def look(self, row: Delivery) -> MessageRef | None:
        """Find it in the thread."""
        question, _ = await self._of(row)
        return await self.chat.find_own(question.channel, question.card_id, row.key, row.begun_at or row.ordered_at)

    async def done(self, work: Work, row: Delivery, made: MessageRef | None) -> None:
        """The card tells of it. It goes with the words it belongs to; at once, when they went or were edited meanwhile."""
        if made is None:
            return
        question = await work.question(row.question_id or 0)
        remark = await questions.remark_by_number(work.session, row.body["remark_id"])
        if remark is None or not pictures.may_stand(question, remark, row.body["edited"]):
            await orders.take_away(work, made.channel, made.id)
            return
        remark.notes = f"{remark.notes} {made.id}".strip()
        remark.pictures = now_in_thread(remark, row.body["number"], made.id)
        work.session.add(remark)
        await work.change(question, "picture_shown", BOT)
        await orders.draw_card(work, question)

    async def _of(self, row: Delivery) -> tuple[Question, Remark | None]:
        async with self.office.database.read() as session:
            question = await session.get(Question, row.question_id)
            if question is None:
                raise Refused(Reason.INVALID, f"question {row.question_id}")
            return question, await session.get(Remark, row.body["remark_id"])

    async def _fetched(self, row: Delivery, question: Question, remark: Remark) -> Picture | None:
        """The picture as it may go on; None where there is none. Why not is written down in codes."""
        kind, number = _kind(question, remark), row.body["number"]
        try:
            content = await self.page.picture(question.page, kind, remark.external_id, number, MOST_BYTES)
            picture = await asyncio.to_thread(cleaned, content)
        except NotAPicture as none:
            _without(question, none.why.value)
            return None
        except Refused as refused:
            _without(question, refused.detail)
            return None
        except TryLater as later:
            if self.office.clock.now() - row.ordered_at <= PATIENCE:
                raise TryLater(later.detail, after=later.after) from later  # the page rests, the chat need not
            _without(question, later.detail)
            return None
        return self._named(question, picture, number)

    def _named(self, question: Question, picture: Picture, number: int) -> Picture:
        say = self.office.house.say
        name = question.author_name or say("picture.citizen")
        alt = say("picture.from", name=name) if not number else say("picture.next", name=name, number=str(number + 1))
        file = say("picture.file", number=str(question.id), which=str(number + 1))
        return Picture(picture.content, picture.type, file, alt)


async def picture_of(chat: Chat, answer: Answer) -> Picture | None:
    """The picture that goes out with an answer, as it may go on. Raises `NotAPicture`, `TryLater`."""
    if not answer.picture:
        return None
    try:
        content = await chat.picture(answer.picture, MOST_BYTES)
    except Refused as refused:
        log.warning("picture not fetched", answer=answer.id, why=refused.detail)
        raise NotAPicture(Why.SIZE if refused.reason is Reason.TOO_LONG else Why.GONE) from refused
    except TryLater as later:
        raise TryLater(later.detail, after=later.after) from later  # the chat rests, the page need not
    return await asyncio.to_thread(cleaned, content)


def _kind(question: Question, remark: Remark) -> Kind:
    """What on the page the words are, which tells how their pictures are asked for."""
    kind = Kind(question.kind)
    return kind if kind is Kind.MESSAGE or remark.last_id == question.last_id else Kind.REPLY


def _without(question: Question, why: str) -> None:
    log.info("picture not shown", question=question.id, why=why)
