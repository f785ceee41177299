"""Which buttons of a note in the thread still do something, and what became of its matter when none of them does.

A note stands for as long as the thread does, and the question goes on: what it offers is weighed each time it is drawn.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.drawing.state_words import last_public, put_right_words, state_words
from bot.drawing.view import View
from bot.flow.answering.propose import sources_of
from bot.flow.promising.extend import waiting_for_manager
from bot.rules.states import ANSWERED, ENDS, NOBODY_YET, OPEN, State, is_open

Body = Mapping[str, Any]
Button = Sequence[str]
"""A button as an order carries it: name, label, value, style."""

_DECISIONS = frozenset({"grant", "deny"})
_PUTS_RIGHT = frozenset({"correct", "rectify"})
_REOPENS = frozenset({"reopen", "reopen_with"})
_UNANSWERED = NOBODY_YET | {State.TAKEN, State.ASKED}


def still_there(view: View, body: Body) -> list[Button]:
    """The buttons of a note that still do something, by what they do now: where the question is open again, words are only used."""
    still = [button for button in body.get("actions", ()) if _does_something(view, body, button)]
    return [_for_now(view, button) for button in still]


def _for_now(view: View, button: Button) -> Button:
    name, _, value, *style = button
    is_open_again = name == "reopen_with" and view.question.state in OPEN
    return ["use_this", view.say("button.use_this"), value, *style] if is_open_again else button


def became(view: View, body: Body) -> str:
    """What became of the matter of a note that has lost all its buttons; empty for any other."""
    buttons = body.get("actions", ())
    if not buttons or still_there(view, body):
        return ""
    name, _, value, *_ = buttons[0]
    if name in _DECISIONS:
        return _decided(view, _carried(value))
    if name == "use_this" and _carried(value) in _used(view):
        return view.say("note.used")
    if name in _PUTS_RIGHT and is_open(view.question.state) and (done := put_right_words(view)):
        return view.say("note.settled", stands=done)
    if name in _REOPENS and is_open(view.question.state):
        return view.say("note.open_again", stands=state_words(view))
    return view.say("note.settled", stands=state_words(view))


def picture(view: View, body: Body) -> list[str]:
    """What of a note follows the question: the buttons' names, and what became of it."""
    return [*(button[0] for button in still_there(view, body)), became(view, body)]


def at_first(body: Body) -> list[str]:
    """The same of a note that was drawn while everything in it could be done."""
    return [*(button[0] for button in body.get("actions", ())), ""]


def _decided(view: View, answer_id: int) -> str:
    """How a manager decided; where nobody has, the question was settled before."""
    answer = next((one for one in view.answers if one.id == answer_id), None)
    if answer is not None and answer.state == "stopped":
        return view.say("note.denied")
    if answer is not None and answer.approver_name:
        return view.say("note.granted", approver=answer.approver_name)
    return view.say("note.settled", stands=state_words(view))


def _does_something(view: View, body: Body, button: Button) -> bool:
    name, _, value, *_ = button
    asked = _STILL.get(name)
    return asked is None or asked(view, body, _carried(value))


def _waits_for_the_manager(view: View, _body: Body, answer_id: int) -> bool:
    asked = waiting_for_manager(view.promise, view.answers) if view.may_extend else None
    return view.question.state in OPEN and asked is not None and asked.id == answer_id


def _asks_the_citizen(view: View, body: Body, _carries: int) -> bool:
    """What an expert asked last is still to be passed on, and nobody has answered without it."""
    asked = view.talk.to_pass_on
    is_this = asked is not None and asked.contribution.id == body.get("remark_id")
    return view.question.state in _UNANSWERED and is_this


def _can_be_used(view: View, _body: Body, remark_id: int) -> bool:
    return view.question.state in OPEN and remark_id not in _used(view)


def _waits_for_somebody(view: View, body: Body, _carries: int) -> bool:
    """Nobody else was asked since, and nobody has answered."""
    is_same = view.question.asked_department in ("", body.get("department", ""))
    return view.question.state in _UNANSWERED and is_same


def _can_be_published(view: View, _body: Body, answer_id: int) -> bool:
    waits = view.proposal
    return view.question.state in OPEN and waits is not None and (waits.id, waits.state) == (answer_id, "proposed")


def _can_be_undone(view: View, _body: Body, answer_id: int) -> bool:
    return view.question.state == State.APPROVED and any(one.id == answer_id for one in view.answers[-1:])


def _can_be_put_right(view: View, body: Body, _carries: int) -> bool:
    """It stands on the page, or is on its way there, and was neither put right nor followed by another since."""
    out = last_public(view)
    later = [one for one in view.answers if one.kind == "correction" and out and one.version > out.version]
    is_same = out is not None and not later and body.get("about_answer", out.id) == out.id
    return view.question.state in {*ANSWERED, *OPEN, State.APPROVED} and is_same


def _can_be_reopened(view: View, _body: Body, _carries: int) -> bool:
    return view.question.state in ENDS - {State.WITHDRAWN}


def _can_be_reopened_with(view: View, body: Body, remark_id: int) -> bool:
    is_used = any(remark_id in sources_of(one) for one in view.answers)
    return (view.question.state in OPEN or _can_be_reopened(view, body, remark_id)) and not is_used


_STILL: Mapping[str, Callable[[View, Body, int], bool]] = {
    "grant": _waits_for_the_manager,
    "deny": _waits_for_the_manager,
    "clarify": _asks_the_citizen,
    "use_this": _can_be_used,
    "ask": _waits_for_somebody,
    "answer": _waits_for_somebody,
    "publish": _can_be_published,
    "undo": _can_be_undone,
    "correct": _can_be_put_right,
    "rectify": _can_be_put_right,
    "reopen": _can_be_reopened,
    "reopen_with": _can_be_reopened_with,
}


def _carried(value: str) -> int:
    """The number that a button carries behind the question's; 0 when none."""
    number = value.rpartition(":")[2] if ":" in value else ""
    return int(number) if number.isdecimal() else 0


def _used(view: View) -> list[int]:
    """What the text that waits, is on its way or out was made of."""
    return sources_of(view.proposal) if view.proposal else []
