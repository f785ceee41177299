"""The proposal's message in the thread: exactly what citizens would read, and the buttons that decide.

Below it stands what else was said, each with why it is not part of it and a way to use it.
"""

from collections.abc import Sequence

from bot.drawing.asked_since import asked_since
from bot.drawing.beside.left_out import left_out
from bot.drawing.beside.picture import goes_out
from bot.drawing.beside.rewritten import dropped, written_by
from bot.drawing.beside.taken_away import taken_away
from bot.drawing.calling.mentions import mentions
from bot.drawing.question.card import asks
from bot.drawing.question.openly import to_tick
from bot.drawing.state_words import undo_action
from bot.drawing.view import View
from bot.flow.answering import pictures, talking
from bot.flow.answering.propose import sources_of
from bot.flow.answering.public_words import bare
from bot.ports.card import Action, Card, Link, Mention, Notice, Quote, Style, Tone
from bot.ports.happenings import Kind
from bot.ports.showing import first_words
from bot.reading import composing
from bot.reading.calling import called
from bot.reading.composing import Problem, Weight
from bot.reading.language import detect
from bot.rules.states import OPEN, State
from bot.rules.talk.against import said_against
from bot.rules.talk.covering import uncovered
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.words import capital
from bot.rules.talk.unsure import unsure
from storage.tables import Answer, Remark

FOLDED_WORDS = 100
FORMS = frozenset({"nb", "nn"})
SPOKEN = frozenset({"nb", "nn", "dialect", "en"})
_ANSWERS = frozenset(
    {Reason.OLDER_ANSWER, Reason.HELD}
)  # one that a colleague has said is wrong is another answer, too
AGAINST_WORDS, ASKED_WORDS = 90, 60  # characters of what is said against it, and of what it says nothing of


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


def to_look_at(view: View, answer: Answer) -> tuple[Notice, ...]:
    """What to look at before it goes out: a colleague's other answer, its language, and what of the words is not in it."""
    numbers = sources_of(answer)
    sources = [remark for remark in view.remarks if remark.id in numbers]
    codes = [_code(view, answer, remark, code) for remark in sources for code in remark.left_out.split()]
    codes = [code for code in codes if code]
    told = [view.say(f"left_out.{code}") for code in dict.fromkeys(codes)]
    seen = (*asked_since(view, answer), *_spoken_against(view, answer))
    warned = (*seen, *_differs(view, answer), *_foreign(view, answer), *told, *_may_be_talk(view, answer, sources))
    return (
        *(Notice(Tone.WARNING, one) for one in warned),
        *_uncovered(view, answer),
        *_in_the_other_form(view, answer),
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


def _may_be_talk(view: View, answer: Answer, sources: Sequence[Remark]) -> list[str]:
    """What of an expert's own words sounds as if it were said to colleagues."""
    said = "\n".join(remark.text for remark in sources if remark.author != "desk")
    names = {name.casefold() for name in talking.staff_names(view.house, view.remarks)}
    found = unsure(bare(answer.text, view.question.language), view.unanswered_words, names)
    words = " ".join(f"«{first_words(view.masked(one), ASKED_WORDS)}»" for one in found if one in said)
    return [view.say("proposal.may_be_talk", words=words)] if words else []


def _uncovered(view: View, answer: Answer) -> tuple[Notice, ...]:
    """Which of several questions the text seems to say nothing of."""
    left = uncovered(view.masked(view.unanswered_words), bare(answer.text, view.question.language))
    words = " ".join(f"«{capital(first_words(one, ASKED_WORDS))}»" for one in left)
    return (Notice(Tone.INFO, view.say("proposal.asks_too", words=words)),) if words else ()


def _spoken_against(view: View, answer: Answer) -> list[str]:
    """What somebody wrote after the answer and may mean that it is wrong."""
    found = said_against(view.talk.heard, sources_of(answer))
    remarks = {remark.id: remark for remark in view.remarks}
    said = [
        (remarks[each.contribution.id], first_words(view.masked(each.contribution.text), AGAINST_WORDS))
        for each in found
    ]
    return [view.say("proposal.against", name=view.said_by(remark), words=words) for remark, words in said]


def _differs(view: View, answer: Answer) -> list[str]:
    """Which other experts have answered, too, in words that are not part of it."""
    used = sources_of(answer)
    authors = {remark.author_id for remark in view.remarks if remark.id in used}
    older = {each.contribution.id for each in view.talk.heard if each.reason in _ANSWERS and each.words} - set(used)
    others = [one for one in view.remarks if one.id in older and one.author_id not in authors]
    names = ", ".join(dict.fromkeys(view.said_by(one) for one in others))
    return [view.say("proposal.differs", name=names)] if names and authors else []


def _foreign(view: View, answer: Answer) -> list[str]:
    """Whether it is Norwegian where the citizen wrote English, or the other way round."""
    asked = view.question.language
    written = detect(bare(answer.text, asked), asked)
    is_foreign = asked != written and "en" in (asked, written) and {asked, written} <= SPOKEN
    return [view.say(f"proposal.answer_to_{asked}")] if is_foreign else []


def _in_the_other_form(view: View, answer: Answer) -> tuple[Notice, ...]:
    """Whether it is bokmål between a greeting and a signature in nynorsk, or the other way round."""
    around = view.question.language
    words = bare(answer.text, around)
    if words == answer.text or {around, detect(words, around)} != FORMS:
        return ()
    return (Notice(Tone.INFO, view.say(f"proposal.other_form_{around}")),)


def _code(view: View, answer: Answer, remark: Remark, code: str) -> str:
    """A picture that can go out is said to be there until it is chosen."""
    offered = pictures.offered(view.house, view.question, [remark]) if code == "picture" else []
    found = [one.file for one in offered]
    if not found:
        return code
    return "" if answer.picture in found else "picture_offered"


def to_improve(view: View, answer: Answer) -> tuple[Notice, ...]:
    """What would make the text easier to read, and what to look at once more; nothing of it stops anybody."""
    found = composing.check(answer.text, Kind(view.question.kind), allow=view.house.public_contacts)
    advice = [problem for problem in found if problem.weight is Weight.ADVICE]
    return tuple(Notice(Tone.INFO, _problem(view, problem)) for problem in advice)


def _problem(view: View, problem: Problem) -> str:
    values = {name: view.say(f"find.{value}") if name == "type" else value for name, value in problem.values}
    return view.say(f"check.{problem.key}", **values)


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
    return (publish, Action("edit", view.say("button.edit"), view.value()))


def _shown_again(view: View, answer: Answer) -> str:
    """What is to be published, with what to look at."""
    warned = [notice for notice in _seen_first(view, answer) if notice.tone is Tone.WARNING]
    notices = [view.say("proposal.look", notice=notice.text) for notice in warned]
    return "\n".join([*notices, "", answer.text])


def _undo(view: View, answer: Answer) -> tuple[Action, ...]:
    return (undo_action(view, answer),) if view.held_back is answer else ()
