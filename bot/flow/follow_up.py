"""The citizen writes again: the same question goes on, and one that had ended is open again."""

from datetime import datetime

from bot import orders
from bot.promise import deadline, first_reaction_due
from bot.states import State, is_open
from bot.work import BOT, Work
from storage.tables import Question, Remark


async def wrote_again(work: Work, question: Question, remark: Remark) -> None:
    """Attach the citizen's new words; reopen an ended question with a new round of promises."""
    remark.question_id, remark.author_name = question.id, remark.author_name or question.author_name
    work.session.add(remark)
    if remark.gone_at:
        return
    heard_at = max(question.heard_at, remark.written_at or work.now)
    if is_open(question.state):
        await work.change(question, "write_again", BOT, heard_at=heard_at)
    else:
        await reopen(work, question, heard_at)
    await orders.draw_card(work, question)
    await orders.say(work, question, f"again:{remark.id}", "thread.wrote_again", remark_id=remark.id, aloud=True)


async def reopen(work: Work, question: Question, heard_at: datetime) -> None:
    """Open an ended question for a new round: its promises count from what the citizen wrote last."""
    hours, rules = work.house.hours(question.page), work.house.municipality.promise
    await work.change(
        question,
        "write_again",
        BOT,
        to=State.TAKEN if question.owner_id else State.NEW,
        heard_at=heard_at,
        round_at=heard_at,
        round=question.round + 1,
        reaction_due_at=first_reaction_due(heard_at, hours, rules),
        reacted_at=None,
        due_at=deadline(heard_at, hours, rules),
        next_at=work.now,
        notice="",
    )
