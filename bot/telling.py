"""Ordering what is told to a person or a channel and belongs to no question's card: alarms, briefs, lists.

Like every order it is made in the transaction of the step that wants it, and once for its key.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot import orders
from bot.orders import kinds
from bot.work import Work
from storage.queues import copies, deliveries
from storage.queues.tables import Delivery
from storage.tables import EMERGENCY, Question

LOOKED_AT = timedelta(days=1)  # a page of one's own is drawn anew each time it is opened, and hardly stays open longer
LIST = "reminders"  # where an order carries what it reminds of
MOST_REMINDERS = 20  # in one message; a longer list is not read
GATHERS = timedelta(seconds=1)  # what falls due within this time is one message


async def person(work: Work, key: str, person_id: str, channel: str, thread: str, text: str) -> None:
    """Tell one person something."""
    body = {"person": person_id, "channel": channel, "thread": thread, "text": text}
    await orders.order(work, kind=kinds.TELL, key=f"tell:{key}", lane=f"tell:{person_id}", scope="chat.tell", body=body)


async def home(work: Work, person_id: str, at: datetime, chosen: str = "") -> None:
    """Draw a person's own page in the chat; `chosen` is the filter that the person pressed."""
    await orders.order(
        work,
        kind=kinds.HOME,
        key=f"home:{person_id}:{at.isoformat()}",
        lane=f"home:{person_id}",
        scope="chat.home",
        body={"person": person_id, "chosen": chosen},
    )


async def alarm(
    work: Work,
    name: str,
    channel: str,
    text_key: str,
    /,
    *,
    meanwhile: str = "",
    about: int = 0,
    remark: int = 0,
    **values: str,
) -> bool:
    """Tell a channel about a trouble, once per name; False if it was ordered before.

    `meanwhile` is the key of what the bot does until it is mended. `about` is the number of the question whose words, place
    and people belong to it, `remark` that of the words that raised it.
    """
    return await orders.order(
        work,
        kind=kinds.ALARM,
        key=f"alarm:{name}",
        lane=alarm_lane(channel),
        scope=orders.posts_in(channel),
        body={
            "channel": channel,
            "text": text_key,
            "meanwhile": meanwhile,
            "about": about,
            "remark": remark,
            "values": values,
        },
    )


def alarm_lane(channel: str) -> str:
    """Alarms of one channel are said one after the other."""
    return f"alarm:{channel}"


async def alarm_in(work: Work, row: Delivery, channel: str) -> None:
    """Say an alarm in another channel, because the one it was meant for does not take it."""
    tried = [*row.body.get("tried", ()), row.body["channel"]]
    key = f"{row.key.partition('@')[0]}@{channel}"
    body = {**row.body, "channel": channel, "tried": tried}
    await orders.order(
        work, kind=kinds.ALARM, key=key, lane=alarm_lane(channel), scope=orders.posts_in(channel), body=body
    )


async def channel_card(work: Work, kind: str, name: str, channel: str, **body: Any) -> None:
    """Tell a channel something that is drawn as a card; once per kind and name."""
    await orders.order(
        work,
        kind=kind,
        key=f"{kind}:{name}",
        lane=f"{kind}:{channel}",
        scope=orders.posts_in(channel),
        body={"channel": channel, **body},
    )


async def remind(work: Work, question: Question, reminder: Sequence[int | str], brief: str = "") -> None:
    """Remind of a question, in one message with everything else that its channel is reminded of at the same time.

    `reminder` is the question's number, the promise's, and the name in the ledger. `brief` is the key of the morning
    brief that may say it instead, as long as that is still to be sent. What speaks of danger has room in the first message.
    """
    value, channel = list(reminder), question.channel
    most = MOST_REMINDERS * (2 if question.suggestion == EMERGENCY else 1)
    if brief and await deliveries.join(work.session, brief, LIST, value, most):
        return
    if await deliveries.join_one_of(work.session, f"{kinds.REMIND}:{channel}", LIST, value, most):
        return
    await orders.order(
        work,
        kind=kinds.REMIND,
        key=":".join((kinds.REMIND, *map(str, reminder))),
        question_id=question.id,
        lane=f"{kinds.REMIND}:{channel}",
        scope=orders.posts_in(channel),
        due_at=work.now + GATHERS,
        body={"channel": channel, LIST: [value]},
    )


async def shorten_reminder(work: Work, channel: str, message_id: str, why: str) -> None:
    """Redraw a message that reminds of several questions, now that it says less; once for each reason `why`."""
    key = f"{kinds.SHORTEN}:{channel}:{message_id}:{why}"
    body = {"channel": channel, "message": message_id}
    lane = f"{kinds.SHORTEN}:{channel}:{message_id}"
    await orders.order(work, kind=kinds.SHORTEN, key=key, lane=lane, scope=kinds.UPDATES, body=body)


def brief_key(kind: str, channel: str, day: date) -> str:
    """The name of what a channel is told on a day."""
    return f"{kind}:{channel}:{day.isoformat()}"


async def brief(work: Work, kind: str, channel: str, day: date, *, due_at: datetime, **body: Any) -> None:
    """Tell a channel how things stand: one of each kind a channel and day, so that the order is its own ledger."""
    await orders.order(
        work,
        kind=kind,
        key=brief_key(kind, channel, day),
        lane=f"{kind}:{channel}",
        scope="chat.files" if kind == kinds.WEEK_PICTURE else orders.posts_in(channel),
        due_at=due_at,
        body={"channel": channel, "day": day.isoformat(), **body},
    )


async def follow(work: Work, channel: str, message_id: str, delivery_id: int, why: str) -> None:
    """Bring a message up to date that was made by a delivery and shows words of a citizen; once for each reason."""
    body = {"channel": channel, "message": message_id, "delivery": delivery_id}
    await orders.order(
        work,
        kind=kinds.FOLLOW,
        key=f"{kinds.FOLLOW}:{channel}:{message_id}:{why}",
        lane=f"{kinds.FOLLOW}:{channel}:{message_id}",
        scope=kinds.UPDATES,
        body=body,
    )


async def card_stands(work: Work, question: Question) -> None:
    """There is a card to lead to: alarms that were said before it stood are drawn anew, with the way."""
    await _lead_on(work, question, kinds.ALARM, f"{question.id}:card:{question.card_id}")


async def proposal_stands(work: Work, question: Question) -> None:
    """There is a new proposal to lead to from the messages of earlier ones."""
    await _lead_on(work, question, kinds.LEFT, f"{question.id}:proposal:{question.proposal_id}")


async def _lead_on(work: Work, question: Question, kind: str, why: str) -> None:
    for copy in await copies.of_question(work.session, question.id or 0):
        made_by = await work.session.get(Delivery, copy.delivery_id)
        if made_by is not None and made_by.kind == kind:
            await follow(work, copy.channel, copy.message_id, copy.delivery_id, why)


async def words_changed(work: Work, question: Question) -> None:
    """A citizen edited or deleted something: every copy of the words outside the thread follows."""
    for copy in await copies.of_question(work.session, question.id or 0):
        why = f"{question.id}:{question.version}"
        await follow(work, copy.channel, copy.message_id, copy.delivery_id, why)
    for person_id, chosen in (await copies.homes_since(work.session, kinds.HOME, work.now - LOOKED_AT)).items():
        await home(work, person_id, work.now, chosen)
