"""What colleagues write, change or take back when the answer is decided: whoever said yes to it is called, once.

Nothing that is public changes by this. Each note carries the way to change it. What is still held back for [Angre] does
not go out: an expert who writes then, or takes her words back, may have seen that the answer is wrong.
"""

import re
from datetime import timedelta
from typing import Any

from bot import orders
from bot.flow.answering import approve, correct, propose
from bot.ports.card import Style
from bot.rules.states import ANSWERED, LAST_WORDS, State
from bot.rules.talk.contributions import EXPERT
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import meaning
from bot.work import BOT, NotMoved, Work
from storage import history
from storage.tables import Answer, Question, Remark

SAID_AFTER = "said_after"  # in the history, by whom
TOGETHER = timedelta(minutes=10)  # what one colleague writes within this time calls once
_LABELS = {
    "publish": "button.publish_anyway",
    "undo": "button.undo",
    "correct": "form.correct.title",
    "rectify": "form.rectify.title",
    "reopen": "button.reopen",
    "reopen_with": "button.reopen_with",
}
_SMALL = frozenset({Reason.SMALL_TALK})
_STOPS = re.compile(
    r"\b(?:stopp?|vent|wait|feil|wrong|ikk?j?e send|nei|no)\b", re.IGNORECASE
)  # of small talk, what may stop it
_QUIET = frozenset({Reason.SMALL_TALK, Reason.TO_COLLEAGUE})


async def said(work: Work, question: Question, remark: Remark) -> None:
    """Somebody wrote something, or edited what she had written."""
    if await _is_source(work, question, remark):
        await _tell(work, question, remark, "edited")
    elif says_something(question, remark):
        await _tell(work, question, remark, "said")


async def unsaid(work: Work, question: Question, remark: Remark) -> None:
    """Somebody deleted a message; it matters where an answer was made of it."""
    if await _is_source(work, question, remark):
        await _tell(work, question, remark, "deleted")


async def _is_source(work: Work, question: Question, remark: Remark) -> bool:
    answers = await work.answers(question)
    return any(one.approved_at and remark.id in propose.sources_of(one) for one in answers)


def says_something(question: Question, remark: Remark) -> bool:
    """Whether it may change the answer. What the desk itself writes is talk, and thanks change nothing."""
    reason = meaning(remark.text).reason
    if remark.author == EXPERT:
        quiet = _SMALL if question.state == State.APPROVED else _QUIET
        return reason not in quiet or bool(_STOPS.search(remark.text))
    return remark.author != "desk" and reason is Reason.TAKEN


async def _tell(work: Work, question: Question, remark: Remark, what: str) -> None:
    answer = await _decided(work, question)
    called = await _called(work, question, remark, answer)
    if answer is not None and await _hold_up(work, question, remark, answer):
        text, ways = f"{what}_held", await _publish_anyway(work, question, answer)
    else:
        text, ways = await _too_late(work, question, answer, what)
    if not text:
        return
    body: dict[str, Any] = {
        "mentions": called,
        "actions": _actions(work, remark, ways),
        "values": {"name": remark.author_name or work.house.say("card.a_colleague")},
        **({} if what == "deleted" else {"remark_id": remark.id}),
        **({"about_answer": answer.id} if answer else {}),
    }
    await orders.say(work, question, f"{what}_after:{remark.id}:{remark.words_hash[:8]}", f"thread.{text}", **body)
    who = (remark.author_id, remark.author_name)
    await history.append(work.session, question.id or 0, work.now, SAID_AFTER, who=who)


def _actions(work: Work, remark: Remark, ways: dict[str, str]) -> list[list[str]]:
    """The ways as buttons; what reads like an answer is taken as one where the question opens again for it."""
    is_answer = meaning(remark.text).reason is Reason.TAKEN
    carried = {"reopen_with": f"{ways['reopen']}:{remark.id}"} if "reopen" in ways and is_answer else ways
    return [[name, work.house.say(_LABELS[name]), value, Style.PLAIN.value] for name, value in carried.items()]


async def _hold_up(work: Work, question: Question, remark: Remark, answer: Answer) -> bool:
    """Hold an answer back that has not gone out; what the desk alone decided, as a redirect, is not an expert's to stop."""
    may_stop = remark.author == EXPERT and answer.kind == "answer" and question.state == State.APPROVED
    return may_stop and await approve.hold_up(work, question, answer, BOT)


async def _publish_anyway(work: Work, question: Question, answer: Answer) -> dict[str, str]:
    """The way to publish the same text all the same, after reading; none where the talk has made another proposal of it."""
    now = await propose.current(work, question)
    return {"publish": f"{question.id}:{answer.id}"} if now is not None and now.id == answer.id else {}


async def _too_late(work: Work, question: Question, answer: Answer | None, what: str) -> tuple[str, dict[str, str]]:
    ways = await _ways(work, question, answer)
    phase = "ended" if "reopen" in ways else "approved" if "undo" in ways else "published"
    if not ways or (phase == "ended" and what == "deleted"):
        return "", {}
    ended = "said_waiting" if question.state == State.WAITING else "said_ended"
    return ended if phase == "ended" else f"{what}_{phase}", ways


async def _decided(work: Work, question: Question) -> Answer | None:
    """The text that is on its way or out."""
    answers = await work.answers(question)
    out = [one for one in answers if one.kind in LAST_WORDS and one.state in ("approved", "published")]
    return out[-1] if out else None


async def _ways(work: Work, question: Question, answer: Answer | None) -> dict[str, str]:
    """The buttons that change something now, with what each carries; none where the citizen has taken everything back."""
    number = str(question.id)
    put_right = "correct" if correct.may_edit(question) else "rectify"
    if question.state == State.APPROVED and answer is not None:
        return {"undo": f"{number}:{answer.id}", put_right: number}
    if question.state in ANSWERED and await _stands(work, question):
        return {put_right: number}
    return {} if question.state == State.WITHDRAWN else {"reopen": number}


async def _stands(work: Work, question: Question) -> bool:
    try:
        await correct.standing(work, question)
    except NotMoved:
        return False
    return True


async def _called(work: Work, question: Question, remark: Remark, answer: Answer | None) -> list[str]:
    """Who said yes, else who has the question, else the desk; nobody twice for what belongs together, or for her own words."""
    happened = await history.of_question(work.session, question.id or 0)
    before = [line.at for line in happened if line.what == SAID_AFTER and line.who_id == remark.author_id]
    if before and work.now - before[-1] < TOGETHER:
        return []
    approver = answer.approver_id if answer else ""
    is_there = approver and not work.house.has_left(approver)
    called = [approver] if is_there else work.house.answering_for(question)
    return [one for one in called if one != remark.author_id]
