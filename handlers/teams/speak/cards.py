"""A card as an Adaptive Card in one activity, always within Teams' limits.

Version 1.5 is what Teams documents for cards that a bot sends. A text that is too long is cut with a note that says where
the whole stands; a button is never left out. The delivery's key travels as the id of the card's first element.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from bot.ports.card import Action, Card, Fact, Style
from bot.ports.showing import clean, cut, one_line, quiet_lines, safe_url
from handlers.teams.speak import elements as e
from handlers.teams.speak.elements import Element, Words
from handlers.teams.speak.mentions import Colleague, calls, entities, named

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
VERSION = "1.5"
MOST_BYTES = 80_000  # Teams refuses somewhere near 100 kB; measured as UTF-16
# How many characters one quote or body may take. The first step at which the whole card fits is used.
_ROOMS = (3000, 2200, 1500, 1000, 700, 450, 250, 120, 60)
_BESIDE_ROOM = 300
_LABEL = 40
_ASKS = 300  # characters that a button can always ask
_STYLES = {Style.PRIMARY: {"style": "positive"}, Style.DANGER: {"style": "destructive"}, Style.PLAIN: {}}
_KEYS = uuid.UUID("0f6cbd00-5a43-4d2a-9a57-3c1b8a54c0de")


def carrier(key: str) -> str:
    """The id by which a message of ours that carries this delivery's key is known again."""
    return f"svarvakt-{uuid.uuid5(_KEYS, key).hex}"


def activity(card: Card, words: Words, key: str = "", called: Sequence[Colleague] = ()) -> dict[str, Any]:
    """The card as an activity. `called` are the people its mentions name: called when it is posted, that is with a key."""
    content = adaptive(card, words, key, called)
    return {"type": "message", "summary": summary(card, words), "attachments": [attached(content)]}


def attached(content: Element) -> dict[str, Any]:
    """An Adaptive Card as an attachment."""
    return {"contentType": ADAPTIVE, "content": content}


def summary(card: Card, words: Words) -> str:
    """The line that a notification shows and a screen reader reads."""
    return cut(one_line(card.summary) or one_line(card.title) or words("chat.no_text"), 300)


def adaptive(card: Card, words: Words, key: str = "", called: Sequence[Colleague] = ()) -> Element:
    """The card with as much of its texts as there is room for."""
    drawn: Element = {}
    for room in _ROOMS:
        drawn = _whole(card, words, key, called, room)
        if e.size(drawn) <= MOST_BYTES:
            return drawn
    return _shortened(drawn, e.cut_note(words, _where(card)))


def several(cards: Sequence[Card], words: Words) -> Element:
    """Several cards one after the other, with a line between them; the last line says how many had no room."""
    shown: list[Element] = []
    for position, card in enumerate(cards):
        body = _body(card, words, _ROOMS[2], ())
        body = [{**body[0], "separator": True}, *body[1:]] if shown and body else body
        if e.size(framed([*shown, *body], words("chat.no_text"))) > MOST_BYTES - 2000:
            more = e.line(e.run(words("chat.more", count=str(len(cards) - position)), isSubtle=True))
            return framed([*shown, more], summary(cards[0], words))
        shown += body
    return framed(shown, summary(cards[0], words) if cards else "")


def framed(body: Sequence[Element], otherwise: str) -> Element:
    """An Adaptive Card of these elements; `otherwise` is shown by who cannot draw it."""
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": VERSION,
        "fallbackText": otherwise,
        "body": list(body),
        "msteams": {"width": "Full"},
    }


def _whole(card: Card, words: Words, key: str, called: Sequence[Colleague], room: int) -> Element:
    line = [] if not called else [calls(called)] if key else [named(called)]
    body = _body(card, words, room, line)
    drawn = framed(body or e.passage("", words, room, ""), summary(card, words))
    if key:
        drawn["body"][0] = {**drawn["body"][0], "id": carrier(key)}
    if called and key:
        drawn["msteams"] = {**drawn["msteams"], "entities": entities(called)}
    return drawn


def _shortened(drawn: Element, note: str) -> Element:
    """Leave out elements from the middle of the body; what must be pressed stays."""
    body = list(drawn["body"])
    said = e.line(e.run(note, italic=True))
    keeps = [element for element in body[1:] if element["type"] == "ActionSet"]
    reads = [element for element in body if element["type"] != "ActionSet"]
    while len(reads) > 1 and e.size({**drawn, "body": [*reads, said, *keeps]}) > MOST_BYTES:
        reads.pop()
    return {**drawn, "body": [*reads, said, *keeps]}


