"""Sentences in a thread: what happened, what the bot did, what to do next."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.drawing.talk import citizen_quote
from bot.drawing.view import View
from bot.ports.card import Action, Card, Mention, Quote, Style
from storage.tables import Remark


def sentence_card(view: View, body: Mapping[str, Any]) -> Card:
    """Draw one sentence from the order's body: its text key, values, whom to call, and which remark to quote."""
    department = view.house.municipality.departments.get(body.get("department", ""))
    values = {
        "department": department.name if department else "",
        "by": str(body.get("by", "")),
        "name": view.house.owner_of(view.question) or view.say("card.front_desk"),
        "due": view.clock(view.question.due_at),
        **{name: str(value) for name, value in body.get("values", {}).items()},
    }
    text = view.say(body["text"], **values)
    return Card(
        summary=text,
        body=text,
        quotes=tuple(_quotes(view, body)),
        actions=tuple(
            Action(name, label, value, Style(style)) for name, label, value, style in body.get("actions", ())
        ),
        mentions=tuple(Mention(person) for person in body.get("mentions", ())),
    )


def _quotes(view: View, body: Mapping[str, Any]) -> list[Quote]:
    remarks = [remark for remark in view.remarks if remark.id == body.get("remark_id") and not remark.gone_at]
    note = [Quote(str(body.get("by", "")), str(body["note"]))] if body.get("note") else []
    note += [Quote(view.page_name, str(body["quote"]))] if body.get("quote") else []
    return note + [_said(view, remark) for remark in remarks]


def _said(view: View, remark: Remark) -> Quote:
    if remark.author == "citizen":
        return replace(citizen_quote(view, remark), who=remark.author_name)
    return Quote(remark.author_name, view.masked(remark.text))
