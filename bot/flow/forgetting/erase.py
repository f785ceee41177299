"""Retention: what a settled question still tells about people goes in three stages, each after the days the municipality wants.

First the numbers of people and accounts, then who asked, then all words and the names of staff. What stays is what counts:
when it was asked, answered and how it ended. Our cards follow; what people wrote in the chat themselves stays there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from bot import orders, telling
from bot.flow.finding import noting
from bot.flow.keeping import archive
from bot.municipality.conduct import Retention
from bot.ports.calls import words_hash
from bot.ports.happenings import Kind
from bot.reading.privacy import NEVER_PUBLIC, masked, scan
from bot.work import BOT, Work
from storage import questions
from storage.queues import erasing
from storage.tables import Answer, Question, Remark

AT_ONCE = 25  # questions in one transaction; each orders the redrawing of its card
NOBODY = "-"  # in place of a citizen's id: no longer known, which is not the same as not known yet


class Stage(IntEnum):
    """How much of a question is gone."""

    NUMBERS = 1
    AUTHOR = 2
    WORDS = 3


@dataclass(frozen=True)
class Due:
    """Which questions reach a stage: those that ended before then. `messages` alone, all but messages, or (None) all."""

    stage: Stage
    before: datetime
    messages: bool | None = None


def plan(kept: Retention, now: datetime) -> tuple[Due, ...]:
    """What is due at this moment, the last stage first, so that nothing is done twice."""
    words = Due(Stage.WORDS, now - timedelta(days=kept.text_days), messages=False)
    messages = Due(Stage.WORDS, now - timedelta(days=kept.message_days), messages=True)
    author = Due(Stage.AUTHOR, now - timedelta(days=kept.author_days))
    numbers = (Due(Stage.NUMBERS, now),) if kept.redact_numbers else ()
    return (words, messages, author, *numbers)


async def waiting(work: Work) -> dict[Stage, int]:
    """How many questions wait for each stage now."""
    counts = dict.fromkeys(Stage, 0)
    for due in plan(work.house.municipality.retention, work.now):
        counts[due.stage] += await erasing.count(work.session, due.stage, due.before, messages=due.messages)
    return counts


async def some(work: Work) -> dict[Stage, list[int]]:
    """Take some questions a stage further; returns their numbers. Nothing is left when all are empty."""
    done: dict[Stage, list[int]] = {stage: [] for stage in Stage}
    for due in plan(work.house.municipality.retention, work.now):
        while found := await _some_due(work, due, AT_ONCE - len(done[due.stage])):
            for question in found:
                if not await archive.keeps(work, question):
                    await erase(work, question, due.stage)
                    done[due.stage].append(question.id or 0)
    return done


async def _some_due(work: Work, due: Due, limit: int) -> Sequence[Question]:
    """What is marked for the archive on the way is due no longer, so that asking again finds others."""
    if not limit:
        return ()
    return await erasing.due(work.session, due.stage, due.before, limit, messages=due.messages)


async def erase(work: Work, question: Question, stage: Stage) -> None:
    """Take a question to a stage; who looks at its card sees that the words are gone, not that there were none."""
    work.erased.add("question")
    remarks = await questions.remarks_of(work.session, question.id or 0)
    for remark in remarks:
        _erase_remark(work, remark, stage)
    if stage is Stage.WORDS:
        for answer in await work.answers(question):
            _erase_answer(work, answer)
        for promise in await questions.promises_of(work.session, question.id or 0):
            promise.made_by_id = promise.made_by_name = promise.reason = ""
            work.session.add(promise)
        await noting.erased(work, question)
    await work.change(question, "erase", BOT, stage.name.lower(), erased=stage, **_values(question, stage))
    if stage is not Stage.NUMBERS:  # numbers have been masked in everything that we show
        await _show(work, question, remarks)


def _values(question: Question, stage: Stage) -> dict[str, Any]:
    """What of the question itself goes at a stage."""
    if stage is Stage.NUMBERS:
        return {}
    gone: dict[str, Any] = {"author_name": "", "author_id": NOBODY}
    if question.kind == Kind.MESSAGE:  # whose conversation it was is who wrote it
        gone |= {"thread_id": f"{NOBODY}{question.id}", "root_id": NOBODY}
    if stage is Stage.WORDS:
        gone |= {
            "owner_id": "",
            "owner_name": "",
            "no_data": "",
            **({} if question.post_by_page else {"post_text": ""}),
        }
    return gone


def _erase_remark(work: Work, remark: Remark, stage: Stage) -> None:
    """The fingerprint of the words stays, so that reading the page again does not bring them back."""
    if stage is Stage.NUMBERS:
        remark.text = masked(remark.text, [find for find in scan(remark.text) if find.type in NEVER_PUBLIC])
    if stage >= Stage.AUTHOR and remark.author == "citizen":
        remark.author_id, remark.author_name = NOBODY, ""
    if stage is Stage.WORDS:
        remark.text, remark.attached, remark.left_out = "", [], ""
        remark.author_id, remark.author_name = NOBODY, ""
    work.session.add(remark)


def _erase_answer(work: Work, answer: Answer) -> None:
    answer.text = answer.reason = answer.picture = ""
    answer.author_id = answer.author_name = answer.approver_id = answer.approver_name = ""
    work.session.add(answer)


def is_erased(remark: Remark) -> bool:
    """Whether its words were kept as long as they may be: their fingerprint shows that there were some."""
    return not remark.text and remark.words_hash not in ("", words_hash(""))


async def _show(work: Work, question: Question, remarks: Sequence[Remark]) -> None:
    if question.card_id:
        await orders.draw_card(work, question)
    if question.proposal_id:
        await orders.draw_proposal(work, question)
    for remark in remarks:
        await orders.take_away_notes(work, question, remark)
    await telling.words_changed(work, question)
