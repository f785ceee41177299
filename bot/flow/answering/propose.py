"""The proposal: the text that would be published if the front desk said yes. There is one at a time, kept current.

An expert's newest words are dressed with a greeting and a signature, unless she wrote them herself. The proposal is
shown in full, so that the front desk approves exactly what citizens will read.
"""

from typing import Any

from bot import orders
from bot.flow.answering import public_words
from bot.ports.calls import words_hash
from bot.rules.states import State, may_move
from bot.work import BOT, NotMoved, Person, Work
from storage import questions
from storage.tables import Answer, Question, Remark


async def from_remark(work: Work, question: Question, remark: Remark, by: Person = BOT) -> None:
    """Make a remark from the thread the proposal, in place of the one before."""
    text = public_words.answer(work, question, remark.text)
    author = (remark.author_id, remark.author_name)
    answer = await _replace(work, question, text, author=author, source_remark_id=remark.id)
    await work.change(question, "propose", by, f"answer {answer.version}", to=State.PROPOSED, notice="")
    await _show(work, question)


async def use(work: Work, question: Question, channel: str, message_id: str, by: Person) -> None:
    """Make a message somebody picked in the thread the proposal. Raises `NotMoved`."""
    work.check(question, "propose", by)
    remark = await questions.remark_by_id(work.session, "chat", channel, message_id)
    if remark is None or remark.question_id != question.id or not remark.text or remark.gone_at:
        raise NotMoved("refused.not_in_this_thread")
    await from_remark(work, question, remark, by)


async def from_form(work: Work, question: Question, text: str, by: Person) -> Answer:
    """Make a text that somebody wrote or edited in a form the proposal, word for word. Raises `NotMoved`.

    Who edits an expert's answer does not become its author: the card goes on saying who knew.
    """
    work.check(question, "propose", by)
    before = await current(work, question)
    author = (before.author_id, before.author_name) if before else (by.id, by.name)
    source = before.source_remark_id if before else None
    answer = await _replace(work, question, text, author=author, source_remark_id=source)
    await work.change(question, "propose", by, f"answer {answer.version}", to=State.PROPOSED, notice="")
    return answer


async def source_gone(work: Work, question: Question, remark: Remark) -> None:
    """The expert deleted the message: fall back to the newest one that is left, or to none."""
    answer = await current(work, question)
    if answer is None or answer.source_remark_id != remark.id or not may_move("unpropose", question.state):
        return
    answer.state = "superseded"
    work.session.add(answer)
    left = [
        r
        for r in await questions.remarks_of(work.session, question.id or 0)
        if r.door == "chat" and r.author == "expert" and r.gone_at is None and r.text
    ]
    if left:
        await from_remark(work, question, left[-1])
    else:
        await work.change(question, "unpropose", BOT, to=_before_any_proposal(question))
        await _show(work, question)


def _before_any_proposal(question: Question) -> State:
    if question.asked_department:
        return State.ASKED
    return State.TAKEN if question.owner_id else State.NEW


async def current(work: Work, question: Question) -> Answer | None:
    """The proposal as it stands, if there is one."""
    answers = await questions.answers_of(work.session, question.id or 0)
    proposed = [answer for answer in answers if answer.state == "proposed"]
    return proposed[-1] if proposed else None


async def freeze(
    work: Work, question: Question, text: str, *, kind: str, author: tuple[str, str], **values: Any
) -> Answer:
    """Store a text as the question's next answer."""
    answer = Answer(
        question_id=question.id or 0,
        version=await questions.next_answer_version(work.session, question.id or 0),
        kind=kind,
        text=text,
        words_hash=words_hash(text),
        author_id=author[0],
        author_name=author[1],
        made_at=work.now,
        **values,
    )
    work.session.add(answer)
    await work.session.flush()
    return answer


async def _replace(
    work: Work, question: Question, text: str, *, author: tuple[str, str], source_remark_id: int | None = None
) -> Answer:
    before = await current(work, question)
    if before is not None:
        before.state = "superseded"
        work.session.add(before)
    return await freeze(work, question, text, kind="answer", author=author, source_remark_id=source_remark_id)


async def _show(work: Work, question: Question) -> None:
    await orders.draw_card(work, question)
    await orders.draw_proposal(work, question)
