"""Our own second thoughts: what we have published is put right, corrected by a second text, or taken down.

A comment of ours is edited in place, and both texts stay in our history. What cannot be edited, as a message cannot, is
corrected by a text of its own that says so («Rettelse»). A text that is gone answers nothing: its question is open again.
"""

from collections.abc import Collection

from bot import orders
from bot.flow.answering import approve, close, propose, public_words
from bot.flow.finding import noting
from bot.orders import kinds
from bot.ports.happenings import Kind
from bot.rules.states import State
from bot.work import BOT, NotMoved, Person, Work
from storage.tables import Answer, Question, Remark

CORRECT, RECTIFY, TAKE_DOWN = "correct", "rectify", "take_down"
REASONS = ("wrong", "personal_data", "wrong_place", "outdated")  # why an answer of ours may be taken down
ANSWERS = ("answer", "redirect")
ENDED_BY_US = (State.PUBLISHED, State.REDIRECTED)


async def standing(work: Work, question: Question) -> Answer:
    """The text of ours that answers the question in public now. Raises `NotMoved` when there is none."""
    texts = await work.answers(question)
    ours = [text for text in texts if text.kind in ANSWERS and text.state == "published" and text.published_id]
    if not ours:
        raise NotMoved("refused.nothing_to_correct")
    return ours[-1]


def may_edit(question: Question) -> bool:
    """Whether what stands in public can be edited there: a message cannot."""
    return question.kind != Kind.MESSAGE


def rectification(work: Work, question: Question, by: Person) -> str:
    """The frame of a second text that corrects the first, with room for what is right."""
    return public_words.ready(work, question, "correction", by)


async def correct(work: Work, question: Question, text: str, by: Person, ticked: Collection[str] = ()) -> None:
    """Put another text in the place of the one that stands there. Raises `NotMoved` when it may not go out."""
    work.check(question, CORRECT, by)
    approve.refuse_faults(work, question, text, ticked)
    old = await standing(work, question)
    if text.split() == old.text.split():
        raise NotMoved("refused.same_text")
    values = {"published_id": old.published_id, "link": old.link, "state": "approved", "approved_at": work.now}
    author = (old.author_id, old.author_name)
    new = await propose.freeze(work, question, text, kind=old.kind, author=author, variant=old.variant, **values)
    new.approver_id, new.approver_name = by.id, by.name
    await work.change(question, CORRECT, by, f"answer {new.version}", notice="")
    await orders.change_public(work, question, kinds.CORRECT, new)
    await orders.draw_card(work, question)


async def rectify(work: Work, question: Question, text: str, by: Person, ticked: Collection[str] = ()) -> None:
    """Publish a second text that corrects the first. Raises `NotMoved` when it may not go out."""
    work.check(question, RECTIFY, by)
    approve.refuse_faults(work, question, text, ticked)
    answer = await propose.freeze(work, question, text, kind="correction", author=(by.id, by.name))
    await approve.send(work, question, answer, by, move=RECTIFY)


async def take_down(work: Work, question: Question, reason: str, by: Person) -> None:
    """Delete our text from the page; the question is the desk's again. Raises `NotMoved` without a reason from the list."""
    if reason not in REASONS:
        raise NotMoved("refused.no_reason")
    work.check(question, TAKE_DOWN, by)
    answer = await standing(work, question)
    answer.state = "taken_down"
    work.session.add(answer)
    await _open_again(work, question, TAKE_DOWN, by, reason, notice="notice.answer_taken_down")
    await orders.change_public(work, question, kinds.TAKE_DOWN, answer)


async def is_put_right(work: Work, question: Question, answer: Answer) -> None:
    """The page shows the new text: the old one is history."""
    for old in await work.answers(question):
        if old.published_id == answer.published_id and old.state == "published":
            old.state = "corrected"
            work.session.add(old)
    answer.state, answer.published_at = "published", work.now
    work.session.add(answer)
    await noting.note(work, question, answer)
    await work.change(question, "corrected", BOT, f"answer {answer.version}")
    await orders.draw(work, question)


async def refused(work: Work, question: Question, answer: Answer, what: str) -> None:
    """The page would not: what stood there still stands, and the desk is told what else can be done."""
    answer.state = "stopped" if what == kinds.CORRECT else "published"
    work.session.add(answer)
    why = f"stopped.not_{what}"
    await work.change(question, "stop", BOT, why, notice=why)
    await orders.say(work, question, f"not_{what}:{answer.id}:{question.version}", why, aloud=True)
    await orders.draw(work, question)


GONE, HIDDEN = "gone", "hidden"  # how a text of ours came to be read by nobody


async def gone(work: Work, question: Question, remark: Remark, how: str = GONE) -> None:
    """Somebody else, or a filter, has removed or hidden a text of ours: the citizen has no answer or no promise to read."""
    for answer in await work.answers(question):
        if answer.published_id == remark.last_id and answer.state == "published":
            answer.state = "taken_down"
            work.session.add(answer)
            if answer.kind == "answer":
                await noting.forget(work, question)
            await _tell_gone(work, question, answer, how)


async def _tell_gone(work: Work, question: Question, answer: Answer, how: str) -> None:
    mentions = work.house.answering_for(question) if question.owner_id else []
    if answer.kind in ANSWERS and question.state in ENDED_BY_US:
        await _open_again(work, question, "answer_gone", BOT, "", notice="notice.answer_gone")
    text = f"thread.{'answer' if answer.kind in ANSWERS else 'promise'}_{how}"
    await orders.say(work, question, f"gone:{answer.id}", text, aloud=True, mentions=mentions)


async def _open_again(work: Work, question: Question, move: str, by: Person, reason: str, *, notice: str) -> None:
    """The time of the round goes on where it is not over; else a new one begins now."""
    owner = {"owner_id": by.id, "owner_name": by.name} if by.id else {}
    again = close.round_from_now(work, question)
    await noting.forget(work, question)
    await work.move(question, move, by, reason, next_at=work.now, notice=notice, **owner, **again)
    await orders.draw(work, question)
