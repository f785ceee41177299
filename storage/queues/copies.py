"""Where words of a citizen are shown outside the thread of the question."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine.insert import insert_once
from storage.queues.tables import Copy, Delivery

_OF_QUESTION = select(Copy).where(Copy.question_id == bindparam("question_id")).order_by(col(Copy.id))
_MADE_BY = (
    select(Copy, Delivery)
    .join(Delivery, col(Delivery.id) == col(Copy.delivery_id))
    .where(
        col(Copy.question_id) == bindparam("question_id"), col(Delivery.kind).in_(bindparam("kinds", expanding=True))
    )
    .order_by(col(Copy.id))
)


async def note(session: AsyncSession, question_id: int, channel: str, message_id: str, delivery_id: int) -> None:
    """A message that was made by a delivery shows words of a question."""
    values = {"question_id": question_id, "channel": channel, "message_id": message_id, "delivery_id": delivery_id}
    await insert_once(session, Copy, values, unique=("question_id", "channel", "message_id"))


async def of_question(session: AsyncSession, question_id: int) -> Sequence[Copy]:
    """The messages that show words of a question."""
    return (await session.exec(_OF_QUESTION, params={"question_id": question_id})).all()


async def made_by(session: AsyncSession, question_id: int, kinds: Sequence[str]) -> Sequence[tuple[Copy, Delivery]]:
    """The messages that show words of a question and were made by orders of these kinds, each with its order."""
    return (await session.exec(_MADE_BY, params={"question_id": question_id, "kinds": list(kinds)})).all()


async def is_copy(session: AsyncSession, channel: str, message_id: str) -> bool:
    """Whether this message of ours, which stands outside any question's thread, shows words of a question."""
    query = select(Copy.id).where(col(Copy.channel) == channel, col(Copy.message_id) == message_id)
    return (await session.exec(query.limit(1))).first() is not None


async def forget(session: AsyncSession, channel: str, message_id: str) -> None:
    """A message is gone: it shows nothing any more."""
    await session.exec(delete(Copy).where(col(Copy.channel) == channel, col(Copy.message_id) == message_id))


async def homes_since(session: AsyncSession, kind: str, since: datetime) -> dict[str, str]:
    """Who was shown a page of one's own since then, with what was chosen there last."""
    query = select(Delivery).where(Delivery.kind == kind, col(Delivery.finished_at) >= since)
    found = (await session.exec(query.order_by(col(Delivery.finished_at)))).all()  # the index's own order
    return {row.body["person"]: row.body.get("chosen", "") for row in found}
