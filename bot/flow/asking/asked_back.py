"""We have asked the citizen something: what she writes then answers it, however short, and whoever needed to know it is called.

It is never thanks alone or an opinion that nobody has to answer.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.flow.answering import talking
from bot.flow.answering.public_words import CLARIFY, asks_back
from bot.ports.happenings import Kind
from bot.rules import calling
from bot.rules.states import LAST_WORDS, State
from bot.work import House
from storage.tables import Answer, Question, Remark


def was_asked(question: Question, remarks: Sequence[Remark], answers: Sequence[Answer]) -> bool:
    """Whether the last thing that the citizen read of us is a question.

    By hand only in public: a message may be the page's own automatic greeting, which asks everybody the same.
    """
    out = [one for one in answers if one.kind in LAST_WORDS and one.state == "published" and one.published_at]
    ours = [(one.published_at, one.variant == CLARIFY) for one in out if one.published_at]
    if question.kind != Kind.MESSAGE:
        by_hand = [one for one in remarks if one.author == "page" and not one.by_bot and not one.gone_at]
        ours += [(one.written_at, asks_back(one.text, question.language)) for one in by_hand if one.written_at]
    return bool(ours) and max(ours, key=_moment)[1]


def _moment(ours: tuple[datetime, bool]) -> datetime:
    return ours[0]


def waits_for_experts(question: Question) -> bool:
    """Whether the department that was asked in this round still owes an answer, now that the citizen has given hers."""
    is_asked = question.asked_department and question.asked_expert_at and question.asked_expert_at >= question.began_at
    return question.state == State.WAITING and bool(is_asked)


def wanted_to_know(
    house: House, question: Question, remarks: Sequence[Remark], answers: Sequence[Answer]
) -> Remark | None:
    """The newest question of an expert's in the thread, from before we passed it on to the citizen."""
    if question.state != State.WAITING:
        return None
    before = [one for one in answers if one.variant != CLARIFY]
    asked = talking.conversation(house, question, remarks, before).to_pass_on
    number = asked.contribution.id if asked else None
    return next((one for one in remarks if one.id == number), None)


def called(house: House, question: Question, asker: Remark | None) -> list[str]:
    """Whom the citizen's answer calls: the expert who asked, else the department that waits for it, else who has the question."""
    if asker is not None and asker.author_id not in house.left:
        return [asker.author_id]
    asked = house.municipality.departments.get(question.asked_department)
    if question.state == State.ASKED and asked is not None:
        return calling.reminded(asked, house.left) or house.answering_for(question)
    return house.answering_for(question)
