"""Waiting for the citizen: whoever was asked back and stays silent is no longer waited for after some days.

The waiting is no promise of ours: nobody is reminded meanwhile. When she writes, `flow/asking/follow_up.py` opens the question.
"""

from datetime import timedelta
from typing import Any

from bot import orders
from bot.flow.answering.redirect import CLARIFY
from bot.work import BOT, Work
from storage.tables import Answer, Question


def watched(work: Work, answer: Answer) -> dict[str, Any]:
    """When to look whether she has written, for a text that asks her something; nothing for any other."""
    if answer.variant != CLARIFY:
        return {}
    return {"next_at": work.now + timedelta(days=work.house.municipality.promise.citizen_silent_days)}


async def is_over(work: Work, question: Question) -> None:
    """She has been silent for so long: settle the question by what was published."""
    await work.move(question, "citizen_silent", BOT, next_at=None)
    await orders.draw_card(work, question)
