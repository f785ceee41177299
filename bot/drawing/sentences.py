"""Sentences in a thread: what happened, what the bot did, what to do next."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.drawing.calling.mentions import mentions
from bot.drawing.question.card import asks, head
from bot.drawing.settled import became, still_there
from bot.drawing.talk import citizen_quote
from bot.drawing.view import View
from bot.ports.card import Action, Card, Quote, Style
from storage.tables import Remark

OF_NO_ANSWER = frozenset(
    f"thread.{name}"
    for name in (
        "thanked",
        "answered_by_hand",
        "gone",
        "gone_from_page",
        "hidden",
        "unhidden",
        *(f"{what}_{then}" for what in ("said", "edited", "deleted") for then in ("approved", "published")),
        "said_ended",
        "said_waiting",
        "threat",
    )
)
"""What tells of something that has happened and asks nobody for an answer: a deadline behind it would mislead."""


def sentence_card(view: View, body: Mapping[str, Any]) -> Card:
    """Draw one sentence from the order's body: its text key, values, whom to call, and which words to quote.

    `remark_id` or `remark_ids` quote what was said, below the one that it answers (`answers_id`), `against_id` what was said
    against it, below the buttons; `quote` and `note` these very words, `of_question` what the citizen asks. A sentence that
    leads to the words it quotes (it ends in a colon) stands above them, any other below. Where none of its buttons does
    anything any more, it says what became of it.
    """
    text, quotes = view.say(body["text"], **_values(view, body)), tuple(_quotes(view, body))
    leads = bool(quotes) and text.endswith(":")
    return Card(
        summary=view.say("card.told", told=text, asks=_asks(view, body, due_is_said=_is_due_said(view, body, text))),
        lead=text if leads else "",
        body="" if leads else text,
        quotes=quotes,
        actions=tuple(
            Action(name, label, value, Style(style)) for name, label, value, style in still_there(view, body)
        ),
        mentions=mentions(view.house, body.get("mentions", ())),
        beside=tuple(_against(view, remark) for remark in _remarks(view, body, "against_id")),
        footer=became(view, body),
    )


def _is_due_said(view: View, body: Mapping[str, Any], text: str) -> bool:
    """Whether the deadline needs no words behind the sentence: it names the deadline, or asks nobody for an answer."""
    return body["text"] in OF_NO_ANSWER or view.due_on_card in text


def _values(view: View, body: Mapping[str, Any]) -> dict[str, str]:
    department = view.house.municipality.departments.get(body.get("department", ""))
    return {
        "department": department.name if department else "",
        "by": str(body.get("by", "")),
        "name": view.house.owner_of(view.question) or view.say("card.front_desk"),
        "due": view.due_on_card,
        **{name: str(value) for name, value in body.get("values", {}).items()},
    }


def _asks(view: View, body: Mapping[str, Any], *, due_is_said: bool) -> str:
    """What a phone shows after the sentence: whose words it is about, and until when an answer is due."""
    for remark in _remarks(view, body):
        who = head(view) if remark.author == "citizen" else remark.author_name
        return asks(view, who, remark.text, due_is_said=due_is_said)
    return asks(view, due_is_said=due_is_said)


def _quotes(view: View, body: Mapping[str, Any]) -> list[Quote]:
    note = [Quote(str(body.get("by", "")), str(body["note"]))] if body.get("note") else []
    note += [Quote(view.page_name, str(body["quote"]))] if body.get("quote") else []
    asked = [Quote(head(view), view.masked(_asked(view, body)))] if body.get("of_question") else []
    said = [*_remarks(view, body, "answers_id"), *_remarks(view, body)]
    return asked + note + [_said(view, remark) for remark in said]


def _asked(view: View, body: Mapping[str, Any]) -> str:
    """What the citizen asks; in a later round what she had asked by then, since that is what somebody was called for."""
    if body.get("round", view.question.round) == view.question.round:
        return view.unanswered_words
    until = datetime.fromisoformat(body["asked_at"])
    then = [remark for remark in view.citizen_remarks if remark.written_at is None or remark.written_at <= until]
    return "\n".join(remark.text for remark in then if not remark.gone_at) or view.in_place_of(then)


def _said(view: View, remark: Remark) -> Quote:
    if remark.author == "citizen":
        return replace(citizen_quote(view, remark), who=remark.author_name)
    return Quote(remark.author_name, view.masked(remark.text))


def quoted(body: Mapping[str, Any]) -> list[int]:
    """The remarks whose words a sentence shows."""
    numbers = (*body.get("remark_ids", ()), *(body.get(which) for which in ("remark_id", "answers_id", "against_id")))
    return [number for number in numbers if number]


def _against(view: View, remark: Remark) -> Quote:
    return Quote(remark.author_name, view.masked(remark.text), view.say("talk.doubt"))


def _remarks(view: View, body: Mapping[str, Any], which: str = "remark_id") -> list[Remark]:
    numbers = body.get("remark_ids") if which == "remark_id" else None
    meant = numbers or [body.get(which)]
    return [remark for remark in view.remarks if remark.id in meant and not remark.gone_at]
