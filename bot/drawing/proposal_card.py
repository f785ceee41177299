"""The proposal's message in the thread: exactly what citizens would read, and the buttons that decide.

Below it stands what else was said, each with why it is not part of it and a way to use it.
"""

from bot.drawing.asked_since import asked_since
from bot.drawing.beside.left_out import left_out, whole_thread
from bot.drawing.beside.picture import goes_out
from bot.drawing.beside.rewritten import dropped, written_by
from bot.drawing.beside.taken_away import taken_away
from bot.drawing.calling.mentions import mentions
from bot.drawing.question.card import asks
from bot.drawing.question.openly import to_tick
from bot.drawing.question.to_look_at import to_improve, to_look_at, without_talk
from bot.drawing.state_words import undo_action
from bot.drawing.view import View
from bot.flow.answering.propose import sources_of
from bot.ports.card import Action, Card, Link, Mention, Notice, Quote, Style, Tone
from bot.ports.showing import first_words
from bot.reading.calling import called
from bot.rules.states import OPEN, State
from storage.tables import Answer

FOLDED_WORDS = 100


def proposal_card(view: View) -> Card:
    """Draw the proposal as it should stand now. One that was published folds; the whole text stands on the page."""
    answer = view.proposal
    if answer is None:
        return Card(summary=taken_away(view), lead=taken_away(view), beside=left_out(view, ()))
    if answer.state == "published":
        return _folded(view, answer)
    waits = answer.state == "proposed" and view.question.state in OPEN
    return _waiting(view, answer) if waits else _on_its_way(view, answer)


def left_behind(view: View, answer_id: int, message_id: str) -> Card:
    """The message of an earlier proposal: the answer that was published from it, else that it holds no longer, and where the new one is."""
    out = {answer.id: answer.published_id for answer in view.answers}.get(answer_id)
    for answer in view.answers:
        if out and answer.published_id == out and answer.state == "published":
            return _folded(view, answer)
    question, now = view.question, view.question.proposal_id
    said = view.say("proposal.below" if now not in ("", message_id) else "proposal.outdated")
    address = view.house.link_of(question.channel, now, question.card_id) if now not in ("", message_id) else ""
    return Card(summary=said, lead=said, links=(Link(view.say("proposal.open"), address),) if address else ())


def _waiting(view: View, answer: Answer) -> Card:
    return Card(
        summary=view.say("card.told", told=view.say("proposal.summary"), asks=asks(view)),
        title=view.say("proposal.title"),
        lead=view.say("proposal.proposed"),
        notices=(*goes_out(view, answer), *_seen_first(view, answer)),
        quotes=(Quote(written_by(view, answer), answer.text),),
        mentions=_called(view, answer),
        advice=to_improve(view, answer),
        links=whole_thread(view, answer),
        actions=_actions(view, answer),
        beside=(*dropped(view, answer), *left_out(view, sources_of(answer), answer)),
    )


def _on_its_way(view: View, answer: Answer) -> Card:
    """Approved, or left behind by another end: what became of it takes the place of the title."""
    seconds = str(view.house.municipality.publishing.undo_seconds)
    stands = "held_back" if view.is_held_back and view.held_back is answer else answer.state
    stands = "left" if stands == "proposed" else stands
    lead = view.say(f"proposal.{stands}", approver=answer.approver_name, seconds=seconds)
    return Card(
        summary=lead,
        lead=lead,
        notices=goes_out(view, answer),
        quotes=(Quote(written_by(view, answer), answer.text),),
        actions=_undo(view, answer),
    )


def _folded(view: View, answer: Answer) -> Card:
    said = view.say("proposal.published", approver=answer.approver_name)
    words = first_words(answer.text, FOLDED_WORDS)
    return Card(
        summary=said,
        body=view.say("proposal.folded", words=words),
        links=(Link(view.say("card.see_answer"), answer.link),) if answer.link else (),
        footer=said,
    )


def _seen_first(view: View, answer: Answer) -> tuple[Notice, ...]:
    """What to look at, before all what is personal; the form has a tick for each of that instead."""
    finds = [
        (problem.find, answer.text[problem.find.start : problem.find.end])
        for problem in to_tick(view, answer)
        if problem.find
    ]
    told = [
        view.say("form.tick", type=view.say(f"find.{called(answer.text, find)}"), found=words) for find, words in finds
    ]
    personal = (Notice(Tone.WARNING, view.say("proposal.personal", finds=", ".join(told))),) if told else ()
    return (*personal, *to_look_at(view, answer))


def _called(view: View, answer: Answer) -> tuple[Mention, ...]:
    """Whom a ready answer waits for, called when it first appears: who has the question, else the desk.

    Nobody is called to her own words, as when she took them back.
    """
    if answer.author_id == view.question.owner_id != "":
        return ()
    return mentions(view.house, view.house.answering_for(view.question))


def _actions(view: View, answer: Answer) -> tuple[Action, ...]:
    """Where the question has changed since, [Publiser] carries no mark: it opens the text with the new words above it.

    Nothing is asked before a form, in which the text is read and sent anyway.
    """
    if view.question.state == State.APPROVED:
        return ()
    has_changed = bool(asked_since(view, answer))
    mark = "" if has_changed else view.mark
    publish = Action(
        "publish",
        view.say("button.publish"),
        view.value(f"{answer.id}:{mark}"),
        Style.PRIMARY,
        confirm="" if has_changed or to_tick(view, answer) else view.say("proposal.confirm"),
        shows=_shown_again(view, answer),
    )
    leave_out = Action("leave_out", view.say("button.leave_out"), view.value(answer.id))
    return (
        publish,
        Action("edit", view.say("button.edit"), view.value()),
        *([leave_out] if without_talk(view, answer) else []),
    )


def _shown_again(view: View, answer: Answer) -> str:
    """What is to be published, with what to look at."""
    warned = [notice for notice in _seen_first(view, answer) if notice.tone is Tone.WARNING]
    notices = [view.say("proposal.look", notice=notice.text) for notice in warned]
    return "\n".join([*notices, "", answer.text])


def _undo(view: View, answer: Answer) -> tuple[Action, ...]:
    return (undo_action(view, answer),) if view.held_back is answer else ()
