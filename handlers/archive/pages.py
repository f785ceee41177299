"""Paragraphs set on pages: a heading, and below it who wrote when and the words. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.archive.font import Font
from handlers.archive.pdfa import HEIGHT, WIDTH, Line

MARGIN, INDENT = 56, 12
TITLE, HEAD, TEXT, FOOT = 14, 9, 11, 8
LEADING = 1.45


@dataclass(frozen=True)
class Paragraph:
    """What somebody wrote: `head` says who and when, `text` is word for word."""

    head: str
    text: str = ""


def set_pages(title: str, paragraphs: Sequence[Paragraph], font: Font, foot: str) -> list[list[Line]]:
    """The lines of each page; `foot` stands at the bottom of each, followed by its number."""
    pages: list[list[Line]] = [[]]
    y = float(HEIGHT - MARGIN)
    for text, size, indent in _rows(title, paragraphs, font):
        y -= size * LEADING
        if y < MARGIN + 2 * FOOT:
            pages.append([])
            y = HEIGHT - MARGIN - size * LEADING
        if text:
            pages[-1].append(Line(text, MARGIN + indent, round(y, 2), size))
    for number, page in enumerate(pages, 1):
        page.append(Line(f"{foot} · {number}/{len(pages)}", MARGIN, MARGIN - FOOT, FOOT))
    return pages


def _rows(title: str, paragraphs: Sequence[Paragraph], font: Font) -> Iterator[tuple[str, int, int]]:
    yield from ((row, TITLE, 0) for row in wrapped(title, font, TITLE, WIDTH - 2 * MARGIN))
    for paragraph in paragraphs:
        yield "", HEAD, 0
        yield from ((row, HEAD, 0) for row in wrapped(paragraph.head, font, HEAD, WIDTH - 2 * MARGIN))
        if paragraph.text:
            room = WIDTH - 2 * MARGIN - INDENT
            yield from ((row, TEXT, INDENT) for row in wrapped(paragraph.text, font, TEXT, room))


def wrapped(text: str, font: Font, size: float, room: float) -> Iterator[str]:
    """A text in lines no wider than the room; what has no blank is cut where it must be. Its own breaks stay."""
    for paragraph in text.expandtabs(4).splitlines() or [""]:
        row = ""
        for word in paragraph.split(" "):
            longer = f"{row} {word}" if row else word
            if font.width(longer, size) <= room:
                row = longer
                continue
            if row:
                yield row
            *full, row = _cut(word, font, size, room)
            yield from full
        yield row


def _cut(word: str, font: Font, size: float, room: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and font.width(pieces[-1] + character, size) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces
