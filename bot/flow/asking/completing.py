"""What is known already is told again, and better: an event without an author is followed by one that names her.

Only gaps are filled. What somebody wrote, edited or took back is not touched here; see `change.py` for that.
"""

from collections.abc import Mapping
from typing import Any

from bot.flow.asking import collect, pictures, urgent
from bot.flow.asking.identity import last_segment, root_of
from bot.ports.happenings import Kind, Thing, Wrote
from bot.work import BOT, Work
from storage import questions
from storage.tables import Question, Remark

LEARNED = ("author_id", "author_name", "post_id", "parent_last", "text", "words_hash")
UNKNOWN = [[Thing.UNKNOWN.value, "", ""]]


async def told_better(work: Work, h: Wrote, remark: Remark, told: Mapping[str, Any]) -> None:
    """Fill the gaps of a remark and of the question it began; the card shows what was learned."""
    if h.by_page or remark.author != "citizen":
        return
    is_elsewhere = h.kind is Kind.MENTION  # tells less of its place than an event of the page does
    if not is_elsewhere and not remark.post_id and h.post_id:
        remark.thread_id = told["thread_id"]
    learned = _fill(remark, told)
    work.session.add(remark)
    question = await questions.by_id(work.session, remark.question_id) if remark.question_id else None
    if question is None:
        return
    place = {} if is_elsewhere or question.last_id != remark.last_id else _place(question, h, remark)
    values = {name: value for name, value in place.items() if value and value != getattr(question, name)}
    if learned or values:
        await work.change(question, "told_better", BOT, **values)
        await collect.show(work, question)
        await pictures.show(work, question, remark)
        await urgent.call(work, question, remark)


def _fill(remark: Remark, told: Mapping[str, Any]) -> bool:
    """Whether anything was missing that is told now. An edit that came first keeps its words."""
    names = [name for name in LEARNED if told[name] and not getattr(remark, name)]
    if remark.edited_at:
        names = [name for name in names if name not in ("text", "words_hash")]
    for name in names:
        setattr(remark, name, told[name])
    if told["attached"] and remark.attached in ([], UNKNOWN) and told["attached"] != remark.attached:
        remark.attached, remark.has_media = told["attached"], True
        names.append("attached")
    return bool(names)


def _place(question: Question, h: Wrote, remark: Remark) -> dict[str, Any]:
    """Where it stands and whose it is, as far as that was not known."""
    known = {
        "author_id": question.author_id or h.author_id,
        "author_name": question.author_name or h.author_name,
        "link": question.link or h.link,
    }
    if question.post_id or not h.post_id:
        return known
    stands = {"kind": h.kind.value, "thread_id": remark.thread_id, "root_id": root_of(h), "external_id": h.id}
    return {**known, **stands, "post_id": h.post_id, "post_last": last_segment(h.post_id)}
