"""A question as `svarvakt list` and `svarvakt show` tell it: for people in a terminal, and as plain values for scripts.

Citizens' words are shown as the staff see them on a card: what must never be public is blotted out.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.drawing.beside.audit import Line, audit
from bot.drawing.view import View
from bot.rules.states import is_open
from handlers.commands.output import clean, console, local, print_table, short
from storage.tables import Answer, History, Promise, Remark

LIST_HEADS = ("number", "due", "state", "page", "owner", "words")


def plain(view: View) -> dict[str, Any]:
    """One question for scripts; moments are ISO 8601 in the municipality's time zone."""
    question, zone = view.question, _zone(view)
    moments = {name: local(getattr(question, name), zone) for name in ("asked_at", "due_at", "ended_at")}
    names = ("id", "page", "kind", "state", "department", "asked_department", "language", "hidden", "link")
    about = {name: getattr(question, name) for name in names}
    words = view.masked(" ".join(r.text for r in view.citizen_remarks if not r.gone_at))
    return about | moments | {"owner": question.owner_name, "overdue": _is_late(view), "words": words}


def plain_page(view: View, history: Sequence[History]) -> dict[str, Any]:
    """Everything about one question for scripts."""
    zone = _zone(view)
    return plain(view) | {
        "remarks": [_plain_remark(view, remark) for remark in view.remarks],
        "answers": [_row(answer, ANSWER, zone) for answer in view.answers],
        "promises": [_row(promise, PROMISE, zone) for promise in view.promises],
        "history": [_row(line, HISTORY, zone) for line in history],
    }


ANSWER = ("version", "kind", "state", "text", "author_name", "approver_name", "approved_at", "published_at", "link")
PROMISE = ("sequence", "until", "made_by_name", "made_at", "reason")
HISTORY = ("at", "who_name", "what", "from_state", "to_state", "detail")
REMARK = ("author", "author_name", "written_at", "edited_at", "hidden", "gone_at")


def _plain_remark(view: View, remark: Remark) -> dict[str, Any]:
    return _row(remark, REMARK, _zone(view)) | {"text": _words(view, remark)}


def _row(row: Any, names: Sequence[str], zone: ZoneInfo) -> dict[str, Any]:
    values = ((name, getattr(row, name)) for name in names)
    return {name: local(value, zone) if isinstance(value, datetime) else value for name, value in values}


def print_list(views: Sequence[View]) -> None:
    """The open questions as a table."""
    say = views[0].say
    print_table([say(f"cli.list.{head}") for head in LIST_HEADS], map(_list_cells, views))


def _list_cells(view: View) -> list[str]:
    question = view.question
    words = short(view.masked(" ".join(r.text for r in view.citizen_remarks if not r.gone_at)))
    due = view.clock(question.due_at)
    return [str(question.id), due, _state(view), _page_name(view), question.owner_name, words]


def print_page(view: View, history: Sequence[History]) -> None:
    """Everything about one question, in reading order."""
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    out = console()
    for title, paragraphs in _sections(view, history):
        out.print(Rule(title, align="left"))
        for head, text in paragraphs:
            out.print(Text(clean(head), style="bold"), soft_wrap=True)  # addresses stay whole
            if text:
                out.print(Padding(Text(clean(text)), (0, 0, 0, 2)))


Paragraph = tuple[str, str]


def _sections(view: View, history: Sequence[History]) -> Iterator[tuple[str, list[Paragraph]]]:
    say, question = view.say, view.question
    yield say("cli.show.question", id=str(question.id), page=_page_name(view)), list(_facts(view))
    yield say("cli.show.remarks"), [_remark(view, remark) for remark in view.remarks]
    yield say("cli.show.answers"), [_answer(view, answer) for answer in view.answers]
    yield say("cli.show.promises"), [_promise(view, promise) for promise in view.promises]
    yield say("cli.show.history"), [_audited(view, line) for line in audit(view.house, history)]


def _facts(view: View) -> Iterator[Paragraph]:
    question = view.question
    facts = {
        "state": _state(view),
        "asked": view.clock(question.asked_at),
        "due": view.clock(question.due_at) if is_open(question.state) else "",
        "owner": question.owner_name,
        "post": question.post_text,
        "link": question.link,
    }
    for name, value in facts.items():
        if value:
            yield f"{view.say(f'cli.show.{name}')}: {value}", ""


def _remark(view: View, remark: Remark) -> Paragraph:
    who = remark.author_name or view.say(f"cli.author.{remark.author or 'other'}")
    marks = [view.say(f"cli.show.{name}") for name in _marks(remark)]
    return " · ".join([who, _when(view, remark.written_at), *marks]), _words(view, remark)


def _marks(remark: Remark) -> Iterator[str]:
    if remark.edited_at:
        yield "edited"
    if remark.hidden:
        yield "hidden"
    if remark.gone_at:
        yield "gone"


def _answer(view: View, answer: Answer) -> Paragraph:
    people = dict.fromkeys(name for name in (answer.author_name, answer.approver_name) if name)
    kind, state = (view.say(f"history.{room}.{code}") for room, code in _codes(answer))
    head = [f"{answer.version}", f"{kind} ({state})", *people]
    if answer.published_at:
        head += [_when(view, answer.published_at), answer.link]
    return " · ".join(filter(None, head)), answer.text


def _codes(answer: Answer) -> tuple[tuple[str, str], ...]:
    return ("kind", answer.kind), ("answer_state", answer.state)


def _promise(view: View, promise: Promise) -> Paragraph:
    made = view.say("cli.show.made", moment=_when(view, promise.made_at), name=promise.made_by_name)
    return " · ".join(filter(None, [_when(view, promise.until), made, promise.reason])), ""


def _audited(view: View, line: Line) -> Paragraph:
    return " · ".join([_when(view, line.at), line.who, line.words]), ""


def _when(view: View, moment: datetime | None) -> str:
    return f"{moment.astimezone(_zone(view)):%Y-%m-%d %H:%M}" if moment else ""


def _zone(view: View) -> ZoneInfo:
    return ZoneInfo(view.house.municipality.municipality.time_zone)


def _page_name(view: View) -> str:
    """The page's name; its key if the municipality's file does not name it any more."""
    page = view.house.municipality.pages.get(view.question.page)
    return page.name if page else view.question.page


def _is_late(view: View) -> bool:
    return is_open(view.question.state) and view.is_overdue


def _state(view: View) -> str:
    return view.say("state_short.overdue" if _is_late(view) else f"state_short.{view.question.state}")


def _words(view: View, remark: Remark) -> str:
    if remark.gone_at:
        return ""
    return view.masked(remark.text) or view.say("cli.show.no_words")
