"""Somebody wrote on a page: a citizen asks, asks on, or the page itself spoke (the bot, or staff by hand).

Numbered, because the order matters:
1. An edit or deletion may have arrived first; its remark is waiting here without words of its own, and wins.
2. What the page wrote is never a question.
3. A citizen who writes again in the same thread continues the same question.
4. What is known is told again: by another event, which may know more of it.
"""

from datetime import datetime
from typing import Any

from bot.flow.asking import by_hand, collect, completing, follow_up, urgent
from bot.flow.asking.advising import advice_on
from bot.flow.asking.identity import last_segment, root_of
from bot.flow.finding import looking
from bot.ports.calls import words_hash
from bot.ports.happenings import Kind, Wrote
from bot.reading.suggest import Suggestion
from bot.rules.attached import kept
from bot.rules.promise import deadline, first_reaction_due
from bot.rules.states import State
from bot.work import BOT, Work
from storage import history, questions
from storage.tables import Question, Remark

ANSWERS_WORDS = frozenset({Kind.REPLY, Kind.MESSAGE})  # the parent of a comment is the post, which is shown anyway


async def wrote(work: Work, page: str, happening: Wrote, horizon: datetime) -> None:
    """Store what was written, and let it become a question, part of one, or a note that staff answered by hand.

    What stood there before `horizon`, when the page was first connected, becomes no question.
    """
    remark, is_news = await _remember(work, page, happening)
    if not is_news:
        return
    if happening.by_page:
        await by_hand.page_spoke(work, page, happening, remark)
        return
    question = await _same_conversation(work, page, happening, remark)
    if question is None and happening.at >= horizon:
        await _new_question(work, page, happening, remark)
    elif question is not None:
        await follow_up.wrote_again(work, question, remark)


async def _remember(work: Work, page: str, h: Wrote) -> tuple[Remark, bool]:
    """Store the remark, or complete one that an early edit or deletion left; news is what was not known before."""
    told = await _told(work, page, h)
    remark, is_first = await questions.remember(work.session, "page", page, h.id, last_segment(h.id), **told)
    if is_first:
        return remark, True
    if remark.author:
        await completing.told_better(work, h, remark, told)
        return remark, False
    if remark.edited_at is not None:
        told = {**told, "text": remark.text, "words_hash": remark.words_hash}
    for name, value in told.items():
        setattr(remark, name, value)
    work.session.add(remark)
    await work.session.flush()
    return remark, True


async def _told(work: Work, page: str, h: Wrote) -> dict[str, Any]:
    """What the event tells of the remark."""
    return {
        "author": "page" if h.by_page else "citizen",
        "author_id": h.author_id,
        "author_name": h.author_name,
        "text": h.text,
        "words_hash": words_hash(h.text),
        "has_media": bool(h.attached),
        "attached": kept(h.attached),
        "parent_last": last_segment(h.parent_id) if h.kind in ANSWERS_WORDS else "",
        "post_id": h.post_id,
        "thread_id": await _thread_of(work, page, h),
        "written_at": h.at,
    }


async def _same_conversation(work: Work, page: str, h: Wrote, remark: Remark) -> Question | None:
    """The question that this citizen continues: the newest of hers in the same thread. Unknown authors never do."""
    if not h.author_id or not remark.thread_id:
        return None
    under_own_post = last_segment(h.post_id) if h.post_id else remark.thread_id
    mine = await questions.of_author(work.session, page, h.author_id, (remark.thread_id, under_own_post))
    return max(mine, key=lambda one: (one.thread_id == remark.thread_id, one.id), default=None)


async def _thread_of(work: Work, page: str, h: Wrote) -> str:
    """The conversation something belongs to: a person's messages, a visitor post, or a top-level comment.

    A reply may answer another reply; both belong to the same top-level comment.
    """
    if h.kind == Kind.MESSAGE:
        return h.recipient_id if h.by_page else h.author_id
    if h.kind != Kind.REPLY:
        return last_segment(h.id)
    parent = await questions.remark_by_id(work.session, "page", page, last_segment(h.parent_id))
    return (parent.thread_id if parent else "") or last_segment(h.parent_id)


async def _new_question(work: Work, page: str, h: Wrote, remark: Remark) -> None:
    advice = advice_on(work.house, page, remark)
    shown = await _showing(work, page, h, remark, advice)
    question = await questions.add(work.session, {**_place(page, h, remark), **shown, **_times(work, page, h)})
    if question is None:
        return
    await questions.note(work.session, remark, {"question_id": question.id})
    work.news.add("moments")
    await history.append(work.session, question.id or 0, work.now, "arrive", states=("", State.NEW), detail=work.source)
    if remark.gone_at:
        await work.move(question, "withdraw", BOT)
        return
    await collect.show(work, question)
    await urgent.call(work, question, remark)


def _place(page: str, h: Wrote, remark: Remark) -> dict[str, Any]:
    """Where on the page it stands, and whose it is."""
    return {
        "page": page,
        "kind": h.kind.value,
        "external_id": h.id,
        "last_id": remark.last_id,
        "thread_id": remark.thread_id,
        "root_id": root_of(h),
        "post_id": h.post_id,
        "post_last": last_segment(h.post_id),
        "link": h.link,
        "author_id": h.author_id,
        "author_name": h.author_name,
        "hidden": remark.hidden,
    }


async def _showing(work: Work, page: str, h: Wrote, remark: Remark, advice: Suggestion) -> dict[str, Any]:
    """Where and with what it is shown to the staff."""
    settings, post_last = work.house.municipality.pages[page], last_segment(h.post_id)
    collection_id = await collect.collection_for(work, page, h.kind, post_last, h.at, remark.text, advice.expected)
    is_shown_under = bool(post_last) and collection_id is None
    words_of_post = await questions.post_words(work.session, page, post_last) if is_shown_under else ("", True)
    return {
        "post_text": words_of_post[0],
        "post_by_page": words_of_post[1],
        "language": work.house.citizen_language(page, remark.text),
        "department": settings.department,
        "suggestion": advice.noted,
        "channel": settings.channel,
        "collection_id": collection_id,
        "resembles_id": await looking.resembled(work, page, remark.text) if collection_id is None else None,
    }


def _times(work: Work, page: str, h: Wrote) -> dict[str, datetime]:
    hours, rules = work.house.hours(page), work.house.municipality.promise
    return {
        "asked_at": h.at,
        "heard_at": h.at,
        "reaction_due_at": first_reaction_due(h.at, hours, rules),
        "due_at": deadline(h.at, hours, rules),
        "next_at": work.now,
    }
