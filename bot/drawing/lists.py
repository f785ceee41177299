"""Lists of open questions: for the slash command and for a person's own page."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.card import Card, Fact, Link
from bot.drawing.view import View, view_of
from bot.work import House
from storage import questions
from storage.tables import Question

MOST = 20  # a list longer than a screen helps nobody; the rest is counted
WORDS = 140


async def open_list(
    session: AsyncSession,
    house: House,
    now: datetime,
    person_id: str,
    filter_text: str,
) -> list[Card]:
    """The open questions by due time, for somebody who has a part in them; `filter_text` "mine" keeps one's own."""
    if not house.rights.roles(person_id):
        text = house.say("refused.no_right")
        return [Card(summary=text, lead=text)]
    found = [q for q in await questions.open_ones(session) if not _only_mine(filter_text) or q.owner_id == person_id]
    if not found:
        text = house.say("list.none")
        return [Card(summary=text, lead=text)]
    views = [await view_of(session, house, question, now) for question in found[:MOST]]
    head = house.say("list.head", count=str(len(found)))
    return [Card(summary=head, title=head), *(_line(view) for view in views)]


def _only_mine(filter_text: str) -> bool:
    return filter_text.strip().casefold() in ("mine", "my")


def _line(view: View) -> Card:
    question = view.question
    label = "fact.promised" if view.promise else "fact.due"
    late = view.say("state.overdue") if view.is_overdue else view.say(f"state_short.{question.state}")
    facts = (Fact(view.say(label), view.clock(question.due_at)), Fact(view.say("fact.state"), late))
    address = view.house.link_of(question.channel, question.card_id) if question.card_id else ""
    return Card(
        summary=view.page_name,
        body=_words(view, question),
        facts=facts,
        links=(Link(view.say("list.open"), address),) if address else (),
    )


def _words(view: View, question: Question) -> str:
    words = " ".join(r.text for r in view.citizen_remarks if not r.gone_at)
    masked = view.masked(words)
    short = masked if len(masked) <= WORDS else f"{masked[: WORDS - 1]}…"
    return f"#{question.id} · {view.page_name}: {short}"
