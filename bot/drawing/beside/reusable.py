"""Which answer of ours others may be given, too."""

from bot.drawing.view import View
from bot.flow.answering.public_words import CLARIFY
from bot.flow.finding.library import LIBRARY
from bot.ports.happenings import Kind
from bot.rules.states import may_move
from storage.tables import Answer


def reusable(view: View) -> Answer | None:
    """What stands in public and answers the question; neither a message, nor a question of ours to the citizen."""
    if not may_move(LIBRARY, view.question.state) or view.question.kind == Kind.MESSAGE:
        return None
    ours = [one for one in view.answers if one.kind == "answer" and one.state == "published" and one.variant != CLARIFY]
    return ours[-1] if ours else None
