"""Many ask under one post: some become lines of the post's collecting card instead of cards, and come out of it again.

What needs a person comes out by itself: emergencies, very personal words, and the nearest deadlines in their order.
"""

from datetime import datetime

from bot import orders
from bot.flow.asking.advising import advice_on
from bot.ports.happenings import Kind
from bot.rules.collecting import CALLS_CARDS, KINDS, WINDOW, is_grave, reminder_text
from bot.rules.reminders import Due
from bot.rules.states import is_open
from bot.work import BOT, NotMoved, Person, Work
from storage import collecting, questions
from storage.tables import NO_ANSWER, Question, Remark


async def collection_for(
    work: Work, page: str, kind: Kind, post_last: str, at: datetime, text: str, expected: str
) -> int | None:
    """The collecting card that a new question belongs to; None when it gets a card of its own."""
    house = work.house
    if kind not in KINDS or not post_last or is_grave(text, expected, house.public_contacts):
        return None
    most = house.municipality.collecting.more_than
    # Events may come in any order, so the newer ones count, too.
    asked = await collecting.asked_between(work.session, page, post_last, at - WINDOW, at + WINDOW, most)
    if asked < most:
        return None
    return (await collecting.of_post(work.session, page, post_last, house.municipality.pages[page].channel)).id


async def show(work: Work, question: Question) -> None:
    """Show a question for the first time; for a card of its own, find out what the event did not tell."""
    await orders.draw_card(work, question)
    if question.collection_id is not None:
        return
    if question.author_id and not question.author_name:
        await orders.read_author(work, question)
    if question.post_id and not question.post_text and question.kind != Kind.VISITOR_POST:
        await orders.read_post(work, question)


async def reconsider(work: Work, question: Question, remark: Remark) -> None:
    """The citizen has written something new: is it still good enough as a line?"""
    if question.collection_id is None:
        return
    expected = advice_on(work.house, question.page, remark).noted
    if expected != NO_ANSWER:  # thanks behind a question does not take it back
        question.suggestion = expected
        work.session.add(question)
    if is_open(question.state) and is_grave(remark.text, expected, work.house.public_contacts):
        await bring_out(work, question, BOT)


async def bring_out(work: Work, question: Question, by: Person) -> None:
    """Give a collected question a card of its own. Raises `NotMoved` when it has one, or nobody waits any more."""
    collection_id = question.collection_id
    if collection_id is None:
        raise NotMoved("refused.has_own_card")
    if not is_open(question.state):
        raise NotMoved(f"refused.is_{question.state}")
    text, by_page = await questions.post_words(work.session, question.page, question.post_last)
    await work.change(question, "bring_out", by, collection_id=None, post_text=text, post_by_page=by_page)
    await show(work, question)
    await orders.draw_collection(work, collection_id)


async def remind(work: Work, question: Question, due: Due, mentions: list[str], *, aloud: bool) -> list[Question]:
    """Remind of all that a collecting card stands for, once a step and day, whichever of them came first.

    Returns the questions that got a card of their own because their deadline is near.
    """
    collection_id = question.collection_id or 0
    day = work.house.hours(question.page).local_date(work.now)
    is_first = await orders.remind_collection(
        work, collection_id, f"{due.step}:{day.isoformat()}", reminder_text(due.step), mentions, aloud=aloud
    )
    if not is_first or due.step not in CALLS_CARDS:
        return []
    nearest = await collecting.waiting(work.session, collection_id, limit=work.house.municipality.collecting.more_than)
    for one in nearest:
        await bring_out(work, one, BOT)
    return list(nearest)
