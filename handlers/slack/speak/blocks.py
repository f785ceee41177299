"""A card as a Slack message: Block Kit blocks and the line that notifications show, always within Slack's limits.

A text that is too long is cut with a note that says where the whole stands; a button is never left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.ports.card import Action, Card, Fact, Link, Style
from bot.ports.showing import clean, cut, one_line, quiet_lines, safe_url
from handlers.slack.speak import elements as e
from handlers.slack.speak import limits
from handlers.slack.speak.elements import Words
from handlers.slack.speak.limits import Block
from handlers.slack.speak.text import escape, escape_within

# How many characters one quote or body may take. The first step at which the whole card fits is used.
_ROOMS = (3000, 2200, 1500, 1000, 700, 450, 250, 120, 60)
_MARKUP = re.compile(r"[*_~`]|^\s*>|^\s*[•\-]", re.MULTILINE)
_MOST_FACTS = 60
_BESIDE_ROOM = 300
MENU = "more"
_BEFORE_VALUE = " "


@dataclass(frozen=True)
class Message:
    """What Slack needs to show a card."""

    blocks: list[Block]
    text: str


def message(card: Card, words: Words, *, calling: bool = False) -> Message:
    """Draw a card as one message. Its mentions call only when `calling`, that is when it is posted; later they are names."""
    return Message(fitted(card, words, calling=calling), fallback(card, words))


def messages(cards: Sequence[Card], words: Words) -> Message:
    """Draw several cards as one message, as a list is shown."""
    blocks = several(cards, words, most_blocks=limits.MESSAGE_BLOCKS, most_bytes=limits.MESSAGE_BYTES)
    return Message(blocks, fallback(cards[0], words))


def fallback(card: Card, words: Words) -> str:
    """The line that a notification shows and a screen reader reads."""
    return escape_within(one_line(card.summary) or one_line(card.title) or words("chat.no_text"), 1000)


def fitted(
    card: Card,
    words: Words,
    *,
    calling: bool = False,
    most_blocks: int = limits.MESSAGE_BLOCKS,
    most_bytes: int = limits.MESSAGE_BYTES,
) -> list[Block]:
    """The card's blocks, with as much of its texts as there is room for."""
    tail = _tail(card, words)
    blocks: list[Block] = []
    for room in _ROOMS:
        blocks = _head(card, words, room, calling=calling)
        if len(blocks) + len(tail) <= most_blocks and limits.size(blocks + tail) <= most_bytes:
            return blocks + tail or [e.body("", words, room, "")]
    return _shortened(blocks, tail, e.cut_note(words, _where(card)), most_blocks, most_bytes)


def several(cards: Sequence[Card], words: Words, *, most_blocks: int, most_bytes: int) -> list[Block]:
    """Several cards one after the other, with a line between them; the last line says how many had no room."""
    shown: list[Block] = []
    for position, card in enumerate(cards):
        line = [e.divider()] if shown else []
        one = fitted(card, words, most_blocks=limits.MESSAGE_BLOCKS - 2, most_bytes=limits.MESSAGE_BYTES - 1000)
        more = line + one
        if len(shown + more) >= most_blocks or limits.size(shown + more) > most_bytes - 500:
            return [*shown, e.context([e.plain(words("chat.more", count=str(len(cards) - position)), 300)])]
        shown += more
        _number(shown)
    return shown or [e.body("", words, limits.SECTION, "")]


def _number(blocks: Sequence[Block]) -> None:
    """Let each button go by an id of its own, so that none of one card is taken for another's."""
    taken: list[str] = []
    for block in blocks:
        for element in block.get("elements", ()):
            if "action_id" in element:
                element["action_id"] = _unique(action_name(element["action_id"]), taken)
                taken.append(element["action_id"])


def _shortened(head: list[Block], tail: list[Block], note: str, most_blocks: int, most_bytes: int) -> list[Block]:
    """Leave out blocks from the end of the head; what must be pressed stays."""
    noted = [e.context([e.plain(note, 300)]), *tail]
    while head and (len(head) + len(noted) > most_blocks or limits.size(head + noted) > most_bytes):
        head = head[:-1]
    return (head + noted)[:most_blocks]


def _head(card: Card, words: Words, room: int, *, calling: bool) -> list[Block]:
    """Everything there is to read, in the card's order."""
    where = _where(card)
    blocks = [e.header(card.title)] if one_line(card.title) else []
    blocks += [e.context([e.lines(card.lead, min(room, 1000))])] if clean(card.lead) else []
    blocks += [e.notice(said, words, min(room, 1000)) for said in card.notices]
    blocks += e.calls(card.mentions) if calling else e.named(card.mentions)
    blocks += [e.quote(said, words, room, where) for said in card.quotes]
    blocks += [e.thumbnail(card.thumbnail)] if card.thumbnail else []
    blocks += _body(card, words, room, where)
    blocks += _facts(card.facts, min(room, 300))
    return blocks + [e.listing(said, min(room, 300)) for said in card.listings]


def _tail(card: Card, words: Words) -> list[Block]:
    """The small print, the advice, and what there is to press."""
    advice = [e.advice(said, 300) for said in card.advice]
    return [*_small_print(card), *advice, *_buttons(card, words), *_beside(card, words)]


