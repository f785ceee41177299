"""Publishing on the page, and reading the post a question stands under."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot import orders, telling
from bot.desk.office import Office
from bot.effects import PAGE_LOOKS, Effect
from bot.effects.picturing import picture_of
from bot.flow.answering import publish
from bot.flow.asking import change
from bot.flow.asking.identity import last_segment
from bot.pictures.refusing import NotAPicture
from bot.ports.chat import Chat
from bot.ports.failures import Reason, Refused
from bot.ports.happenings import Kind
from bot.ports.page import Item, Page, Place, Published
from bot.work import BOT, Work
from storage import accounts, history, questions
from storage.queues.tables import Delivery
from storage.tables import Answer, Question, Remark

PATIENCE = timedelta(minutes=15)  # a citizen waits, and the desk can answer by hand
ONE_SECOND = timedelta(seconds=1)  # the page tells moments in whole seconds
MARGIN = timedelta(minutes=2)  # clocks differ; what staff wrote just before the citizen is not an answer to her


@dataclass(frozen=True)
class Stopped:
    """The look before publishing found a reason not to: the key of the sentence that says which."""

    why: str
    there: Item | None = None  # what the citizen's words look like now


class Publication(Effect):
    """A frozen text goes out, exactly once."""

    looks = PAGE_LOOKS
    repeatable = False
    most_sends = 3
    patience = PATIENCE

    def __init__(self, office: Office, page: Page, chat: Chat) -> None:
        super().__init__(office)
        self.page = page
        self.chat = chat

    async def make(self, row: Delivery) -> Published | Stopped:
        """Look at the question once more, then publish, text and picture in one call: there is nothing in between."""
        question, answer = await text_of(self.office, row)
        place = place_of(question)
        if answer.state != "approved":
            return Stopped("")
        there = await self.page.read(place)
        by_hand = await self._by_hand(question, answer, place)
        why = publish.objection(question, answer, there, by_hand, self.office.clock.now())
        to = await self.place_for(question, answer)
        if why:
            return Stopped(why, there)
        try:
            picture = await picture_of(self.chat, answer)
        except NotAPicture as none:
            return Stopped(f"stopped.picture_{none.why.value}", there)
        return await self.page.reply(to, answer.text, row.key, picture)

    async def look(self, row: Delivery) -> Published | None:
        """Find our own text under the question."""
        question, answer = await text_of(self.office, row)
        to = await self.place_for(question, answer)
        return await self.page.find_own_reply(to, answer.text, row.key, row.begun_at or row.ordered_at)

    async def place_for(self, question: Question, answer: Answer) -> Place:  # noqa: ARG002 - for who answers elsewhere
        """Where the text goes: under the citizen's words, or into the conversation with her."""
        return place_of(question)

    async def done(self, work: Work, row: Delivery, made: Published | Stopped) -> None:
        """Record the publication, or why there was none."""
        question, answer = await publish.of(work, row.body["answer_id"])
        if isinstance(made, Published):
            await publish.published(work, question, answer, made)
        elif made.why:
            if made.there:
                await change.stands_now(work, question.page, made.there)
            await publish.stopped(work, question, answer, made.why)
        await self._show_home(work, row)

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:
        """Give the question back to the desk, with the page's reason in plain words."""
        question, answer = await publish.of(work, row.body["answer_id"])
        await publish.stopped(work, question, answer, publish.why_refused(reason, answer))
        await self._show_home(work, row)

    async def stuck(self, work: Work, row: Delivery) -> None:
        """Tell the desk that the page does not take it."""
        question, _ = await publish.of(work, row.body["answer_id"])
        called = work.house.answering_for(question)
        await orders.say(work, question, f"stuck:{row.id}", "thread.publishing_stuck", aloud=True, mentions=called)

    async def given_up(self, work: Work, row: Delivery) -> None:
        """Give the question back to the desk: it stands nowhere, and only a person may try once more."""
        question, answer = await publish.of(work, row.body["answer_id"])
        await publish.stopped(work, question, answer, "stopped.not_seen")

    async def _show_home(self, work: Work, row: Delivery) -> None:
        """Who approved it on her own page sees there how it went."""
        if row.body.get("home_of"):
            await telling.home(work, row.body["home_of"], work.now)

    async def _by_hand(self, question: Question, answer: Answer, place: Place) -> list[Item]:
        """What staff wrote to this citizen by hand since she last wrote, as far as the approver cannot have known of it.

        What we published ourselves does not count.
        """
        replies = await self.page.own_replies(place, question.heard_at - MARGIN)
        async with self.office.database.read() as session:
            ours = await accounts.published_ids(session, question.page, [last_segment(reply.id) for reply in replies])
            told = await history.of_question(session, question.id or 0)
        known_at = publish.told_of_by_hand(told, answer)
        since = max(question.heard_at, known_at + ONE_SECOND) if known_at else question.heard_at
        return [reply for reply in replies if last_segment(reply.id) not in ours and reply.written_at >= since]


