"""The page itself spoke. Was it us, or a member of staff in Facebook's own app?

Facebook's event of our own reply can arrive before its answer to our call does. So a reply is ours not only when its
id is on record but also when a frozen text of ours with the same words is on its way to the same conversation.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot import orders
from bot.flow.answering import publish
from bot.flow.asking.identity import last_segment
from bot.flow.promising import hold
from bot.ports.calls import words_hash
from bot.ports.happenings import Kind, Wrote
from bot.rules.states import is_open, may_move
from bot.work import BOT, Work
from storage import accounts, questions
from storage.tables import Question, Remark

AT_ONCE = timedelta(seconds=5)  # nobody reads a message, writes an answer and sends it sooner


async def page_spoke(work: Work, page: str, h: Wrote, remark: Remark) -> None:
    """Note what the page wrote; an open question that staff answered by hand has been answered."""
    concerned = await _concerned(work, page, h, remark)
    is_ours = await _is_ours(work, page, h, concerned)
    waiting = [question for question in concerned if is_open(question.state)]
    target = waiting[0] if len(waiting) == 1 else (concerned[-1] if concerned else None)
    await questions.note(work.session, remark, {"question_id": target.id if target else None, "by_bot": is_ours})
    if target is None or is_ours:
        return
    if h.app_id and h.app_id == work.house.own_app:
        await _forgotten(work, waiting)
        return
    if len(waiting) == 1 and not await _may_be_automatic(work, target, h):
        await _answered(work, target, remark)
        return
    for question in waiting or [target]:  # to whom, only people can tell: every card shows it
        await work.change(question, "page_spoke", BOT)
        await orders.draw_card(work, question)


async def _concerned(work: Work, page: str, h: Wrote, remark: Remark) -> Sequence[Question]:
    """The questions of the conversation; a comment of the page on a visitor's post answers the post."""
    found = await questions.in_thread(work.session, page, remark.thread_id)
    if found or h.kind == Kind.MESSAGE:
        return found
    return await questions.in_thread(work.session, page, last_segment(h.post_id))


async def _is_ours(work: Work, page: str, h: Wrote, concerned: Sequence[Question]) -> bool:
    if h.key or await accounts.published_as(work.session, page, last_segment(h.id)):
        return True
    for question in concerned:
        for answer in await work.answers(question):
            if answer.approved_at and answer.words_hash == words_hash(h.text):
                return True
    return False


async def _may_be_automatic(work: Work, question: Question, h: Wrote) -> bool:
    """Whether it takes a person's word to call this an answer: a message may be the page's own automatic reply.

    Nothing that comes with it tells the two apart: an automatic reply may carry the platform's app id or none, and so
    may what somebody typed. An automatic one comes at once, and a promise that stands is ended by no guess.
    """
    if h.kind != Kind.MESSAGE:
        return False
    return h.at - question.heard_at <= AT_ONCE or await hold.is_promised(work, question)


async def _forgotten(work: Work, waiting: Sequence[Question]) -> None:
    """We wrote it and know nothing of it: our memory is a backup. It may be a promise, so nothing is closed by it."""
    for question in waiting:
        await work.change(question, publish.SPOKE_BEFORE, BOT, notice="notice.spoke_before")
        await orders.draw_card(work, question)


async def _answered(work: Work, question: Question, remark: Remark) -> None:
    if may_move("answered_by_hand", question.state):
        await work.move(question, "answered_by_hand", BOT, reacted_at=question.reacted_at or work.now)
        await orders.say(work, question, f"by_hand:{remark.id}", "thread.answered_by_hand", remark_id=remark.id)
    else:
        await work.change(question, "answered_by_hand_too", BOT)
    await orders.draw(work, question)
