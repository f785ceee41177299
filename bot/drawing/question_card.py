"""The card of a question in the channel, to be read in five seconds: who asks and until when, the words, what to do next.

A question that is settled folds to two lines; the whole of it opens from there.
"""

from textwrap import shorten

from bot.drawing.state_words import last_public, state_words, undo_action
from bot.drawing.talk import talk
from bot.drawing.view import View
from bot.flow.answering import redirect
from bot.ports.card import Action, Card, Link, Notice, Style, Tone
from bot.reading import privacy
from bot.reading.suggest import Suggestion
from bot.rules.states import OPEN, State, is_open

BUTTONS = 4  # the rest stands behind a menu
POST_WORDS, NOTIFIED_WORDS, FOLDED_WORDS = 38, 100, 90
READY_TEXT = "ready_text"
SUGGESTS = {
    "emergency": "redirect",
    "redirect_case": "redirect",
    "redirect_personal": "redirect",
    "redirect_other": "redirect",
    "no_answer_needed": "close",
}
"""What is suggested for a text → the button that does it."""


def question_card(view: View) -> Card:
    """Draw the card as it should stand now."""
    return _open_card(view) if is_open(view.question.state) else _folded_card(view)


def _open_card(view: View) -> Card:
    suggested = view.suggested
    actions = tuple(_actions(view, suggested))
    return Card(
        summary=view.say("card.asks", who=head(view), words=view.first_words(NOTIFIED_WORDS), due=_due(view)),
        title=view.say("card.title", who=head(view), due=_due(view)),
        lead=_lead(view),
        notices=tuple(_notices(view, suggested)),
        quotes=talk(view),
        advice=tuple(_advice(view, suggested)),
        actions=actions[:BUTTONS],
        more=actions[BUTTONS:],
        links=_links(view),
        footer=about(view),
    )


def _folded_card(view: View) -> Card:
    is_there = view.question.state != State.WITHDRAWN
    said = view.say("card.said", who=head(view), words=view.first_words(FOLDED_WORDS)) if is_there else head(view)
    return Card(
        summary=f"{said} {state_words(view)}",
        body=said,
        aside=Action("whole", view.say("button.whole"), view.value()),
        notices=(Notice(Tone.WARNING, view.say(view.question.notice)),) if view.question.notice else (),
        links=_links(view),
        footer=f"{state_words(view)} {_number(view)}",
    )


def head(view: View) -> str:
    """Who asks, and by which way."""
    who = view.question.author_name or view.say("card.unknown_author")
    return view.say(f"card.from_{view.question.kind}", who=who)


def about(view: View) -> str:
    """When it was asked, on which page where the channel carries several, under which post, and the number people use."""
    question = view.question
    asked = view.say(f"card.about_{question.kind}", asked=view.clock(question.asked_at))
    channels = [page.channel for page in view.house.municipality.pages.values()]
    if channels.count(question.channel) > 1:
        asked = view.say("card.on_page", asked=asked, page=view.page_name)
    post = " ".join(view.masked(question.post_text).split())
    if post:
        asked = view.say("card.under", asked=asked, post=shorten(post, POST_WORDS, placeholder=" …"))
    return f"{asked}. {_number(view)}"


def _number(view: View) -> str:
    return view.say("card.number", number=str(view.question.id))


def _due(view: View) -> str:
    key = "late" if view.is_overdue else "promised" if view.promise else "due"
    return view.say(f"card.{key}", due=view.clock(view.question.due_at))


def _lead(view: View) -> str:
    """What is not the same on every card: where it stands once somebody did something, and the first sign of life."""
    question = view.question
    stands = state_words(view) if question.state != State.NEW or view.is_overdue else ""
    if question.reacted_at is None and not view.is_overdue:
        first = view.say("card.first_reaction", due=view.clock(question.reaction_due_at))
        return f"{stands} {first}".strip()
    return stands


def _notices(view: View, suggested: Suggestion) -> list[Notice]:
    """What must not be overlooked: an emergency first, then what the bot noticed, then personal data."""
    found = [Notice(Tone.WARNING, view.say("notice.elsewhere", page=view.page_name))] if view.is_elsewhere else []
    if suggested.expected == "emergency":
        reason = view.say(f"suggest.{suggested.reason}")
        notice = "notice.self_harm" if suggested.ready == "self_harm" else "notice.emergency"
        found.append(Notice(Tone.URGENT, view.say(notice, reason=reason, words=suggested.found)))
    if view.question.notice:
        found.append(Notice(Tone.WARNING, view.say(view.question.notice)))
    if view.question.hidden:
        found.append(Notice(Tone.INFO, view.say("notice.hidden")))
    finds = privacy.scan(view.unanswered_words, view.house.public_contacts)
    if finds:
        kinds = ", ".join(dict.fromkeys(view.say(f"find.{find.type}") for find in finds))
        found.append(Notice(Tone.WARNING, view.say("notice.personal_data", kinds=kinds)))
    return found


