"""Somebody asks a colleague by her bare name in the thread: she is called, as if the chat's own sign stood before it.

Nobody is called who has written there already, and so follows the thread, nor whose name more than one has.
"""

from typing import Any

from bot import orders
from bot.flow.answering import talking
from bot.rules.talk.messages.around.addressing import asked_by_name
from bot.work import House, Work
from storage import questions
from storage.tables import Question, Remark


async def heard(work: Work, question: Question, remark: Remark) -> None:
    """Call whom a remark asks, once."""
    remarks = await questions.remarks_of(work.session, question.id or 0)
    names = {name.casefold() for name in talking.staff_names(work.house, remarks)}
    named = asked_by_name(remark.text, names)
    there = {one.author_id for one in remarks if one.door == "chat" and not one.gone_at}
    known = _called(work.house, named) if named else []
    if len(known) != 1 or known[0] in there:
        return
    await orders.call_in(work, question, f"spoken_to:{remark.id}", known)
    body: dict[str, Any] = {
        "remark_id": remark.id,
        "mentions": known,
        "values": {"name": remark.author_name or work.house.say("card.a_colleague")},
    }
    await orders.say(work, question, f"spoken_to:{remark.id}:{remark.words_hash[:8]}", "thread.spoken_to", **body)


def _called(house: House, named: str) -> list[str]:
    """Who is called so and is still there."""
    people = {one: house.name_of(one).split() for one in house.rights.people - house.left}
    return [one for one, name in people.items() if name and name[0].casefold() == named]
