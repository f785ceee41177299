"""The citizen writes again: the same question goes on, and one that had ended is open again, unless it is thanks alone.

A new round has a time of its own. But a promise that was published and neither kept nor broken yet still stands, also
when somebody has closed the question meanwhile: its round goes on.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot import orders
from bot.flow.answering.talk import following
from bot.flow.asking import asked_back, collect, pictures, urgent
from bot.flow.asking.advising import advice_on
from bot.flow.finding import looking
from bot.ports.card import Style
from bot.rules.promise import deadline, first_reaction_due
from bot.rules.rounds import SAME_ROUND
from bot.rules.states import ANSWERED, ON_ITS_WAY, UNANSWERED, State, before_any_proposal, is_open
from bot.work import BOT, Work
from storage import questions
from storage.tables import NO_ANSWER, Question, Remark

THANKS = "thanks"  # the reason of a suggestion
ANSWER = "answer"  # what is suggested where somebody has to answer


async def wrote_again(work: Work, question: Question, remark: Remark) -> None:
    """Attach the citizen's new words; reopen an ended question with a new round of promises."""
    remark.question_id, remark.author_name = question.id, remark.author_name or question.author_name
    work.session.add(remark)
    if remark.gone_at:
        return
    heard_at = max(question.heard_at, remark.written_at or work.now)
    ours = await _Ours.of(work, question)
    wants_nothing = question.state in ANSWERED | ON_ITS_WAY or is_open(question.state)
    if wants_nothing and not ours.asked and _only_thanks(work, question, remark):
        await _thanked(work, question, remark, heard_at)
        return
    alike = await looking.resembled(work, question.page, remark.text, question.id or 0)
    question.resembles_id = alike or (question.resembles_id if is_open(question.state) else None)
    if not is_open(question.state):
        await reopen(work, question, heard_at)
        noted = advice_on(work.house, question.page, remark).noted
        question.suggestion = ANSWER if ours.asked and noted == NO_ANSWER else noted
        if ours.was_waiting:
            await following.said_meanwhile(work, question)
    else:
        began = clock_begins(work, question, remark, heard_at)
        await work.change(question, "write_again", BOT, heard_at=heard_at, **began)
    await collect.reconsider(work, question, remark)
    await orders.draw(work, question)
    await _tell(work, question, remark, ours, is_called=await urgent.call(work, question, remark))
    await pictures.show(work, question, remark)


@dataclass(frozen=True)
class _Ours:
    """What we had asked before the citizen wrote: whether anything, whether she was waited for, and which expert wanted to know."""

    asked: bool
    was_waiting: bool
    asker: Remark | None

    @classmethod
    async def of(cls, work: Work, question: Question) -> "_Ours":
        remarks = await questions.remarks_of(work.session, question.id or 0)
        answers = await work.answers(question)
        return cls(
            asked_back.was_asked(question, remarks, answers),
            question.state == State.WAITING,
            asked_back.wanted_to_know(work.house, question, remarks, answers),
        )


async def _tell(work: Work, question: Question, remark: Remark, ours: _Ours, *, is_called: bool) -> None:
    """Say in the thread what she wrote, and call whom it concerns; an alarm has called the desk already."""
    calls = asked_back.called(work.house, question, ours.asker) if ours.was_waiting else []
    said: dict[str, Any] = {"remark_id": remark.id}
    if ours.asker is not None:
        said["answers_id"] = ours.asker.id
    said["mentions"] = [] if is_called else calls or work.house.answering_for(question)
    text = "thread.citizen_answers" if ours.was_waiting else "thread.wrote_again"
    await orders.say(work, question, f"again:{remark.id}", text, aloud=True, **said)


def _only_thanks(work: Work, question: Question, remark: Remark) -> bool:
    found = advice_on(work.house, question.page, remark)
    return found.expected == NO_ANSWER and found.reason == THANKS


def clock_begins(work: Work, question: Question, remark: Remark, heard_at: datetime) -> dict[str, Any]:
    """The values with which time begins to run, where only thanks or the like stood and these words want an answer."""
    found = advice_on(work.house, question.page, remark)
    if not question.wants_no_answer or found.noted == NO_ANSWER:
        return {}
    return {"suggestion": found.noted, "round_at": heard_at, "next_at": work.now, **_times(work, question, heard_at)}


async def _thanked(work: Work, question: Question, remark: Remark, heard_at: datetime) -> None:
    """Thanks want no clock and call nobody: they are shown, after an answer with one click to open the question all the same."""
    await work.change(question, "thanked", BOT, heard_at=heard_at)
    await orders.draw_card(work, question)
    reopen = ["reopen", work.house.say("button.reopen"), str(question.id), Style.PLAIN.value]
    shown: dict[str, Any] = {"remark_id": remark.id, "actions": [] if is_open(question.state) else [reopen]}
    await orders.say(work, question, f"thanked:{remark.id}", "thread.thanked", **shown)
    await pictures.show(work, question, remark)


async def reopen(work: Work, question: Question, heard_at: datetime) -> None:
    """Open an ended question: for a new round that counts from what the citizen wrote last, or for what is still promised.

    Where she was asked back for an expert, it waits for the expert again.
    """
    waits = asked_back.waits_for_experts(question)
    to = before_any_proposal(question) if waits else State.TAKEN if question.owner_id else State.NEW
    still_promised = await _is_still_promised(work, question)
    again = {} if still_promised else _new_round(work, question, heard_at)
    again |= {"asked_expert_at": work.now} if waits else {}
    await work.change(
        question,
        "write_again",
        BOT,
        SAME_ROUND if still_promised else "",
        to=to,
        heard_at=heard_at,
        next_at=work.now,
        notice="",
        **again,
    )


async def _is_still_promised(work: Work, question: Question) -> bool:
    made = await questions.promises_of(work.session, question.id or 0)
    is_promised = any(promise.round == question.round for promise in made)
    return is_promised and question.state in UNANSWERED and work.now < question.due_at


def _new_round(work: Work, question: Question, heard_at: datetime) -> dict[str, Any]:
    return {"round_at": heard_at, "round": question.round + 1, **_times(work, question, heard_at)}


def _times(work: Work, question: Question, heard_at: datetime) -> dict[str, Any]:
    hours, rules = work.house.hours(question.page), work.house.municipality.promise
    return {
        "reaction_due_at": first_reaction_due(heard_at, hours, rules),
        "reacted_at": None,
        "due_at": deadline(heard_at, hours, rules),
    }
