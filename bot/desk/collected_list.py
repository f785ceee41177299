"""The list behind a collecting card, page by page, and bringing questions out of it as cards of their own."""

from collections.abc import Sequence

from bot.drawing.gathering import listed
from bot.drawing.question.card import due_words
from bot.drawing.view import View
from bot.flow.asking import collect
from bot.ports.calls import Done, OpenForm, Press, Submission, SubmitReply
from bot.ports.card import Quote
from bot.ports.form import CheckField, Choice, ChoiceField, Field, Form
from bot.rules.collecting import PAGE_OF_LINES
from bot.rules.states import DESK_AND_EXPERTS
from bot.work import NotMoved, Person, Work
from storage import collecting

NAME = "collected"
LABEL = 70  # characters of a tick's words
NEXT, PREVIOUS, FINISHED = "next", "previous", "finished"


async def opened(work: Work, value: str, by: Person) -> Form:
    """The first page of the list. Raises `NotMoved` for somebody without a part, or when nobody waits any more."""
    _check(work, by)
    return await _page(work, _number(value), 0)


async def brought_out(work: Work, press: Press, by: Person) -> None:
    """Show one question as its own card. Raises `NotMoved`."""
    _check(work, by)
    await collect.bring_out(work, await work.question(_number(press.value)), by)


async def submitted(work: Work, sent: Submission) -> SubmitReply:
    """Bring out what was ticked, then turn the page if that was asked for. Raises `NotMoved`."""
    by = Person(sent.person_id, sent.person_name)
    _check(work, by)
    collection, _, offset = sent.subject.partition(":")
    count = await _bring_out(work, _number(collection), sent.values.get("questions", ()), by)
    start = _number(offset) + {NEXT: PAGE_OF_LINES - count, PREVIOUS: -PAGE_OF_LINES}.get(
        str(sent.values.get("then")), 0
    )
    if sent.values.get("then") not in (NEXT, PREVIOUS):
        return Done()
    return OpenForm(await _page(work, _number(collection), max(0, start)))


async def _bring_out(work: Work, collection_id: int, ticked: str | Sequence[str], by: Person) -> int:
    """Those that somebody else has brought out, or that have ended meanwhile, are passed over."""
    known = {str(q.id): q for q in await collecting.among(work.session, collection_id, [_number(t) for t in ticked])}
    for question in known.values():
        await collect.bring_out(work, question, by)
    return len(known)


async def _page(work: Work, collection_id: int, start: int) -> Form:
    held = await collecting.held(work.session, collection_id)
    if not held.waiting:
        raise NotMoved("collecting.nobody_waits")
    start = min(start, (held.waiting - 1) // PAGE_OF_LINES * PAGE_OF_LINES)
    found = await collecting.waiting(work.session, collection_id, PAGE_OF_LINES, start)
    views = await listed(work.session, work.house, found, work.now)
    say, last = work.house.say, start + len(found)
    return Form(
        name=NAME,
        title=say("form.collected.title"),
        submit=say("form.collected.submit"),
        cancel=say("form.cancel"),
        subject=f"{collection_id}:{start}",
        body=say("form.collected.page", first=str(start + 1), last=str(last), count=str(held.waiting)),
        quotes=tuple(_quote(view) for view in views),
        fields=tuple(_fields(work, views, is_first=start == 0, is_last=last >= held.waiting)),
    )


def _quote(view: View) -> Quote:
    who = view.question.author_name or view.say("card.unknown_author")
    label = view.say("collecting.label", number=str(view.question.id))
    return Quote(f"{label} · {who}", view.first_words(600), due_words(view))


def _fields(work: Work, views: Sequence[View], *, is_first: bool, is_last: bool) -> list[Field]:
    say = work.house.say
    ticks = tuple(Choice(str(view.question.id), f"{view.question.id}: {view.first_words(LABEL)}") for view in views)
    ways = [FINISHED, *([] if is_last else [NEXT]), *([] if is_first else [PREVIOUS])]
    then = tuple(Choice(way, say(f"form.collected.{way}")) for way in ways)
    turning = [ChoiceField("then", say("form.collected.then"), then, value=FINISHED)] if len(ways) > 1 else []
    return [CheckField("questions", say("button.bring_out"), ticks), *turning]


def _check(work: Work, by: Person) -> None:
    """Who has no part in the questions does not read them."""
    work.house.must_be(by.id, DESK_AND_EXPERTS)


def _number(value: str) -> int:
    if not value.isdecimal():
        raise NotMoved("refused.no_such_question")
    return int(value[:15])
