"""What the citizen wrote, as it may be shown, and what it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.flow.answering import redirect
from bot.flow.asking import asked_back
from bot.flow.asking.advising import advice_on
from bot.flow.asking.change import PAGE, US
from bot.flow.forgetting.erase import is_erased
from bot.flow.keeping import no_data
from bot.guard.imitating import imitates
from bot.ports.showing import first_words
from bot.reading import privacy
from bot.reading.privacy import Find
from bot.reading.suggest import Suggestion, suggest
from bot.rules import attached
from bot.rules.states import is_open
from bot.work import House
from storage.tables import NO_ANSWER, Answer, Promise, Question, Remark

_DELETED = {"": "deleted_words", US: "deleted_by_us", PAGE: "deleted_on_page"}


@dataclass(frozen=True)
class Written:
    """A question with the words on it, at one moment."""

    house: House
    now: datetime
    question: Question
    remarks: Sequence[Remark]
    answers: Sequence[Answer]
    promises: Sequence[Promise]

    def say(self, key: str, **values: str) -> str:
        """A sentence for staff."""
        return self.house.say(key, **values)

    def finds(self, text: str) -> tuple[Find, ...]:
        """What is probably personal in a text, without what the desk has said is not."""
        return privacy.but_for(text, privacy.suspect(text, self.house.public_contacts), no_data.said(self.question))

    def masked(self, text: str) -> str:
        """A text with personal numbers and the like blotted out."""
        return privacy.masked(text, self.finds(text))

    def first_words(self, room: int) -> str:
        """What the citizen wrote and has not taken back, masked, on one line of that length.

        While it is open, what of it needs help at once, or what is new since our last answer, with what was before it behind it.
        """
        standing = [remark for remark in self.citizen_remarks if not remark.gone_at]
        if not is_open(self.question.state):
            return self.on_one_line(standing, room)
        return self._new_first(standing, room) if not self.alarming else self.on_one_line(self.alarming, room)

    def _new_first(self, standing: Sequence[Remark], room: int) -> str:
        new = self.unanswered
        before = [remark for remark in standing if remark not in new]
        if not before or any(is_erased(remark) for remark in before):
            return self.on_one_line(new or standing, room)
        words = self.say("card.after", new=self.on_one_line(new, room), before=self.on_one_line(before, room))
        return first_words(words, room)

    def masked_but_places(self, text: str) -> str:
        """The same, with addresses: for whoever must go there."""
        return privacy.masked(text, [find for find in self.finds(text) if find.type != "address"])

    def on_one_line(self, standing: Sequence[Remark], room: int, masks: attached.Masked | None = None) -> str:
        """Some of what the citizen wrote, masked, on one line of at most so many characters."""
        if any(is_erased(remark) for remark in standing):
            return self.say("card.erased_words")
        masked = (masks or self.masked)(" ".join(" ".join(remark.text for remark in standing).split())) or (
            attached.instead(self.say, self.masked, standing) if standing else self.in_place_of(self.citizen_remarks)
        )
        return first_words(masked, room)

    def in_place_of(self, gone: Sequence[Remark]) -> str:
        """What stands there for words that are gone, and who took them away."""
        names = {one.gone_by for one in gone} or {""}
        return self.say(f"card.{_DELETED[names.pop()] if len(names) == 1 else 'deleted_on_page'}")

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
        found = self._after_thanks(suggest(words, self.question.page, town, shows=shows, no_data=said))
        if found.expected in ("answer", "holding", NO_ANSWER) and self._poses_as_us:
            return replace(found, expected="hide", reason="imitation", ready="")
        if found.expected == NO_ANSWER and asked_back.was_asked(self.question, self.remarks, self.answers):
            return replace(found, expected="answer", ready="")
        return redirect.suited(town, self.question, found, is_about_somebody=bool(self.finds(words)))

    def _after_thanks(self, found: Suggestion) -> Suggestion:
        """Who has thanked and then writes something else wants something after all: the newest words decide.

        That they are an opinion, or like one, is no ground to leave somebody alone who is no longer content.
        """
        if found.expected != NO_ANSWER or len(self.unanswered) < 2:
            return found
        newest = advice_on(self.house, self.question.page, self.unanswered[-1])
        if newest.noted == NO_ANSWER:
            return found
        return replace(newest, expected="answer", ready="") if newest.expected == NO_ANSWER else newest

    @property
    def _poses_as_us(self) -> bool:
        """Whether somebody who is called like us leads others to an address."""
        names, words = self.house.municipality.names, self.unanswered_words.casefold()
        return imitates(self.question.author_name, names) and ("http" in words or "www." in words)

    @property
    def is_urgent(self) -> bool:
        """Whether help is needed at once."""
        return bool(self.alarming)

    @cached_property
    def alarming(self) -> list[Remark]:
        """What speaks of danger; where something was promised for later, only what was written or edited since it was approved."""
        if self.suggested.expected != "emergency":
            return []
        since = self._approved_at(self.promise) if self.promise else None
        new = [one for one in self.unanswered if since is None or _is_since(one, since)]
        speaks = [one for one in new if advice_on(self.house, self.question.page, one).expected == "emergency"]
        return speaks or ([] if since else new)

    @property
    def promise(self) -> Promise | None:
        """The promise that counts now, if one was published in this round."""
        current = [promise for promise in self.promises if promise.round == self.question.round]
        return current[-1] if current else None

    def _approved_at(self, promise: Promise) -> datetime:
        """When its text was approved: nobody had read then what came while it was on its way. In whole seconds, as the platform tells."""
        approved = next((answer.approved_at for answer in self.answers if answer.id == promise.answer_id), None)
        return (approved or promise.made_at).replace(microsecond=0)


def _is_since(remark: Remark, since: datetime) -> bool:
    """Whether something was written or edited from a moment on, as far as that is known."""
    return any(moment is not None and moment >= since for moment in (remark.written_at, remark.edited_at))
