"""The collecting card of a post: how many more have asked there, how long there is, and what they probably want."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.drawing.calling.mentions import mentions
from bot.drawing.gathering import listed
from bot.drawing.question.card import due_words
from bot.drawing.view import View
from bot.ports.card import Action, Card, Fact, Line, Link, Listing, Quote, Style
from bot.work import House
from storage import collecting, questions
from storage.collecting import Held
from storage.tables import Collection

NEAREST = 5  # questions named on the card; the list shows all
WORDS = 140


@dataclass(frozen=True)
class Gathering:
    """A collecting card with what it stands for at one moment; `nearest` are those that are due first."""

    house: House
    now: datetime
    collection: Collection
    held: Held
    nearest: Sequence[View]
    post_text: str
    post_by_page: bool

    def say(self, key: str, **values: str) -> str:
        """A sentence for staff."""
        return self.house.say(key, **values)

    @property
    def page_name(self) -> str:
        """What the page calls itself."""
        return self.house.municipality.pages[self.collection.page].name

    @property
    def due(self) -> str:
        """The oldest deadline in words, or an empty string when nobody waits."""
        oldest = self.held.oldest_due_at
        return self.house.in_words(oldest, self.now) if oldest else ""

    @property
    def is_overdue(self) -> bool:
        """Whether somebody should have had an answer by now."""
        return self.held.oldest_due_at is not None and self.now >= self.held.oldest_due_at


async def gathering_of(session: AsyncSession, house: House, collection: Collection, now: datetime) -> Gathering:
    """Read everything that is shown about a collecting card."""
    nearest = await collecting.waiting(session, collection.id or 0, NEAREST)
    text, by_page = await questions.post_words(session, collection.page, collection.post_last)
    return Gathering(
        house=house,
        now=now,
        collection=collection,
        held=await collecting.held(session, collection.id or 0),
        nearest=await listed(session, house, nearest, now),
        post_text=text,
        post_by_page=by_page,
    )


def collecting_card(gathering: Gathering) -> Card:
    """Draw the card as it should stand now."""
    lead = _lead(gathering)
    return Card(
        summary=gathering.say("collecting.summary", page=gathering.page_name, state=lead),
        title=gathering.say("collecting.title", page=gathering.page_name),
        lead=lead,
        quotes=tuple(_post(gathering)),
        facts=tuple(_facts(gathering)),
        listings=tuple(_listings(gathering)),
        actions=tuple(_actions(gathering)),
        links=tuple(_links(gathering)),
        footer=gathering.say("collecting.footer") if gathering.held.waiting else "",
    )


def reminder_card(gathering: Gathering, text_key: str, called: Sequence[str]) -> Card:
    """The one reminder in the thread of a collecting card."""
    text = _counted(gathering, text_key, due=gathering.due)
    return Card(summary=text, body=text, mentions=mentions(gathering.house, called))


def _counted(gathering: Gathering, key: str, **values: str) -> str:
    """A sentence about those that wait; one alone is not spoken of as many."""
    waiting = gathering.held.waiting
    return gathering.say(f"{key}_one" if waiting == 1 else key, count=str(waiting), **values)


def _lead(gathering: Gathering) -> str:
    if not gathering.held.waiting:
        return gathering.say("collecting.nobody_waits")
    lead = _counted(gathering, "collecting.wait")
    return f"{gathering.say('state.overdue')} {lead}" if gathering.is_overdue else lead


def _post(gathering: Gathering) -> list[Quote]:
    if not gathering.post_text:
        return []
    who = gathering.page_name if gathering.post_by_page else gathering.say("card.a_citizen")
    masked = gathering.nearest[0].masked(gathering.post_text) if gathering.nearest else gathering.post_text
    return [Quote(who, masked, gathering.say("card.the_post"))]


def _facts(gathering: Gathering) -> list[Fact]:
    facts = [Fact(gathering.say("fact.oldest_due"), gathering.due)] if gathering.due else []
    if gathering.held.ended:
        facts.append(Fact(gathering.say("fact.ended"), str(gathering.held.ended)))
    return facts


def _listings(gathering: Gathering) -> list[Listing]:
    by_count = sorted(gathering.held.suggested.items(), key=lambda found: (-found[1], found[0]))
    kinds = tuple(Line(Link(str(count), ""), gathering.say(f"expected.{kind}")) for kind, count in by_count if kind)
    nearest = tuple(_line(view) for view in gathering.nearest)
    shown = (("collecting.suggested", kinds), ("collecting.nearest", nearest))
    return [Listing(gathering.say(title), lines) for title, lines in shown if lines]


def _line(view: View) -> Line:
    label = view.say("collecting.label", number=str(view.question.id))
    text = view.say("collecting.line", words=view.first_words(WORDS), due=due_words(view))
    return Line(Link(label, view.question.link), text)


def _actions(gathering: Gathering) -> list[Action]:
    if not gathering.held.waiting:
        return []
    return [Action("collected", gathering.say("button.collected"), str(gathering.collection.id), Style.PRIMARY)]


def _links(gathering: Gathering) -> list[Link]:
    address = next((view.question.link for view in gathering.nearest if view.question.link), "")
    return [Link(gathering.say("card.see_question"), address)] if address else []
