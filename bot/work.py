"""One transaction of the flow: everything a step may use, handed in. Steps change facts here and order effects."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.municipality.shape import Municipality, People
from bot.ports.happenings import Kind
from bot.reading.language import detect, reply_language
from bot.rules import promise
from bot.rules.calendar import OpeningHours, opening_hours
from bot.rules.rights import Rights
from bot.rules.states import MOVES, SPEAKS, WHO_MAY, Role, State, is_open, may_move
from bot.texts.wording import Wording
from storage import history, questions
from storage.tables import UNTOUCHED, Answer, Question


class NotMoved(Exception):
    """The step was not made, and the person is told why. `key` and `values` name the sentence."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class NotYet(Exception):
    """The event cannot be placed yet, but will be soon: keep it and try again. This is no failure."""


@dataclass(frozen=True)
class Person:
    """Somebody of the staff who does something."""

    id: str
    name: str

    @property
    def first_name(self) -> str:
        """The name colleagues use; empty while only a chat's @handle is known, which means nothing to a citizen."""
        return self.name.split()[0] if self.name and not self.name.startswith("@") else ""


BOT = Person("", "")


@dataclass(frozen=True)
class House:
    """What the municipality decides: settings, words, rights and hours. `name_of` tells what a person is called.

    `link_of` tells the address of a message in the chat, by channel, id and, below a card, the id of that; both are empty while unknown.
    `left` are people of the desk and the departments of whom the chat has told that they are nobody there any more.
    `own_app` is the name by which the page's platform marks what we write; empty means that it does not.
    """

    municipality: Municipality
    wording: Wording
    rights: Rights
    name_of: Callable[[str], str] = field(default=lambda _person_id: "", compare=False)
    link_of: Callable[..., str] = field(default=lambda *_where: "", compare=False)
    own_app: str = ""
    left: frozenset[str] = frozenset()

    def hours(self, page: str) -> OpeningHours:
        """The opening hours of a page."""
        return opening_hours(self.municipality, page)

    def say(self, key: str, **values: str) -> str:
        """A sentence for staff."""
        return self.wording.say(key, self.municipality.language, **values)

    def in_words(self, moment: datetime, now: datetime, language: str = "") -> str:
        """A moment as people say it, in the staff's language or another."""
        return promise.in_words(moment, now, language or self.municipality.language)

    def said(self, moment: datetime, now: datetime) -> str:
        """A moment in what is said to the staff now: "today at 15.30" where that is so."""
        return promise.said_in_words(moment, now, self.municipality.language)

    def day(self, moment: datetime) -> str:
        """The day it is here at that moment, in staff's words."""
        local = opening_hours(self.municipality).local_date(moment)
        return promise.day_in_words(local, self.municipality.language)

    def owner_of(self, question: Question) -> str:
        """What the colleague who has the question is called; empty when nobody has it. A name may be learnt later than the id."""
        if not question.owner_id:
            return ""
        return question.owner_name or self.name_of(question.owner_id) or self.say("card.front_desk")

    def answering_for(self, question: Question) -> list[str]:
        """Who is called about a question: the colleague who has it and is still there, else who answers on its page."""
        owner = question.owner_id
        return [owner] if owner and not self.has_left(owner) else self.desk_of(question.page)

    @property
    def desk(self) -> list[str]:
        """Who is called for the front desk: its group, else its people."""
        return self._called(self.municipality.front_desk)

    def desk_of(self, page: str) -> list[str]:
        """Who is called first about a page: its owners, and where it has none, the front desk."""
        own = self.municipality.pages.get(page)
        return (self._called(own.owners) if own else []) or self.desk

    def _called(self, people: People) -> list[str]:
        return [people.group] if people.group else [person for person in people.people if person not in self.left]

    def has_left(self, person_id: str) -> bool:
        """Whether a colleague is at no desk any longer, by the chat or by the settings. Of an unknown desk nobody has left."""
        return person_id in self.left or bool(self.rights.front_desk and not self.rights.is_desk(person_id))

    def must_be(self, person_id: str, roles: frozenset[Role], page: str = "") -> None:
        """Raise `NotMoved`, which says who may, unless this person has one of these parts, on this page or on any."""
        if not self.rights.is_one_of(person_id, roles, page):
            raise NotMoved(*self.why_not(roles))

    @staticmethod
    def why_not(roles: frozenset[Role]) -> tuple[str]:
        """The text that says who may do something, to somebody who may not."""
        return (f"refused.no_right.{WHO_MAY[roles]}",)

    def without(self, left: Collection[str]) -> "House":
        """The same house after somebody asked the chat who has left."""
        return replace(self, left=frozenset(left))

    def with_rights(self, rights: Rights) -> "House":
        """The same house after somebody looked up the user groups again."""
        return replace(self, rights=rights)

    def is_the_desk(self, department: str, page: str) -> bool:
        """Whether who answers for a department is the desk of the page itself, which asks others and not itself."""
        people = self.rights.experts.get(department, frozenset())
        return bool(people) and people <= self.rights.desk_of(page)

    def citizen_language(self, page: str, text: str) -> str:
        """The language form in which a citizen is answered: the citizen's own where we have it, else the page's."""
        own = self.municipality.page_language(page)
        return reply_language(detect(text, own), own)

    @property
    def public_contacts(self) -> frozenset[str]:
        """What looks like personal data and is the municipality's own."""
        return self.municipality.public_contacts

    @property
    def public_words(self) -> frozenset[str]:
        """That, and the names of our own departments and pages: what a text of ours may say without a second look."""
        return self.municipality.public_contacts | self.municipality.public_names


