"""Hiding, showing again and deleting what a citizen wrote on the page."""

from bot.desk.office import Office
from bot.effects import Effect
from bot.flow.answering import hide
from bot.ports.failures import Reason
from bot.ports.page import Page
from bot.work import Work
from storage import questions
from storage.queues.tables import Delivery
from storage.tables import Remark


class Moderation(Effect):
    """One thing a citizen wrote is hidden, shown again or deleted; each may be done twice without harm."""

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office)
        self.page = page

    async def make(self, row: Delivery) -> None:
        """Do it on the page."""
        async with self.office.database.read() as session:
            remark = await session.get(Remark, row.body["remark_id"])
        if remark is None:
            return
        if row.body["what"] == hide.DELETE:
            await self.page.delete(remark.place, remark.external_id)
        else:
            await self.page.hide(remark.place, remark.external_id, hidden=row.body["what"] == hide.HIDE)

    async def done(self, work: Work, row: Delivery, made: None) -> None:  # noqa: ARG002 - the page tells nothing of it
        """Remember how it stands there now."""
        remark = await questions.remark_by_number(work.session, row.body["remark_id"])
        if remark is not None:
            await hide.made(work, remark, row.body["what"])

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:
        """Tell the desk; what is gone from the page needs no hiding any more."""
        question = await work.question(row.question_id or 0)
        remark = await questions.remark_by_number(work.session, row.body["remark_id"])
        if remark is not None and reason is not Reason.GONE:
            await hide.refused(work, question, remark, row.body["what"])


class Tidying(Effect):
    """Something that was hidden for a day and is still there is deleted from the page; what was shown again is left alone."""

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office)
        self.page = page

    async def make(self, row: Delivery) -> bool:
        """Delete it, if it still stands there hidden; whether it was deleted."""
        async with self.office.database.read() as session:
            remark = await session.get(Remark, row.body["remark_id"])
        if remark is None or not hide.still_stands(remark):
            return False
        await self.page.delete(remark.place, remark.external_id)
        return True

    async def done(self, work: Work, row: Delivery, made: bool) -> None:  # noqa: FBT001 - what `make` returned
        """Remember that it is gone, and by which rule."""
        remark = await questions.remark_by_number(work.session, row.body["remark_id"])
        if made and remark is not None:
            await hide.time_is_over(work, await work.question(row.question_id or 0), remark)

    async def refused(self, work: Work, row: Delivery, reason: Reason) -> None:
        """Tell the desk; what is gone from the page needs no deleting any more."""
        remark = await questions.remark_by_number(work.session, row.body["remark_id"])
        if remark is not None and reason is not Reason.GONE:
            await hide.refused(work, await work.question(row.question_id or 0), remark, hide.DELETE)
