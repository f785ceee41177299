"""Ordering effects: what a step of the flow wants done outside, in the same transaction as its change of state.

An order names its effect by a key, so that ordering twice is ordering once. Lanes keep an order: everything that one
question shows in the chat goes down one lane, everything it says in public down another.
"""

from datetime import datetime, timedelta
from typing import Any

from bot.ports.card import Action
from bot.rules import states
from bot.rules.states import State
from bot.work import Work
from storage import collecting
from storage.queues import deliveries
from storage.queues.tables import Delivery
from storage.tables import Answer, Collection, Question, Remark

CARD, PROPOSAL, SAY, TELL, HOME, PUBLISH, READ_POST, READ_AUTHOR, CALL_IN, ALARM = (
    "card",
    "proposal",
    "say",
    "tell",
    "home",
    "publish",
    "read_post",
    "read_author",
    "call_in",
    "alarm",
)
PRIVATE = "private"
REMIND, SHORTEN = "remind", "shorten"
MODERATE, CORRECT, TAKE_DOWN = "moderate", "correct", "take_down"
DELETE_HIDDEN = "delete_hidden"  # a kind of its own: an older program beside this one would show the words again
FOUND, ACCOUNT, DIFFERENCE = "found", "account", "difference"
BRIEF, WEEK, WEEK_PICTURE = "brief", "week", "week_picture"
COLLECTION, REMIND_COLLECTION = "collection", "remind_collection"
TAKE_AWAY, FOLLOW = "take_away", "follow"
PICTURE = "picture"
MOST_AGAIN = 5  # times that one thing is said anew because the card it stood under was deleted
REDRAWN_EVERY = timedelta(seconds=10)  # a collecting card; in a burst every question changes it
DELETIONS = "chat.delete"  # the scope of what is taken away
UPLOADS = "chat.pictures"  # the scope of what is uploaded: when the chat is tired of it, no card waits
UPDATES = "chat.update"  # the scope of everything that is redrawn in place


def posts_in(channel: str) -> str:
    """The scope of everything that is posted anew in a channel."""
    return f"chat:{channel}"


async def draw_card(work: Work, question: Question) -> None:
    """Bring the question's card up to date, posting it if there is none; or the collecting card that it is a line of."""
    if question.collection_id is not None:
        await draw_collection(work, question.collection_id)
        return
    scope = UPDATES if question.card_id else posts_in(question.channel)
    await _chat(work, question, CARD, f"card:{question.id}:{question.version}", scope=scope)


async def draw_proposal(work: Work, question: Question) -> None:
    """Bring the proposal's message in the thread up to date, posting it if there is none."""
    scope = UPDATES if question.proposal_id else posts_in(question.channel)
    await _chat(work, question, PROPOSAL, f"proposal:{question.id}:{question.version}", scope=scope)


async def draw(work: Work, question: Question) -> None:
    """Bring up to date what the chat shows of a question: its card, and its proposal where it has or needs a message."""
    await draw_card(work, question)
    if question.proposal_id or question.state == State.PROPOSED:
        await draw_proposal(work, question)


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


async def say(work: Work, question: Question, key: str, text_key: str, *, aloud: bool = False, **body: Any) -> None:
    """Say a sentence in the question's thread; `aloud` shows it in the channel as well. `body` holds its values.

    A line of a collecting card has no thread; what happens to it shows when it comes out.
    """
    if question.collection_id is not None:
        return
    values = {"text": text_key, "aloud": aloud, **body}
    await _chat(work, question, SAY, f"say:{question.id}:{key}", scope=posts_in(question.channel), body=values)


async def ask_manager(
    work: Work, question: Question, answer: Answer, manager: str, actions: list[Action], asker: str
) -> None:
    """Ask a manager in the thread to decide on an extension."""
    until = work.house.in_words(answer.promised_until or work.now, work.now)
    values = {"until": until, "reason": answer.reason}
    shown = [[action.name, action.label, action.value, action.style.value] for action in actions]
    body = {"mentions": [manager], "by": asker, "values": values, "actions": shown, "quote": answer.text}
    await say(work, question, f"ask_manager:{answer.id}", "thread.ask_manager", aloud=True, **body)


async def say_again(work: Work, row: Delivery) -> bool:
    """Say something once more, behind what is ordered by now: the card it belongs under is on its way back.

    False when that has happened `MOST_AGAIN` times already.
    """
    times = row.body.get("again", 0) + 1
    if times > MOST_AGAIN:
        return False
    key = f"{row.key.partition('#')[0]}#{times}"
    body = {**row.body, "again": times}
    return await order(
        work, kind=row.kind, key=key, question_id=row.question_id, lane=row.lane, scope=row.scope, body=body
    )


