"""What follows when a text has gone out, or could not: the last step of the story, recorded with the delivery's outcome.

Just before publishing, the bot looks at the question once more. When what it sees is no longer what the approver saw,
it stops, and the front desk decides again.
"""

from collections.abc import Sequence
from datetime import datetime

from bot import orders
from bot.flow.answering.public_words import CLARIFY
from bot.flow.answering.talk import following
from bot.flow.asking import follow_up
from bot.flow.asking.identity import last_segment
from bot.flow.finding import noting
from bot.flow.promising import hold, silence
from bot.ports.calls import words_hash
from bot.ports.failures import Reason
from bot.ports.page import Item, Published
from bot.reading.composing import never_public
from bot.rules.states import LAST_WORDS, PRIVATE, REDIRECTS, State
from bot.work import BOT, Person, Work
from storage import history, questions
from storage.tables import Answer, History, Question

SPOKE_BEFORE = "spoke_before"
BY_HAND = ("answered_by_hand", "answered_by_hand_too", SPOKE_BEFORE)


def objection(
    question: Question, answer: Answer, now_there: Item | None, by_hand: Sequence[Item], now: datetime
) -> str:
    """Why the text must not go out after all, as the key of a sentence; empty if it may.

    A holding reply may go out although the words were edited: it promises, it does not answer.
    """
    if now_there is None:
        return "stopped.gone"
    if never_public(answer.text):
        return "stopped.never_public"
    if by_hand:
        return "stopped.answered_by_hand"
    is_answer = answer.kind in LAST_WORDS
    if is_answer and question.kind != "message" and words_hash(now_there.text) != answer.asked_hash:
        return "stopped.edited"
    if now_there.hidden and not question.hidden:
        return "stopped.hidden"
    return "stopped.time_passed" if _is_too_late(question, answer, now) else ""


def _is_too_late(question: Question, answer: Answer, now: datetime) -> bool:
    """Whether a promise has been held up until its own time, or an extension until the time it should have extended."""
    if answer.kind == "extension":
        return now >= question.due_at
    return answer.kind == "holding" and answer.promised_until is not None and now >= answer.promised_until


def told_of_by_hand(told: Sequence[History], answer: Answer) -> datetime | None:
    """When the desk last learned, before it approved this text, that staff had answered by hand."""
    known = [line.at for line in told if line.what in BY_HAND or line.detail == "stopped.answered_by_hand"]
    return max((at for at in known if answer.approved_at and at <= answer.approved_at), default=None)


async def published(work: Work, question: Question, answer: Answer, where: Published) -> None:
    """The text stands on the page: record it, keep the promise or make one, show it."""
    there = {"published_id": last_segment(where.id), "link": where.link}
    await questions.note(work.session, answer, {"state": "published", "published_at": work.now, **there})
    if answer.kind in ("holding", "extension"):
        await hold.promised(work, question, answer)
    elif question.state == State.APPROVED:
        approver = Person(answer.approver_id, answer.approver_name)
        after = {"reacted_at": question.reacted_at or work.now, **silence.watched(work, answer)}
        await work.change(question, "publish", approver, f"answer {answer.version}", to=_end(answer), **after)
        await noting.note(work, question, answer)
        if await _asked_on_since(work, question, answer):
            await follow_up.reopen(work, question, question.heard_at)
    await orders.draw(work, question)


def _end(answer: Answer) -> State:
    if answer.variant == CLARIFY:
        return State.WAITING
    return State.REDIRECTED if answer.kind in REDIRECTS else State.PUBLISHED


async def stopped(work: Work, question: Question, answer: Answer, why: str) -> None:
    """The text did not go out: the question is the desk's again, with the reason on its card, and who said yes is called."""
    has_text, mentions = answer.kind == "answer", _called(work, question, answer)
    answer.state, approved_at = "proposed" if has_text else "stopped", answer.approved_at or work.now
    answer.approved_at, answer.approver_id, answer.approver_name = None, "", ""
    work.session.add(answer)
    to = (State.PROPOSED if has_text else State.TAKEN) if question.state == State.APPROVED else None
    await work.change(question, "stop", BOT, why, to=to, notice=why)
    if to == State.PROPOSED:
        await following.follow_since(work, question, approved_at)
    await orders.say(work, question, f"stopped:{answer.id}:{question.version}", why, aloud=True, mentions=mentions)
    await orders.draw_card(work, question)
    if has_text or question.proposal_id:  # a text written in a form has no message in the thread yet
        await orders.draw_proposal(work, question)


def _called(work: Work, question: Question, answer: Answer) -> list[str]:
    is_there = answer.approver_id and not work.house.has_left(answer.approver_id)
    return [answer.approver_id] if is_there else work.house.answering_for(question)


async def _asked_on_since(work: Work, question: Question, answer: Answer) -> bool:
    """Whether the citizen wrote more while the text was on its way: that has not been answered."""
    told = await history.of_question(work.session, question.id or 0)
    return any(line.what == "write_again" and answer.approved_at and line.at > answer.approved_at for line in told)


def why_refused(reason: Reason, answer: Answer) -> str:
    """The key of the sentence that tells the desk why the page refused, and what to do."""
    if answer.picture and reason is Reason.INVALID:
        return "stopped.picture_not_taken"
    if answer.kind == PRIVATE and reason in (Reason.TAKEN, Reason.WINDOW_CLOSED):
        return "stopped.no_private_reply"
    return f"stopped.{reason.value}"


async def of(work: Work, answer_id: int) -> tuple[Question, Answer]:
    """The answer and its question. Raises LookupError when there is no such answer.

    The question is locked first, as everywhere: two who lock crosswise would wait for each other for ever.
    """
    question = await questions.by_answer(work.session, answer_id)
    answer = await questions.answer_by_id(work.session, answer_id)
    if question is None or answer is None:
        raise LookupError(answer_id)
    return question, answer
