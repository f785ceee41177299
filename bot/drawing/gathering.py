"""Gathering what is shown about questions, in one reading: all about one of them, or what lists tell of many."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.drawing.view import View
from bot.flow.answering import ask
from bot.flow.finding import looking
from bot.ports.happenings import Kind
from bot.rules.seen import Mark, mark_of
from bot.rules.states import State, is_open
from bot.work import House, Work
from storage import collecting, history, open_questions, questions
from storage.tables import Answer, History, Promise, Question, Remark


async def listed(session: AsyncSession, house: House, found: Sequence[Question], now: datetime) -> list[View]:
    """What lists tell of questions, read together: the words, the texts and the promises, but not the talk beside them."""
    ids = [question.id or 0 for question in found]
    remarks = await questions.by_question(session, Remark, ids)
    answers = await questions.by_question(session, Answer, ids)
    promises = await questions.by_question(session, Promise, ids)
    cards = await collecting.cards(session, {one.collection_id for one in found if one.collection_id is not None})
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
            collecting_card=cards.get(one.collection_id or 0, ""),
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
    moved, changed, asked_too = await _moves(session, question)
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
        moved=moved,
        earlier=await looking.standing(session, question.resembles_id, now, question.page)
        if is_open(question.state)
        else None,
        changed=changed,
        collecting_card=await _collecting_card(session, question),
        also_asks=await _also_asks(session, question),
        asked_too=asked_too,
    )


async def _collecting_card(session: AsyncSession, question: Question) -> str:
    """The card that stands for a question without one of its own."""
    number = question.collection_id
    return (await collecting.cards(session, {number})).get(number, "") if number is not None else ""


async def _also_asks(session: AsyncSession, question: Question) -> Question | None:
    """What she may be answering or adding to, though she wrote it in a place of its own; told until somebody works on it."""
    is_known = question.author_id and question.post_last and question.kind in (Kind.COMMENT, Kind.REPLY)
    is_begun = question.state not in (State.NEW, State.TAKEN)
    return None if is_begun or not is_known else await open_questions.also_of_author(session, question)


async def mark_now(work: Work, question: Question) -> Mark:
    """What a card or form that is drawn now shows, as `View.mark` tells of one that is drawn anyway."""
    remarks = await questions.remarks_of(work.session, question.id or 0)
    return mark_of(question, remarks, await work.answers(question))


async def _moves(session: AsyncSession, question: Question) -> tuple[History | None, History | None, frozenset[str]]:
    """What brought the question where it stands, who of us chose or made its words, and who else was called; read together."""
    if question.state not in (State.ASKED, State.PROPOSED, State.PUBLISHED):
        return await history.last_move(session, question.id or 0, question.state), None, frozenset()
    happened = await history.of_question(session, question.id or 0)
    to_here = [line for line in happened if line.to_state == question.state != line.from_state]
    changed = [line for line in happened if line.what == "propose" and line.who_id]
    asked_too = ask.asked_too(happened) if question.state == State.ASKED else frozenset()
    return (to_here[-1] if to_here else None), (changed[-1] if changed else None), asked_too
