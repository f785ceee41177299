"""Counts the lines of a drawn card without a browser: how often its words and buttons would wrap in a column."""

from collections.abc import Iterator
from textwrap import wrap

from bot.ports.card import Card

DESKTOP, PHONE = 74, 34  # letters of running text beside each other in the demo's channel at 1280 and at 390 px
TITLE, SMALL, FRAME = 1.3, 0.8, 4  # a title's letters are wider, small print's narrower; a button has a frame


def lines(card: Card, width: int) -> int:
    """How many lines a card takes in a column of so many letters."""
    return sum(_lines(card, width))


def _lines(card: Card, width: int) -> Iterator[int]:
    yield _wrapped(card.title, width, TITLE)
    yield _wrapped(card.lead, width, SMALL)
    yield sum(_wrapped(notice.text, width - FRAME) for notice in (*card.notices, *card.advice))
    for quote in card.quotes:
        yield bool(quote.who or quote.note)
        yield sum(_wrapped(line, width - FRAME) for line in quote.text.splitlines())
    yield _wrapped(card.thumbnail.label if card.thumbnail else "", width)
    yield _wrapped(card.body, width)
    yield _wrapped("  ".join([card.footer, *(link.label for link in card.links)]).strip(), width, SMALL)
    yield _rows([*(len(action.label) for action in card.actions), *([1] if card.more else [])], width)


def _wrapped(text: str, width: int, letter: float = 1.0) -> int:
    return len(wrap(text, int(width / letter)))


def _rows(labels: list[int], width: int) -> int:
    rows, room = 0, 0
    for label in labels:
        needed = label + FRAME
        rows, room = (rows, room - needed) if needed <= room else (rows + 1, width - needed)
    return rows