def _advice(view: View, suggested: Suggestion) -> list[Notice]:
    """One line at most: that the deadline is far away, else what is suggested, with the reason."""
    if not view.promise and view.counted.early_warning:
        return [Notice(Tone.WARNING, _long_wait(view))]
    if suggested.expected in ("answer", "holding", "emergency") or view.question.state not in OPEN or view.is_elsewhere:
        return []
    reason = view.say(f"suggest.{suggested.reason}")
    return [Notice(Tone.INFO, view.say(f"suggestion.{suggested.expected}", reason=reason))]


def _long_wait(view: View) -> str:
    """A deadline that is far away because the house is closed in between: the citizen should know at once."""
    due, feast = view.clock(view.question.due_at), view.counted.feast
    if not feast:
        return view.say("notice.long_wait", due=due)
    reason = view.house.wording.reason(feast, view.house.municipality.language)
    return view.say("notice.long_wait_because", due=due, feast=reason)


def _links(view: View) -> tuple[Link, ...]:
    answer = last_public(view)
    if answer and answer.link and not is_open(view.question.state):
        return (Link(view.say("card.see_answer"), answer.link),)
    return (Link(view.say("card.see_question"), view.question.link),) if view.question.link else ()


def _actions(view: View, suggested: Suggestion) -> list[Action]:
    """The suggested one first."""
    state = State(view.question.state)
    if view.held_back:
        return [undo_action(view, view.held_back)]
    if state not in OPEN:
        return []
    names = _open_actions(view, state)
    wanted = _wanted(view, suggested)
    first = names[0] if state == State.PROPOSED or wanted not in names else wanted
    names = [first, *(name for name in names if name not in (first, READY_TEXT))]
    urgent = suggested.expected == "emergency" and first in ("redirect", READY_TEXT)
    return [_action(view, names[0], Style.DANGER if urgent else Style.PRIMARY), *(_action(view, n) for n in names[1:])]


def _wanted(view: View, suggested: Suggestion) -> str:
    """The button that does what is suggested, at once where nothing is left to choose; empty when nothing is."""
    name = SUGGESTS.get(suggested.expected, "")
    is_ready = redirect.ready_made(view.house.municipality, view.question, suggested) is not None
    return READY_TEXT if name == "redirect" and is_ready else name


def _open_actions(view: View, state: State) -> list[str]:
    if view.is_elsewhere:  # where nothing can be published there is nothing to write here
        return ["take", "close"] if state == State.NEW else ["close", "take_over", "release"]
    later = [] if view.promise and not view.may_extend else ["extend" if view.promise else "holding"]
    names = ["edit" if state == State.PROPOSED else "answer", "ask", *_second_line(view, state), *later]
    if view.is_overdue:
        names = ["apologise", *names]
    names += ["take"] if state == State.NEW else ["take_over"] if view.question.owner_id else []
    last = [*(["give_to"] if view.colleagues else []), *(["release"] if state == State.TAKEN else [])]
    return [*names, READY_TEXT, "redirect", "close", *last]


def _second_line(view: View, state: State) -> list[str]:
    """Whom else the desk can call while the experts are silent: who stands in for them, then their manager."""
    asked = view.house.municipality.departments.get(view.question.asked_department)
    if state != State.ASKED or asked is None:
        return []
    return [*(["ask_deputy"] if asked.deputies else []), *(["call_manager"] if asked.manager else [])]


def _action(view: View, name: str, style: Style = Style.PLAIN) -> Action:
    if name == "take_over":  # carries from whom, so that the second of two who do so is told who was first
        return Action("take", view.say("button.take_over"), view.value(view.question.owner_id), style)
    if name == READY_TEXT:
        kind = redirect.kind_for(view.suggested, is_private=view.question.kind == "message")
        return Action(name, view.say("button.ready_text", kind=view.say(f"redirect.{kind}")), view.value(), style)
    label = "button.publish_after_reading" if name == "edit" else f"button.{name}"
    return Action(name, view.say(label), view.value(), style)
