"""Orders that bring up to date what the channel shows: cards, proposals, collecting cards and their reminder."""

from typing import Any

from bot.orders.kinds import CARD, COLLECTION, LEFT, PROPOSAL, REDRAWN_EVERY, REMIND_COLLECTION, UPDATES, posts_in
from bot.orders.ordering import order, order_in_chat
from bot.rules.states import State
from bot.work import Work
from storage import collecting
from storage.tables import Collection, Question


async def draw(work: Work, question: Question) -> None:
    """Bring up to date what the chat shows of a question: its card, and its proposal where it has or needs a message."""
    await draw_card(work, question)
    if question.proposal_id or question.state == State.PROPOSED:
        await draw_proposal(work, question)


async def draw_card(work: Work, question: Question) -> None:
    """Bring the question's card up to date, posting it if there is none; or the collecting card that it is a line of."""
    if question.collection_id is not None:
        await draw_collection(work, question.collection_id)
        return
    scope = UPDATES if question.card_id else posts_in(question.channel)
    await order_in_chat(work, question, CARD, f"card:{question.id}:{question.version}", scope=scope)


async def draw_proposal(work: Work, question: Question) -> None:
    """Bring the proposal's message in the thread up to date, posting it if there is none."""
    scope = UPDATES if question.proposal_id else posts_in(question.channel)
    await order_in_chat(work, question, PROPOSAL, f"proposal:{question.id}:{question.version}", scope=scope)


async def leave_proposal(work: Work, question: Question, answer_id: int) -> None:
    """The message of an earlier proposal stays behind: it says that another stands below, or what became of this answer."""
    body = {"message": question.proposal_id, "thread": question.card_id, "answer_id": answer_id}
    key = f"{LEFT}:{question.channel}:{question.proposal_id}"
    await order_in_chat(work, question, LEFT, key, scope=UPDATES, body=body)


async def draw_collection(work: Work, collection_id: int) -> None:
    """Something about a collecting card has changed: bring it up to date soon."""
    collection = await collecting.by_id(work.session, collection_id)
    if collection is None:
        return
    collection.version += 1
    work.session.add(collection)
    await redraw_collection(work, collection)


async def redraw_collection(work: Work, collection: Collection) -> None:
    """Order the drawing that takes the place of what the channel shows: one, however often things change until then."""
    is_there = bool(collection.card_id)
    await _collected(
        work,
        collection,
        COLLECTION,
        f"{COLLECTION}:{collection.id}:{collection.card_drawn}",
        scope=UPDATES if is_there else posts_in(collection.channel),
        due_at=work.now + REDRAWN_EVERY if is_there else work.now,
    )


async def post_collection_again(work: Work, collection: Collection) -> None:
    """The collecting card is no longer there: post it anew."""
    collection.card_id = ""
    await draw_collection_anew(work, collection)


async def draw_collection_anew(work: Work, collection: Collection) -> None:
    """Nobody knows what the collecting card shows, if anything: whatever it is, it is out of date."""
    collection.card_drawn, collection.version = collection.version, collection.version + 1
    work.session.add(collection)
    await redraw_collection(work, collection)


async def remind_collection(
    work: Work, collection_id: int, key: str, text_key: str, mentions: list[str], *, aloud: bool
) -> bool:
    """Remind of a collecting card in its thread, in place of the reminder before; False if this was ordered before."""
    collection = await collecting.by_id(work.session, collection_id)
    if collection is None:
        return False
    named = f"{REMIND_COLLECTION}:{collection_id}:{key}"
    body = {"text": text_key, "aloud": aloud, "mentions": mentions}
    scope = posts_in(collection.channel)
    return await _collected(work, collection, REMIND_COLLECTION, named, scope=scope, body=body)


async def _collected(work: Work, collection: Collection, kind: str, key: str, **values: Any) -> bool:
    """What a collecting card shows goes down one lane, too."""
    body = {"collection_id": collection.id, **values.pop("body", {})}
    return await order(work, kind=kind, key=key, lane=f"{COLLECTION}:{collection.id}", body=body, **values)
