"""What speaks against an answer that everybody can read: what the citizen tells, and what a proposed answer says itself."""

from bot.drawing.question.moderation import SECRETS
from bot.drawing.view import View
from bot.ports.happenings import Kind
from bot.reading import calling, composing
from bot.reading.composing import Problem, Weight
from bot.reading.privacy import Level
from bot.rules.states import State
from storage.tables import Answer


def personal_kinds(view: View) -> tuple[str, ...]:
    """What is personal in the citizen's words (text keys below "find."); where help comes first, only what must not stand at all."""
    is_urgent = view.suggested.expected == "emergency"
    found = [find for find in view.finds(view.unanswered_words) if not is_urgent or find.type in SECRETS]
    return calling.kinds(view.unanswered_words, found)


def to_tick(view: View, answer: Answer) -> list[Problem]:
    """What must be ticked before an answer can go out, as its form asks it."""
    found = composing.check(answer.text, Kind(view.question.kind), allow=view.house.public_words)
    return [problem for problem in found if problem.weight is Weight.TICK]


def speaks_against(view: View) -> bool:
    """Whether the card says that no answer may stand open to everybody, or the proposed one tells something personal."""
    if view.question.kind == Kind.MESSAGE:
        return False
    return bool(personal_kinds(view)) or _is_personal(view)


def _is_personal(view: View) -> bool:
    answer = view.proposal if view.question.state == State.PROPOSED else None
    found = [problem.find for problem in to_tick(view, answer)] if answer else []
    return any(find.level is Level.HIGH for find in found if find)
