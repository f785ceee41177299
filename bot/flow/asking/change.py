"""Something on the page changed: words were edited, something was deleted, hidden or shown again.

Events come in any order. What is known only by its change is kept as a remark without an author until its words
arrive. An older change never overwrites a newer one.
"""

from datetime import datetime
from typing import Any

from bot import orders, telling
from bot.flow.answering import correct, propose
from bot.flow.asking import collect, follow_up, pictures, urgent
from bot.flow.asking.identity import last_segment
from bot.flow.finding import looking, noting
from bot.ports.calls import words_hash
from bot.ports.happenings import Hid, Rewrote, Withdrew
from bot.ports.page import Item
from bot.rules import calling
from bot.rules.states import State, may_move
from bot.work import BOT, Work
from storage import history, questions
from storage.tables import Question, Remark

US, PAGE = "us", "page"  # who deleted it in place of the author: we, or as far as is told, staff by hand


async def rewrote(work: Work, page: str, h: Rewrote) -> None:
    """The words were edited: keep the newest, show them, and let nobody approve what no longer fits."""
    remark = await _remark(work, page, h.id)
    if _is_older(h.at, remark.edited_at) or remark.words_hash == words_hash(h.text):
        return
    remark.text, remark.words_hash, remark.edited_at = h.text, words_hash(h.text), h.at
    work.session.add(remark)
    await _show_where_answered(work, remark)
    question = await _question_of(work, remark)
    if question is not None and remark.author == "citizen":
        alike = await looking.resembled(work, question.page, remark.text, question.id or 0)
        began = follow_up.clock_begins(work, question, remark, work.now)
        calls = await _called_by_an_edit(work, question)
        await work.change(question, "rewrite", BOT, resembles_id=alike, **began)
        await collect.reconsider(work, question, remark)
        await orders.draw(work, question)
        await orders.take_away_notes(work, question, remark)
        await telling.words_changed(work, question)
        version, is_called = question.version, await urgent.call(work, question, remark)
        said: dict[str, Any] = {"remark_id": remark.id, "mentions": [] if is_called else calls}
        await orders.say(work, question, f"edited:{remark.id}:{version}", "thread.edited", **said)
        await pictures.show(work, question, remark)


async def _called_by_an_edit(work: Work, question: Question) -> list[str]:
    """Whom it concerns that the question is another now, once: who was to publish what lies ready, or who was asked."""
    proposal = await propose.current(work, question)
    if question.state == State.PROPOSED and proposal is not None:
        since, called = proposal.made_at, work.house.answering_for(question)
    elif question.state == State.ASKED and question.asked_expert_at is not None:
        asked = work.house.municipality.departments.get(question.asked_department)
        since, called = question.asked_expert_at, calling.reminded(asked, work.house.left) if asked else []
    else:
        return []
    happened = await history.of_question(work.session, question.id or 0)
    return [] if any(line.what == "rewrite" and line.at > since for line in happened) else called


async def withdrew(work: Work, page: str, h: Withdrew) -> None:
    """Something is gone: when it was all the citizen wrote, the question is withdrawn."""
    remark = await _remark(work, page, h.id)
    if remark.gone_at:
        return
    remark.gone_at = h.at
    remark.gone_by = remark.gone_by or (PAGE if h.by_page and remark.author == "citizen" else "")
    work.session.add(remark)
    await _show_where_answered(work, remark)
    question = await _question_of(work, remark)
    if question is None:
        return
    await work.session.flush()
    if remark.author == "citizen" and await _nothing_left(work, question) and may_move("withdraw", question.state):
        await noting.erased(work, question)
        await work.move(question, "withdraw", BOT)
    else:
        await work.change(question, "remark_gone", BOT)
    await orders.draw(work, question)
    await orders.take_away_notes(work, question, remark)
    await telling.words_changed(work, question)
    if remark.by_bot:
        await correct.gone(work, question, remark)
    if remark.author == "citizen" and question.state != State.HIDDEN and remark.gone_by != US:
        text = "thread.gone_from_page" if remark.gone_by else "thread.gone"
        await orders.say(work, question, f"gone:{remark.id}", text)


async def deleted_by_us(work: Work, remark: Remark) -> None:
    """We have deleted it ourselves; the page may have told that it is gone before."""
    remark.gone_by = US
    work.session.add(remark)
    if not remark.gone_at:
        await withdrew(work, remark.place, Withdrew(page_id="", id=remark.external_id, at=work.now))
        return
    question = await _question_of(work, remark)
    if question is not None:
        await work.change(question, "remark_gone", BOT)
        await orders.draw(work, question)
        await telling.words_changed(work, question)


async def hid(work: Work, page: str, h: Hid) -> None:
    """Something was hidden or shown again; the card says so."""
    remark = await _remark(work, page, h.id)
    if _is_older(h.at, remark.hidden_at) or remark.hidden == h.hidden:
        return
    remark.hidden, remark.hidden_at = h.hidden, h.at
    work.session.add(remark)
    question = await _question_of(work, remark)
    if question is not None and remark.by_bot and h.hidden:
        await correct.gone(work, question, remark, correct.HIDDEN)
    if question is None or remark.author != "citizen":
        return
    is_first = question.last_id == remark.last_id
    await work.change(question, "hide" if h.hidden else "unhide", BOT, hidden=h.hidden if is_first else question.hidden)
    await orders.draw_card(work, question)
    text = "thread.hidden" if h.hidden else "thread.unhidden"
    await orders.say(work, question, f"hid:{remark.id}:{question.version}", text)


async def stands_now(work: Work, page: str, item: Item) -> None:
    """We have seen for ourselves how something looks: take over what no event has told."""
    remark = await _remark(work, page, item.id)
    if remark.author != "citizen":
        return
    await rewrote(work, page, Rewrote(page_id="", id=item.id, text=item.text, at=work.now))
    await hid(work, page, Hid(page_id="", id=item.id, hidden=item.hidden, at=work.now))


async def _show_where_answered(work: Work, remark: Remark) -> None:
    """Whoever answered these words has them on the card above the answer: it follows, too."""
    for question in await questions.quoting(work.session, remark):
        await work.change(question, "answered_changed", BOT)
        await orders.draw_card(work, question)


async def _remark(work: Work, page: str, external_id: str) -> Remark:
    """The remark, or a new one that waits for its words."""
    remark, _ = await questions.remember(work.session, "page", page, external_id, last_segment(external_id))
    return remark


async def _question_of(work: Work, remark: Remark) -> Question | None:
    return await questions.by_id(work.session, remark.question_id) if remark.question_id else None


async def _nothing_left(work: Work, question: Question) -> bool:
    remarks = await questions.remarks_of(work.session, question.id or 0)
    return not [r for r in remarks if r.author == "citizen" and r.gone_at is None]


def _is_older(at: datetime, known: datetime | None) -> bool:
    return known is not None and at < known
