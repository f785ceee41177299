"""What can be done on the card of a question: at most four buttons, the first being what is suggested, the rest in a menu.

What the menu has no room for stands behind its last line, [Vis alt], where one chooses how to go on.
"""

from collections.abc import Sequence

from bot.drawing.beside.masked import masked_way
from bot.drawing.question.moderation import AND_REDIRECT, moderation, must_not_stand
from bot.drawing.question.openly import speaks_against
from bot.drawing.question.said_after import put_right
from bot.drawing.state_words import undo_action
from bot.drawing.talk import is_cut
from bot.drawing.view import View
from bot.flow.answering import close, redirect
from bot.flow.finding.looking import Found
from bot.flow.keeping.worth import KEPT
from bot.ports.card import Action, Style
from bot.reading.suggest import Suggestion
from bot.rules import calling
from bot.rules.states import OPEN, State

BUTTONS, MENU = 4, 5  # a menu holds what has no button, as much as a chat lets it
ROWS, ROW = 2, 34  # in sight on a phone; letters of labels beside each other
FRAME, DOTS = 4, 5  # letters that go to a button's frame, and to the menu
WHOLE = "whole"
READY_TEXT, ARCHIVE, USE_EARLIER = "ready_text", "archive", "use_earlier"
NO_ANSWER = "no_answer"  # to close at once for the reason that is suggested
SUGGESTS = {
    "emergency": "redirect",
    "redirect_case": "redirect",
    "redirect_personal": "redirect",
    "redirect_other": "redirect",
    "by_message": "redirect",
    "no_answer_needed": "close",
    "hide": "hide",
}
"""What is suggested for a text → the button that does it."""


def buttons(view: View) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
    """Those in sight, and those in the menu."""
    actions = tuple(_actions(view, view.suggested))
    if not actions:
        return (), ()
    seen, in_menu, behind = _placed(actions, needs_whole=is_cut(view))
    if behind:
        whole = Action(WHOLE, view.say("button.whole_and_more"), view.value())
        return seen, (whole, *in_menu) if is_cut(view) else (*in_menu, whole)
    return seen, (_action(view, WHOLE), *in_menu) if is_cut(view) else in_menu


def behind_whole(view: View) -> tuple[Action, ...]:
    """What the menu of an open card has no room for; each of these leads to a form."""
    return _placed(tuple(_actions(view, view.suggested)), needs_whole=is_cut(view))[2]


def settled_buttons(view: View) -> tuple[Action, ...]:
    """What can still be done once a question is settled: what is hidden can be shown again, or go for good."""
    return tuple(_action(view, name) for name in moderation(view))


def _placed(
    actions: tuple[Action, ...], *, needs_whole: bool
) -> tuple[tuple[Action, ...], tuple[Action, ...], tuple[Action, ...]]:
    """In sight, in the menu, and behind it. What works at once is never behind: there a form stands between."""
    seen = _in_sight(actions)
    rest = tuple(action for action in actions if action not in seen)
    if len(rest) + needs_whole <= MENU:
        return seen, rest, ()
    forms = [action for action in rest if not action.at_once]
    behind = forms[MENU - 1 - len(rest) :]
    return seen, tuple(action for action in rest if action not in behind), tuple(behind)


def _in_sight(actions: Sequence[Action]) -> tuple[Action, ...]:
    """The first one, and of the next three each that still finds room on a phone, beside the menu."""
    seen = list(actions[:1])
    for action in actions[1:BUTTONS]:
        if _rows([*seen, action]) <= ROWS:
            seen.append(action)
    return tuple(seen)


def _rows(actions: Sequence[Action]) -> int:
    """How many rows these buttons and the menu take on a phone."""
    rows, room = 0, 0
    for needed in (*(len(action.label) + FRAME for action in actions), DOTS):
        rows, room = (rows, room - needed) if needed <= room else (rows + 1, ROW - needed)
    return rows


def _actions(view: View, suggested: Suggestion) -> list[Action]:
    """The suggested one first."""
    state = State(view.question.state)
    if view.held_back:
        return [undo_action(view, view.held_back)]
    if state not in OPEN:
        return []
    names = _open_actions(view, state, suggested)
    suggests = wanted(view)
    first = _first(view, names, suggests)
    names = [first, *(name for name in names if name not in (first, READY_TEXT, AND_REDIRECT, NO_ANSWER))]
    urgent = suggested.expected == "emergency" and first in ("redirect", READY_TEXT)
    return [_action(view, names[0], Style.DANGER if urgent else Style.PRIMARY), *(_action(view, n) for n in names[1:])]


