"""When many ask under one post: who gets a card at once, and who is a line of the collecting card until further notice.

Pure. A collected question is a question like any other, with its own promise; only how it is shown differs.
"""

from collections.abc import Collection
from datetime import timedelta

from bot.ports.happenings import Kind
from bot.reading import privacy
from bot.rules.reminders import Step

WINDOW = timedelta(minutes=10)
PAGE_OF_LINES = 10  # in the list that a click opens; also what a chat's tick boxes hold
KINDS = frozenset({Kind.COMMENT, Kind.REPLY})  # what stands under a post; a visitor's post is where others stand
CALLS_CARDS = frozenset({Step.DEADLINE_MORNING, Step.BEFORE_DEADLINE, Step.AT_DEADLINE, Step.LATE})
"""From these reminders on, the questions with the nearest deadlines get cards of their own."""

_WORDS = {
    Step.NOT_TAKEN: "waiting",
    Step.NOT_APPROVED: "waiting",
    Step.NO_REACTION: "waiting",
    Step.DEADLINE_MORNING: "due_soon",
    Step.BEFORE_DEADLINE: "due_soon",
    Step.AT_DEADLINE: "late",
    Step.LATE: "late",
}


def is_grave(text: str, expected: str, public_contacts: Collection[str]) -> bool:
    """Whether a person must see these words by themselves: an emergency, or something very personal.

    `expected` is what `bot/reading/suggest.py` suggests for them.
    """
    return expected == "emergency" or bool(privacy.high(privacy.suspect(text, public_contacts)))


def reminder_text(step: Step) -> str:
    """The key of what is said in the thread of a collecting card."""
    return f"collecting.{_WORDS.get(step, 'waiting')}"
