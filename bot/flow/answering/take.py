"""Somebody at the desk takes a question, takes it over from a colleague, or lets it go."""

from bot import orders
from bot.rules.states import State
from bot.work import NotMoved, Person, Work
from storage.tables import Question


async def take(work: Work, question: Question, by: Person, *, instead_of: str = "") -> None:
    """Become the one who sees to it; `instead_of` is the colleague whom the card named. Raises `NotMoved` if another was first."""
    move = "take" if question.state == State.NEW else "hand_over"
    if question.owner_id not in ("", by.id, instead_of):
        work.check(question, "hand_over", by)
        raise NotMoved("refused.is_taken", name=question.owner_name)
    await work.move(question, move, by, owner_id=by.id, owner_name=by.name)
    await orders.draw_card(work, question)


async def release(work: Work, question: Question, by: Person) -> None:
    """Let it go, so that a colleague sees it as new."""
    await work.move(question, "release", by, owner_id="", owner_name="")
    await orders.draw_card(work, question)
