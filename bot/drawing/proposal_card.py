"""The proposal's message in the thread: exactly what citizens would read, and the buttons that decide."""

from bot.drawing.view import View
from bot.ports.card import Action, Card, Link, Mention, Notice, Quote, Style, Tone
from bot.rules.states import OPEN, State
from storage.tables import Answer


def proposal_card(view: View) -> Card:
    """Draw the proposal as it should stand now."""
    answer = view.proposal
    if answer is None:
        return Card(summary=view.say("proposal.none"), lead=view.say("proposal.none"))
    lead = view.say(f"proposal.{answer.state}", approver=answer.approver_name)
    waits = answer.state == "proposed" and view.question.state in OPEN
    return Card(
        summary=view.say("proposal.summary"),
        title=view.say("proposal.title"),
        lead=lead,
        notices=(Notice(Tone.INFO, view.say("proposal.everyone_can_read")),) if waits else (),
        quotes=(Quote(_author(view, answer), answer.text),),
        mentions=_called(view) if waits else (),
        actions=_actions(view, answer) if waits else (),
        links=(Link(view.say("card.see_answer"), answer.link),) if answer.link else (),
    )


def _called(view: View) -> tuple[Mention, ...]:
    """Whom a ready answer waits for, called when it first appears: who has the question, else the desk."""
    desk = view.house.municipality.front_desk
    if view.question.owner_id:
        return (Mention(view.question.owner_id),)
    return tuple(Mention(person) for person in ([desk.group] if desk.group else desk.people))


def _author(view: View, answer: Answer) -> str:
    return view.say("proposal.by", name=view.author_of(answer))


def _actions(view: View, answer: Answer) -> tuple[Action, ...]:
    if view.question.state == State.APPROVED:
        return ()
    publish = Action(
        "publish",
        view.say("button.publish"),
        view.value(answer.id),
        Style.PRIMARY,
        confirm=view.say("proposal.confirm"),
    )
    return (publish, Action("edit", view.say("button.edit"), view.value()))
