"""An alarm: what happened, what the bot does meanwhile, and what to do."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.drawing.calling.mentions import mentions
from bot.drawing.state_words import state_words
from bot.drawing.view import View
from bot.flow.answering import redirect
from bot.ports.card import Action, Card, Link, Quote, Style
from bot.rules.seen import identity
from bot.rules.states import OPEN, State
from bot.work import House
from storage.tables import Remark

MOMENTS = ("since", "until", "at")


WORDS = 300


def alarm_card(house: House, body: Mapping[str, Any], now: datetime, about: View | None = None) -> Card:
    """Draw an alarm from its order's body: the text's key, its values, and the key of what happens meanwhile.

    One `about` a question calls the desk, quotes the citizen, masked but for the place, leads to the card and to Facebook, and carries the
    button that publishes where help is. Once somebody has done something, it says who and when.
    """
    values = {name: _in_words(house, name, value, now) for name, value in body["values"].items()}
    is_withdrawn = about is not None and _is_withdrawn(about, body.get("remark", 0))
    text = house.say("alarm.emergency_gone" if is_withdrawn else body["text"], **values)
    meanwhile = body.get("meanwhile")  # left out by orders of an older program
    card = Card(summary=text, body=text, footer=house.say(meanwhile, **values) if meanwhile else "")
    if about is None:
        return card
    stands = state_words(about) if about.question.state != State.NEW else ""
    footer = " ".join(part for part in (stands, card.footer) if part)
    return replace(card, footer=footer, **_about(about, body.get("remark", 0), body.get("channel", "")))


def _about(view: View, remark_id: int, channel: str) -> dict[str, Any]:
    is_gone = view.question.state == State.WITHDRAWN
    who = "" if is_gone else view.question.author_name or view.say("card.unknown_author")
    links = (Link(view.say("list.open"), view.card_address), Link(view.say("card.see_question"), view.question.link))
    return {
        "quotes": (Quote(who, _words(view, remark_id)),),
        "mentions": mentions(view.house, [*view.house.desk_of(view.question.page), *view.house.desk]),
        "links": tuple(link for link in links if link.url),
        "actions": tuple(_actions(view, remark_id, channel)),
    }


def _raised(view: View, remark_id: int) -> Remark | None:
    """What raised the alarm; an older order names none."""
    return next((remark for remark in view.citizen_remarks if remark.id == remark_id), None)


def _is_withdrawn(view: View, remark_id: int) -> bool:
    """Whether the citizen has deleted what raised the alarm, or made something else of it, and nothing else speaks of danger."""
    raised = _raised(view, remark_id)
    has_changed = raised is not None and bool(raised.gone_at or raised.edited_at)
    return has_changed and view.question.state in {*OPEN, State.WITHDRAWN} and not view.is_urgent


def _words(view: View, remark_id: int) -> str:
    """The words that raised the alarm, as they stand now, with the place: whoever is called must go there."""
    raised = _raised(view, remark_id)
    if raised is None:
        return view.first_words(WORDS)
    return view.in_place_of([raised]) if raised.gone_at else view.on_one_line([raised], WORDS, view.masked_but_places)


def _actions(view: View, remark_id: int, channel: str) -> Iterator[Action]:
    """One red button: the text that says where help is, to be read and published; the choice of all where none is suggested.

    In the desk's own channel another one lets the duty know.
    """
    if view.question.state in OPEN and not view.is_elsewhere and not _is_withdrawn(view, remark_id):
        yield _help(view)
    duty = view.house.municipality.municipality.duty_channel
    if view.question.state in OPEN and duty and duty != channel:
        yield Action("call_duty", view.say("button.call_duty"), view.value(identity(view.question)))


def _help(view: View) -> Action:
    kind = redirect.kind_for(view.house.municipality, view.question, view.suggested)
    is_ready = redirect.ready_made(view.house.municipality, view.question, view.suggested) is not None
    label = (
        view.say("button.ready_text", kind=view.say(f"redirect.{kind}")) if is_ready else view.say("button.redirect")
    )
    return Action("ready_listed", label, view.value(identity(view.question)), Style.DANGER)


def _in_words(house: House, name: str, value: str, now: datetime) -> str:
    """People know a page by its name and a moment by its weekday."""
    if name in MOMENTS:
        return house.said(datetime.fromisoformat(value), now)
    page = house.municipality.pages.get(value) if name == "page" else None
    return page.name if page else value
