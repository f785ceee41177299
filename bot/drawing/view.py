"""Everything that is shown about one question, as values; `gathering.py` reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.drawing.written import Written
from bot.flow.answering import approve, talking
from bot.flow.answering.propose import by_hand
from bot.flow.finding import house_texts
from bot.flow.finding.house_texts import HouseText
from bot.flow.finding.looking import Found
from bot.flow.keeping.archive import worth_of
from bot.flow.keeping.worth import Worth
from bot.ports.happenings import Kind
from bot.rules import attached
from bot.rules.promise import WhenResult, when
from bot.rules.seen import Mark, mark_of
from bot.rules.states import State
from bot.rules.talk.conversation import Conversation
from bot.rules.talk.messages.around.wishing import is_wish
from storage.tables import Answer, History, Question, Remark


@dataclass(frozen=True)
class View(Written):
    """A question with what was written, what goes out, and what was promised, at one moment."""

    neighbours: Sequence[Remark]  # what the page wrote in the same thread before, to other questions too
    parents: Sequence[Remark]  # what others wrote that the citizen answers
    moved: History | None  # how and by whom the question was brought where it stands now
    earlier: Found | None = None  # an answered question that asks the same, while its answer stands
    changed: History | None = None  # who of us has chosen or made the words of an answer last, and of which version
    collecting_card: str = ""  # the card that stands for this one and others, where it has none of its own
    also_asks: Question | None = None  # what its citizen asked under the same post before, and what is still open
    asked_too: frozenset[str] = frozenset()  # by which buttons somebody was called after the experts who were asked

    def clock(self, moment: datetime) -> str:
        """A moment in staff's words, which may be read days later."""
        return self.house.in_words(moment, self.now)

    @property
    def due(self) -> str:
        """The deadline in what is said now: "i dag kl. 15.30"."""
        return self.house.said(self.question.due_at, self.now)

    @property
    def due_on_card(self) -> str:
        """The deadline on a message that stays. Of the days near by it names today and the day before alone.

        On the morning of the deadline, at the deadline and on each day after it the card is drawn anew.
        """
        is_near = self.question.due_at <= self.now or self.is_due_today
        return self.due if is_near else self.clock(self.question.due_at)

    @property
    def is_due_today(self) -> bool:
        """Whether the deadline is on the day it is here now."""
        hours = self.house.hours(self.question.page)
        return hours.local_date(self.question.due_at) == hours.local_date(self.now)

    def author_of(self, answer: Answer) -> str:
        """Who wrote an answer, by name where it is known."""
        return answer.author_name or self.house.name_of(answer.author_id) or self.say("card.an_expert")

    def changed_by(self, answer: Answer) -> str:
        """Who wrote, edited or joined the words of a text at the desk; empty where they are as they were said."""
        line = self.changed
        is_hers = line is not None and line.detail == by_hand(answer)
        return (line.who_name or self.house.name_of(line.who_id)) if line is not None and is_hers else ""

    def said_by(self, remark: Remark) -> str:
        """Who wrote something in the thread, by name where it is known."""
        return remark.author_name or self.house.name_of(remark.author_id) or self.say("card.a_colleague")

    @property
    def nameless(self) -> Sequence[str]:
        """Who has the question or wrote an answer here and is not known by name, as after a start."""
        people = {answer.author_id: answer.author_name for answer in self.answers}
        people[self.question.owner_id] = self.question.owner_name
        return [one for one, name in people.items() if one and not (name or self.house.name_of(one))]

    @cached_property
    def archive(self) -> Worth:
        """Whether this is worth keeping in the archive: as marked, or as its words speak for."""
        return worth_of(self.house, self.question, self.remarks, self.answers)

    @property
    def hides_words(self) -> bool:
        """Whether something of the citizen's standing words, or of what stands beside them, is masked for everybody."""
        standing = [text for remark in self.citizen_remarks if not remark.gone_at for text in attached.read_of(remark)]
        return any(self.masked(text) != text for text in standing)

    @property
    def mark(self) -> Mark:
        """What a form that is drawn now shows, see `bot/rules/seen.py`."""
        return mark_of(self.question, self.remarks, self.answers)

    @property
    def card_address(self) -> str:
        """Where the card stands in the chat, or the collecting card; empty while it stands nowhere or that is not known."""
        card = self.question.card_id or self.collecting_card
        return self.house.link_of(self.question.channel, card) if card else ""

    @property
    def page_name(self) -> str:
        """What the page calls itself; our key of it once it has been taken out of the settings."""
        page = self.house.municipality.pages.get(self.question.page)
        return page.name if page else self.question.page

    @cached_property
    def ready_answer(self) -> Found | HouseText | None:
        """What answers the citizen's words, if anything does: the house's own, or what was answered before."""
        question, words = self.question, self.unanswered_words
        own = house_texts.offered(self.house.municipality, question.page, words, question.language, self.now)
        return own or self.earlier

    @property
    def offered(self) -> Found | HouseText | None:
        """The answer that is offered, the house's own before an earlier one: while nobody has written one, and one is wanted."""
        is_waiting = self.question.state in (State.NEW, State.TAKEN, State.ASKED) and not self.is_elsewhere
        return self.ready_answer if is_waiting and self.suggested.expected in ("answer", "holding") else None

    @property
    def is_elsewhere(self) -> bool:
        """Whether it stands where the page is a guest, so that nothing can be published there."""
        return self.question.kind == Kind.MENTION

    @property
    def proposal(self) -> Answer | None:
        """The answer in the making: proposed, approved or published last; none where a later one was taken back since."""
        answers = [a for a in self.answers if a.kind == "answer"]
        standing = [a for a in answers if a.state in ("proposed", "approved", "published")]
        is_taken_back = answers and answers[-1].state == "superseded" and standing and standing[-1].state == "published"
        return None if is_taken_back or not standing else standing[-1]

    @property
    def colleagues(self) -> list[tuple[str, str]]:
        """Who else at the desk could have the question, by name."""
        others = self.house.rights.desk_of(self.question.page) - {self.question.owner_id} - self.house.left
        return sorted(((one, self.house.name_of(one) or one) for one in others), key=lambda each: each[1])

    @property
    def held_back(self) -> Answer | None:
        """The text that is approved and waits for a moment, in which it can be taken back."""
        out = [a for a in self.answers if a.state == "approved" and approve.held_back(self.house, a)]
        return out[-1] if out and self.question.state == State.APPROVED else None

    @property
    def is_held_back(self) -> bool:
        """Whether that moment is not over yet."""
        answer = self.held_back
        if answer is None or answer.approved_at is None:
            return False
        return self.now < answer.approved_at + approve.held_back(self.house, answer)

    @cached_property
    def talk(self) -> Conversation:
        """What colleagues said in the thread since the last answer, as the rules read it."""
        return talking.conversation(self.house, self.question, self.remarks, self.answers)

    @cached_property
    def first_names(self) -> frozenset[str]:
        """The first names of who may be spoken to in the thread, and the citizen's own, in small letters."""
        names = talking.staff_names(self.house, self.remarks) | set(self.question.author_name.split()[:1])
        return frozenset(name.casefold() for name in names)

    @property
    def asks_back(self) -> tuple[str, str] | None:
        """Who asks what in the thread, or wants what of the citizen, while nothing is proposed and the desk has said nothing since."""
        waits = self.talk.waits_for_the_desk
        if waits is None:
            return None
        remark = next(remark for remark in self.remarks if remark.id == waits.contribution.id)
        name = remark.author_name or self.house.name_of(remark.author_id) or self.say("card.an_expert")
        return name, self.masked(remark.text)

    @property
    def to_ask_the_citizen(self) -> str:
        """What an expert wants to know, as the citizen can be asked it; empty where it cannot be passed on."""
        return talking.to_ask_the_citizen(self.house, self.question, self.remarks, self.talk)

    @property
    def wants_something(self) -> bool:
        """Whether what was asked last is something that the citizen is to do."""
        return self.talk.to_pass_on is not None and is_wish(self.talk.to_pass_on.contribution.text)

    @property
    def may_ask_the_citizen(self) -> bool:
        """Whether what was asked last may be for her, and not for colleagues alone."""
        asked = self.talk.to_pass_on
        return asked is not None and talking.is_for_the_citizen(self.house, self.remarks, asked.contribution.text)

    @cached_property
    def counted(self) -> WhenResult:
        """How this round's time was counted: deadline, aim, and whether something long lies in between."""
        return when(self.question.began_at, self.house.hours(self.question.page), self.house.municipality.promise)

    @property
    def may_extend(self) -> bool:
        """Whether the one extension of this round is still there to be used."""
        made = [promise for promise in self.promises if promise.round == self.question.round]
        return len(made) == 1 and self.now < made[0].until

    @property
    def is_overdue(self) -> bool:
        """Whether the citizen should have had an answer by now."""
        return self.now >= self.question.due_at and not self.question.wants_no_answer

    def value(self, detail: object = "") -> str:
        """What a button carries: the question, and what else it is about."""
        return f"{self.question.id}:{detail}" if detail else str(self.question.id)