def _body(card: Card, words: Words, room: int, called: Sequence[Element]) -> list[Element]:
    """Everything there is to read, in the card's order, and what there is to press."""
    where = _where(card)
    body = [e.title(card.title)] if one_line(card.title) else []
    body += e.small(card.lead, min(room, 1000)) if clean(card.lead) else []
    body += [e.notice(said, words, min(room, 1000)) for said in card.notices]
    body += called
    for said in card.quotes:
        body += e.quote(said, words, room, where)
    body += e.small(card.thumbnail.label, 300) if card.thumbnail else []
    body += _own_text(card, words, room, where)
    body += [_fact(fact, min(room, 300)) for fact in card.facts if one_line(fact.label) or clean(fact.value)]
    for listed in card.listings:
        body += e.listing(listed, min(room, 300))
    body += _small_print(card)
    body += [e.advice(said, 300) for said in card.advice]
    return body + _buttons(card.actions, card.more, room) + _beside(card, words, where)


def _own_text(card: Card, words: Words, room: int, where: str) -> list[Element]:
    """The card's own text; with a button beside it, that stands to the right of it."""
    if not clean(card.body):
        return []
    text = e.passage(quiet_lines(card.body), words, room, where)
    if card.aside is None:
        return text
    beside = [{"type": "ActionSet", "actions": [button(card.aside)]}]
    columns = [
        {"type": "Column", "width": "stretch", "items": text, "verticalContentAlignment": "Center"},
        {"type": "Column", "width": "auto", "items": beside, "verticalContentAlignment": "Center"},
    ]
    return [{"type": "ColumnSet", "columns": columns}]


def _beside(card: Card, words: Words, where: str) -> list[Element]:
    """Words beside the matter, each with its own buttons."""
    drawn: list[Element] = []
    for said in card.beside:
        drawn += [*e.quote(said, words, _BESIDE_ROOM, where), *_buttons(said.actions)]
    return drawn


def _fact(fact: Fact, room: int) -> Element:
    label, value = cut(one_line(fact.label), 100) or "–", cut(one_line(fact.value), room) or "–"
    return e.line(e.run(f"{label}: ", weight="Bolder"), e.run(value), spacing="Small")


def _buttons(actions: Sequence[Action], more: Sequence[Action] = (), room: int = _ASKS) -> list[Element]:
    drawn = [button(action, room) for action in actions]
    drawn += [button(action, room) | {"mode": "secondary"} for action in more]
    return [{"type": "ActionSet", "actions": drawn}] if drawn else []


def button(action: Action, room: int = _ASKS) -> Element:
    """A button. One that may answer with a form, or asks first, opens a dialog; Teams cannot open one later.

    What it asks may quote a text as long as `room`, in characters: the dialog covers the message where that stands.
    """
    carried: dict[str, Any] = {"do": action.name, "value": action.value}
    label = cut(one_line(action.label), _LABEL)
    if action.at_once and not one_line(action.confirm):
        return {"type": "Action.Execute", "title": label, "verb": action.name, "data": carried} | _STYLES[action.style]
    if one_line(action.confirm):
        carried |= {"ask": cut(clean(f"{action.confirm}\n{action.shows}".strip()), max(room, _ASKS)), "label": label}
    data = {"msteams": {"type": "task/fetch"}} | carried
    return {"type": "Action.Submit", "title": label, "data": data} | _STYLES[action.style]


def _small_print(card: Card) -> list[Element]:
    links = [said for said in card.links if safe_url(said.url)]
    runs: list[Element] = []
    if clean(card.footer):
        runs.append(e.run(cut(one_line(card.footer), 500), size="Small", isSubtle=True))
    for said in links:
        runs += [e.run(" · ", size="Small", isSubtle=True)] if runs else []
        runs.append(e.link(said) | {"size": "Small"})
    return [e.line(*runs, spacing="Small")] if runs else []


def _where(card: Card) -> str:
    """The label of the link behind which a cut text stands whole."""
    return next((one_line(said.label) for said in card.links if safe_url(said.url)), "")
