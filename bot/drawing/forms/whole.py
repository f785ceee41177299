"""[Vis alt]: everything that was said about a question, and how to go on with it."""

from bot.drawing.beside.audit import HISTORY
from bot.drawing.beside.masked import masked_way
from bot.drawing.beside.reusable import reusable
from bot.drawing.question.buttons import behind_whole
from bot.drawing.question.card import about
from bot.drawing.state_words import state_words
from bot.drawing.talk import talk
from bot.drawing.view import View
from bot.flow.answering import correct
from bot.flow.finding.library import LIBRARY
from bot.ports.form import Choice, ChoiceField, Form
from bot.rules.states import is_open, may_move


def whole_form(view: View) -> Form:
    """Everything that was said about a question; sending the form opens it again where it is settled and that is possible.

    Of an open one it offers what its card's menu has no room for.
    """
    may_reopen = may_move("reopen", view.question.state)
    settled = [Choice(way, view.say(f"form.whole.{way}")) for way in whole_ways(view)] if may_reopen else []
    ways = (*settled, *(Choice(action.name, action.label) for action in behind_whole(view)))
    chosen = "" if is_open(view.question.state) else "reopen"
    fields = (ChoiceField("way", view.say("form.whole.way"), ways, value=chosen),) if ways != tuple(settled[:1]) else ()
    return Form(
        name="whole",
        title=view.say("form.whole.title", number=str(view.question.id)),
        submit=view.say("form.whole.go_on" if fields else "form.whole.submit") if ways else "",
        cancel=view.say("form.whole.close"),
        subject=view.value(),
        fields=fields,
        quotes=talk(view),
        body=f"{about(view)}\n{state_words(view)}",
    )


def whole_ways(view: View) -> tuple[str, ...]:
    """How a settled question can go on, the most usual first."""
    keep = LIBRARY if reusable(view) else ""
    return tuple(way for way in (*_ways_on(view), keep, "archive", masked_way(view), HISTORY) if way)


def _ways_on(view: View) -> tuple[str, ...]:
    stands = any(a.kind in correct.ANSWERS and a.state == "published" for a in view.answers)
    if not stands or not may_move(correct.CORRECT, view.question.state):
        return ("reopen",)
    edit = (correct.CORRECT,) if correct.may_edit(view.question) else ()
    delete = (correct.TAKE_DOWN,) if correct.may_edit(view.question) else ()
    return ("reopen", *edit, correct.RECTIFY, *delete)
