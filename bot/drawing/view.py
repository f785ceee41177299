"""Everything that is shown about one question, as values; `gathering.py` reads them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.flow.answering import approve, redirect, talking
from bot.flow.finding.looking import Found
from bot.flow.forgetting.erase import is_erased
from bot.flow.keeping import no_data
from bot.flow.keeping.archive import worth_of
from bot.flow.keeping.worth import Worth
from bot.guard.imitating import imitates
from bot.ports.happenings import Kind
from bot.ports.showing import first_words
from bot.reading import privacy
from bot.reading.privacy import Find
from bot.reading.suggest import Suggestion, suggest
from bot.rules import attached
from bot.rules.promise import WhenResult, when
from bot.rules.seen import Mark, mark_of
from bot.rules.states import State
from bot.rules.talk.conversation import Conversation
from bot.work import House
from storage.tables import Answer, History, Promise, Question, Remark


@dataclass(frozen=True)
class View:
    """A question with what was written, what goes out, and what was promised, at one moment."""

    house: House
    now: datetime
    question: Question
    remarks: Sequence[Remark]
    answers: Sequence[Answer]
    promises: Sequence[Promise]
    neighbours: Sequence[Remark]  # what the page wrote in the same thread before, to other questions too
    parents: Sequence[Remark]  # what others wrote that the citizen answers
    moved: History | None  # how and by whom the question was brought where it stands now
    earlier: Found | None = None  # an answered question that asks the same, while its answer stands
    asked_too: frozenset[str] = frozenset()  # by which buttons somebody was called after the experts who were asked

    def say(self, key: str, **values: str) -> str:
        """A sentence for staff."""
        return self.house.say(key, **values)

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

    @property
    def nameless(self) -> Sequence[str]:
        """Who has the question or wrote an answer here and is not known by name, as after a start."""
        people = {answer.author_id: answer.author_name for answer in self.answers}
        people[self.question.owner_id] = self.question.owner_name
        return [one for one, name in people.items() if one and not (name or self.house.name_of(one))]

    def finds(self, text: str) -> tuple[Find, ...]:
        """What is probably personal in a text, without what the desk has said is not."""
        return privacy.but_for(text, privacy.scan(text, self.house.public_contacts), no_data.said(self.question))

    def masked(self, text: str) -> str:
        """A text with personal numbers and the like blotted out."""
        return privacy.masked(text, self.finds(text))

    def first_words(self, room: int) -> str:
        """What the citizen wrote and has not taken back, masked, on one line of at most so many characters."""
        standing = [remark for remark in self.citizen_remarks if not remark.gone_at]
        if any(is_erased(remark) for remark in standing):
            return self.say("card.erased_words")
        masked = self.masked(" ".join(" ".join(remark.text for remark in standing).split())) or (
            attached.instead(self.say, self.masked, standing) if standing else self.say("card.deleted_words")
        )
        return first_words(masked, room)

    @cached_property
    def archive(self) -> Worth:
        """Whether this is worth keeping in the archive: as marked, or as its words speak for."""
        return worth_of(self.house, self.question, self.remarks, self.answers)

    @property
    def hides_words(self) -> bool:
        """Whether something of the citizen's standing words is masked for everybody."""
        return any(not remark.gone_at and self.masked(remark.text) != remark.text for remark in self.citizen_remarks)

    @property
    def mark(self) -> Mark:
        """What a form that is drawn now shows, see `bot/rules/seen.py`."""
        return mark_of(self.question, self.remarks, self.answers)

    @property
    def card_address(self) -> str:
        """Where the card stands in the chat; empty while it stands nowhere or that is not known."""
        return self.house.link_of(self.question.channel, self.question.card_id) if self.question.card_id else ""

    @property
    def page_name(self) -> str:
        """What the page calls itself; our key of it once it has been taken out of the settings."""
        page = self.house.municipality.pages.get(self.question.page)
        return page.name if page else self.question.page

    @property
    def citizen_remarks(self) -> list[Remark]:
        """The citizen's words, oldest first."""
        return [remark for remark in self.remarks if remark.author == "citizen"]

    @property
    def unanswered(self) -> list[Remark]:
        """What the citizen has written in this round; everything where a round was begun by the desk.

        The platform tells moments in whole seconds and an answer is often noted later than it was published, so the
        moment of the answer cannot tell which words came after it; the moment that began the round is the citizen's own.
        """
        standing = [remark for remark in self.citizen_remarks if remark.gone_at is None]
        began_at = self.question.round_at
        new = [r for r in standing if began_at is None or r.written_at is None or r.written_at >= began_at]
        return new or standing

    @property
    def unanswered_words(self) -> str:
        """That as one text."""
        return "\n".join(remark.text for remark in self.unanswered)

    @cached_property
    def suggested(self) -> Suggestion:
        """What is suggested for what has not been answered yet."""
        shows = attached.needs_eyes(self.unanswered)
        said = no_data.said(self.question)
        town, words = self.house.municipality, self.unanswered_words
        found = suggest(words, self.question.page, town, shows=shows, no_data=said)
        if found.expected in ("answer", "holding", "no_answer_needed") and self._poses_as_us:
            return replace(found, expected="hide", reason="imitation", ready="")
        return redirect.suited(town, self.question, found, is_about_somebody=bool(self.finds(words)))

    @property
    def _poses_as_us(self) -> bool:
        """Whether somebody who is called like us leads others to an address."""
        names, words = self.house.municipality.names, self.unanswered_words.casefold()
        return imitates(self.question.author_name, names) and ("http" in words or "www." in words)

    @property
    def is_urgent(self) -> bool:
        """Whether help is needed at once, and nothing was promised for later."""
        return self.suggested.expected == "emergency" and not self.promise

    @property
    def offered(self) -> Found | None:
        """The earlier answer that is offered: while nobody has written one, and where an answer is what is wanted."""
        is_waiting = self.question.state in (State.NEW, State.TAKEN, State.ASKED) and not self.is_elsewhere
        return self.earlier if is_waiting and self.suggested.expected in ("answer", "holding") else None

    @property
    def is_elsewhere(self) -> bool:
        """Whether it stands where the page is a guest, so that nothing can be published there."""
        return self.question.kind == Kind.MENTION

    @property
    def proposal(self) -> Answer | None:
        """The answer in the making: proposed, approved or published last."""
        answers = [a for a in self.answers if a.kind == "answer" and a.state in ("proposed", "approved", "published")]
        return answers[-1] if answers else None

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

    @property
    def asks_back(self) -> tuple[str, str] | None:
        """Who asks what in the thread, while nothing is proposed and the desk has not said anything since."""
        waits = self.talk.waits_for_the_desk
        if waits is None:
            return None
        remark = next(remark for remark in self.remarks if remark.id == waits.contribution.id)
        name = remark.author_name or self.house.name_of(remark.author_id) or self.say("card.an_expert")
        return name, self.masked(remark.text)

    @property
    def promise(self) -> Promise | None:
        """The promise that counts now, if one was published in this round."""
        current = [promise for promise in self.promises if promise.round == self.question.round]
        return current[-1] if current else None

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
        return self.now >= self.question.due_at

    def value(self, detail: object = "") -> str:
        """What a button carries: the question, and what else it is about."""
        return f"{self.question.id}:{detail}" if detail else str(self.question.id)
