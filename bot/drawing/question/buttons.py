"""What can be done on the card of a question: at most four buttons, the first being what is suggested, the rest in a menu."""

from collections.abc import Sequence

from bot.drawing.beside.masked import masked_way
from bot.drawing.question.moderation import AND_REDIRECT, moderation, must_not_stand
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

BUTTONS, MENU = 4, 5  # a menu holds what has no button
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
    room = _room(actions)
    whole = (_action(view, "whole"),) if actions and is_cut(view) else ()
    return actions[:room], (*whole, *actions[room:])


def settled_buttons(view: View) -> tuple[Action, ...]:
    """What can still be done once a question is settled: what is hidden can be shown again, or go for good."""
    return tuple(_action(view, name) for name in moderation(view))


def _room(actions: Sequence[Action]) -> int:
    """How many buttons stand in sight: the long name of a ready text takes the room of two, if the menu holds the rest."""
    is_long = actions[:1] and actions[0].name == READY_TEXT and len(actions) < BUTTONS + MENU
    return BUTTONS - 1 if is_long else BUTTONS


def _actions(view: View, suggested: Suggestion) -> list[Action]:
    """The suggested one first."""
    state = State(view.question.state)
    if view.held_back:
        return [undo_action(view, view.held_back)]
    if state not in OPEN:
        return []
    names = _open_actions(view, state, suggested)
    suggests = wanted(view)
    is_ready = state == State.PROPOSED and not view.is_urgent  # an answer that is ready comes first, but for danger
    first = names[0] if is_ready or suggests not in names else suggests
    names = [first, *(name for name in names if name not in (first, READY_TEXT, AND_REDIRECT, NO_ANSWER))]
    if len(names) > BUTTONS + MENU and "give_to" in names:  # to give it to oneself is to take it over
        names = [name for name in names if name != "take_over"]
    urgent = suggested.expected == "emergency" and first in ("redirect", READY_TEXT)
    return [_action(view, names[0], Style.DANGER if urgent else Style.PRIMARY), *(_action(view, n) for n in names[1:])]


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
    if view.is_overdue:
        names = [names[0], "apologise", *names[1:]] if state == State.PROPOSED else ["apologise", *names]
    if view.asks_back:
        names = ["clarify", *names]
    if view.offered:
        names = [USE_EARLIER, *names]
    names += ["take"] if state == State.NEW else []
    if suggested.expected in SUGGESTS:  # another way is suggested, so time is not what is missing
        names.sort(key=lambda name: name == "holding")
    aside = [name for name in (ARCHIVE if view.archive.flag in KEPT else "", masked_way(view)) if name]
    whose = _whose(view, state)
    return [*names, READY_TEXT, AND_REDIRECT, NO_ANSWER, "redirect", "close", *whose, *moderation(view), *aside]


def _whose(view: View, state: State) -> list[str]:
    """Who is to have it: a named colleague, oneself in the owner's place, or whoever takes it next."""
    names = ["give_to"] if view.colleagues else []
    names += ["take_over"] if state != State.NEW and view.question.owner_id else []
    return names + (["release"] if state == State.TAKEN else [])


def _later(view: View) -> list[str]:
    """To promise an answer, or to put it off once; in the comments of a page that does not answer there, none is promised."""
    if view.promise:
        return ["extend"] if view.may_extend else []
    return [] if redirect.answers_messages_only(view.house.municipality, view.question) else ["holding"]


def _second_line(view: View, state: State) -> list[str]:
    """Whom else the desk can call while the experts are silent, each once: who stands in for them, then their manager."""
    asked = view.house.municipality.departments.get(view.question.asked_department)
    if state != State.ASKED or asked is None:
        return []
    left = view.house.left
    second = {"ask_deputy": calling.deputies(asked, left), "call_manager": calling.manager(asked, left)}
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