def _first(view: View, names: Sequence[str], suggests: str) -> str:
    """An answer that is ready comes before what is suggested, but for danger and what must not be answered openly."""
    if view.question.state != State.PROPOSED or view.is_urgent:
        return suggests if suggests in names else names[0]
    if not speaks_against(view):
        return names[0]
    return next((name for name in (suggests, "redirect") if name in names), names[0])


def wanted(view: View) -> str:
    """The button that does what is suggested, at once where nothing is left to choose; empty when nothing is."""
    if must_not_stand(view):
        return AND_REDIRECT
    if view.offered:
        return USE_EARLIER
    name = SUGGESTS.get(view.suggested.expected, "")
    if name == "close" and view.suggested.reason in close.REASONS:
        return NO_ANSWER
    is_ready = redirect.ready_made(view.house.municipality, view.question, view.suggested) is not None
    return READY_TEXT if name == "redirect" and is_ready else name


def _open_actions(view: View, state: State, suggested: Suggestion) -> list[str]:
    if view.is_elsewhere:  # where nothing can be published there is nothing to write here
        return ["take", "close"] if state == State.NEW else ["close", "take_over", "release"]
    later = _later(view)
    names = ["edit" if state == State.PROPOSED else "answer", "ask", *_second_line(view, state), *later]
    is_grave = view.is_urgent or must_not_stand(view) or suggested.expected == "hide"
    if view.is_overdue and not is_grave:
        names = [names[0], "apologise", *names[1:]] if state == State.PROPOSED else ["apologise", *names]
    if view.asks_back and view.may_ask_the_citizen:
        names = ["clarify", *names]
    if view.offered:
        names = [USE_EARLIER, *names]
    names += ["take"] if state == State.NEW else []
    if right := put_right(view):
        names = [names[0], right, *names[1:]]
    if suggested.expected in SUGGESTS:  # another way is suggested, so time is not what is missing
        names.sort(key=lambda name: name == "holding")
    names += ["apologise"] if view.is_overdue and is_grave else []  # what is grave is seen to first
    masked = [masked_way(view)] if masked_way(view) else []
    names += [READY_TEXT, AND_REDIRECT, NO_ANSWER, *masked, "redirect", "close", *_whose(view, state)]
    return [*names, *moderation(view), *([ARCHIVE] if view.archive.flag in KEPT else [])]


def _whose(view: View, state: State) -> list[str]:
    """Who is to have it: a named colleague, oneself in the owner's place, or whoever takes it next."""
    names = ["give_to"] if view.colleagues else []
    names += ["take_over"] if state != State.NEW and view.question.owner_id else []
    return names + (["release"] if state == State.TAKEN else [])


def _later(view: View) -> list[str]:
    """To promise an answer, or to put it off once; none is promised after the deadline, nor where comments are closed."""
    if view.promise:
        return ["extend"] if view.may_extend else []
    is_closed = redirect.answers_messages_only(view.house.municipality, view.question)
    return [] if is_closed or view.is_overdue else ["holding"]


def _second_line(view: View, state: State) -> list[str]:
    """Whom else the desk can call while the experts are silent, each once: who stands in and was not called with them, then the manager."""
    asked = view.house.municipality.departments.get(view.question.asked_department)
    if state != State.ASKED or asked is None:
        return []
    left, (_, called) = view.house.left, calling.asked_first(asked, view.house.left)
    stand_ins = calling.not_called(calling.deputies(asked, left), called, view.house.rights.groups)
    second = {"ask_deputy": stand_ins, "call_manager": calling.manager(asked, left)}
    return [name for name, people in second.items() if people and name not in view.asked_too]


def _action(view: View, name: str, style: Style = Style.PLAIN) -> Action:
    if name == "take_over":  # carries from whom, so that the second of two who do so is told who was first
        label = view.say("button.take_over", name=view.house.owner_of(view.question))
        return Action("take", label, view.value(view.question.owner_id), style)
    if name == READY_TEXT:
        kind = redirect.kind_for(view.house.municipality, view.question, view.suggested)
        return Action(name, view.say("button.ready_text", kind=view.say(f"redirect.{kind}")), view.value(), style)
    if name == NO_ANSWER:
        return Action(name, view.say("button.no_answer"), view.value(view.mark), style)
    if name == USE_EARLIER and isinstance(view.offered, Found):
        return Action(name, view.say("button.use_earlier"), view.value(view.offered.question.id), style)
    label = "button.publish_after_reading" if name == "edit" else f"button.{name}"
    return Action(name, view.say(label), view.value(), style)
