"""An expert who was asked says that it is not hers to answer: whoever has the question is called once, and asks somebody else.

When the whole department has said so, the question waits for it no longer.
"""

from typing import Any

from bot import orders
from bot.flow.answering import talking
from bot.ports.card import Style
from bot.rules.states import State
from bot.rules.talk.messages.not_ours import is_not_theirs
from bot.work import Person, Work
from storage import questions
from storage.tables import Question, Remark

NOT_THEIRS = "not_theirs"  # in the history, by whom
_WAYS = (("ask", Style.PRIMARY), ("answer", Style.PLAIN))


async def heard(work: Work, question: Question, remark: Remark) -> bool:
    """Hear a remark that is no answer; whether it says that others have to be asked."""
    if question.state != State.ASKED or remark.author == "desk" or not is_not_theirs(remark.text):
        return False
    department = question.asked_department
    if not (_is_manager(work, department, remark) or remark.author_id in _experts(work, department)):
        return False
    asked_at = question.asked_expert_at.isoformat() if question.asked_expert_at else ""
    body: dict[str, Any] = {
        "remark_id": remark.id,
        "department": department,
        "mentions": work.house.answering_for(question),
        "actions": [[name, work.house.say(f"button.{name}"), str(question.id), how.value] for name, how in _WAYS],
        "values": {"name": remark.author_name or work.house.say("card.an_expert")},
    }
    await orders.say(work, question, f"{NOT_THEIRS}:{department}:{asked_at}", "thread.not_theirs", **body)
    if await _nobody_is_left(work, question, remark):
        await _wait_no_longer(work, question, remark)
    return True


async def _wait_no_longer(work: Work, question: Question, remark: Remark) -> None:
    who, department = Person(remark.author_id, remark.author_name), question.asked_department
    to = State.TAKEN if question.owner_id else State.NEW
    values: dict[str, Any] = {"asked_department": "", "asked_expert_at": None}
    await work.change(question, NOT_THEIRS, who, department, to=to, **values)
    await orders.draw_card(work, question)


async def _nobody_is_left(work: Work, question: Question, remark: Remark) -> bool:
    """Whether everybody who was asked has said so, or the manager for all."""
    department = question.asked_department
    if _is_manager(work, department, remark):
        return True
    remarks = await questions.remarks_of(work.session, question.id or 0)
    answers = await work.answers(question)
    standing = talking.standing(question, remarks, answers)
    return _experts(work, department) <= {one.author_id for one in standing if is_not_theirs(one.text)}


def _experts(work: Work, department: str) -> frozenset[str]:
    """Who is there of those who answer for it, without the manager, who is asked last."""
    asked = work.house.municipality.departments.get(department)
    return work.house.rights.experts.get(department, frozenset()) - work.house.left - {asked.manager if asked else ""}


def _is_manager(work: Work, department: str, remark: Remark) -> bool:
    asked = work.house.municipality.departments.get(department)
    return asked is not None and bool(asked.manager) and asked.manager == remark.author_id
