"""The morning brief: what may be urgent, what is late, what is due today, and whom everything waits for. Each line leads to its thread."""

from collections.abc import Iterator, Sequence

from bot.drawing.calling.mentions import mentions
from bot.drawing.question.card import asks
from bot.drawing.state_words import listed_as
from bot.drawing.view import View
from bot.ports.card import Card, Line, Link, Listing
from bot.work import House

MOST = 20  # lines; a longer list is not read, the rest is counted
WORDS = 90
GROUPS = ("urgent", "late", "today", "later", "no_hurry")


def brief_card(
    house: House,
    day: str,
    waiting: int,
    views: Sequence[View],
    called: Sequence[str] = (),
    ended: Sequence[Line] = (),
) -> Card:
    """Draw the brief of a day. `views` are the open questions by due time, at most `MOST` of the `waiting`.

    `called` are whom the reminders of this morning call, each once; `ended` is what the answer library offers no longer.
    """
    title = house.say("brief.title", day=day)
    library = (Listing(house.say("brief.library"), tuple(ended)),) if ended else ()
    if not views:
        text = house.say("brief.nothing")
        return Card(summary=text, title=title, body=text, listings=library)
    count = house.say("brief.open", count=str(waiting))
    groups = {name: tuple(question_line(view) for view in views if _group(view) == name) for name in GROUPS}
    return Card(
        summary=house.say("brief.notified", day=title, count=count, first=asks(_first(views))),
        title=title,
        lead=count,
        mentions=mentions(house, called),
        listings=(*(Listing(house.say(f"brief.{name}"), lines) for name, lines in groups.items() if lines), *library),
        footer=house.say("brief.more", count=str(waiting - len(views))) if waiting > len(views) else "",
    )


def _first(views: Sequence[View]) -> View:
    """What may be urgent before what is due first."""
    return next((view for view in views if view.is_urgent), views[0])


def _group(view: View) -> str:
    if view.is_urgent:
        return "urgent"
    if view.question.wants_no_answer:
        return "no_hurry"
    if view.is_overdue:
        return "late"
    return "today" if view.is_due_today else "later"


def question_line(view: View) -> Line:
    """One question in a list: its number with the way to its thread, its first words, who has it, due when."""
    key = "line_now" if view.is_urgent else "line_no_hurry" if view.question.wants_no_answer else "line"
    text = view.say(f"brief.{key}", words=view.first_words(WORDS), waits=" ".join(_waits(view)), due=view.due)
    return Line(Link(listed_as(view), view.card_address), text)


def _waits(view: View) -> Iterator[str]:
    """Who has it, and what it waits for."""
    question = view.question
    department = view.house.municipality.departments.get(question.asked_department)
    owner = view.house.owner_of(question)
    yield view.say("brief.waits_taken", name=owner) if owner else view.say("brief.waits_new")
    if question.state in ("asked", "proposed", "approved"):
        name = department.name if department else view.say("card.an_expert")
        yield view.say(f"brief.waits_{question.state}", department=name)