def _body(card: Card, words: Words, room: int, where: str) -> list[Block]:
    """The card's own text; with a button beside it, it is short and stands in a section."""
    if not clean(card.body):
        return []
    if card.aside is None:
        return [e.body(card.body, words, room, where)]
    button = _button(card.aside, card.aside.name, words)
    return [{"type": "section", "text": e.lines(card.body, min(room, 1000)), "accessory": button}]


def _facts(facts: Sequence[Fact], room: int) -> list[Block]:
    fields = [_field(fact, room) for fact in facts[:_MOST_FACTS] if one_line(fact.label) or clean(fact.value)]
    rows = [fields[start : start + limits.FIELDS] for start in range(0, len(fields), limits.FIELDS)]
    return [{"type": "section", "fields": row} for row in rows]


def _field(fact: Fact, room: int) -> Block:
    """Label over value. Slack cannot escape asterisks, so a value with marks in it is shown as plain text."""
    label, value = cut(one_line(fact.label), 100) or "–", cut(quiet_lines(fact.value), room) or "–"
    if _MARKUP.search(label) or _MARKUP.search(value):
        return {"type": "plain_text", "text": escape_within(f"{label}\n{value}", limits.FIELD), "emoji": True}
    return e.mrkdwn(f"*{escape(label)}*\n{escape(value)}")


def _buttons(card: Card, words: Words) -> list[Block]:
    names = _names(card.actions)
    drawn = [_button(action, name, words) for action, name in zip(card.actions, names, strict=True)]
    drawn += _menus(card.more)
    rows = [drawn[start : start + limits.ACTIONS_ELEMENTS] for start in range(0, len(drawn), limits.ACTIONS_ELEMENTS)]
    return [{"type": "actions", "elements": row} for row in rows]


def _beside(card: Card, words: Words) -> list[Block]:
    """Words beside the matter, each with its own buttons; ids are numbered over all of them."""
    names = _names([*card.actions, *(action for said in card.beside for action in said.actions)])
    left, drawn = iter(names[len(card.actions) :]), []
    for said in card.beside:
        buttons = [_button(action, next(left), words) for action in said.actions]
        drawn += [e.quote(said, words, _BESIDE_ROOM, _where(card))]
        drawn += [{"type": "actions", "elements": buttons}] if buttons else []
    return drawn


def _names(actions: Sequence[Action]) -> list[str]:
    names: list[str] = []
    for action in actions:
        names.append(_unique(action.name, names))
    return names


def _menus(actions: Sequence[Action]) -> list[Block]:
    """What is seldom pressed, behind three dots. Slack allows five options in one such menu."""
    parts = [actions[start : start + limits.OVERFLOW] for start in range(0, len(actions), limits.OVERFLOW)]
    return [
        {"type": "overflow", "action_id": f"{MENU}#{number}", "options": [_option(action) for action in some]}
        for number, some in enumerate(parts, 1)
    ]


def _option(action: Action) -> Block:
    return e.option(f"{action.name}{_BEFORE_VALUE}{action.value}", action.label)


def chosen(option_value: str) -> tuple[str, str]:
    """The name and the value of an action that was chosen in a menu."""
    name, _, value = option_value.partition(_BEFORE_VALUE)
    return name, value


def _unique(name: str, taken: Sequence[str]) -> str:
    """Slack wants each name once a block; `action_name` takes the number off again."""
    number = sum(1 for other in taken if action_name(other) == name)
    return f"{name}#{number + 1}" if number else name


def action_name(action_id: str) -> str:
    """The bot's word for an action, from the id that Slack sends back."""
    return action_id.partition("#")[0]


def _button(action: Action, action_id: str, words: Words) -> Block:
    drawn: Block = {
        "type": "button",
        "text": e.plain(action.label, limits.BUTTON),
        "action_id": action_id,
        "value": action.value,
    }
    if action.style is not Style.PLAIN:
        drawn["style"] = action.style.value
    if one_line(action.confirm):
        drawn["confirm"] = _confirm(action, words)
    return drawn if action.value else {name: part for name, part in drawn.items() if name != "value"}


def _confirm(action: Action, words: Words) -> Block:
    asked: Block = {
        "title": e.plain(action.label, limits.CONFIRM_TITLE),
        "text": e.lines(action.confirm, limits.CONFIRM_TEXT),
        "confirm": e.plain(action.label, limits.CONFIRM_BUTTON),
        "deny": e.plain(words("slack.confirm_cancel"), limits.CONFIRM_BUTTON),
    }
    return asked if action.style is Style.PLAIN else asked | {"style": action.style.value}


def _small_print(card: Card) -> list[Block]:
    links = [e.mrkdwn(_anchor(link)) for link in card.links if safe_url(link.url)]
    footer = [e.lines(card.footer, 1000)] if clean(card.footer) else []
    shown = footer + links[: limits.CONTEXT_ELEMENTS - len(footer)]
    return [e.context(shown)] if shown else []


def _anchor(link: Link) -> str:
    label = cut(one_line(link.label), 150).replace("|", "¦") or link.url
    return f"<{escape(link.url)}|{escape(label)}>"


def _where(card: Card) -> str:
    """The label of the link behind which a cut text stands whole."""
    return next((one_line(link.label) for link in card.links if safe_url(link.url)), "")