async def take_away(work: Work, channel: str, message_id: str) -> None:
    """Delete one of our own messages in the chat, now that what takes its place stands."""
    key = f"{TAKE_AWAY}:{channel}:{message_id}"
    body = {"channel": channel, "message": message_id}
    await order(work, kind=TAKE_AWAY, key=key, lane=key, scope=DELETIONS, body=body)


async def take_away_notes(work: Work, question: Question, remark: Remark) -> None:
    """Delete our messages that quote a remark, now that its words are others or gone."""
    for message_id in remark.notes.split():
        await take_away(work, question.channel, message_id)
    remark.notes = ""
    work.session.add(remark)


async def show_picture(work: Work, question: Question, remark: Remark, number: int) -> None:
    """Show one picture of a citizen's under the card. It has a lane of its own: whatever keeps it holds up nothing else.

    A card that is posted anew gets it anew, and so do words that were edited, since the picture may have been, too.
    """
    edited = remark.edited_at.isoformat() if remark.edited_at else ""
    key = f"{PICTURE}:{remark.id}:{number}:{question.card_id}:{edited}"
    body = {"remark_id": remark.id, "number": number, "edited": edited}
    await order(work, kind=PICTURE, key=key, question_id=question.id, lane=key, scope=UPLOADS, body=body)


async def call_in(work: Work, question: Question, key: str, people: list[str]) -> None:
    """Make people members of the question's channel before they are mentioned there."""
    body = {"channel": question.channel, "people": people}
    await _chat(work, question, CALL_IN, f"call_in:{question.id}:{key}", scope="chat.call_in", body=body)


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


async def take_back_publication(work: Work, question: Question, answer: Answer) -> bool:
    """Take back the order to publish a text; False when it has been begun, so that the text may stand in public already."""
    return await deliveries.take_back_order(work.session, f"public:{question.id}", f"{_how(answer)}:{answer.id}:")


def _how(answer: Answer) -> str:
    """The order for a text that all can read, or for one that goes to a citizen alone.

    They are two kinds, so that an older program beside this one leaves alone what it would have made public.
    """
    return PRIVATE if answer.kind == states.PRIVATE else PUBLISH


async def settle_account(work: Work, page: str, name: str, due_at: datetime, **body: Any) -> None:
    """Compare a page with our questions; once per page and name."""
    key, scope = f"{ACCOUNT}:{page}:{name}", f"page:{page}:read"
    values = {"page": page, "name": name, **body}
    await order(work, kind=ACCOUNT, key=key, lane=f"{ACCOUNT}:{page}", scope=scope, due_at=due_at, body=values)


async def order(work: Work, **values: Any) -> bool:
    """Put one effect into the queue, due at once unless `due_at` says otherwise; False if it was ordered before."""
    is_new = await deliveries.order(work.session, {"due_at": work.now, "ordered_at": work.now, **values})
    if is_new:
        work.lanes.add(values["lane"])
    return is_new


async def _chat(
    work: Work, question: Question, kind: str, key: str, *, scope: str, body: dict[str, Any] | None = None
) -> None:
    lane = f"chat:{question.id}"
    await order(work, kind=kind, key=key, question_id=question.id, lane=lane, scope=scope, body=body or {})


async def _collected(work: Work, collection: Collection, kind: str, key: str, **values: Any) -> bool:
    """What a collecting card shows goes down one lane, too."""
    body = {"collection_id": collection.id, **values.pop("body", {})}
    return await order(work, kind=kind, key=key, lane=f"{COLLECTION}:{collection.id}", body=body, **values)


async def _public(work: Work, question: Question, kind: str, name: str, body: dict[str, Any], **values: Any) -> None:
    """What is done in public goes down one lane; each version of a question orders anew."""
    key, lane = f"{kind}:{name}:{question.version}", f"public:{question.id}"
    scope = f"page:{question.page}"
    await order(work, kind=kind, key=key, question_id=question.id, lane=lane, scope=scope, body=body, **values)


async def _read(work: Work, question: Question, kind: str) -> None:
    key, scope = f"{kind}:{question.id}", f"page:{question.page}:read"
    await order(work, kind=kind, key=key, question_id=question.id, lane=key, scope=scope)
