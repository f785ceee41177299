"""Somebody at the desk takes a question, takes it over from a colleague, gives it to one, or lets it go."""

from typing import Any

from bot import orders
from bot.rules.states import State
from bot.work import NotMoved, Person, Work
from storage.tables import Question


async def take(work: Work, question: Question, by: Person, *, instead_of: str = "") -> None:
    """Become the one who sees to it; `instead_of` is the colleague whom the card named. Raises `NotMoved` if another was first.

    A card is one for all, so who has the question can press [Ta over] as well, and is told. A second click on [Ta] is none.
    """
    move = "take" if question.state == State.NEW else "hand_over"
    if question.owner_id == by.id and move == "hand_over":
        work.check(question, move, by)
        if instead_of:
            raise NotMoved("refused.is_yours")
        return
    if question.owner_id not in ("", by.id, instead_of):
        work.check(question, "hand_over", by)
        raise NotMoved("refused.is_taken", name=work.house.owner_of(question))
    await work.move(question, move, by, owner_id=by.id, owner_name=by.name)
    await orders.draw_card(work, question)


async def give(work: Work, question: Question, colleague: str, by: Person, *, note: str = "") -> None:
    """Give it to a colleague at the desk, who is called once and has the reminders from now on. Raises `NotMoved`."""
    work.check(question, "give", by)
    if colleague not in work.house.rights.desk_of(question.page):
        raise NotMoved("refused.not_at_the_desk")
    if colleague == question.owner_id:
        raise NotMoved("refused.is_taken", name=work.house.owner_of(question))
    name = work.house.name_of(colleague)  # may not be known yet; the card learns it before it is drawn
    to = State.TAKEN if question.state == State.NEW else None
    await work.change(question, "give", by, colleague, to=to, owner_id=colleague, owner_name=name, next_at=work.now)
    if colleague != by.id:
        called: dict[str, Any] = {"mentions": [colleague], "by": by.name, "note": note.strip()}
        await orders.say(work, question, f"given:{question.version}", "thread.given", **called)
    await orders.draw_card(work, question)


async def release(work: Work, question: Question, by: Person) -> None:
    """Let it go, so that a colleague sees it as new."""
    await work.move(question, "release", by, owner_id="", owner_name="")
    await orders.draw_card(work, question)
