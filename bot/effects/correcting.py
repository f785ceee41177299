"""Editing and deleting what we have published."""

from bot.desk.office import Office
from bot.effects import Effect
from bot.effects.publishing import text_of
from bot.flow.answering import correct, publish
from bot.orders import kinds
from bot.ports.failures import Reason, Refused
from bot.ports.page import Page
from bot.reading.composing import never_public
from bot.work import Work
from storage import questions
from storage.queues.tables import Delivery
from storage.tables import Answer, Remark


class _OfOurs(Effect):
    """Something is done to a text of ours that stands on the page; it may be done twice without harm."""

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office)
        self.page = page

    async def _text(self, row: Delivery) -> tuple[Answer, Remark]:
        """The text, and what the page calls the thing it stands in. Raises `Refused` where that was never told."""
        question, answer = await text_of(self.office, row)
        async with self.office.database.read() as session:
            remark = await questions.remark_by_id(session, "page", question.page, answer.published_id)
        if remark is None:
            raise Refused(Reason.INVALID, "the page has not told of this text yet")
        return answer, remark

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:  # noqa: ARG002 - the way out is the same
        """Tell the desk what else can be done."""
        question, answer = await publish.of(work, row.body["answer_id"])
        await correct.refused(work, question, answer, row.kind)


class Correction(_OfOurs):
    """Another text takes the place of one that stands there."""

    async def make(self, row: Delivery) -> None:
        """Edit it, unless the text names what must never be public."""
        answer, remark = await self._text(row)
        if never_public(answer.text):
            raise Refused(Reason.INVALID, kinds.CORRECT)
        await self.page.edit_own(remark.place, remark.external_id, answer.text)

    async def done(self, work: Work, row: Delivery, made: None) -> None:  # noqa: ARG002 - the page tells nothing of it
        """Record which text stands there now."""
        question, answer = await publish.of(work, row.body["answer_id"])
        await correct.is_put_right(work, question, answer)


class TakingDown(_OfOurs):
    """A text of ours is deleted; already gone counts as done."""

    async def make(self, row: Delivery) -> None:
        """Delete it."""
        _, remark = await self._text(row)
        await self.page.delete(remark.place, remark.external_id)