@dataclass(frozen=True)
class Work:
    """One open transaction at one moment, in one house."""

    session: AsyncSession
    now: datetime
    house: House
    news: set[str] = field(default_factory=set)  # which workers have something to do once this is committed
    lanes: set[str] = field(default_factory=set)  # in which of the deliveries' lanes something was ordered or finished
    erased: set[str] = field(default_factory=set)  # what has lost words or people, so that the files below have to, too
    source: str = ""  # goes into the history's detail where the step has none of its own: what made us hear of this
    _questions: dict[int, Question] = field(default_factory=dict)  # what was read and locked
    _answers: dict[int, list[Answer]] = field(default_factory=dict)

    async def question(self, question_id: int) -> Question:
        """The question, locked, so that reading it once is enough. Raises `NotMoved` when there is none."""
        if question_id not in self._questions:
            found = await questions.by_id(self.session, question_id)
            if found is None:
                raise NotMoved("refused.no_such_question")
            self._questions[question_id] = found
        return self._questions[question_id]

    async def answers(self, question: Question) -> list[Answer]:
        """All texts ever made for a question, oldest first: read once, since nobody else writes any while it is locked."""
        number = question.id or 0
        if number not in self._answers:
            self._answers[number] = [*await questions.answers_of(self.session, number)]
        return self._answers[number]

    async def move(self, question: Question, name: str, who: Person, detail: str = "", **values: Any) -> None:
        """Make a move: check where the question stands and who asks, change it, write history.

        Raises `NotMoved` and changes nothing when the move does not start here or the person has no right to it.
        """
        self.check(question, name, who)
        await self.change(question, name, who, detail, to=MOVES[name].to, **values)

    def check(self, question: Question, name: str, who: Person) -> None:
        """Raise `NotMoved` unless this person may make this move now."""
        if who != BOT:
            self.house.must_be(who.id, MOVES[name].who, question.page)
        if name in SPEAKS and question.kind == Kind.MENTION:
            raise NotMoved("refused.elsewhere")
        if not may_move(name, question.state):
            raise NotMoved(*_why_not(question), name=self.house.owner_of(question))

    def clock_starts(self, question: Question) -> dict[str, Any]:
        """The values with which time begins to run for what wanted no answer until now: somebody shows that it does."""
        hours, rules = self.house.hours(question.page), self.house.municipality.promise
        return {
            "suggestion": "answer",
            "round_at": self.now,
            "reaction_due_at": promise.first_reaction_due(self.now, hours, rules),
            "due_at": promise.deadline(self.now, hours, rules),
        }

    async def change(
        self, question: Question, what: str, who: Person, detail: str = "", *, to: State | None = None, **values: Any
    ) -> None:
        """Change a question and write history. Raises `NotMoved` when somebody else was first."""
        before, after = question.state, (to or State(question.state)).value
        if to is not None and is_open(after):
            begun = self.clock_starts(question) if question.wants_no_answer and after not in UNTOUCHED else {}
            values = {"next_at": self.now, **begun, **values}  # what is due next depends on where the question stands
        if to is not None and not is_open(after):
            values = {"notice": "", **values}  # why something stopped before is no longer anybody's task
        if not is_open(after) and not question.ended_at:
            values = {"ended_at": self.now, "next_at": None, **values}
            if question.reminder_id:
                values["next_at"] = self.now  # it is looked at once more, so that its reminder goes
        elif is_open(after) and question.ended_at:
            values = {"ended_at": None, "erased": 0, "archived_at": None, **values}
        if values.get("next_at"):
            self.news.add("moments")
        if not await questions.move(self.session, question, {"state": after, **values}):
            raise NotMoved("refused.somebody_was_first", name=self.house.owner_of(question))
        await history.append(
            self.session,
            question.id or 0,
            self.now,
            what,
            who=(who.id, who.name),
            states=(before, after),
            detail=detail or self.source,
        )


def _why_not(question: Question) -> tuple[str]:
    return (f"refused.is_{question.state}",)
