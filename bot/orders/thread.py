"""Orders for what is said and shown in a question's thread, and taken away there."""

from typing import Any

from bot.orders.kinds import CALL_IN, DELETIONS, MOST_AGAIN, PICTURE, SAY, TAKE_AWAY, UPLOADS, posts_in
from bot.orders.ordering import order, order_in_chat
from bot.ports.card import Action
from bot.work import Work
from storage.queues.tables import Delivery
from storage.tables import Answer, Question, Remark


async def say(work: Work, question: Question, key: str, text_key: str, *, aloud: bool = False, **body: Any) -> None:
    """Say a sentence in the question's thread; `aloud` shows it in the channel as well. `body` holds its values.

    A line of a collecting card has no thread; what happens to it shows when it comes out.
    """
    if question.collection_id is not None:
        return
    values = {"text": text_key, "aloud": aloud, **body}
    await order_in_chat(work, question, SAY, f"say:{question.id}:{key}", scope=posts_in(question.channel), body=values)


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


async def ask_manager(
    work: Work, question: Question, answer: Answer, manager: str, actions: list[Action], asker: str, reason: str
) -> None:
    """Ask a manager in the thread to decide on an extension; `reason` is in the staff's words."""
    until = work.house.in_words(answer.promised_until or work.now, work.now)
    values = {"until": until, "reason": reason}
    shown = [[action.name, action.label, action.value, action.style.value] for action in actions]
    body = {"mentions": [manager], "by": asker, "values": values, "actions": shown, "quote": answer.text}
    await say(work, question, f"ask_manager:{answer.id}", "thread.ask_manager", aloud=True, **body)


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
    await order_in_chat(work, question, CALL_IN, f"call_in:{question.id}:{key}", scope="chat.call_in", body=body)


async def take_away(work: Work, channel: str, message_id: str) -> None:
    """Delete one of our own messages in the chat, now that what takes its place stands."""
    key = f"{TAKE_AWAY}:{channel}:{message_id}"
    body = {"channel": channel, "message": message_id}
    await order(work, kind=TAKE_AWAY, key=key, lane=key, scope=DELETIONS, body=body)


async def take_away_notes(work: Work, question: Question, remark: Remark) -> None:
    """Delete our messages that quote a remark, now that its words are others or gone."""
    for message_id in remark.notes.split():
        await take_away(work, question.channel, message_id)
    remark.notes = remark.pictures = ""
    work.session.add(remark)
