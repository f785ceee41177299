"""An answer that was written in the channel, beside the thread: its writer and the desk are told, and one click uses it.

What people write in a channel is their own business. Only what reads like an answer, from somebody who answers for a
department, is kept, and only while a question stands above it that it may answer.
"""

from datetime import timedelta
from typing import Any

from bot import orders, telling
from bot.flow.answering import reply
from bot.flow.answering.talk import afterwards, following
from bot.ports.card import Style
from bot.ports.happenings import Said, SaidBeside, Unsaid
from bot.rules.states import OPEN, Role, State
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import meaning
from bot.rules.talk.messages.words import count
from bot.work import House, Work
from storage import open_questions, questions
from storage.tables import Question, Remark

BESIDE = "beside"  # a remark's author, see `rules/talk/conversation.py`
GUESSED_FOR = timedelta(days=1)  # so long a question that nobody was asked about may be the one that is meant
SENTENCE = 5  # words; what is shorter is only heard from somebody who was asked
NOBODY_ASKED = (State.NEW, State.TAKEN)


async def said(work: Work, h: SaidBeside) -> None:
    """Somebody wrote in a channel, or edited or deleted what was written there."""
    known = await questions.remark_by_id(work.session, "chat", h.channel, h.id)
    if known is not None:
        await _follow(work, known, h)
    elif not h.is_gone and concerns(work.house, h):
        question = await _meant(work, h)
        if question is not None and not work.house.rights.is_desk(h.person_id, question.page):
            await _keep(work, question, h)


def concerns(house: House, h: SaidBeside) -> bool:
    """Whether it may be an answer, or what becomes of one. What the desk itself writes is talk, in the thread as well."""
    roles = house.rights.roles(h.person_id)
    knows = bool(roles & {Role.EXPERT, Role.MANAGER}) and Role.FRONT_DESK not in roles
    is_known_one = h.is_gone or h.edited_at is not None
    return knows and (is_known_one or (bool(h.text) and meaning(h.text).reason is Reason.TAKEN))


async def _meant(work: Work, h: SaidBeside) -> Question | None:
    """The newest question that the writer's department was asked about; else the newest of all, while nobody was, or one it answered."""
    there = await open_questions.in_channel(work.session, h.channel)
    hers = work.house.rights.departments_of(h.person_id)
    asked = [one for one in there if one.state == State.ASKED and one.asked_department in hers]
    recent = [one for one in there if work.now - one.heard_at < GUESSED_FOR]
    answered = [one for one in recent if one.state == State.PROPOSED and one.asked_department in hers]
    newest = [one for one in recent if one in there[:1] and one.state in NOBODY_ASKED]
    return next(iter([*asked, *([*newest, *answered] if count(h.text) >= SENTENCE else [])]), None)


async def _keep(work: Work, question: Question, h: SaidBeside) -> None:
    remark = await _remember(work, question, h)
    await _tell_the_desk(work, question, remark)
    text, key = work.house.say("told.beside_the_thread"), f"{BESIDE}:{question.id}:{question.round}:{h.person_id}"
    await telling.person(work, key, h.person_id, h.channel, "", text)
    await following.follow(work, question, remark)


async def _follow(work: Work, remark: Remark, h: SaidBeside) -> None:
    """Our copies follow what the writer edits or deletes."""
    if remark.author != BESIDE or not remark.question_id:
        return
    if h.is_gone:
        await reply.unsaid(work, Unsaid(h.channel, h.id, h.at))
        return
    question = await work.question(remark.question_id)
    await orders.take_away_notes(work, question, remark)
    await _remember(work, question, h)
    if question.state in OPEN:
        await _tell_the_desk(work, question, remark)
        await following.follow(work, question, remark)
    else:
        await afterwards.said(work, question, remark)


async def _remember(work: Work, question: Question, h: SaidBeside) -> Remark:
    as_said = Said(
        h.channel,
        question.card_id,
        h.id,
        h.person_id,
        h.text,
        h.at,
        edited_at=h.edited_at,
        left_out=h.left_out,
        people=h.people,
    )
    remark = await reply.remember(work, question, as_said)
    remark.author = BESIDE
    work.session.add(remark)
    await work.session.flush()
    return remark


async def _tell_the_desk(work: Work, question: Question, remark: Remark) -> None:
    """Whoever has the question is called where it was asked; where it is only guessed, the note calls nobody."""
    use = ["use_this", work.house.say("button.use_this"), f"{question.id}:{remark.id}", Style.PLAIN.value]
    body: dict[str, Any] = {
        "remark_id": remark.id,
        "mentions": work.house.answering_for(question) if question.state == State.ASKED else [],
        "actions": [use],
        "values": {"name": remark.author_name or work.house.say("card.a_colleague")},
    }
    await orders.say(work, question, f"{BESIDE}:{remark.id}:{remark.words_hash[:8]}", "thread.beside", **body)