class PrivateReply(Publication):
    """A text that goes to its citizen alone: the one message that a comment may be answered with."""

    async def place_for(self, question: Question, answer: Answer) -> Place:
        """The very words it answers."""
        async with self.office.database.read() as session:
            remark = await session.get(Remark, answer.source_remark_id) if answer.source_remark_id else None
        if remark is None:
            raise Refused(Reason.GONE, f"answer {answer.id} answers nothing")
        heard_at = remark.written_at or question.asked_at
        return replace(place_of(question), id=remark.external_id, heard_at=heard_at, private=True)


class _Reading(Effect):
    """Learning something from the page, for the card."""

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office)
        self.page = page

    async def _question(self, row: Delivery) -> Question | None:
        async with self.office.database.read() as session:
            return await session.get(Question, row.question_id)


class PostReading(_Reading):
    """Learning the words of the post under which a citizen wrote."""

    async def make(self, row: Delivery) -> Item | None:
        """Read the post."""
        question = await self._question(row)
        return await self.page.read_post(question.page, question.post_id) if question else None

    async def done(self, work: Work, row: Delivery, made: Item | None) -> None:
        """Show the post on the card."""
        question = await work.question(row.question_id or 0)
        if made is None or not made.text or question.post_text:
            return
        await work.change(
            question, "post_read", BOT, post_text=made.text, post_by_page=made.by_page, link=question.link or made.link
        )
        await orders.draw_card(work, question)


class AuthorReading(_Reading):
    """Learning what the citizen is called: messages are told of without a name."""

    async def make(self, row: Delivery) -> Item | None:
        """Read what the citizen wrote."""
        question = await self._question(row)
        return await self.page.read(place_of(question)) if question else None

    async def done(self, work: Work, row: Delivery, made: Item | None) -> None:
        """Show the name on the card."""
        question = await work.question(row.question_id or 0)
        if made is None or not made.author_name or question.author_name or made.author_id != question.author_id:
            return
        for remark in await questions.remarks_of(work.session, question.id or 0):
            if remark.author == "citizen":
                remark.author_name = made.author_name
                work.session.add(remark)
        await work.change(question, "author_read", BOT, author_name=made.author_name)
        await orders.draw_card(work, question)


async def text_of(office: Office, row: Delivery) -> tuple[Question, Answer]:
    """The text that an order is about, with its question. Raises `Refused` when there is none."""
    async with office.database.read() as session:
        found = await questions.with_text(session, row.body["answer_id"])
    if found is None:
        raise Refused(Reason.INVALID, f"answer {row.body['answer_id']}")
    return found


def place_of(question: Question) -> Place:
    """Where a question stands on its page."""
    return Place(
        page=question.page,
        kind=Kind(question.kind),
        id=question.external_id,
        root_id=question.root_id,
        post_id=question.post_id,
        person_id=question.author_id,
        heard_at=question.heard_at,
    )
