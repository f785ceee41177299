"""Orders for what is read on the page and done there in public."""

from datetime import datetime
from typing import Any

from bot.orders.kinds import ACCOUNT, DELETE_HIDDEN, MODERATE, PRIVATE, PUBLISH, READ_AUTHOR, READ_POST
from bot.orders.ordering import order
from bot.rules import states
from bot.work import Work
from storage.queues import deliveries
from storage.tables import Answer, Question, Remark


async def read_post(work: Work, question: Question) -> None:
    """Learn the words of the post a question stands under, for the card."""
    await _read(work, question, READ_POST)


async def read_author(work: Work, question: Question) -> None:
    """Learn what the citizen is called, for the card and the greeting, where the event told only an id."""
    await _read(work, question, READ_AUTHOR)


async def publish(
    work: Work, question: Question, answer: Answer, due_at: datetime | None = None, *, home_of: str = ""
) -> None:
    """Publish a frozen text on the page, not before `due_at`. Each approval is an order of its own: one that stopped can be given again.

    `home_of` is who approved it on her own page in the chat, where she sees how it goes.
    """
    body = {"answer_id": answer.id, "home_of": home_of}
    await _public(work, question, _how(answer), str(answer.id), body, due_at=due_at or work.now)


async def take_back_publication(work: Work, question: Question, answer: Answer) -> bool:
    """Take back the order to publish a text; False when it has been begun, so that the text may stand in public already."""
    return await deliveries.take_back_order(work.session, f"public:{question.id}", f"{_how(answer)}:{answer.id}:")


async def moderate(work: Work, question: Question, remark: Remark, what: str) -> None:
    """Hide, show again or delete something a citizen wrote, before anything of ours that follows goes out."""
    await _public(work, question, MODERATE, f"{what}:{remark.id}", {"remark_id": remark.id, "what": what})


async def delete_hidden(work: Work, question: Question, remark: Remark, due_at: datetime) -> None:
    """Delete for good what was hidden, when its time is over; in a lane of its own, so that nothing waits for it."""
    key = f"{DELETE_HIDDEN}:{remark.id}:{question.version}"
    lane, scope, body = f"{DELETE_HIDDEN}:{remark.id}", f"page:{question.page}", {"remark_id": remark.id}
    values = {"kind": DELETE_HIDDEN, "key": key, "lane": lane, "scope": scope, "due_at": due_at, "body": body}
    await order(work, question_id=question.id, **values)


async def change_public(work: Work, question: Question, kind: str, answer: Answer) -> None:
    """Edit or delete what we have published, in its turn behind what goes out to the same citizen."""
    await _public(work, question, kind, str(answer.id), {"answer_id": answer.id})


async def settle_account(work: Work, page: str, name: str, due_at: datetime, **body: Any) -> None:
    """Compare a page with our questions; once per page and name."""
    key, scope = f"{ACCOUNT}:{page}:{name}", f"page:{page}:read"
    values = {"page": page, "name": name, **body}
    await order(work, kind=ACCOUNT, key=key, lane=f"{ACCOUNT}:{page}", scope=scope, due_at=due_at, body=values)


def _how(answer: Answer) -> str:
    """The order for a text that all can read, or for one that goes to a citizen alone.

    They are two kinds, so that an older program beside this one leaves alone what it would have made public.
    """
    return PRIVATE if answer.kind == states.PRIVATE else PUBLISH


async def _public(work: Work, question: Question, kind: str, name: str, body: dict[str, Any], **values: Any) -> None:
    """What is done in public goes down one lane; each version of a question orders anew."""
    key, lane = f"{kind}:{name}:{question.version}", f"public:{question.id}"
    scope = f"page:{question.page}"
    await order(work, kind=kind, key=key, question_id=question.id, lane=lane, scope=scope, body=body, **values)


async def _read(work: Work, question: Question, kind: str) -> None:
    key, scope = f"{kind}:{question.id}", f"page:{question.page}:read"
    await order(work, kind=kind, key=key, question_id=question.id, lane=key, scope=scope)
