"""Putting one order into the queue; all others come through here."""

from typing import Any

from bot.work import Work
from storage.queues import deliveries
from storage.tables import Question


async def order(work: Work, **values: Any) -> bool:
    """Put one effect into the queue, due at once unless `due_at` says otherwise; False if it was ordered before."""
    is_new = await deliveries.order(work.session, {"due_at": work.now, "ordered_at": work.now, **values})
    if is_new:
        work.lanes.add(values["lane"])
    return is_new


async def order_in_chat(
    work: Work, question: Question, kind: str, key: str, *, scope: str, body: dict[str, Any] | None = None
) -> None:
    """What one question shows in the chat goes down one lane."""
    lane = f"chat:{question.id}"
    await order(work, kind=kind, key=key, question_id=question.id, lane=lane, scope=scope, body=body or {})
