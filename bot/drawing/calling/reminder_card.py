"""Reminders: one question alone in its thread, or several in the channel as a list. Each person is called once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.drawing.calling.brief_card import question_line
from bot.drawing.calling.mentions import mentions
from bot.drawing.question.card import asks
from bot.drawing.sentences import sentence_card
from bot.drawing.view import View
from bot.flow.promising.reminding import Entry
from bot.ports.card import Card, Listing
from bot.rules.reminders import Step
from bot.rules.states import State
from bot.work import House

URGENT_FIRST = (
    Step.LATE,
    Step.AT_DEADLINE,
    Step.BEFORE_DEADLINE,
    Step.DEADLINE_MORNING,
    Step.NOT_APPROVED,
    Step.NO_REACTION,
    Step.EXPERT_SILENT,
    Step.NOT_TAKEN,
)
"""In this order they stand in a list, each under its heading."""


@dataclass(frozen=True)
class Reminded:
    """A question of which a message reminds, and whom that calls."""

    view: View
    entry: Entry
    calls: Sequence[str]

    @property
    def step(self) -> Step:
        """At which stage it is reminded of."""
        return self.entry.step


def reminder_card(one: Reminded) -> Card:
    """The reminder of one question, for its thread."""
    question = one.view.question
    waits_for = "asked" if question.state == State.ASKED else "open"
    text = f"reminder.{one.step}_{waits_for}"
    return sentence_card(one.view, {"text": text, "mentions": one.calls, "department": question.asked_department})


def reminder_list(house: House, shown: Sequence[Reminded]) -> Card:
    """The reminders of several questions, for the channel: by what there is to do, each with the way to its thread."""
    first = min(shown, key=lambda one: (not one.view.is_urgent, URGENT_FIRST.index(one.step)))
    title = house.say("reminders.title", count=str(len(shown)))
    return Card(
        summary=house.say("reminders.notified", title=title, first=asks(first.view)),
        title=title,
        mentions=mentions(house, (person for one in shown for person in one.calls)),
        listings=tuple(_listings(house, shown)),
    )


def _listings(house: House, shown: Sequence[Reminded]) -> Iterator[Listing]:
    urgent = tuple(question_line(one.view) for one in shown if one.view.is_urgent)
    if urgent:
        yield Listing(house.say("reminders.urgent"), urgent)
    for step in URGENT_FIRST:
        lines = tuple(question_line(one.view) for one in shown if one.step == step and not one.view.is_urgent)
        if lines:
            yield Listing(house.say(f"reminders.{step}"), lines)
