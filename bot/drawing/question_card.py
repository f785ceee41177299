"""The card of a question in the channel: what the citizen wrote, how long there is, what to do next."""

from bot.drawing.view import View
from bot.flow.answering.redirect import NEEDS
from bot.ports.card import Action, Card, Fact, Link, Notice, Quote, Style, Tone
from bot.reading import privacy
from bot.reading.suggest import suggest
from bot.rules.states import OPEN, State, is_open
from storage.tables import Answer, Remark

SHOWN_BEFORE = 3  # earlier replies of the page shown on the card


def question_card(view: View) -> Card:
    """Draw the card as it should stand now."""
    question = view.question
    kind = view.say(f"kind.{question.kind}")
    title = view.say("card.title", kind=kind, page=view.page_name)
    return Card(
        summary=view.say("card.summary", kind=kind, page=view.page_name, state=_lead(view)),
        title=title,
        lead=_lead(view),
        notices=tuple(_notices(view)),
        quotes=tuple(_quotes(view)),
        facts=tuple(_facts(view)),
        actions=tuple(_actions(view)),
        links=tuple(_links(view)),
        footer=view.say("card.footer", number=str(question.id)),
    )


def _lead(view: View) -> str:
    question = view.question
    if is_open(question.state) and question.state != State.APPROVED and view.is_overdue:
        return view.say("state.overdue")
    answer = _last_public(view)
    names = {
        "name": question.owner_name,
        "department": _department_name(view, question.asked_department),
        "author": view.author_of(answer) if answer else "",
        "approver": answer.approver_name if answer else "",
        "closer": view.moved.who_name if view.moved else "",
        "kind": view.say(f"redirect.{answer.variant}") if answer and answer.variant else "",
    }
    return view.say(f"state.{_state_words(view, answer)}", **names)


def _state_words(view: View, answer: Answer | None) -> str:
    if view.moved and view.moved.what == "answered_by_hand":
        return "answered_by_hand"
    if view.question.state == State.REDIRECTED and answer and not NEEDS.get(answer.variant, ("department",)):
        return "ready_text"
    return view.question.state


def _last_public(view: View) -> Answer | None:
    out = [a for a in view.answers if a.kind in ("answer", "redirect") and a.state in ("approved", "published")]
    return out[-1] if out else None


def _department_name(view: View, key: str) -> str:
    department = view.house.municipality.departments.get(key)
    return department.name if department else ""


def _notices(view: View) -> list[Notice]:
    question, found = view.question, []
    if question.state == State.WITHDRAWN:
        return [Notice(Tone.INFO, view.say("notice.withdrawn"))]
    if question.notice:
        found.append(Notice(Tone.WARNING, view.say(question.notice)))
    if question.hidden:
        found.append(Notice(Tone.INFO, view.say("notice.hidden")))
    if is_open(question.state):
        found.extend((*_long_wait(view), *_warnings(view)))
    return found


def _long_wait(view: View) -> list[Notice]:
    """A deadline that is far away because the house is closed in between: the citizen should know at once."""
    found = view.counted
    if view.promise or not found.early_warning:
        return []
    due = view.clock(view.question.due_at)
    if not found.feast:
        return [Notice(Tone.WARNING, view.say("notice.long_wait", due=due))]
    feast = view.house.wording.reason(found.feast, view.house.municipality.language)
    return [Notice(Tone.WARNING, view.say("notice.long_wait_because", due=due, feast=feast))]


def _warnings(view: View) -> list[Notice]:
    """Emergencies first, then personal data, then the suggested handling with its reason."""
    warnings = []
    words = view.unanswered_words
    advice = suggest(words, view.question.page, view.house.municipality)
    if advice.expected == "emergency":
        warnings.append(Notice(Tone.URGENT, view.say("notice.emergency", reason=view.say(f"suggest.{advice.reason}"))))
    finds = privacy.scan(words, view.house.public_contacts)
    if finds:
        kinds = ", ".join(dict.fromkeys(view.say(f"find.{find.type}") for find in finds))
        warnings.append(Notice(Tone.WARNING, view.say("notice.personal_data", kinds=kinds)))
    if advice.expected not in ("answer", "holding", "emergency") and view.question.state in OPEN:
        reason = view.say(f"suggest.{advice.reason}")
        warnings.append(Notice(Tone.INFO, view.say(f"suggestion.{advice.expected}", reason=reason)))
    return warnings


