"""Counting again after a start: the hours, the closed days and the rule may be others than before.

What was promised in public never moves, nor what is on its way out. A time that only the staff know follows the
settings, so that nobody is held to a closed day; but a change of settings makes nobody late.
"""

from datetime import datetime
from typing import Any

from bot import orders
from bot.flow.promising import hold
from bot.rules.promise import deadline, first_reaction_due
from bot.rules.states import is_open
from bot.work import BOT, House, Work
from storage.tables import Question


async def recount(work: Work, question: Question) -> None:
    """Let an open question follow the settings as they are now."""
    if not is_open(question.state) or await hold.is_promised(work, question):
        return
    if moved := moved_times(work.house, question, work.now):
        await work.change(question, "recount", BOT, **moved)
        await orders.draw_card(work, question)


def moved_times(house: House, question: Question, now: datetime) -> dict[str, Any]:
    """The times that the settings as they are now would change, by the name of their column."""
    hours, rules = house.hours(question.page), house.municipality.promise
    counted = {
        "due_at": deadline(question.began_at, hours, rules),
        "reaction_due_at": first_reaction_due(question.began_at, hours, rules),
    }
    return {name: at for name, at in counted.items() if _moves(getattr(question, name), at, now)}


def _moves(before: datetime, after: datetime, now: datetime) -> bool:
    return after != before and after > now
