"""One question as the archive gets it: who wrote what and when, word for word, with the ids it had outside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.drawing.view import View
from bot.rules import attached
from storage.tables import Answer, Remark

PUBLIC = frozenset({"published", "corrected", "taken_down"})
_LONG_AGO = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Entry:
    """One thing that was written. `role` is citizen, page, expert, desk or other; `approver` stood behind a text of ours."""

    role: str
    who: str
    text: str
    at: datetime
    id: str = ""
    link: str = ""
    approver: str = ""
    kind: str = ""
    edited_at: datetime | None = None
    gone_at: datetime | None = None
    attached: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Record:
    """A question with the public conversation and the talk in the thread, both oldest first."""

    number: int
    page: str
    kind: str
    flag: str
    reason: str
    citizen: str
    external_id: str
    link: str
    is_personal: bool  # whether something in it looks personal, so that the archivist decides on screening
    said: tuple[Entry, ...]
    thread: tuple[Entry, ...]


def record_of(view: View) -> Record:
    """Everything of a question that is worth keeping."""
    question = view.question
    public = [*map(_written, _on_page(view)), *(_ours(view, a) for a in view.answers if a.state in PUBLIC)]
    thread = [_written(remark) for remark in view.remarks if remark.door == "chat" and not remark.by_bot]
    flag, reason = view.archive
    return Record(
        number=question.id or 0,
        page=view.page_name,
        kind=question.kind,
        flag=flag.value,
        reason=reason,
        citizen=question.author_name,
        external_id=question.external_id,
        link=question.link,
        is_personal=any(view.finds(entry.text) for entry in (*public, *thread)),
        said=_sorted(public),
        thread=_sorted(thread),
    )


def _on_page(view: View) -> Iterator[Remark]:
    """What the citizen wrote, and what was written by hand as the page; our own texts stand among the answers."""
    ours = {answer.published_id for answer in view.answers} - {""}
    for remark in view.remarks:
        if remark.door == "page" and not remark.by_bot and remark.external_id not in ours:
            yield remark


def _written(remark: Remark) -> Entry:
    beside = tuple((one.thing.value, one.title, one.url) for one in attached.things(remark))
    return Entry(
        role=remark.author or "other",
        who=remark.author_name,
        text=remark.text,
        at=remark.written_at or _LONG_AGO,
        id=remark.external_id,
        edited_at=remark.edited_at,
        gone_at=remark.gone_at,
        attached=beside,
    )


def _ours(view: View, answer: Answer) -> Entry:
    return Entry(
        role="page",
        who=view.author_of(answer),
        text=answer.text,
        at=answer.published_at or answer.made_at,
        id=answer.published_id,
        link=answer.link,
        approver=answer.approver_name,
        kind=f"{answer.kind}.{answer.state}",
    )


def _sorted(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.at))
