"""Somebody of the staff wrote, edited or deleted a message in a question's thread.

What experts answer becomes the proposal. What the desk writes is talk until somebody picks it ("Bruk som svar").
Nothing written in a thread is ever public by itself.
"""

from typing import Any

from bot import orders, telling
from bot.flow.answering import ask, talking
from bot.flow.answering.talk import afterwards, following, listening, typed
from bot.ports.calls import words_hash
from bot.ports.happenings import Said, Unsaid
from bot.rules import attached
from bot.rules.states import DESK, OPEN, Role
from bot.work import BOT, NotYet, Work
from storage import collecting, questions
from storage.queues import copies, deliveries
from storage.tables import Question, Remark


async def said(work: Work, h: Said) -> None:
    """Keep the newest words of a message in a thread; propose them when an expert wrote them."""
    if h.by_app and not work.house.rights.roles(h.person_id):
        return  # a program; one that writes in a colleague's name is the colleague
    question = await questions.by_thread(work.session, h.channel, h.thread)
    if question is None:
        if not await _said_under_a_list(work, h):
            await _unless_a_card_is_on_its_way(work, h.channel)
        return
    remark, is_news = await _remember(work, question, h)
    if not is_news or remark.gone_at:
        return
    await orders.take_away_notes(work, question, remark)
    await listening.brought_a_file(work, question, remark)
    await listening.told_of_a_person(work, question, remark)
    await typed.heard(work, question, remark, h)
    if question.state in OPEN:
        await listening.heard(work, question, remark, await following.follow(work, question, remark))
    else:
        await afterwards.said(work, question, remark)


async def remember(work: Work, question: Question, h: Said) -> Remark:
    """Keep a message that somebody points at: its own event may be late, or lost for good."""
    remark, _ = await _remember(work, question, h)
    return remark


async def unsaid(work: Work, h: Unsaid) -> None:
    """Forget a deleted message; a deleted card comes back, since a question without a card is a lost question."""
    question = await questions.by_card(work.session, h.channel, h.id)
    if question is not None:
        await card_came_off(work, question)
        return
    question = await questions.by_proposal(work.session, h.channel, h.id)
    if question is not None:
        await proposal_came_off(work, question)
        return
    collection = await collecting.by_card(work.session, h.channel, h.id)
    if collection is not None:
        await orders.post_collection_again(work, collection)
        return
    if await questions.remark_by_id(work.session, "chat", h.channel, h.id) is None:
        await _unless_a_card_is_on_its_way(work, h.channel)  # it may have been that card
    remark, _ = await questions.remember(work.session, "chat", h.channel, h.id, h.id)
    remark.gone_at, remark.text, remark.words_hash, remark.attached = h.at, "", "", []
    work.session.add(remark)
    await work.session.flush()
    if remark.question_id:
        question = await work.question(remark.question_id)
        await orders.take_away_notes(work, question, remark)
        await following.follow(work, question, remark)
        if question.state in OPEN:
            await listening.redraw(work, question)
        else:
            await afterwards.unsaid(work, question, remark)


async def _said_under_a_list(work: Work, h: Said) -> bool:
    """Who answers under a collecting card answers nobody; nor under a list, a brief or an alarm. She is told the way."""
    if await collecting.by_card(work.session, h.channel, h.thread) is not None:
        key, text_key = f"collecting:{h.channel}:{h.id}", "told.under_collecting_card"
    elif await copies.is_copy(work.session, h.channel, h.thread):
        key, text_key = f"list:{h.channel}:{h.thread}:{h.person_id}", "told.under_a_list"  # once: people may talk there
    else:
        return False
    await telling.person(work, key, h.person_id, h.channel, h.thread, work.house.say(text_key))
    return True


async def _unless_a_card_is_on_its_way(work: Work, channel: str) -> None:
    """Raise `NotYet` when the message may be one of ours that was posted but whose id is not on record yet."""
    scope = orders.posts_in(channel)
    if await questions.without_card(work.session, channel) or await deliveries.is_under_way(work.session, scope):
        raise NotYet


async def _remember(work: Work, question: Question, h: Said) -> tuple[Remark, bool]:
    """Store the message, or its newer words; news is what was not known before."""
    told = _told(work, question, h)
    remark, is_first = await questions.remember(work.session, "chat", h.channel, h.id, h.id, **told)
    if is_first:
        return remark, True
    newest = remark.edited_at or remark.written_at
    if remark.words_hash == told["words_hash"] or (newest and (h.edited_at or h.at) < newest):
        return remark, False
    kept = {"author_name": told["author_name"] or remark.author_name, "written_at": remark.written_at or h.at}
    for name, value in {**told, **kept}.items():
        setattr(remark, name, value)
    work.session.add(remark)
    await work.session.flush()
    return remark, True


def _told(work: Work, question: Question, h: Said) -> dict[str, Any]:
    """What the event tells of the remark."""
    text, left_out = talking.named(work.house, h)
    return {
        "question_id": question.id,
        "thread_id": h.thread,
        "author": _part(work, h.person_id, question.page),
        "author_id": h.person_id,
        "author_name": work.house.name_of(h.person_id),
        "text": text,
        "left_out": left_out,
        "words_hash": words_hash(h.text),
        "attached": attached.brought(h.pictures),
        "written_at": h.at,
        "edited_at": h.edited_at,
    }


def _part(work: Work, person_id: str, page: str) -> str:
    """What somebody is in a thread; whoever answers on the page talks, also when she is an expert elsewhere."""
    roles = work.house.rights.roles(person_id, page)
    if roles & DESK:
        return "desk"
    return Role.EXPERT.value if roles & {Role.EXPERT, Role.MANAGER} else "other"


async def card_came_off(work: Work, question: Question) -> None:
    """The card is no longer there: post it again, and the proposal in its new thread."""
    await questions.note_former_card(work.session, question)
    await work.change(question, "card_deleted", BOT, card_id="", card_drawn=0)
    await orders.draw_card(work, question)
    await ask.call_again(work, question)
    await proposal_came_off(work, question)


async def proposal_came_off(work: Work, question: Question) -> None:
    """The proposal is no longer there: post it again, if there is one."""
    await work.change(question, "proposal_deleted", BOT, proposal_id="", proposal_drawn=0)
    if await work.answers(question):
        await orders.draw_proposal(work, question)
