"""What a question is called, and where it stands in one sentence: for its card, its notification and the lists."""

from collections.abc import Iterator

from bot.drawing.asked_since import asked_since
from bot.drawing.beside.rewritten import editor_of
from bot.drawing.question.written_after import written_after
from bot.drawing.view import View
from bot.flow.answering.redirect import LATE, NEEDS
from bot.ports.card import Action
from bot.rules.states import ANSWERED, LAST_WORDS, OPEN, PRIVATE, State
from storage.tables import Answer

_STOOD = ("corrected", "published")


def listed_as(view: View) -> str:
    """What the question is called in a list: its number and its page."""
    return view.say("list.label", number=str(view.question.id), page=view.page_name)


def state_words(view: View) -> str:
    """What has happened to a question, or what it waits for; whoever answers for it is named."""
    question, answer = view.question, last_public(view)
    first = _as_it_first_stood(view, answer) if answer else None
    key = _said_since(view) or _key(view, first)
    sentence = view.say(f"state.{key}", **_names(view, first))
    if answer and question.state in ANSWERED:
        return " ".join((sentence, *_put_right(view, answer)))
    owner = view.house.owner_of(question)
    is_named = owner != view.say("card.front_desk")  # of whom no name is known nothing is said
    if owner and is_named and question.state in OPEN and view.house.has_left(question.owner_id):
        left = view.say("card.owner_left", name=owner)
        return left if key == "followed" else f"{sentence} {left}"
    if owner and question.state in (State.ASKED, State.PROPOSED):
        return f"{sentence} {view.say('state.followed', name=owner)}"
    return sentence


def _said_since(view: View) -> str:
    """Whether a colleague has written something after the answer that waits which may change it, or the citizen asks otherwise."""
    waits = view.proposal if view.question.state == State.PROPOSED else None
    if waits is None:
        return ""
    if written_after(view, waits):
        return "proposed_and_doubted"
    return "proposed_and_asked" if asked_since(view, waits) else ""


def undo_action(view: View, answer: Answer) -> Action:
    """The button that takes back a text while it is held back."""
    return Action("undo", view.say("button.undo"), view.value(answer.id))


def last_public(view: View) -> Answer | None:
    """The answer or redirect that went out last, or is on its way."""
    out = [a for a in view.answers if a.kind in LAST_WORDS and a.state in ("approved", "published")]
    return out[-1] if out else None


def is_to_hide(view: View) -> bool:
    """Whether it is to be looked at before it is answered, if at all: it may be a threat, abuse or rubbish."""
    return view.suggested.expected == "hide"


def shows_nobody(redirect: Answer) -> bool:
    """Whether a redirect is a ready text that sends the citizen nowhere."""
    return not NEEDS.get(redirect.variant, ("department",))


def _as_it_first_stood(view: View, answer: Answer) -> Answer:
    """The text as it was before somebody put another in its place on the page: who published it is not who corrected it."""
    stood = [a for a in view.answers if a.published_id and a.published_id == answer.published_id and a.state in _STOOD]
    return stood[0] if stood else answer


def put_right_words(view: View) -> str:
    """By whom the text that stands on the page was put right; empty where it was not."""
    out = last_public(view)
    return " ".join(_put_right(view, out)) if out else ""


def _put_right(view: View, answer: Answer) -> Iterator[str]:
    """What became of a text that stands on the page: put right there, or followed by another that corrects it."""
    after = [a for a in view.answers if a.kind == "correction" and a.version > answer.version]
    edited = [answer] if _as_it_first_stood(view, answer) is not answer else []
    for key, texts in (("put_right", edited), ("rectified", after)):
        for one in texts:
            if one.state == "published" and one.published_at:
                yield view.say(f"state.{key}", name=one.approver_name, at=view.clock(one.published_at))


def _key(view: View, answer: Answer | None) -> str:
    state = view.question.state
    if view.is_held_back:
        return "held_back"
    if view.moved and view.moved.what in ("answered_by_hand", "citizen_silent"):
        return view.moved.what
    if state == State.TAKEN:
        return _whose(view)
    if state == State.PUBLISHED and answer and view.author_of(answer) != answer.approver_name:
        return "published_changed" if editor_of(view, answer) else "published_for"
    if state == State.REDIRECTED and answer:
        return _redirected(view, answer)
    if state == State.WITHDRAWN and any(remark.gone_by for remark in view.citizen_remarks):
        return "withdrawn_from_page"
    if state == State.HIDDEN and all(remark.gone_at for remark in view.citizen_remarks):
        return "deleted" if view.moved and view.moved.what == "delete" else "hidden_then_deleted"
    return state


def _whose(view: View) -> str:
    """How it came to whoever has it: who was given it, or has only published or promised something, has taken nothing."""
    moved, owner = view.moved, view.question.owner_id
    is_hers = moved is not None and owner in (moved.who_id, "")
    if moved is None or not is_hers or any(one.approved_at == moved.at for one in view.answers):
        return "followed"
    return {"take": "taken", "reopen": "reopened"}.get(moved.what, "followed")


def _redirected(view: View, answer: Answer) -> str:
    """What a redirect did, by its verb: hid, apologised, sent a ready text, or showed the way on."""
    if answer.kind == PRIVATE:
        return "hidden_and_redirected_in_private" if view.question.hidden else "redirected_in_private"
    if answer.variant == LATE:
        return "apologised"
    if view.question.hidden:
        return "hidden_and_redirected"
    return "ready_text" if shows_nobody(answer) else "redirected"


def _names(view: View, answer: Answer | None) -> dict[str, str]:
    question, moved = view.question, view.moved
    department = view.house.municipality.departments.get(question.asked_department)
    return {
        "name": view.house.owner_of(question),
        "department": department.name if department else "",
        "author": view.author_of(answer) if answer else "",
        "approver": answer.approver_name if answer else "",
        "editor": editor_of(view, answer) if answer else "",
        "closer": moved.who_name if moved else "",
        "seconds": str(view.house.municipality.publishing.undo_seconds),
        "kind": _within(view.say(f"redirect.{answer.variant}")) if answer and answer.variant else "",
        "reason": _reason(view),
        "at": view.clock(moved.at) if moved else "",
    }


def _reason(view: View) -> str:
    """Why the question ended without an answer."""
    names = {State.CLOSED: "close", State.HIDDEN: "moderation"}
    room = names.get(State(view.question.state))
    return _within(view.say(f"{room}.{view.moved.detail}")) if room and view.moved and view.moved.detail else ""


def _within(choice: str) -> str:
    """What can be chosen in a form, as it is written within a sentence."""
    return f"{choice[:1].lower()}{choice[1:]}"
