"""Settling the account of a page: reads the page, asks the store what it knows, and compares. Changes nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.catching_up import BEFORE_WE_CAME, OWN_DOOR
from bot.desk.office import Office
from bot.flow.asking.identity import last_segment
from bot.intake import Intake
from bot.ports.happenings import Kind, Wrote
from bot.ports.page import Page
from bot.watch.ledger import Account, Known, OurAnswer, settle
from storage import accounts, cursors
from storage.tables import Answer, Question

LOOKS_BACK = timedelta(days=60)  # twice as far as the passes read: what they missed is found here


async def reckon(office: Office, intake: Intake, port: Page, page: str) -> Account:
    """The account of one page as it stands now. Raises `TryLater` or `Refused` when the page cannot be read to its end."""
    now = office.clock.now()
    async with office.database.read() as session:
        horizon = await cursors.horizon(session, page) or now - BEFORE_WE_CAME
    since = max(horizon, now - LOOKS_BACK)
    there = await port.stands(page, since)
    async with office.database.read() as session:
        known = await _known(session, page, there)
        on_their_way = await _on_their_way(session, intake)
        answers = [_ours(*found) for found in await accounts.published(session, page, since)]
    return settle(page, there, known, on_their_way, answers, now)


async def _known(session: AsyncSession, page: str, there: Sequence[Wrote]) -> dict[str, Known]:
    found = await accounts.remarks_with_questions(session, page, [last_segment(each.id) for each in there])
    promised = await accounts.promised(session, sorted({question.id or 0 for _, question in found if question}))
    return {
        remark.last_id: Known(
            gone_at=remark.gone_at,
            state=question.state if question and remark.author else "",
            is_promised=bool(question and question.id in promised),
        )
        for remark, question in found
    }


async def _on_their_way(session: AsyncSession, intake: Intake) -> set[str]:
    outside = [row for row in await accounts.waiting(session) if row.door != OWN_DOOR]
    happenings = [each for row in outside for each in intake.understood(row)]
    return {last_segment(each.id) for each in happenings if isinstance(each, Wrote)}


def _ours(answer: Answer, question: Question) -> OurAnswer:
    return OurAnswer(
        id=answer.published_id,
        question_id=question.id or 0,
        asked_id=question.last_id,
        thread_id=question.thread_id,
        is_message=question.kind == Kind.MESSAGE,
        published_at=answer.published_at or datetime.max.replace(tzinfo=question.asked_at.tzinfo),
    )
