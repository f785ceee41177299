"""Somebody asks something about an answer that lies ready, or wants it otherwise: whoever can do something about it is called.

What the desk writes calls the experts who wrote the answer, unless it is about the desk's own work, as to publish it; what
an expert writes, whoever has the question. Once for
each text of the proposal, and not where the writer has only just answered: the desk was called for that.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot import orders
from bot.flow.answering import propose, talking
from bot.rules.talk.contributions import DESK, EXPERT
from bot.rules.talk.messages.around.addressing import asked_by_name
from bot.rules.talk.messages.around.at_the_desk import is_the_desks
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import meaning
from bot.work import Work
from storage import questions
from storage.tables import Answer, Question, Remark

JUST_NOW = timedelta(minutes=10)
_WISHES = frozenset({Reason.QUESTION, Reason.TO_COLLEAGUE, Reason.TO_DESK})


async def heard(work: Work, question: Question, remark: Remark) -> None:
    """Hear what stands under a ready answer and is no part of it."""
    answer = await propose.current(work, question)
    if answer is None or remark.id in propose.sources_of(answer) or not is_wish_for_it(remark):
        return
    remarks = await questions.remarks_of(work.session, question.id or 0)
    if remark.author == DESK and is_the_desks(remark.text):
        return
    if _is_for_somebody(remark, talking.staff_names(work.house, remarks)):
        return
    body: dict[str, Any] = {
        "remark_id": remark.id,
        "mentions": _called(work, question, remark, _authors(answer, remarks)),
    }
    if body["mentions"] and not _has_just_answered(work, remark, answer, remarks):
        await orders.say(work, question, f"wished:{answer.id}:{remark.author_id}", "thread.wished", **body)


def is_wish_for_it(remark: Remark) -> bool:
    """Whether somebody wants something of the text; an expert's remark without a question mark is talk."""
    is_said = remark.author == DESK or (remark.author == EXPERT and "?" in remark.text)
    return is_said and meaning(remark.text).reason in _WISHES


def _is_for_somebody(remark: Remark, names: set[str]) -> bool:
    """Whether one colleague is spoken to, whom the chat or `spoken_to` calls."""
    return "@" in remark.text or bool(asked_by_name(remark.text, {name.casefold() for name in names}))


def _authors(answer: Answer, remarks: Sequence[Remark]) -> list[str]:
    used = propose.sources_of(answer)
    said = [remark.author_id for remark in remarks if remark.id in used and remark.author == EXPERT]
    return list(dict.fromkeys(said))


def _called(work: Work, question: Question, remark: Remark, authors: list[str]) -> list[str]:
    called = authors if remark.author == DESK else work.house.answering_for(question)
    return [one for one in called if one != remark.author_id and one not in work.house.left]


def _has_just_answered(work: Work, remark: Remark, answer: Answer, remarks: Sequence[Remark]) -> bool:
    return remark.author_id in _authors(answer, remarks) and work.now - answer.made_at < JUST_NOW
