"""Statements that every question asks on its way, put together once: building one takes longer than asking it.

Each is asked by the function in `storage/` that gives it its values, and nowhere else.
"""

from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, insert, or_, update
from sqlmodel import col, select

from storage.engine.types import UtcDateTime, table_of
from storage.tables import Answer, History, Promise, Question, Remark, Reminder


def _given(name: str) -> Any:
    return bindparam(name)


READ = select(Question).where(Question.id == _given("question_id"))
BY_ID = READ.with_for_update()
BY_ANSWER = (
    select(Question)
    .join(Answer, col(Answer.question_id) == col(Question.id))
    .where(Answer.id == _given("answer_id"))
    .with_for_update(of=Question)
)
ANSWER = select(Answer).where(Answer.id == _given("answer_id")).with_for_update()
WITH_TEXT = (
    select(Question, Answer)
    .join(Answer, col(Answer.question_id) == col(Question.id))
    .where(Answer.id == _given("answer_id"))
)
BY_CARD = (
    select(Question)
    .where(Question.channel == _given("channel"), Question.card_id == _given("card_id"))
    .with_for_update()
)
REMARK_BY_NUMBER = select(Remark).where(Remark.id == _given("remark_id")).with_for_update()
IN_THREAD = (
    select(Question)
    .where(Question.page == _given("page"), Question.thread_id == _given("thread"))
    .order_by(col(Question.id))
    .with_for_update()
)
MOVE = update(table_of(Question)).where(
    col(Question.id) == _given("its_id"), col(Question.version) == _given("its_version")
)
OF_AUTHOR = (
    select(Question)
    .where(
        Question.page == _given("page"),
        Question.author_id == _given("author_id"),
        or_(Question.thread_id == _given("thread"), Question.thread_id == _given("other_thread")),
    )
    .order_by(col(Question.id))
    .with_for_update()
)
ALSO_OF_AUTHOR = (
    select(Question)
    .where(
        Question.page == _given("page"),
        Question.post_last == _given("post_last"),
        Question.author_id == _given("author_id"),
        col(Question.id) < _given("its_id"),
        or_(col(Question.ended_at).is_(None), col(Question.state) == "waiting"),
    )
    .order_by(col(Question.id).desc())
    .limit(1)
)
MOMENT_REACHED = (
    select(Question)
    .where(col(Question.next_at) <= bindparam("now", type_=UtcDateTime()))
    .order_by(col(Question.next_at))
    .limit(bindparam("limit", type_=Integer()))
    .with_for_update(skip_locked=True)
)
NEXT_MOMENT = (
    select(Question.next_at).where(col(Question.next_at).is_not(None)).order_by(col(Question.next_at)).limit(1)
)
REMARK = (
    select(Remark)
    .where(Remark.door == _given("door"), Remark.place == _given("place"), Remark.last_id == _given("last_id"))
    .with_for_update()
)
REMARKS_BY_IDS = select(Remark).where(
    Remark.door == "page",
    Remark.place == _given("place"),
    col(Remark.last_id).in_(bindparam("last_ids", expanding=True)),
)
REMARKS = (
    select(Remark).where(Remark.question_id == _given("question_id")).order_by(col(Remark.written_at), col(Remark.id))
)
ANSWERS = select(Answer).where(Answer.question_id == _given("question_id")).order_by(col(Answer.version))
PROMISES = select(Promise).where(Promise.question_id == _given("question_id")).order_by(col(Promise.sequence))
REMINDED = select(Reminder.promise, Reminder.step).where(Reminder.question_id == _given("question_id"))
LAST_REMINDER = (
    select(Reminder.promise, Reminder.step)
    .where(Reminder.question_id == _given("question_id"))
    .order_by(col(Reminder.id).desc())
    .limit(1)
)
POST_WORDS = (
    select(Question.post_text, Question.post_by_page)
    .where(Question.page == _given("page"), Question.post_last == _given("post_last"), Question.post_text != "")
    .limit(1)
)
AROUND = (
    select(Remark)
    .join(Question, col(Question.id) == col(Remark.question_id))
    .where(
        Question.page == _given("page"),
        Question.thread_id == _given("thread"),
        or_(
            col(Remark.question_id) == _given("question_id"),
            (col(Remark.author) == "page") & col(Remark.gone_at).is_(None),
        ),
    )
    .order_by(col(Remark.written_at), col(Remark.id))
)
HISTORY = select(History).where(History.question_id == _given("question_id")).order_by(col(History.id))
HAPPENED = insert(table_of(History))
PUBLISHED_AS = (
    select(Answer, Question.page)
    .join(Question, col(Question.id) == col(Answer.question_id))
    .where(Answer.published_id == _given("last_id"), Answer.published_id != "")
)
PUBLISHED_IDS = (
    select(Answer.published_id, Question.page)
    .join(Question, col(Question.id) == col(Answer.question_id))
    .where(col(Answer.published_id).in_(bindparam("last_ids", expanding=True)), Answer.published_id != "")
)
BY_BOT = select(Remark.last_id).where(
    Remark.door == "page",
    Remark.place == _given("page"),
    col(Remark.by_bot),
    col(Remark.last_id).in_(bindparam("last_ids", expanding=True)),
)
LAST_HISTORY = (
    select(History)
    .where(
        History.question_id == _given("question_id"),
        History.to_state == _given("to_state"),
        History.from_state != _given("to_state"),
    )
    .order_by(col(History.id).desc())
    .limit(1)
)


@cache
def noted(entity: type[Question | Answer | Remark]) -> Any:
    """What changes single values of one row."""
    table = table_of(entity)
    return update(table).where(table.c.id == _given("its_id"))
