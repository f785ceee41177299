"""The front desk asks a department: its people are called into the thread, and the citizen is told to wait, if chosen."""

from bot import orders
from bot.flow import hold
from bot.states import State
from bot.work import NotMoved, Person, Work
from storage.tables import Question


async def ask(
    work: Work, question: Question, department: str, by: Person, *, note: str = "", holding: str = ""
) -> None:
    """Call a department in. `note` is for the experts; `holding` names the holding reply to publish, if any."""
    asked = work.house.municipality.departments.get(department)
    if asked is None:
        raise NotMoved("refused.no_such_department")
    owner = {} if question.owner_id else {"owner_id": by.id, "owner_name": by.name}
    people = sorted(work.house.rights.experts.get(department, frozenset()))
    if not people:
        raise NotMoved("refused.nobody_to_ask", department=asked.name, phone=asked.phone)
    to = None if question.state == State.PROPOSED else State.ASKED
    work.check(question, "ask", by)
    await work.change(
        question, "ask", by, department, to=to, asked_department=department, asked_expert_at=work.now, **owner
    )
    key = f"ask:{question.version}"
    await orders.call_in(work, question, key, people)
    mentions = [asked.group] if asked.group else list(asked.people)
    await orders.say(
        work, question, key, "thread.asked", department=department, mentions=mentions, note=note, by=by.name
    )
    if holding:
        await hold.hold(work, question, holding, by, department=department)
    await orders.draw_card(work, question)