def _quotes(view: View) -> list[Quote]:
    quotes = []
    if view.question.post_text:
        who = view.page_name if view.question.post_by_page else view.say("card.a_citizen")
        quotes.append(Quote(who, view.masked(view.question.post_text), view.say("card.the_post")))
    before = [r for r in view.neighbours if r.written_at and r.written_at < view.question.asked_at]
    quotes += [Quote(view.page_name, r.text, view.say("card.answered_before")) for r in before[-SHOWN_BEFORE:]]
    quotes += citizen_quotes(view)
    published = [a for a in view.answers if a.state == "published"]
    quotes += [Quote(view.page_name, a.text, view.say(f"card.published_{a.kind}")) for a in published]
    if view.question.state == State.PUBLISHED or any(not r.by_bot for r in view.neighbours):
        after = [r for r in view.neighbours if not r.by_bot and r not in before]
        quotes += [Quote(view.page_name, r.text, view.say("card.written_by_hand")) for r in after]
    return quotes


def citizen_quotes(view: View) -> tuple[Quote, ...]:
    """What the citizen wrote, with personal numbers masked; deleted words are not shown again."""
    return tuple(_citizen_quote(view, remark) for remark in view.citizen_remarks)


def _citizen_quote(view: View, remark: Remark) -> Quote:
    who = remark.author_name or view.say("card.unknown_author")
    if remark.gone_at:
        return Quote(who, view.say("card.deleted_words"))
    text = view.masked(remark.text)
    if not text.strip():
        text = view.say("card.only_media" if remark.has_media else "card.no_words")
    note = view.say("card.edited") if remark.edited_at else ""
    return Quote(who, text, note)


def _facts(view: View) -> list[Fact]:
    question = view.question
    facts = [Fact(view.say("fact.received"), view.clock(question.asked_at))]
    if question.state == State.CLOSED and view.moved:
        facts.append(Fact(view.say("fact.reason"), view.say(f"close.{view.moved.detail}")))
    if not is_open(question.state):
        return facts
    if question.reacted_at is None:
        facts.append(Fact(view.say("fact.first_reaction"), view.clock(question.reaction_due_at)))
    label = "fact.promised" if view.promise else "fact.due"
    facts.append(Fact(view.say(label), view.clock(question.due_at)))
    if question.owner_name:
        facts.append(Fact(view.say("fact.owner"), question.owner_name))
    if question.state != State.APPROVED:
        facts.append(Fact(view.say("fact.if_nothing"), view.say(_if_nothing(view))))
    return facts


def _if_nothing(view: View) -> str:
    if view.is_overdue:
        return "if_nothing.overdue"
    return "if_nothing.promised" if view.promise else "if_nothing.waiting"


def _links(view: View) -> list[Link]:
    answer = _last_public(view)
    if answer and answer.link:
        return [Link(view.say("card.see_answer"), answer.link)]
    return [Link(view.say("card.see_question"), view.question.link)] if view.question.link else []


def _actions(view: View) -> list[Action]:
    state = State(view.question.state)
    if state in OPEN:
        return [_action(view, name) for name in _open_actions(view, state)]
    if state in (State.PUBLISHED, State.REDIRECTED, State.CLOSED, State.HIDDEN):
        return [_action(view, "reopen")]
    return []


def _open_actions(view: View, state: State) -> list[str]:
    names = ["take"] if state == State.NEW else []
    names += ["answer", "ask", *_second_line(view, state)]
    if view.promise is None:
        names.append("holding")
    elif view.may_extend:
        names.append("extend")
    names += ["redirect", "close"]
    if view.question.owner_id:
        names.append("take_over")
    if view.is_overdue:
        names = ["apologise", *names]
    return [*names, "release"] if state == State.TAKEN else names


def _second_line(view: View, state: State) -> list[str]:
    """Whom else the desk can call while the experts are silent: who stands in for them, then their manager."""
    asked = view.house.municipality.departments.get(view.question.asked_department)
    if state != State.ASKED or asked is None:
        return []
    return [*(["ask_deputy"] if asked.deputies else []), *(["call_manager"] if asked.manager else [])]


def _action(view: View, name: str) -> Action:
    label = view.say(f"button.{name}")
    if name == "take_over":  # carries from whom, so that the second of two who do so is told who was first
        return Action("take", label, view.value(view.question.owner_id))
    return Action(name, label, view.value(), Style.PRIMARY if name == "take" else Style.PLAIN)
