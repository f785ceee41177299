"""One question in a list: what it is called and says, where it stands, by when, and what can be done from there."""

from collections.abc import Iterator

from bot.drawing.state_words import is_to_hide, listed_as, state_words, undo_action
from bot.drawing.view import View
from bot.ports.card import Action, Card, Fact, Link, Style
from bot.rules.seen import identity
from bot.rules.states import State

WORDS = 140


def waiting_line(view: View) -> Card:
    """Whom we have asked something, and until when it stays open for her."""
    closes = Fact(view.say("fact.closes"), view.clock(view.question.next_at or view.now))
    return _listed(view, (closes, Fact(view.say("fact.state"), view.say("state_short.waiting"))))


def open_line(view: View, person_id: str) -> Card:
    """An open question, with what this person can do from the list."""
    question = view.question
    late = view.say("state_short.overdue") if view.is_overdue else ""
    collected = view.say("list.collected") if question.collection_id is not None else ""
    no_hurry = view.say("card.no_hurry") if _is_no_hurry(view) else ""
    state = " · ".join(part for part in (late, _stands(view), no_hurry, collected) if part)
    facts = (*_due(view), Fact(view.say("fact.state"), state))
    is_desk = view.house.rights.is_desk(person_id, question.page)
    return _listed(view, facts, tuple(_buttons(view, is_desk=is_desk)))


def settled_line(view: View) -> Card:
    """A question that is settled, and how."""
    return _listed(view, (Fact(view.say("fact.state"), state_words(view)),))


def _due(view: View) -> tuple[Fact, ...]:
    """By when something must happen, and what; nothing where no time runs."""
    if _is_no_hurry(view):
        return ()
    label = "promised" if view.promise else "look" if is_to_hide(view) and not view.is_urgent else "due"
    due = view.say("list.now") if view.is_urgent else view.clock(view.question.due_at)
    return (Fact(view.say(f"fact.{label}"), due),)


def _is_no_hurry(view: View) -> bool:
    return view.question.wants_no_answer and not view.is_urgent


def _listed(view: View, facts: tuple[Fact, ...], actions: tuple[Action, ...] = ()) -> Card:
    return Card(
        summary=view.page_name,
        body=view.say("list.line", label=listed_as(view), words=view.first_words(WORDS)),
        facts=facts,
        actions=actions,
        links=(Link(view.say("list.open"), view.card_address),) if view.card_address else (),
    )


def _stands(view: View) -> str:
    """Where it stands in few words; who has it, and whom it waits for, by name."""
    if view.is_held_back:
        return state_words(view)
    named = view.question.state in (State.TAKEN, State.ASKED)
    return state_words(view).rstrip(".") if named else view.say(f"state_short.{view.question.state}")


def _buttons(view: View, *, is_desk: bool) -> Iterator[Action]:
    """What can be done from the list: to read the ready text and publish it, or to think again."""
    question = view.question
    if question.collection_id is not None:
        yield Action("bring_out", view.say("button.bring_out"), view.value())
    if is_desk and question.state == State.PROPOSED:
        shown = f"{identity(question)}:{view.mark}"
        yield Action("publish_listed", view.say("button.publish_after_reading"), view.value(shown), Style.PRIMARY)
    if is_desk and view.held_back:
        yield undo_action(view, view.held_back)
