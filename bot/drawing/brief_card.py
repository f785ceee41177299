"""The morning brief: what is late, what is due today, and whom everything waits for. Each line leads to its thread."""

from collections.abc import Sequence

from bot.drawing.view import View
from bot.ports.card import Card, Line, Link, Listing
from bot.work import House

MOST = 20  # lines; a longer list is not read, the rest is counted
WORDS = 90
GROUPS = ("late", "today", "later")


def brief_card(house: House, day: str, waiting: int, views: Sequence[View]) -> Card:
    """Draw the brief of a day. `views` are the open questions by due time, at most `MOST` of the `waiting`."""
    title = house.say("brief.title", day=day)
    if not views:
        text = house.say("brief.nothing")
        return Card(summary=text, title=title, body=text)
    count = house.say("brief.open", count=str(waiting))
    groups = {name: tuple(_line(view) for view in views if _group(view) == name) for name in GROUPS}
    return Card(
        summary=f"{title}. {count}",
        title=title,
        lead=count,
        listings=tuple(Listing(house.say(f"brief.{name}"), lines) for name, lines in groups.items() if lines),
        footer=house.say("brief.more", count=str(waiting - len(views))) if waiting > len(views) else "",
    )


def _group(view: View) -> str:
    if view.is_overdue:
        return "late"
    hours = view.house.hours(view.question.page)
    return "today" if hours.local_date(view.question.due_at) == hours.local_date(view.now) else "later"


def _line(view: View) -> Line:
    question = view.question
    label = view.say("brief.label", number=str(question.id), page=view.page_name)
    text = view.say("brief.line", words=view.first_words(WORDS), waits=_waits(view), due=view.clock(question.due_at))
    return Line(Link(label, view.card_address), text)


def _waits(view: View) -> str:
    question = view.question
    department = view.house.municipality.departments.get(question.asked_department)
    state = "taken" if question.state == "new" and question.owner_name else question.state
    return view.say(
        f"brief.waits_{state}",
        name=question.owner_name or view.say("card.front_desk"),
        department=department.name if department else view.say("card.an_expert"),
    )
