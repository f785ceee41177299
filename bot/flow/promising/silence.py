"""Waiting for the citizen: whoever was asked back and stays silent is no longer waited for after some days.

The waiting is no promise of ours: nobody is reminded meanwhile. When she writes, `flow/asking/follow_up.py` opens the question.
"""

from datetime import timedelta
from typing import Any

from bot import orders
from bot.flow.answering.public_words import CLARIFY
from bot.work import BOT, Work
from storage.tables import Answer, Question


def watched(work: Work, answer: Answer) -> dict[str, Any]:
    """When to look whether she has written, for a text that asks her something; nothing for any other."""
    return {"next_at": work.now + _patience(work)} if answer.variant == CLARIFY else {}


async def look_at(work: Work, question: Question) -> None:
    """If she has been silent for so long, settle the question by what was published; if not, look again when she has."""
    over_at = (question.ended_at or work.now) + _patience(work)
    if work.now < over_at:
        question.next_at = over_at
        work.session.add(question)
        return
    await work.move(question, "citizen_silent", BOT, next_at=None)
    await orders.draw(work, question)


def _patience(work: Work) -> timedelta:
    return timedelta(days=work.house.municipality.promise.citizen_silent_days)
