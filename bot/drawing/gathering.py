"""Gathering what is shown about questions, in one reading: all about one of them, or what lists tell of many."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.drawing.view import View
from bot.flow.finding import looking
from bot.rules.states import is_open
from bot.work import House
from storage import history, questions
from storage.tables import Answer, Promise, Question, Remark


async def listed(session: AsyncSession, house: House, found: Sequence[Question], now: datetime) -> list[View]:
    """What lists tell of questions, read together: the words, the texts and the promises, but not the talk beside them."""
    ids = [question.id or 0 for question in found]
    remarks = await questions.by_question(session, Remark, ids)
    answers = await questions.by_question(session, Answer, ids)
    promises = await questions.by_question(session, Promise, ids)
    return [
        View(
            house=house,
            now=now,
            question=one,
            remarks=remarks.get(one.id or 0, ()),
            answers=answers.get(one.id or 0, ()),
            promises=promises.get(one.id or 0, ()),
            neighbours=(),
            parents=(),
            moved=None,
        )
        for one in found
    ]


async def _parents(session: AsyncSession, question: Question, around: Sequence[Remark]) -> Sequence[Remark]:
    """What the question's remarks answer and what is not shown with them anyway."""
    shown = {remark.last_id for remark in around}
    wanted = {remark.parent_last for remark in around if remark.question_id == question.id} - shown - {""}
    return await questions.remarks_by_ids(session, question.page, sorted(wanted))


async def view_of(session: AsyncSession, house: House, question: Question, now: datetime) -> View:
    """Read everything that is shown about a question."""
    question_id = question.id or 0
    around = await questions.around(session, question)
    return View(
        house=house,
        now=now,
        question=question,
        remarks=[remark for remark in around if remark.question_id == question_id],
        answers=await questions.answers_of(session, question_id),
        promises=await questions.promises_of(session, question_id),
        neighbours=[remark for remark in around if remark.author == "page" and not remark.gone_at],
        parents=await _parents(session, question, around),
        moved=await history.last_move(session, question_id, question.state),
        earlier=await looking.standing(session, question.resembles_id) if is_open(question.state) else None,
    )
