"""The front desk asks a department: its people are called into the thread, and the citizen is told to wait, if chosen.

When the one who knows is away or has left, whoever stands in is called instead, and the manager is the second line.
"""

from collections.abc import Sequence
from typing import Any

from bot import orders
from bot.flow.promising import hold
from bot.municipality.shape import Department
from bot.rules import calling
from bot.rules.calling import Line
from bot.rules.states import State
from bot.work import NotMoved, Person, Work
from storage import history
from storage.tables import History, Question


async def ask(
    work: Work, question: Question, department: str, by: Person, *, note: str = "", holding: str = ""
) -> None:
    """Call a department in. `note` is for the experts; `holding` names the holding reply to publish, if any.

    A holding reply that says that the expert is away calls the deputies, where there are any.
    """
    asked = work.house.municipality.departments.get(department)
    if asked is None:
        raise NotMoved("refused.no_such_department")
    owner = {} if question.owner_id else {"owner_id": by.id, "owner_name": by.name}
    people = sorted(work.house.rights.experts.get(department, frozenset()))
    line, called = calling.asked_first(asked, work.house.left, away=holding == hold.AWAY)
    if not people or not called:
        raise NotMoved("refused.nobody_to_ask", department=asked.name, phone=asked.phone)
    to = None if question.state == State.PROPOSED else State.ASKED
    work.check(question, "ask", by)
    await work.change(
        question, "ask", by, department, to=to, asked_department=department, asked_expert_at=work.now, **owner
    )
    if line in _ASKING_TOO:
        await work.change(question, _ASKING_TOO[line], by, department)
    await orders.call_in(work, question, f"ask:{question.version}", people)
    await _call(work, question, _SAYING[line], called, by, note=note)
    if holding:
        await hold.hold(work, question, holding, by, department=department)
    await orders.draw_card(work, question)


async def ask_deputy(work: Work, question: Question, by: Person) -> None:
    """Call those who stand in for the experts that were asked. Raises `NotMoved` when nobody does, or all were called before."""
    asked, left = _asked(work, question), work.house.left
    stand_ins = calling.deputies(asked, left) if asked else []
    _, called = calling.asked_first(asked, left) if asked else (None, [])
    new = calling.not_called(stand_ins, called, work.house.rights.groups)
    if asked and stand_ins and not new and called != stand_ins:
        names = ", ".join(work.house.name_of(one) or one for one in stand_ins)
        raise NotMoved("refused.deputy_called_before", name=names, department=asked.name, phone=asked.phone)
    await _ask_too(work, question, Line.DEPUTY, new or stand_ins, by)


async def ask_manager(work: Work, question: Question, by: Person) -> None:
    """Call the manager of the experts that were asked. Raises `NotMoved` when there is none, or the second time."""
    asked = _asked(work, question)
    await _ask_too(work, question, Line.MANAGER, calling.manager(asked, work.house.left) if asked else [], by)


async def call_again(work: Work, question: Question) -> None:
    """The card came back in another place: who was asked and has not answered is called to its new thread."""
    asked = _asked(work, question)
    if asked is None or question.state != State.ASKED:
        return
    line, called = calling.asked_first(asked, work.house.left)
    if called:
        await _call(work, question, _SAYING[line], called, Person(question.owner_id, question.owner_name))


async def _ask_too(work: Work, question: Question, line: Line, people: list[str], by: Person) -> None:
    move = _ASKING_TOO[line]
    work.check(question, move, by)
    if not people:
        raise NotMoved("refused.nobody_stands_in")
    if move in asked_too(await history.of_question(work.session, question.id or 0)):
        raise NotMoved("refused.called_before")
    await work.change(question, move, by, question.asked_department, asked_expert_at=work.now)
    await orders.call_in(work, question, f"ask:{question.version}", people)
    await _call(work, question, _SAYING[line], people, by)
    await orders.draw_card(work, question)


def asked_too(happened: Sequence[History]) -> frozenset[str]:
    """Who else was called since the department was asked last, by the moves that did it; each is made once."""
    told = [line.what for line in happened]
    since = len(told) - told[::-1].index("ask") if "ask" in told else 0
    return frozenset(told[since:]) & frozenset(_ASKING_TOO.values())


_ASKING_TOO = {Line.DEPUTY: "ask_deputy", Line.MANAGER: "call_manager"}
_SAYING = {
    Line.EXPERT: "thread.asked",
    Line.DEPUTY: "thread.asked_deputy",
    Line.MANAGER: "thread.asked_manager",
}


async def _call(
    work: Work, question: Question, text: str, mentions: Sequence[str], by: Person, *, note: str = ""
) -> None:
    body: dict[str, Any] = {"department": question.asked_department, "mentions": list(mentions), "by": by.name}
    body |= {"of_question": True, "round": question.round, "asked_at": work.now.isoformat()}
    await orders.say(work, question, f"ask:{question.version}", text, note=note, **body)


def _asked(work: Work, question: Question) -> Department | None:
    return work.house.municipality.departments.get(question.asked_department)
