"""What stands out on the card of a question: what must not be overlooked, and one line of advice at most."""

from collections.abc import Sequence
from datetime import datetime

from bot.drawing.question import said_after
from bot.drawing.question.buttons import NO_ANSWER, READY_TEXT, wanted
from bot.drawing.question.moderation import AND_REDIRECT
from bot.drawing.question.openly import personal_kinds
from bot.drawing.view import View
from bot.flow.answering.hide import HIDE
from bot.flow.finding.house_texts import HouseText
from bot.flow.finding.library import day_of
from bot.flow.finding.looking import Found
from bot.guard.imitating import imitates
from bot.ports.card import Notice, Tone
from bot.ports.happenings import Kind
from bot.reading.privacy import Find
from bot.reading.suggest import Suggestion
from bot.rules.states import OPEN, State
from bot.texts.wording import first_name

KINDS = 2  # of what is personal that a card names; the forms name all
GLANCE = 140  # characters; in a longer text the words that matter have to be pointed out
SAID_ALREADY = frozenset({"case", "external"})
"""Reasons that are no more than the suggestion in other words."""
SAID_BY_THE_BUTTON = SAID_ALREADY | {"complaint"}
"""Reasons that a button with a ready text has in its own words."""


def warnings(view: View) -> tuple[Notice, ...]:
    """What must not be overlooked: an emergency first, then what the bot noticed, then personal data."""
    found = [Notice(Tone.WARNING, view.say("notice.elsewhere"))] if view.is_elsewhere else []
    if view.suggested.expected == "emergency":
        found.append(Notice(Tone.URGENT, _urgent(view, view.suggested)))
    if view.question.notice:
        found.append(Notice(Tone.WARNING, view.say(view.question.notice)))
    if imitates(view.question.author_name, view.house.municipality.names):
        found.append(Notice(Tone.WARNING, view.say("notice.name_like_ours")))
    if view.question.hidden:
        found.append(Notice(Tone.INFO, view.say("notice.hidden")))
    return (*found, *said_after.notices(view), *also_asks(view), *personal(view))


def also_asks(view: View) -> tuple[Notice, ...]:
    """That its citizen has another question under the same post, to which this may belong: only a person can tell."""
    other = view.also_asks
    if other is None:
        return ()
    said = "also_waiting" if other.state == State.WAITING else "also_asks"
    name = first_name(view.question.author_name) or view.say("card.a_citizen")
    return (Notice(Tone.INFO, view.say(f"notice.{said}", name=name, number=str(other.id))),)


def personal(view: View, where: str = "") -> tuple[Notice, ...]:
    """That the citizen's words seem to tell something personal, and that an answer must not stand open to everybody.

    `where` it is said: on the card, above an answer ("data"), or above a ready text ("ready"), which only must not repeat
    it. A card names the first kinds alone.
    """
    found = [view.say(f"find.{kind}") for kind in personal_kinds(view)]
    if not found:
        return ()
    kinds = ", ".join(found if where else found[:KINDS])
    if not where and len(found) > KINDS:
        kinds = view.say("notice.personal_more", kinds=kinds)
    on_card = "hidden" if wanted(view) in (AND_REDIRECT, HIDE) or _is_asked_for_a_child(view) else "data"
    said = "inbox" if view.question.kind == Kind.MESSAGE else where or on_card
    return (Notice(Tone.WARNING, view.say(f"notice.personal_{said}", kinds=kinds)),)


def _is_asked_for_a_child(view: View) -> bool:
    """Whether nothing is told but that somebody has a child, in what is asked like anything else: its answer may stand openly."""
    return view.suggested.expected == "answer" and {find.type for find in _finds(view)} == {"child"}


def _finds(view: View) -> Sequence[Find]:
    return view.finds(view.unanswered_words)


def _urgent(view: View, suggested: Suggestion) -> str:
    """What to do at once, and why; in a long text also which words say so."""
    notice = "notice.self_harm" if suggested.ready == "self_harm" else "notice.emergency"
    phone = view.house.municipality.municipality.duty_phone
    urgent = view.say(notice, reason=view.say(f"suggest.{suggested.reason}"), phone=phone)
    if len(view.unanswered_words) <= GLANCE or not suggested.found:
        return urgent
    return f"{urgent} {view.say('notice.where', words=suggested.found)}"


def advice(view: View) -> tuple[Notice, ...]:
    """One line at most: what was answered before, that the deadline is far away, or what is suggested and why."""
    if view.offered:
        return (Notice(Tone.INFO, _resembles(view, view.offered)),)
    if not view.promise and view.counted.early_warning:
        return (Notice(Tone.WARNING, _long_wait(view)),)
    words = _suggestion(view) if not _needs_no_words(view) else _if_no_danger(view)
    return (Notice(Tone.INFO, words),) if words else ()


def _if_no_danger(view: View) -> str:
    """What a guess of danger would else hide: that the matter is personal."""
    is_personal = view.suggested.otherwise == "redirect_personal"
    return view.say("suggestion.if_no_danger") if is_personal and view.question.state in OPEN else ""


def _needs_no_words(view: View) -> bool:
    """Whether nothing is suggested, it is done already, or a warning has the same reason."""
    suggested = view.suggested
    if suggested.expected in ("answer", "holding", "emergency") or view.question.state not in OPEN or view.is_elsewhere:
        return True
    if suggested.expected == "hide":
        return view.question.hidden
    return suggested.expected == "redirect_personal" and bool(_finds(view))


def _suggestion(view: View) -> str:
    """What is suggested, and why; the reason alone where the coloured button has the suggestion's words, and no more than they say."""
    suggested, button = view.suggested, wanted(view)
    is_told = suggested.reason in SAID_ALREADY or _warning_says(view, suggested.reason)
    reason = "" if is_told else view.say(f"suggest.{suggested.reason}")
    place = "_in_inbox" if suggested.expected == "hide" and view.question.kind == Kind.MESSAGE else ""
    if suggested.reason == f"alike_{suggested.expected}":  # it says nothing of what is guessed
        return view.say(f"suggestion.{suggested.expected}{place}", reason=reason).strip()
    if button == READY_TEXT:
        return "" if suggested.reason in SAID_BY_THE_BUTTON else reason
    if button == NO_ANSWER and view.question.wants_no_answer:
        return reason
    return view.say(f"suggestion.{suggested.expected}{place}", reason=reason).strip()


def _warning_says(view: View, reason: str) -> bool:
    """Whether the warning of personal data has told already that it is about somebody."""
    return reason == "accusation" and any(find.type == "name_third_party" for find in _finds(view))


def _resembles(view: View, found: Found | HouseText) -> str:
    """Which question was like this one, and when it was answered; or what the library has, and until when."""
    if isinstance(found, HouseText):
        return _in_library(view, found.title, found.until)
    if found.kept:
        return _in_library(view, found.kept.title, found.kept.valid_until)
    return view.say("notice.resembles", number=str(found.question.id), day=view.house.day(found.answered_at))


def _in_library(view: View, title: str, until: datetime | None) -> str:
    if until is None:
        return view.say("notice.in_library", title=title)
    return view.say("notice.in_library_until", title=title, day=day_of(view.house, until))


def _long_wait(view: View) -> str:
    """A deadline that is far away because the house is closed in between: the citizen should know at once."""
    feast = view.counted.feast
    if not feast:
        return view.say("notice.long_wait")
    reason = view.house.wording.reason(feast, view.house.municipality.language)
    return view.say("notice.long_wait_because", feast=reason)
