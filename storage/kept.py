"""Statements that every question asks on its way, put together once: building one takes longer than asking it.

Each is asked by the function in `storage/questions.py` that gives it its values, and nowhere else.
"""

from typing import Any

from sqlalchemy import Integer, bindparam, or_, update
from sqlmodel import col, select

from storage.engine.types import UtcDateTime, table_of
from storage.tables import Answer, History, Promise, Question, Remark, Reminder


def _given(name: str) -> Any:
    return bindparam(name)


BY_ID = select(Question).where(Question.id == _given("question_id")).with_for_update()
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
