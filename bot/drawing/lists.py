"""Lists of open questions by due time, for the slash command and for a person's own page, and how they are filtered."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.card import Action, Card, Fact, Link, Style
from bot.drawing.view import View, view_of
from bot.work import House
from storage import questions
from storage.tables import Question

MOST = 20  # a list longer than a screen helps nobody; the rest is counted
WORDS = 140
ALL, MINE, DEPARTMENT, LATE = "all", "mine", "department", "late"


async def open_list(session: AsyncSession, house: House, now: datetime, person_id: str, asked_for: str) -> list[Card]:
    """The open questions by due time, for somebody who has a part in them.

    `asked_for` is "mine", "department" (where the person is an expert), "late", the key of a page, or anything else
    for all of them; the words that people type for these stand in the text files.
    """
    if not house.rights.roles(person_id):
        return [_only(house.say("refused.no_right"))]
    chosen = _chosen(house, asked_for)
    found = [q for q in await questions.open_ones(session) if _belongs(house, q, chosen, person_id, now)]
    head = house.say("list.head", count=str(len(found))) if found else house.say("list.none")
    views = [await view_of(session, house, question, now) for question in found[:MOST]]
    return [Card(summary=head, title=head, actions=_filters(house, chosen)), *(_line(view) for view in views)]


def _only(text: str) -> Card:
    return Card(summary=text, body=text)


def _chosen(house: House, asked_for: str) -> str:
    word = asked_for.strip().casefold()
    if word in house.municipality.pages:
        return word
    return next((name for name in (MINE, DEPARTMENT, LATE) if word in house.say(f"list.words.{name}").split("|")), ALL)


def _belongs(house: House, question: Question, chosen: str, person_id: str, now: datetime) -> bool:
    if chosen == MINE:
        return question.owner_id == person_id
    if chosen == DEPARTMENT:
        return (question.asked_department or question.department) in house.rights.departments_of(person_id)
    if chosen == LATE:
        return now >= question.due_at
    return chosen in (ALL, question.page)


def _filters(house: House, chosen: str) -> tuple[Action, ...]:
    def button(value: str, label: str) -> Action:
        return Action("filter", label, value, Style.PRIMARY if value == chosen else Style.PLAIN)

    own = [button(name, house.say(f"list.filter.{name}")) for name in (ALL, MINE, DEPARTMENT, LATE)]
    return (*own, *(button(key, page.name) for key, page in house.municipality.pages.items()))


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
    masked = view.masked(" ".join(r.text for r in view.citizen_remarks if not r.gone_at))
    short = masked if len(masked) <= WORDS else f"{masked[: WORDS - 1]}…"
    return f"#{question.id} · {view.page_name}: {short}"
